using Microsoft.AspNetCore.Authentication;

namespace DayForThePoor.Web.Access;

/// <summary>
/// A sign-in whose person was disabled, changed the password or signed out counts for nothing, however long its cookie or
/// token would still run.
/// </summary>
public static class StandingSignIns
{
    /// <summary>Between authentication and authorization: who is turned into nobody here is asked to sign in, not refused.</summary>
    public static void UseStandingSignIns(this WebApplication app)
    {
        var standings = app.Services.GetRequiredService<Standings>();
        app.Use(async (context, next) =>
        {
            if (context.User.Identity is { IsAuthenticated: true } && !await Stands(context, standings))
                context.Features.Get<IAuthenticateResultFeature>()!.AuthenticateResult = AuthenticateResult.NoResult(); // and with it the user
            await next(context);
        });
    }

    private static async ValueTask<bool> Stands(HttpContext context, Standings standings) =>
        SignedIn.From(context.User) is { } signedIn
        && await standings.Of(signedIn.PersonId, context.RequestAborted) is { Disabled: false } standing
        && standing.SecurityStamp == signedIn.Stamp
        && !standing.EndedSessions.Contains(signedIn.SessionId);
}
