using System.Net;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Donations;

public class recording_a_gift(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task answers_with_the_voucher_and_the_receipt()
    {
        var desk = await GiftDesk.Open(App);

        var gift = await desk.Recorded(desk.Cash());

        gift.GetProperty("voucherNumber").GetString().ShouldBe($"PT-VNN-{DateTimeOffset.UtcNow.AddHours(7).Year}-000001");
        gift.GetProperty("receiptUrl").GetString().ShouldBe($"https://quy.example.vn/r/{gift.GetProperty("receiptCode").GetString()}");
        gift.GetProperty("alreadyKnown").GetBoolean().ShouldBeFalse();
        (await desk.Http.GetAsync($"/api/donations/{gift.GetProperty("donationId").GetString()}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task twice_with_one_key_is_one_gift()
    {
        var desk = await GiftDesk.Open(App);
        var first = await (await desk.Post(desk.Cash(), "k")).Json();

        var second = await desk.Post(desk.Cash(), "k");
        var other = await desk.Post(desk.Cash(amount: 500_001), "k");

        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.Json()).GetProperty("donationId").GetGuid().ShouldBe(first.GetProperty("donationId").GetGuid());
        other.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await desk.Sql<long>("select count(*) from dftp.gift where unit_id = $1")).ShouldBe(1);
    }

    [Fact]
    public async Task at_the_same_instant_with_one_key_is_one_gift_that_everybody_hears_of()
    {
        var desk = await GiftDesk.Open(App);

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => desk.Post(desk.Cash(), "k")));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(23);
        var ids = await Task.WhenAll(answers.Select(async a => (await a.Json()).GetProperty("receiptCode").GetString()));
        ids.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task numbers_have_no_gaps_when_many_come_at_once_and_some_are_refused()
    {
        var desk = await GiftDesk.Open(App);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => desk.Post(desk.Cash(amount: i % 5 == 0 ? 0 : i), $"k{i % 180}")));

        var recorded = answers.Count(a => a.StatusCode == HttpStatusCode.Created);
        recorded.ShouldBeGreaterThan(100);
        (await desk.Sql<string>("""
            select string_agg(number::text, ',' order by number) from ledger.entry where unit_id = $1 and kind = 'PT'
            """)).ShouldBe(string.Join(',', Enumerable.Range(1, recorded)));
    }

    [Fact]
    public async Task asks_for_sign_in_rights_key_and_content_in_that_order()
    {
        var desk = await GiftDesk.Open(App);
        var other = await GiftDesk.Open(App);
        using var anonymous = new StringContent("{", System.Text.Encoding.UTF8, "application/json");

        (await Anonymous.PostAsync("/api/donations", anonymous, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var auditor = await desk.Commune.SignedIn(PersonRoles.Auditor);
        using var bad = new StringContent("{", System.Text.Encoding.UTF8, "application/json");
        (await auditor.PostAsync("/api/donations", bad, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var foreign = await other.PostText($$"""{"fund":"{{desk.Commune.Fund}}","channel":"cash","amountVnd":0}""", null);
        var unknown = await other.PostText("""{"fund":"00000-VNN","channel":"cash","amountVnd":0}""", null);
        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await unknown.Text()).ShouldBe(await foreign.Text());

        (await desk.PostText($$"""{"fund":"{{desk.Commune.Fund}}","channel":"cash","amountVnd":0}""", null)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await desk.PostText("{", "k")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await desk.PostText($$"""{"fund":"{{desk.Commune.Fund}}","channel":"cash","amountVnd":0}""", "k")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("\"5\"")]
    [InlineData("1000000000000001")]
    [InlineData("1e30")]
    [InlineData("null")]
    public async Task of_an_amount_that_no_one_can_mean_names_the_field(string amount)
    {
        var desk = await GiftDesk.Open(App);

        var answer = await desk.PostText($$"""{"fund":"{{desk.Commune.Fund}}","channel":"cash","amountVnd":{{amount}}}""", "k");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("errors").GetProperty("amountVnd").GetArrayLength().ShouldBe(1);
        (await answer.Text()).ShouldNotContain("System.");
    }

    [Fact]
    public async Task tells_what_is_wrong_in_the_callers_language()
    {
        var desk = await GiftDesk.Open(App);
        desk.Http.DefaultRequestHeaders.Add("Accept-Language", "en");

        var answer = await (await desk.Post(desk.Cash(amount: 0))).Json();

        answer.GetProperty("errors").GetProperty("amountVnd")[0].GetString().ShouldBe("The amount must be a whole number of đồng above 0.");
    }

    [Fact]
    public async Task of_the_same_name_sum_and_day_only_warns()
    {
        var desk = await GiftDesk.Open(App);
        await desk.Recorded(desk.Cash());

        var second = await desk.Recorded(desk.Cash(donor: "NGUYEN THI HONG"));

        second.GetProperty("warnings")[0].GetProperty("code").GetString().ShouldBe("donation.likely_duplicate");
    }

    [Fact]
    public async Task dated_before_the_last_voucher_of_its_series_warns_which_day_that_was()
    {
        var desk = await GiftDesk.Open(App);
        await desk.Recorded(desk.Cash());
        var earlier = desk.Cash(1_000, "Hồ Văn Bảy");
        earlier["documentDate"] = DateTimeOffset.UtcNow.AddHours(7).AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        var second = await desk.Recorded(earlier);

        // On New Year's Day yesterday belongs to another series, which has no number yet.
        var newYear = DateTimeOffset.UtcNow.AddHours(7).DayOfYear == 1;
        second.GetProperty("warnings").GetArrayLength().ShouldBe(newYear ? 0 : 1);
        if (!newYear) second.GetProperty("warnings")[0].GetProperty("code").GetString().ShouldBe("donation.date_before_last");
    }

    [Fact]
    public async Task in_a_closed_month_names_the_day_to_use()
    {
        var desk = await GiftDesk.Open(App);
        await using (var owner = new NpgsqlConnection(App.Database.Owner))
        {
            await owner.OpenAsync(Ct);
            await using var close = new NpgsqlCommand(
                "insert into ledger.period values ($1, '2026-03-01', now()) on conflict (unit_id, month) do update set closed_at = now()", owner)
            {
                Parameters = { new() { Value = desk.Commune.UnitId } },
            };
            await close.ExecuteNonQueryAsync(Ct);
        }

        var gift = desk.Cash();
        gift["documentDate"] = "2026-03-05";
        var answer = await desk.Post(gift);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Text()).ShouldContain("03/2026");
        (await desk.Sql<long>("select count(*) from ledger.request r join dftp.gift g on g.id = r.id where g.unit_id = $1")).ShouldBe(0);
    }

    [Fact]
    public async Task of_goods_without_value_takes_a_voucher_and_moves_no_money()
    {
        var desk = await GiftDesk.Open(App);

        var gift = await desk.Recorded(new
        {
            fund = desk.Commune.ReliefFund,
            channel = "goods",
            donorName = "Chùa Tân An",
            donorKind = "organisation",
            goods = new[] { new { name = "Gạo", quantity = 500.5m, unit = "kg" } },
        });

        gift.GetProperty("voucherNumber").GetString()!.ShouldStartWith("NK-CT-");
        (await desk.Sql<long>("select count(*) from ledger.posting p join ledger.entry e on e.id = p.entry_id where e.unit_id = $1")).ShouldBe(0);

        var id = gift.GetProperty("donationId").GetString();
        (await desk.Send($"/api/donations/{id}/values", new { valuesVnd = new[] { 9_009_000 }, basis = "Giá thị trường ngày 18/11/2026" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.Sql<decimal>("select sum(p.amount) from ledger.posting p join ledger.entry e on e.id = p.entry_id where e.unit_id = $1 and p.role = 'goods'")).ShouldBe(9_009_000);
    }

    [Fact]
    public async Task leaves_no_name_in_any_event()
    {
        var desk = await GiftDesk.Open(App);
        await desk.Recorded(desk.Cash(donor: "Lương Thị Điểu"));

        (await desk.Sql<long>("select count(*) from dftp_events.mt_events where data::text like '%Điểu%' and $1::uuid is not null")).ShouldBe(0);
        (await desk.Sql<long>("select count(*) from dftp.sealed_text s join dftp.gift g on g.id = s.owner_id where g.unit_id = $1 and s.text = 'Lương Thị Điểu'")).ShouldBe(1);
    }
}
