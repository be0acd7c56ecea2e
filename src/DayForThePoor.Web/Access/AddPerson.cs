using DayForThePoor.Core;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Web.Access;

/// <summary>A person to be added, as typed. Personal data: never logged, never in an event.</summary>
public sealed record NewPerson(string DisplayName, string Email, string Password)
{
    /// <summary>Records print their members; this one must not, whoever logs it.</summary>
    public override string ToString() => nameof(NewPerson);
}

/// <summary>Someone who may sign in, with their first role: without one nobody would see them in any unit's list.</summary>
public sealed record AddPerson(Actor By, Guid UnitId, NewPerson Person, string Role) : IUnitMessage
{
    public Permission Needs => Permission.ManagePeople;
}

public static class AddPersonHandler
{
    private const int LongestName = 200, LongestEmail = 254;

    public static async Task<Outcome<Guid>> Handle(AddPerson command, People people, CancellationToken cancellation)
    {
        var name = command.Person.DisplayName.Normalize().Trim();
        var email = command.Person.Email.Trim();
        List<Refusal> refusals = [];
        if (name.Length is 0 or > LongestName) refusals.Add(Refusal.Invalid("access.name_invalid", "name"));
        if (email.Length > LongestEmail || !System.Net.Mail.MailAddress.TryCreate(email, out var address) || address.Address != email)
            refusals.Add(Refusal.Invalid("access.email_invalid", "email"));
        if (!PersonRoles.All.Contains(command.Role)) refusals.Add(Refusal.Invalid("access.role_unknown", "role"));
        if (refusals.Count > 0) return refusals;
        return await people.Add(command.By, command.Person with { DisplayName = name, Email = email }, new(command.Role, command.UnitId), cancellation);
    }
}
