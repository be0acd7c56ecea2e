using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;

namespace DayForThePoor.IntegrationTests.Payments;

public class which_gifts_paid_what(AppFixture app) : AppTest(app)
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7));

    [Fact]
    public async Task are_the_oldest_first_and_sum_up_to_the_payment()
    {
        var desk = await PaymentDesk.Open(App, cash: 0);
        var late = await desk.Gift(300_000, on: Today);
        var early = await desk.Gift(200_000, on: Today.AddDays(-5));
        var middle = await desk.Gift(100_000, on: Today.AddDays(-2));

        var first = await desk.Paid((await desk.Grant(), 250_000));
        var second = await desk.Paid((await desk.Grant(), 350_000));

        (await desk.Slices(first)).ShouldBe([(early, 200_000), (middle, 50_000)]);
        (await desk.Slices(second)).ShouldBe([(middle, 50_000), (late, 300_000)]);
    }

    [Fact]
    public async Task stay_within_the_addressed_gift()
    {
        var desk = await PaymentDesk.Open(App);
        var gift = await desk.Gift(900_000, "Mua bò cho hộ nghèo");

        var payment = await desk.Paid((await desk.Grant(700_000, gift), 700_000));

        (await desk.Slices(payment)).ShouldBe([(gift, 700_000)]);
        (await desk.Sql<long>("select received - spent from payments.earmark where earmark_id = $2 and $1::uuid is not null", gift)).ShouldBe(200_000);
    }

    [Fact]
    public async Task keep_an_addressed_gift_from_being_taken_back_while_something_stands_on_it()
    {
        var desk = await PaymentDesk.Open(App);
        var (granted, paid) = (await desk.Gift(500_000, "Mua bò cho hộ nghèo"), await desk.Gift(900_000, "Sửa nhà cho hộ nghèo"));
        await desk.Grant(500_000, granted);
        await desk.Paid((await desk.Grant(700_000, paid), 700_000));

        (await Void(granted)).ShouldBe("payment.addressed_gift_granted");
        (await Void(paid)).ShouldBe("payment.of_addressed_gift");
        (await Void(await desk.Gift(100_000, "Mua sách vở"))).ShouldBeNull();

        async Task<string?> Void(Guid gift) =>
            (await desk.Send<Outcome<DonationVoided>>(new ReverseDonation(Actor.System, desk.Commune.UnitId, gift, "Lập nhầm"))).Refusals is [var why, ..] ? why.Code : null;
    }

    [Fact]
    public async Task are_those_that_were_chosen()
    {
        var desk = await PaymentDesk.Open(App, cash: 5_000_000);
        var (one, two) = (await desk.Gift(200_000), await desk.Gift(300_000));
        var order = desk.Order((await desk.Grant(), 400_000));
        order["sources"] = new[] { new { source = two, amountVnd = 300_000 }, new { source = one, amountVnd = 100_000 } };
        var payment = await desk.Prepared(order);
        await desk.Done(payment, "approve", by: desk.Approves);

        (await desk.Slices(payment)).ShouldBe([(two, 300_000), (one, 100_000)]);
        var again = desk.Order((await desk.Grant(), 300_000));
        again["sources"] = new[] { new { source = two, amountVnd = 300_000 } };
        (await PaymentDesk.Code(await desk.Step(await desk.Prepared(again), "approve", by: desk.Approves))).ShouldBe("payment.source_gone");
    }

    [Fact]
    public async Task get_back_what_was_taken_last_when_a_list_returns_money()
    {
        var desk = await PaymentDesk.Open(App, cash: 0);
        var (first, second) = (await desk.Gift(600_000, on: Today.AddDays(-3)), await desk.Gift(600_000, on: Today.AddDays(-1)));
        var payment = await desk.Paid((await desk.Grant(), 500_000), (await desk.Grant(), 500_000));
        (await desk.Slices(payment)).ShouldBe([(first, 600_000), (second, 400_000)]);

        await desk.Done(payment, "return", new { reason = "Vắng nhà", lines = new[] { 2 } }, desk.Pays);

        (await desk.Slices(payment)).ShouldBe([(first, 500_000)]);
        (await desk.Slices(await desk.Paid((await desk.Grant(), 300_000)))).ShouldBe([(first, 100_000), (second, 200_000)]);
    }

    [Fact]
    public async Task leave_a_hole_when_a_spent_gift_is_taken_back_which_the_oldest_others_fill()
    {
        var desk = await PaymentDesk.Open(App, cash: 0);
        var spent = await desk.Gift(200_000, on: Today.AddDays(-3));
        var next = await desk.Gift(500_000);
        await desk.Paid((await desk.Grant(), 200_000));
        var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(desk.Prepares, $"/api/donations/{spent}/reversal", new { reason = "Lập nhầm" }, Ct);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Text());

        var payment = await desk.Prepared((await desk.Grant(), 300_000));
        await desk.Done(payment, "approve", by: desk.Approves);

        (await desk.Slices(payment)).ShouldBe([(next, 300_000)]);
        (await PaymentDesk.Code(await desk.Step(await desk.Prepared((await desk.Grant(), 1)), "approve", by: desk.Approves))).ShouldBe("payment.above_fund");
    }
}
