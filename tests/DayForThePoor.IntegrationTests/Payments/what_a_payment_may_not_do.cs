using System.Net;
using System.Net.Http.Headers;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;

namespace DayForThePoor.IntegrationTests.Payments;

public class what_a_payment_may_not_do(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task pay_more_than_was_approved_all_payments_together()
    {
        var desk = await PaymentDesk.Open(App);
        var grant = await desk.Grant(1_000_000);
        await desk.Paid((grant, 600_000));

        (await PaymentDesk.Code(await desk.Post(desk.Order((grant, 400_001))))).ShouldBe("payment.above_grant");
        await desk.Prepared((grant, 400_000)); // an order holds the rest too
        (await PaymentDesk.Code(await desk.Post(desk.Order((grant, 1))))).ShouldBe("payment.above_grant");
    }

    [Fact]
    public async Task pay_a_grant_that_is_not_approved_or_not_any_more()
    {
        var desk = await PaymentDesk.Open(App);
        var asked = await desk.Grants.Asked(await desk.Grants.Emergency());
        var rejected = await desk.Grants.Asked(await desk.Grants.Emergency());
        await desk.Grants.Done(rejected, "reject", new { reason = "Không đúng đối tượng" }, desk.Approves);

        (await PaymentDesk.Code(await desk.Post(desk.Order((asked, 1))))).ShouldBe("grant.not_approved");
        (await PaymentDesk.Code(await desk.Post(desk.Order((rejected, 1))))).ShouldBe("grant.not_approved");
        (await PaymentDesk.Code(await desk.Post(desk.Order((Guid.NewGuid(), 1))))).ShouldBe("grant.unknown");
        var other = await PaymentDesk.Open(App, cash: 0);
        (await PaymentDesk.Code(await desk.Post(desk.Order((await other.Grant(), 1))))).ShouldBe("grant.unknown");
        (await desk.Sql<long>("select count(*) from payments.line where unit_id = $1")).ShouldBe(0);
    }

    [Fact]
    public async Task take_more_than_the_fund_holds()
    {
        var desk = await PaymentDesk.Open(App, cash: 2_000_000);
        var payment = await desk.Prepared((await desk.Grant(3_000_000), 2_000_001));

        var refused = await desk.Step(payment, "approve", by: desk.Approves);

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await PaymentDesk.Code(refused)).ShouldBe("payment.above_fund");
        (await desk.Detail(payment)).Row.State.ShouldBe("awaiting_approval");
        (await desk.Sql<long>("select count(*) from ledger.series where kind = 'PC' and fund_id = (select id from ledger.fund where unit_id = $1 and kind = 'VNN')")).ShouldBe(0);
        await desk.Gift(1);
        (await desk.Done(payment, "approve", by: desk.Approves)).GetProperty("state").GetString().ShouldBe("awaiting_payment");
    }

    [Fact]
    public async Task take_more_than_is_left_of_the_addressed_gift()
    {
        var desk = await PaymentDesk.Open(App);
        var gift = await desk.Gift(500_000, "Mua bò cho hộ nghèo");
        var payment = await desk.Prepared((await desk.Grant(600_000, gift), 500_001));

        (await PaymentDesk.Code(await desk.Step(payment, "approve", by: desk.Approves))).ShouldBe("payment.above_earmark");
    }

    [Fact]
    public async Task spend_addressed_money_on_anything_else()
    {
        var desk = await PaymentDesk.Open(App, cash: 1_000_000);
        await desk.Gift(5_000_000, "Mua bò cho hộ nghèo");
        var payment = await desk.Prepared((await desk.Grant(2_000_000), 1_000_001));

        (await PaymentDesk.Code(await desk.Step(payment, "approve", by: desk.Approves))).ShouldBe("payment.above_general");
    }

    [Fact]
    public async Task leave_the_cash_box_below_zero_on_its_date()
    {
        var desk = await PaymentDesk.Open(App, cash: 0);
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7));
        await desk.Gift(1_000_000);
        var order = desk.Order((await desk.Grant(1_000_000), 1_000_000));
        order["documentDate"] = today.AddDays(-1).ToString("yyyy-MM-dd", null);
        var payment = await desk.Prepared(order);

        (await PaymentDesk.Code(await desk.Step(payment, "approve", by: desk.Approves))).ShouldBe("ledger.cash_negative");
    }

    [Fact]
    public async Task bear_running_costs_without_a_named_decision_on_paper()
    {
        var desk = await PaymentDesk.Open(App);
        var order = desk.Order();
        order["kind"] = "running_costs";
        order["payeeKind"] = "shop";
        order["lines"] = new[] { new { amountVnd = 200_000 } };
        (await PaymentDesk.Code(await desk.Post(order))).ShouldBe("payment.running_costs");
        order["decision"] = "05/QĐ-BVĐ";
        (await PaymentDesk.Code(await desk.Post(order))).ShouldBe("payment.running_costs");

        using var upload = new MultipartFormDataContent();
        using var pdf = new ByteArrayContent("%PDF-1.4 quyết định"u8.ToArray());
        pdf.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        upload.Add(pdf, "file", "quyet-dinh.pdf");
        var paper = await (await desk.Prepares.PostAsync($"/api/payments/papers?fund={desk.Commune.Fund}", upload, Ct)).Json();
        order["papers"] = new[] { new { sha256 = paper.GetProperty("sha256").GetString(), name = "quyet-dinh.pdf" } };
        var payment = await desk.Prepared(order);
        await desk.Done(payment, "approve", by: desk.Approves);

        (await desk.Balance(Roles.RunningCosts)).ShouldBe(200_000);
        (await desk.Detail(payment)).Papers[0].Name.ShouldBe("quyet-dinh.pdf");
    }

    [Fact]
    public async Task be_prepared_from_what_no_order_can_be()
    {
        var desk = await PaymentDesk.Open(App);
        var grant = await desk.Grant();
        async Task Refused(string code, Action<Dictionary<string, object?>> change)
        {
            var order = desk.Order((grant, 1_000));
            change(order);
            (await PaymentDesk.Code(await desk.Post(order))).ShouldBe(code);
        }

        await Refused("payment.no_lines", o => o["lines"] = Array.Empty<object>());
        await Refused("payment.amount", o => o["lines"] = new[] { new { grant, amountVnd = 0 } });
        await Refused("payment.amount", o => o["lines"] = new[] { new { grant, amountVnd = 1.5 } });
        await Refused("payment.grant_twice", o => o["lines"] = new[] { new { grant, amountVnd = 1 }, new { grant, amountVnd = 1 } });
        await Refused("payment.line_grant", o => o["lines"] = new[] { new { amountVnd = 1 } });
        await Refused("payment.channel", o => o["channel"] = "gold");
        await Refused("payment.kind", o => o["kind"] = "other");
        await Refused("payment.payee_kind", o => o["payeeKind"] = "friend");
        await Refused("payment.collector", o => o["collectorName"] = "Lê Văn Tám");
        await Refused("text.empty", o => o["payeeName"] = " ");
        await Refused("donation.account_missing", o => o["channel"] = "bank");
        await Refused("payment.paper_unknown", o => o["papers"] = new[] { new { sha256 = new string('a', 64), name = "x" } });
        await Refused("payment.sources_sum", o => o["sources"] = new[] { new { source = Guid.NewGuid(), amountVnd = 999 } });
        await Refused("donation.date_future", o => o["documentDate"] = "2099-01-01");
        (await desk.Sql<long>("select count(*) from payments.payment where unit_id = $1")).ShouldBe(0);
    }

    [Fact]
    public async Task pay_one_grant_twice_when_two_are_prepared_at_the_same_instant()
    {
        var desk = await PaymentDesk.Open(App);
        var grant = await desk.Grant(1_000_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => desk.Post(desk.Order((grant, 1_000_000)))));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        (await Task.WhenAll(answers.Where(a => a.StatusCode != HttpStatusCode.Created).Select(PaymentDesk.Code))).ShouldAllBe(code => code == "payment.above_grant");
    }

    [Fact]
    public async Task take_the_last_money_of_the_fund_twice()
    {
        var desk = await PaymentDesk.Open(App, cash: 1_000_000);
        var first = await desk.Prepared((await desk.Grant(1_000_000), 1_000_000));
        var second = await desk.Prepared((await desk.Grant(1_000_000), 1_000_000));

        var answers = await Task.WhenAll(desk.Step(first, "approve", by: desk.Approves), desk.Step(second, "approve", by: desk.Approves));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        (await desk.Balance(Roles.Cash)).ShouldBe(0);
    }

    [Fact]
    public async Task be_made_of_a_grant_that_is_withdrawn_at_the_same_instant()
    {
        var desk = await PaymentDesk.Open(App);
        for (var round = 0; round < 6; round++)
        {
            var grant = await desk.Grant(100_000);

            var answers = await Task.WhenAll(desk.Post(desk.Order((grant, 100_000))), desk.Grants.Step(grant, "withdraw", new { reason = "Hộ không còn nhu cầu" }));

            answers.Count(a => a.IsSuccessStatusCode).ShouldBe(1, string.Join(' ', answers.Select(a => a.StatusCode)));
            var live = await desk.Sql<long>("select count(*) from payments.of_support where support_id = $2 and $1::uuid is not null", grant);
            (await desk.Grants.State(grant)).ShouldBe(live == 1 ? "approved" : "withdrawn");
        }
    }
}
