using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CsCheck;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Payments.Advances;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Payments;

public class settling_an_advance(AppFixture app) : AppTest(app)
{
    private static DateOnly Today => VietnamTime.TodayIn(TimeProvider.System);

    private static Dictionary<string, object?> Asked(PaymentDesk desk, long amount, int days = 30) => new()
    {
        ["fund"] = desk.Commune.Fund,
        ["kind"] = "advance",
        ["channel"] = "cash",
        ["payeeName"] = "Huỳnh Văn Chín",
        ["narration"] = "Mua quà Tết cho hộ nghèo",
        ["dueOn"] = $"{Today.AddDays(days):yyyy-MM-dd}",
        ["lines"] = new[] { new { amountVnd = amount } },
    };

    /// <summary>Approved and handed out.</summary>
    private static async Task<Guid> Taken(PaymentDesk desk, long amount)
    {
        var advance = await desk.Prepared(Asked(desk, amount));
        await desk.Done(advance, "approve", by: desk.Approves);
        await desk.Done(advance, "pay-out", by: desk.Pays);
        return advance;
    }

    private static async Task<HttpResponseMessage> Do(HttpClient by, Guid advance, string step, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/advances/{advance}/{step}") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await by.SendAsync(request, Ct);
    }

    private static Task<HttpResponseMessage> Settle(PaymentDesk desk, Guid advance, params (Guid Grant, long Amount)[] lines) => Do(
        desk.Prepares, advance, "settlement",
        new { channel = "cash", payeeKind = lines.Length > 1 ? "list" : "household", payeeName = "Huỳnh Văn Chín", narration = "Danh sách ký nhận", lines = lines.Select(l => new { grant = l.Grant, amountVnd = l.Amount }) });

    private static Task<HttpResponseMessage> Return(PaymentDesk desk, Guid advance, long amount) => Do(desk.Pays, advance, "return", new { channel = "cash", amountVnd = amount });

    private async Task<AdvanceRow> Row(Guid advance) => (await App.Services.GetRequiredService<AdvanceQueries>().Find(advance, Ct))!;

    private async Task BooksAgree() => (await App.Services.GetRequiredService<LedgerCheck>().Run(Ct)).Differences.ShouldBeEmpty();

    [Fact]
    public async Task is_support_only_when_it_is_settled_and_the_rest_comes_back()
    {
        var desk = await PaymentDesk.Open(App);
        var grant = await desk.Grant(3_000_000);
        var advance = await Taken(desk, 5_000_000);
        (await desk.Balance(Roles.Advance), await desk.Balance(Roles.SupportPaid), await desk.Balance(Roles.Cash)).ShouldBe((5_000_000, 0, 5_000_000));

        var settled = await Settle(desk, advance, (grant, 3_000_000));
        settled.StatusCode.ShouldBe(HttpStatusCode.Created, await settled.Text());
        var order = (await settled.Json()).GetProperty("settlement").GetProperty("paymentId").GetGuid();
        (await desk.Done(order, "approve", by: desk.Approves)).GetProperty("voucherNumber").GetString()!.ShouldStartWith("PKT-");
        (await desk.Balance(Roles.Advance), await desk.Balance(Roles.SupportPaid), await desk.Balance(Roles.Cash)).ShouldBe((2_000_000, 3_000_000, 5_000_000));
        (await desk.Slices(order)).Sum(slice => slice.Amount).ShouldBe(3_000_000);

        var back = await Return(desk, advance, 2_000_000);
        back.StatusCode.ShouldBe(HttpStatusCode.Created, await back.Text());
        (await back.Json()).GetProperty("voucherNumber").GetString()!.ShouldStartWith("PT-");
        (await desk.Balance(Roles.Advance), await desk.Balance(Roles.Cash)).ShouldBe((0, 7_000_000));
        var row = await Row(advance);
        (row.Amount, row.Settled, row.Returned, row.Open).ShouldBe((5_000_000, 3_000_000, 2_000_000, 0));
        await BooksAgree();
    }

    [Fact]
    public async Task above_what_it_holds_makes_a_further_order()
    {
        var desk = await PaymentDesk.Open(App);
        var (one, two) = (await desk.Grant(2_000_000), await desk.Grant(2_000_000, head: "Lê Văn Bảy"));
        var advance = await Taken(desk, 3_000_000);
        var answer = await (await Settle(desk, advance, (one, 2_000_000), (two, 2_000_000))).Json();
        var (settlement, extra) = (answer.GetProperty("settlement").GetProperty("paymentId").GetGuid(), answer.GetProperty("extra").GetProperty("paymentId").GetGuid());
        await desk.Done(settlement, "approve", by: desk.Approves);
        (await desk.Done(extra, "approve", by: desk.Approves)).GetProperty("voucherNumber").GetString()!.ShouldStartWith("PC-");
        (await desk.Balance(Roles.Advance), await desk.Balance(Roles.SupportPaid), await desk.Balance(Roles.Cash)).ShouldBe((0, 4_000_000, 6_000_000));
        await BooksAgree();
    }

    [Fact]
    public async Task is_refused_beyond_what_is_open_and_before_it_was_paid()
    {
        var desk = await PaymentDesk.Open(App);
        var grant = await desk.Grant(5_000_000);
        var asked = await desk.Prepared(Asked(desk, 2_000_000));
        (await PaymentDesk.Code(await Return(desk, asked, 1))).ShouldBe("advance.not_paid");
        await desk.Done(asked, "approve", by: desk.Approves);
        (await PaymentDesk.Code(await Return(desk, asked, 2_000_001))).ShouldBe("advance.over_open");
        (await Return(desk, asked, 500_000)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await PaymentDesk.Code(await desk.Step(asked, "void", new { reason = "Nhầm" }))).ShouldBe("advance.used");

        (await PaymentDesk.Code(await desk.Post(Asked(desk, 1_000_000, days: -1)))).ShouldBe("advance.due_passed");
        var undated = Asked(desk, 1_000_000);
        undated.Remove("dueOn");
        (await PaymentDesk.Code(await desk.Post(undated))).ShouldBe("advance.due_missing");
        var order = desk.Order((grant, 1_000_000));
        order["channel"] = "advance";
        (await PaymentDesk.Code(await desk.Post(order))).ShouldBe("advance.missing");
        order["advance"] = Guid.NewGuid();
        (await PaymentDesk.Code(await desk.Post(order))).ShouldBe("advance.unknown");
        order["advance"] = asked;
        order["lines"] = new[] { new { grant, amountVnd = 1_500_001 } };
        (await PaymentDesk.Code(await desk.Post(order))).ShouldBe("advance.over_open");
        order["channel"] = "cash";
        (await PaymentDesk.Code(await desk.Post(order))).ShouldBe("advance.not_here");
        await BooksAgree();
    }

    [Fact]
    public async Task twice_at_one_instant_gives_no_more_than_it_holds()
    {
        var desk = await PaymentDesk.Open(App);
        var grants = new List<Guid>();
        for (var i = 0; i < 4; i++) grants.Add(await desk.Grant(2_000_000, head: $"Võ Thị Cúc {(char)('A' + i)}"));
        var advance = await Taken(desk, 3_000_000);
        await Task.WhenAll(
            [.. grants.Select(grant => Settle(desk, advance, (grant, 2_000_000))), Return(desk, advance, 2_000_000), Return(desk, advance, 2_000_000)]);
        var row = await Row(advance);
        (row.Open - row.Ordered).ShouldBeGreaterThanOrEqualTo(0);
        await BooksAgree();
    }

    [Fact]
    public async Task of_any_sequence_adds_up() => await Gen.Select(Gen.Int[0, 3], Gen.Int[1, 4]).Array[3, 8].SampleAsync(AddsUp, iter: 5, threads: 1);

    private async Task AddsUp((int Act, int Units)[] steps)
    {
        var desk = await PaymentDesk.Open(App, 20_000_000);
        var advance = await Taken(desk, 6_000_000);
        List<Guid> orders = [];
        foreach (var (act, units) in steps)
        {
            var amount = units * 1_000_000L;
            switch (act)
            {
                case 0:
                    var settled = await Settle(desk, advance, (await desk.Grant(amount), amount));
                    if (settled.StatusCode == HttpStatusCode.Created) orders.Add((await settled.Json()).GetProperty("settlement").GetProperty("paymentId").GetGuid());
                    break;
                case 1 when orders.Count > 0: await desk.Step(orders[^1], "approve", by: desk.Approves); break;
                case 2 when orders.Count > 0: await desk.Step(orders[units % orders.Count], "void", new { reason = "Sai" }); break;
                case 3: await Return(desk, advance, amount); break;
            }
        }
        var row = await Row(advance);
        row.Amount.ShouldBe(row.Settled + row.Returned + row.Open);
        row.Open.ShouldBeGreaterThanOrEqualTo(row.Ordered);
        (await desk.Balance(Roles.Advance)).ShouldBe(row.Open);
        await BooksAgree();
    }

    [Fact]
    public async Task stands_in_the_book_on_the_first_page_and_on_paper()
    {
        var desk = await PaymentDesk.Open(App);
        var grant = await desk.Grant(1_000_000);
        var email = (await desk.Commune.Person(PersonRoles.Accountant)).Email;
        using var page = await App.SignInByPage(email);
        var asked = await page.Submit(
            "/chi/tam-ung/moi", "new-advance", ("key", "k"), ("fund", desk.Commune.Fund), ("payeeName", "Huỳnh Văn Chín"), ("narration", "Mua quà"), ("amountVnd", "2.000.000"), ("dueOn", $"{Today:dd/MM/yyyy}"),
            ("channel", "cash"));
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect, await asked.Text());
        var advance = Guid.Parse(asked.Headers.Location!.ToString()[^36..]);
        await desk.Done(advance, "approve", by: desk.Approves);
        await desk.Sql<int>("with late as (update payments.advance set due_on = due_on - 40 where unit_id = $1 returning 1) select count(*)::int from late");

        (await (await page.GetAsync("/", Ct)).Text()).ShouldContain("/chi/tam-ung?xem=qua-han");
        (await (await page.GetAsync("/chi/tam-ung?xem=qua-han", Ct)).Text()).ShouldContain($"/chi/tam-ung/{advance}");
        (await page.Submit($"/chi/tam-ung/{advance}/thanh-toan", "settle-advance", ("key", "s"), ($"g-{grant:N}", "1.000.000"), ("narration", "Danh sách"), ("extra", "cash")))
            .StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await page.Submit($"/chi/tam-ung/{advance}", "return-advance", ("key", "r"), ("amountVnd", "1.000.000"), ("channel", "cash"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        foreach (var paper in new[] { "de-nghi", "thanh-toan" })
            (await page.GetByteArrayAsync($"/chi/tam-ung/{advance}/{paper}.pdf", Ct)).AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
        (await page.GetStringAsync("/chi/tam-ung/so-theo-doi.csv", Ct)).ShouldContain("Huỳnh Văn Chín");

        using var foreign = await App.SignInByPage((await (await App.NewCommune()).Person(PersonRoles.Accountant)).Email);
        (await foreign.GetAsync($"/chi/tam-ung/{advance}/de-nghi.pdf", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
