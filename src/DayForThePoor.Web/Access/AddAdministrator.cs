using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Access;

/// <summary>
/// <c>add-administrator EMAIL --unit CODE</c>: the first one of an installation, whom nobody could add by page. Prints a
/// password once; run again, it prints another and ends the sign-ins with the old.
/// </summary>
public static class AddAdministrator
{
    public static readonly Verb Verb = new("add-administrator", "EMAIL --unit CODE", Run);

    private static async Task<int> Run(IServiceProvider services, string[] arguments, CancellationToken cancellation)
    {
        if (arguments is not [{ Length: > 0 } email, "--unit", var code])
        {
            await Console.Error.WriteLineAsync($"usage: {Verb.Name} {Verb.Usage}");
            return 2;
        }
        if (!(await services.GetRequiredService<IRegistry>().Current(cancellation)).UnitsByCode.TryGetValue(code, out var unit))
        {
            await Console.Error.WriteLineAsync($"No unit bears the code {code} today.");
            return 2;
        }
        var person = new NewPerson(email, email, Passwords.New());
        var added = await services.GetRequiredService<People>().Ensure(person, new(PersonRoles.Administrator, unit.UnitId), cancellation);
        if (added.IsRefused)
        {
            foreach (var refusal in added.Refusals) await Console.Error.WriteLineAsync(services.GetRequiredService<RefusalTexts>().Of(refusal));
            return 2;
        }
        Console.WriteLine($"{email} is {PersonRoles.Administrator} of {unit.Name} ({code}). Password, shown once: {person.Password}");
        return 0;
    }
}
