using System.Reflection;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Statements.Matching;

namespace DayForThePoor.Tests.Access;

public class every_command
{
    /// <summary>Work that a checked command leaves in a queue; no door sends it.</summary>
    private static readonly Type[] Queued = [typeof(ImportStatementFile), typeof(ReconcileImported)];

    /// <summary>What handlers take as their first parameter, found as the bus finds it: by the name of class and method.</summary>
    private static IEnumerable<Type> Messages() =>
        from type in typeof(AccessPolicy).Assembly.GetTypes()
        where type.Name.EndsWith("Handler", StringComparison.Ordinal) && type.Namespace?.StartsWith("DayForThePoor.Web", StringComparison.Ordinal) == true
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.Name is "Handle" or "HandleAsync" or "Consume" or "ConsumeAsync"
        select method.GetParameters()[0].ParameterType;

    [Fact]
    public void names_who_asks_the_unit_and_the_permission() =>
        Messages().Except(Queued).Where(message => !typeof(IJobCommand).IsAssignableFrom(message)).Where(message => !typeof(IUnitMessage).IsAssignableFrom(message)).ShouldBeEmpty();

    [Fact]
    public void is_found_by_this_test() => Messages().ShouldContain(typeof(AddPerson));
}
