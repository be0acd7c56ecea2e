using System.Security.Claims;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Http;

/// <summary>Who sent this request.</summary>
public static class ActorOfRequest
{
    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint is open to all and must not ask.</exception>
    public static Actor Actor(this HttpContext context) => context.User.Actor();

    /// <inheritdoc cref="Actor(HttpContext)"/>
    public static Actor Actor(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var person)
            ? new Actor(person)
            : throw new InvalidOperationException("Nobody is signed in.");
}
