using DayForThePoor.Web.Access;

namespace DayForThePoor.Tests.Access;

public class roles_that_do_not_go_together
{
    private static readonly Guid Here = new("00000000-0000-0000-0000-000000000001"), Elsewhere = new("00000000-0000-0000-0000-000000000002");

    private static readonly RolePair[] Pairs = [new(PersonRoles.Accountant, PersonRoles.Treasurer, "Luật Kế toán, Điều 52")];

    [Theory]
    [InlineData(PersonRoles.Accountant, PersonRoles.Treasurer)]
    [InlineData(PersonRoles.Treasurer, PersonRoles.Accountant)]
    public void are_refused_in_either_order_with_the_rule(string held, string wanted) =>
        RoleRules.WhyNot(Pairs, [new(held, Here)], new(wanted, Here)).ShouldBe(new RoleConflict(held, "Luật Kế toán, Điều 52"));

    [Fact]
    public void may_be_held_in_different_units() =>
        RoleRules.WhyNot(Pairs, [new(PersonRoles.Accountant, Elsewhere)], new(PersonRoles.Treasurer, Here)).ShouldBeNull();

    [Fact]
    public void are_only_those_of_the_rule() =>
        RoleRules.WhyNot(Pairs, [new(PersonRoles.Accountant, Here)], new(PersonRoles.Auditor, Here)).ShouldBeNull();
}
