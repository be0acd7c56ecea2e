using Microsoft.AspNetCore.Identity;

namespace DayForThePoor.Web.Access;

/// <summary>Someone who signs in, by e-mail. The only place that holds the name; all else knows the id.</summary>
public sealed class Person : IdentityUser<Guid>
{
    /// <summary>Name as colleagues read it, 1…200 characters.</summary>
    public required string DisplayName { get; set; }

    /// <summary>Since when the person may not sign in any more; null: may.</summary>
    public DateTimeOffset? DisabledAt { get; set; }
}
