using System.Security.Claims;

namespace DayForThePoor.Web.Access;

/// <summary>What a cookie or token carries: ids only, no name, no roles; those are asked at each request.</summary>
/// <param name="Stamp">The person's security stamp when they signed in.</param>
public sealed record SignedIn(Guid PersonId, Guid SessionId, string Stamp)
{
    private const string SessionClaim = "sid", StampClaim = "stamp";

    public static SignedIn? From(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var person)
        && Guid.TryParse(principal.FindFirstValue(SessionClaim), out var session)
        && principal.FindFirstValue(StampClaim) is { Length: > 0 } stamp
            ? new SignedIn(person, session, stamp)
            : null;

    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, PersonId.ToString("D")),
            new Claim(SessionClaim, SessionId.ToString("D")),
            new Claim(StampClaim, Stamp),
        ], scheme));
}
