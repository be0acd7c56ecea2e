using System.Net;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;

namespace DayForThePoor.IntegrationTests.Payments;

public class lists_that_people_sign(AppFixture app) : AppTest(app)
{
    private static async Task<(PaymentDesk Desk, Guid Payment, Guid[] Grants)> Handed(AppFixture app)
    {
        var desk = await PaymentDesk.Open(app);
        Guid[] grants = [await desk.Grant(500_000), await desk.Grant(500_000, head: "Lê Thị Mơ"), await desk.Grant(700_000, head: "Phạm Văn Tư")];
        return (desk, await desk.Paid((grants[0], 500_000), (grants[1], 500_000), (grants[2], 700_000)), grants);
    }

    private static object Marks(params object[] lines) => new { lines };

    [Fact]
    public async Task say_of_each_line_how_it_was_collected()
    {
        var (desk, payment, grants) = await Handed(App);

        await desk.Done(payment, "collect", Marks(
            new { line = 1, how = "signature", amountVnd = 500_000 }, new { line = 2, how = "fingerprint" }, new { line = 3, how = "other", name = "Phạm Thị Út", relation = "con" }), desk.Pays);

        var detail = await desk.Detail(payment);
        detail.Lines.Select(l => l.How).ShouldBe(["signature", "fingerprint", "other"]);
        detail.Lines[2].CollectorRelation.ShouldBe("con");
        detail.Row.CollectedVnd.ShouldBe(1_700_000);
        (await desk.Sql<long>("select count(*) from dftp_events.mt_events where stream_id = $2 and data::text ilike '%Út%' and $1::uuid is not null", payment)).ShouldBe(0);
        (await desk.Sql<long>("select received from payments.of_support where support_id = $2 and $1::uuid is not null", grants[2])).ShouldBe(700_000);
    }

    [Fact]
    public async Task sent_twice_change_nothing_the_second_time()
    {
        var (desk, payment, _) = await Handed(App);
        var marks = Marks(new { line = 1, how = "signature" }, new { line = 2, how = "signature" });
        await desk.Done(payment, "collect", marks, desk.Pays);

        var again = await desk.Done(payment, "collect", marks, desk.Pays);

        again.GetProperty("alreadyKnown").GetBoolean().ShouldBeTrue();
        (await desk.Detail(payment)).History.Count(h => h.Kind == "payment_lines_collected").ShouldBe(1);
    }

    [Fact]
    public async Task refuse_whole_what_names_unknown_lines_other_sums_or_the_same_line_twice()
    {
        var (desk, payment, _) = await Handed(App);
        async Task Refused(string code, params object[] lines) => (await PaymentDesk.Code(await desk.Step(payment, "collect", Marks(lines), desk.Pays))).ShouldBe(code);

        await Refused("payment.line_unknown", new { line = 1, how = "signature" }, new { line = 4, how = "signature" });
        await Refused("payment.line_amount", new { line = 1, how = "signature", amountVnd = 500_001 });
        await Refused("payment.line_twice", new { line = 1, how = "signature" }, new { line = 1, how = "fingerprint" });
        await Refused("payment.how", new { line = 1, how = "yes" });
        await Refused("payment.collector", new { line = 1, how = "other", name = "Phạm Thị Út" });
        await Refused("payment.nothing_chosen");
        (await desk.Detail(payment)).Row.Collected.ShouldBe(0);
        await desk.Done(payment, "collect", Marks(new { line = 1, how = "signature" }), desk.Pays);
        await Refused("payment.line_collected", new { line = 1, how = "fingerprint" });
    }

    [Fact]
    public async Task give_a_mark_made_by_mistake_back()
    {
        var (desk, payment, _) = await Handed(App);
        await desk.Done(payment, "collect", Marks(new { line = 1, how = "signature" }), desk.Pays);

        await desk.Done(payment, "collect", Marks(new { line = 1, how = "nobody" }), desk.Pays);
        await desk.Done(payment, "collect", Marks(new { line = 1, how = "fingerprint" }), desk.Pays);

        (await desk.Detail(payment)).Lines[0].How.ShouldBe("fingerprint");
    }

    [Fact]
    public async Task bring_what_nobody_collected_back_by_a_voucher_of_its_own_and_free_the_grants()
    {
        var (desk, payment, grants) = await Handed(App);
        await desk.Done(payment, "collect", Marks(new { line = 1, how = "signature" }), desk.Pays);
        var cash = await desk.Balance(Roles.Cash);

        var back = await desk.Done(payment, "return", new { reason = "Vắng nhà" }, desk.Pays);

        back.GetProperty("voucherNumber").GetString().ShouldStartWith("PT-VNN-");
        (await desk.Balance(Roles.Cash)).ShouldBe(cash + 1_200_000);
        (await desk.Balance(Roles.SupportPaid)).ShouldBe(500_000);
        (await desk.Slices(payment)).Sum(s => s.Amount).ShouldBe(500_000);
        await desk.Paid((grants[1], 500_000));
        (await PaymentDesk.Code(await desk.Post(desk.Order((grants[0], 1))))).ShouldBe("payment.above_grant");
        (await PaymentDesk.Code(await desk.Step(payment, "return", new { reason = "Lần nữa" }, desk.Pays))).ShouldBe("payment.nothing_to_return");
        (await PaymentDesk.Code(await desk.Step(payment, "return", new { reason = "Lần nữa", lines = new[] { 1 } }, desk.Pays))).ShouldBe("payment.line_collected");
        (await PaymentDesk.Code(await desk.Step(payment, "collect", Marks(new { line = 2, how = "signature" }), desk.Pays))).ShouldBe("payment.line_returned");
        (await desk.Detail(payment)).Returns[0].Lines.ShouldBe([2, 3]);
    }

    [Fact]
    public async Task bring_it_back_once_when_asked_at_the_same_instant()
    {
        var (desk, payment, _) = await Handed(App);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.Step(payment, "return", new { reason = "Vắng nhà" }, desk.Pays)));

        answers.ShouldContain(a => a.StatusCode == HttpStatusCode.OK);
        (await desk.Balance(Roles.SupportPaid)).ShouldBe(0);
        (await desk.Balance(Roles.Cash)).ShouldBe(10_000_000);
    }

    [Fact]
    public async Task wait_for_the_treasurer()
    {
        var desk = await PaymentDesk.Open(App);
        var payment = await desk.Prepared((await desk.Grant(), 1_000), (await desk.Grant(), 1_000));
        await desk.Done(payment, "approve", by: desk.Approves);

        (await PaymentDesk.Code(await desk.Step(payment, "collect", Marks(new { line = 1, how = "signature" }), desk.Pays))).ShouldBe("payment.not_paid_out");
        (await PaymentDesk.Code(await desk.Step(payment, "return", new { reason = "Vắng nhà" }, desk.Pays))).ShouldBe("payment.not_paid_out");
        (await desk.Done(payment, "pay-out", by: desk.Pays)).GetProperty("alreadyKnown").GetBoolean().ShouldBeFalse();
        (await desk.Done(payment, "pay-out", by: desk.Pays)).GetProperty("alreadyKnown").GetBoolean().ShouldBeTrue();
    }
}
