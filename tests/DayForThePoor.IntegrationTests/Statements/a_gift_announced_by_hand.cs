using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Units;

namespace DayForThePoor.IntegrationTests.Statements;

public class a_gift_announced_by_hand(AppFixture app) : StatementTest(app)
{
    private static readonly DateOnly Day = new(2026, 5, 4);

    [Fact]
    public async Task is_cleared_by_the_line_with_its_reference_and_amount()
    {
        var account = await NewAccount();
        var gift = await Announce(account, "FT77", 300_000);
        (await Balance(account, Roles.InTransit)).ShouldBe(300_000);
        await Import(account, Csv(In(Day, "FT77", 300_000), In(Day, "FT78", 20_000)));

        (await Balance(account, Roles.InTransit)).ShouldBe(0);
        (await Balance(account, Roles.IncomeUnlabelled)).ShouldBe(-20_000);
        (await Balance(account, Roles.Bank)).ShouldBe(320_000);
        (await Scalar<string>("select l.reference from statements.claim c join statements.line l on l.id = c.line_id where c.gift_id = $1", gift)).ShouldBe("FT77");
    }

    [Fact]
    public async Task stays_in_transit_while_another_gift_or_line_is_its_equal()
    {
        var account = await NewAccount();
        await Announce(account, "FT1", 300_000);
        await Announce(account, "FT1", 300_000);
        await Announce(account, "FT2", 50_000);
        await Import(account, Csv(In(Day, "FT1", 300_000), In(Day, "FT2", 50_000), In(Day.AddDays(1), "FT2", 50_000)));

        (await Balance(account, Roles.InTransit)).ShouldBe(650_000);
        (await Balance(account, Roles.IncomeUnlabelled)).ShouldBe(-400_000);
    }

    [Fact]
    public async Task is_not_cleared_by_another_amount()
    {
        var account = await NewAccount();
        await Announce(account, "FT1", 300_000);
        await Import(account, Csv(In(Day, "FT1", 300_001)));

        (await Balance(account, Roles.InTransit)).ShouldBe(300_000);
    }

    [Fact]
    public async Task takes_its_line_when_the_statement_came_first()
    {
        var account = await NewAccount();
        await Import(account, Csv(In(Day, "FT1", 300_000)));
        await Announce(account, "FT1", 300_000);

        (await Balance(account, Roles.InTransit)).ShouldBe(0);
        (await Balance(account, Roles.IncomeUnlabelled)).ShouldBe(0);
        (await Balance(account, Roles.Bank)).ShouldBe(300_000);
    }
}
