using System.Net;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;

namespace DayForThePoor.IntegrationTests.Payments;

public class taking_a_payment_back(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task happens_once_however_often_it_is_asked_for_and_frees_the_grant()
    {
        var desk = await PaymentDesk.Open(App);
        var grant = await desk.Grant(1_000_000);
        var payment = await desk.Prepared((grant, 1_000_000));
        await desk.Done(payment, "approve", by: desk.Approves);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => desk.Step(payment, "void", new { reason = "Lập nhầm" })));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        (await Task.WhenAll(answers.Select(a => a.Json()))).Count(a => !a.GetProperty("alreadyKnown").GetBoolean()).ShouldBe(1);
        (await desk.Balance(Roles.Cash)).ShouldBe(10_000_000);
        (await desk.Balance(Roles.SupportPaid)).ShouldBe(0);
        (await desk.Slices(payment)).ShouldBeEmpty();
        (await desk.Detail(payment)).Row.VoucherNumber!.ShouldEndWith("000001");
        var next = await desk.Prepared((grant, 1_000_000));
        (await desk.Done(next, "approve", by: desk.Approves)).GetProperty("voucherNumber").GetString()!.ShouldEndWith("000002");
    }

    [Fact]
    public async Task is_too_late_once_the_money_was_handed_out()
    {
        var desk = await PaymentDesk.Open(App);
        var payment = await desk.Paid((await desk.Grant(), 1_000_000));

        (await PaymentDesk.Code(await desk.Step(payment, "void", new { reason = "Lập nhầm" }))).ShouldBe("payment.paid_out");
    }

    [Fact]
    public async Task and_handing_it_out_at_the_same_instant_is_one_of_the_two()
    {
        var desk = await PaymentDesk.Open(App);
        for (var round = 0; round < 4; round++)
        {
            var payment = await desk.Prepared((await desk.Grant(100_000), 100_000));
            await desk.Done(payment, "approve", by: desk.Approves);

            var answers = await Task.WhenAll(desk.Step(payment, "void", new { reason = "Lập nhầm" }), desk.Step(payment, "pay-out", by: desk.Pays));

            answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
            (await desk.Detail(payment)).Row.State.ShouldBe(answers[0].IsSuccessStatusCode ? "void" : "paid");
        }
    }
}
