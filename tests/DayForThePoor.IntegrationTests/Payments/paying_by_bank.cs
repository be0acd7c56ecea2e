using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.IntegrationTests.Matching;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;

namespace DayForThePoor.IntegrationTests.Payments;

public class paying_by_bank(AppFixture app) : MatchingTest(app)
{
    private async Task<(PaymentDesk Desk, BankAccount Account, Guid Payment)> Ordered(string? memo = null)
    {
        var desk = await PaymentDesk.Open(App, cash: 0);
        var form = new BankAccountForm($"{desk.Commune.Code}-AGR", "bank", "970405", $"15000{desk.Commune.Code}", "UBMTTQ xã", desk.Commune.Fund, OpenedOn: new DateOnly(2024, 1, 1));
        var account = (await Send<Outcome<BankAccount>>(new AddBankAccount(Actor.System, desk.Commune.UnitId, form))).Value;
        await Import(account, Csv(In(Day.AddDays(-1), "1", 5_000_000)));
        var order = desk.Order((await desk.Grant(2_000_000, head: "Lê Thị Mơ"), 2_000_000));
        order["channel"] = "bank";
        order["account"] = account.Code;
        order["payeeName"] = "Lê Thị Mơ";
        order["documentDate"] = $"{Day:yyyy-MM-dd}";
        if (memo is not null) order["narration"] = memo;
        var payment = await desk.Prepared(order);
        (await desk.Done(payment, "approve", by: desk.Approves)).GetProperty("voucherNumber").GetString()!.ShouldStartWith("PKT-VNN-");
        return (desk, account, payment);
    }

    [Fact]
    public async Task waits_for_the_line_of_the_statement_and_is_proved_by_it()
    {
        var (desk, account, payment) = await Ordered();
        var item = (await Items(account)).Single();
        item.Id.ShouldBe(payment);
        item.Side.ShouldBe(Side.Debit);
        (await desk.Balance(Roles.InTransit)).ShouldBe(-2_000_000);

        await Import(account, Csv(Out(Day, "FT1", 2_000_000, "LE THI MO ho tro dot xuat")));
        await Reconcile(account);

        (await Items(account)).Where(i => i.OpenVnd > 0).ShouldBeEmpty();
        (await desk.Balance(Roles.InTransit)).ShouldBe(0);
        (await desk.Balance(Roles.SuspenseDebits)).ShouldBe(0);
        (await desk.Detail(payment)).Row.ProvedOn.ShouldBe(Day);
        (await PaymentDesk.Code(await desk.Step(payment, "void", new { reason = "Lập nhầm" }))).ShouldBe("payment.on_statement");
        await BooksAgree();
    }

    [Fact]
    public async Task is_a_candidate_for_a_line_of_the_same_amount_that_names_nobody()
    {
        var (desk, account, payment) = await Ordered();
        await Import(account, Csv(Out(Day.AddDays(1), "FT2", 2_000_000, "chuyen tien")));
        await Reconcile(account);
        var line = (await Open(account)).Single(l => l.Reference == "FT2");

        (await Match(account, MatchTarget.Item, new MatchTake(line.Id, 2_000_000, payment))).IsRefused.ShouldBeFalse();

        (await desk.Detail(payment)).Row.ProvedOn.ShouldBe(Day.AddDays(1));
    }

    [Fact]
    public async Task comes_back_as_an_item_of_its_own_when_it_bounced()
    {
        var (desk, account, payment) = await Ordered();
        await desk.Done(payment, "pay-out", by: desk.Pays);
        await Import(account, Csv(Out(Day, "FT1", 2_000_000, "LE THI MO")));
        await Reconcile(account);

        var back = (await desk.Done(payment, "return", new { reason = "Sai số tài khoản" }, desk.Pays)).GetProperty("returnId").GetGuid();
        (await Items(account)).Single(i => i.Id == back).Side.ShouldBe(Side.Credit);
        await Import(account, Csv(In(Day.AddDays(2), "FT9", 2_000_000, "hoan tra")));
        var line = (await Open(account)).Single(l => l.Reference == "FT9");
        (await Match(account, MatchTarget.Item, new MatchTake(line.Id, 2_000_000, back))).IsRefused.ShouldBeFalse();

        (await desk.Balance(Roles.SupportPaid)).ShouldBe(0);
        (await desk.Balance(Roles.InTransit)).ShouldBe(0);
        await BooksAgree();
    }

    [Fact]
    public async Task takes_its_slices_from_bank_days_until_their_lines_become_gifts()
    {
        var (desk, account, payment) = await Ordered();
        var slices = await desk.Slices(payment);
        slices.Sum(s => s.Amount).ShouldBe(2_000_000);
        (await Scalar<string>("select distinct e.source from ledger.entry e where e.stream_id = $1", slices[0].Source)).ShouldBe("statement_day_posted");
        (await Balance(account, Roles.Bank)).ShouldBe(5_000_000);
    }
}
