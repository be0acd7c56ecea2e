using DayForThePoor.Core;

namespace DayForThePoor.Web.Access;

/// <summary>
/// Gives a person who forgot the password another one, shown once to the administrator, and ends their sign-ins. Only for
/// an administrator above every unit where the person holds a role: whoever resets a password could sign in with it.
/// </summary>
/// <param name="UnitId">A unit where the person holds a role.</param>
public sealed record ResetPassword(Actor By, Guid UnitId, Guid PersonId) : IUnitMessage
{
    public Permission Needs => Permission.ManagePeople;
}

/// <param name="Password">To be handed over and changed at the first sign-in.</param>
public sealed record PasswordReset(string Password);

public static class ResetPasswordHandler
{
    public static async Task<Outcome<PasswordReset>> Handle(ResetPassword command, People people, PeopleQuery query, CancellationToken cancellation)
    {
        if (command.By.PersonId == command.PersonId) return Refusal.Conflict("access.reset_self");
        if (await query.WhyNotManage(command.By, command.PersonId, cancellation) is { } refusal) return refusal;
        var password = Passwords.New();
        return await people.SetPassword(command.PersonId, password, cancellation) ? new PasswordReset(password) : AccessPolicy.OtherUnit;
    }
}
