using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace DayForThePoor.Web.Access;

/// <summary>
/// A sign-in whose person was disabled, changed the password or signed out counts for nothing, however long its cookie or
/// token would still run.
/// </summary>
public sealed class OnlyStandingSignIns(Standings standings, IHttpContextAccessor http) : IClaimsTransformation
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (SignedIn.From(principal) is not { } signedIn) return Nobody;
        var standing = await standings.Of(signedIn.PersonId, http.HttpContext?.RequestAborted ?? CancellationToken.None);
        return standing is { Disabled: false } && standing.SecurityStamp == signedIn.Stamp && !standing.EndedSessions.Contains(signedIn.SessionId)
            ? principal
            : Nobody;
    }
}
