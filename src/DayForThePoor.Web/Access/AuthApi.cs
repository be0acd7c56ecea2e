using DayForThePoor.Core;
using DayForThePoor.Web.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;

namespace DayForThePoor.Web.Access;

/// <summary>Sign in, sign out and change the password over the API.</summary>
public static class AuthApi
{
    public sealed record Credentials(string? Email, string? Password);

    /// <param name="ExpiresIn">Seconds.</param>
    public sealed record Token(string AccessToken, string TokenType, long ExpiresIn);

    public sealed record PasswordChange(string? CurrentPassword, string? NewPassword);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/auth/login", Login).AllowAnonymous().RequireRateLimiting(Rates.SignIn)
            .WithSummary("Sign in; the token is for the header Authorization: Bearer …").Produces<Token>().Produces<Problem>(401).Produces<Problem>(429);
        api.MapPost("/auth/logout", Logout).WithSummary("End this sign-in").Produces(204);
        api.MapPost("/auth/password", ChangePassword).WithSummary("Change the password; ends every sign-in of the person").Produces(204).Produces<Problem>(422);
    }

    private static async Task<IResult> Login(Credentials credentials, HttpContext http, Passwords passwords, SignInRate rate, RefusalTexts texts,
        IOptionsMonitor<BearerTokenOptions> bearer, TimeProvider time)
    {
        using var allowed = rate.Ask(http);
        if (!allowed.IsAcquired)
        {
            await Rates.Answer(http, allowed);
            return Results.Empty;
        }
        if (await passwords.Check(credentials.Email, credentials.Password, http.RequestAborted) is { } signedIn)
            return Results.Ok(new Token(Seal(signedIn, bearer, time), "Bearer", (long)Doors.TokenLasts.TotalSeconds));
        rate.CountFailure(http);
        return new Problem(texts.Of(Passwords.Wrong), StatusCodes.Status401Unauthorized, Code: Passwords.Wrong.Code);
    }

    private static async Task<IResult> Logout(HttpContext http, SignOut signOut)
    {
        if (SignedIn.From(http.User) is { } signedIn) await signOut.End(signedIn, http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> ChangePassword(PasswordChange wanted, HttpContext http, Passwords passwords) =>
        (await passwords.Change(http.Actor(), wanted.CurrentPassword, wanted.NewPassword, http.RequestAborted)).ToResult(_ => Results.NoContent());

    /// <summary>Sealed by hand and not by signing in: the framework would add a refresh token that outlives the working day.</summary>
    private static string Seal(SignedIn signedIn, IOptionsMonitor<BearerTokenOptions> bearer, TimeProvider time)
    {
        const string scheme = BearerTokenDefaults.AuthenticationScheme;
        var until = new AuthenticationProperties { ExpiresUtc = time.GetUtcNow() + Doors.TokenLasts };
        return bearer.Get(scheme).BearerTokenProtector.Protect(new AuthenticationTicket(signedIn.ToPrincipal(scheme), until, scheme));
    }
}
