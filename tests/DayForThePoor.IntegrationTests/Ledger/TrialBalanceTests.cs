using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.IntegrationTests.Ledger;

public sealed class TrialBalanceTests(AppFixture app) : AppTest(app)
{
    private static readonly DateOnly Today = VietnamTime.TodayIn(TimeProvider.System);

    [Fact]
    public async Task shows_what_came_in_and_balances()
    {
        var commune = await App.NewCommune();
        using var accountant = await commune.SignedIn(PersonRoles.Accountant);
        await accountant.Given(commune.Cash(200_000));
        await accountant.Given(commune.Cash(300_000));

        var balance = await accountant.TrialBalance($"unit={commune.Code}");

        balance.BalanceOf("111").ShouldBe(500_000);
        balance.BalanceOf("5111").ShouldBe(-500_000);
        balance.GetProperty("totalDebit").GetInt64().ShouldBe(500_000);
        balance.GetProperty("totalCredit").GetInt64().ShouldBe(500_000);
    }

    [Fact]
    public async Task as_of_a_day_leaves_out_what_is_dated_later()
    {
        var commune = await App.NewCommune();
        using var accountant = await commune.SignedIn(PersonRoles.Accountant);
        await accountant.Given(commune.Cash(200_000, Today.AddDays(-1)));
        await accountant.Given(commune.Cash(300_000, Today));

        (await accountant.TrialBalance($"unit={commune.Code}&asOf={Today.AddDays(-2):yyyy-MM-dd}")).BalanceOf("111").ShouldBe(0);
        (await accountant.TrialBalance($"unit={commune.Code}&asOf={Today.AddDays(-1):yyyy-MM-dd}")).BalanceOf("111").ShouldBe(200_000);
        (await accountant.TrialBalance($"unit={commune.Code}&asOf={Today:yyyy-MM-dd}")).BalanceOf("111").ShouldBe(500_000);
    }

    [Fact]
    public async Task as_it_was_known_an_hour_ago_leaves_out_what_was_recorded_since_whatever_its_date()
    {
        var commune = await App.NewCommune();
        using var accountant = await commune.SignedIn(PersonRoles.Accountant);
        await accountant.Given(commune.Cash(200_000, Today.AddDays(-1)));

        var hourAgo = DateTimeOffset.UtcNow.AddHours(-1);
        var balance = await accountant.TrialBalance($"unit={commune.Code}&knownAt={hourAgo:yyyy-MM-ddTHH:mm:ssZ}");

        balance.GetProperty("rows").GetArrayLength().ShouldBe(0);
        balance.TryGetProperty("knownAtAdjusted", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task the_last_minute_is_answered_as_of_a_minute_ago_and_says_so()
    {
        var commune = await App.NewCommune();
        using var accountant = await commune.SignedIn(PersonRoles.Accountant);
        var asked = DateTimeOffset.UtcNow;

        var balance = await accountant.TrialBalance($"unit={commune.Code}&knownAt={asked:yyyy-MM-ddTHH:mm:ssZ}");

        balance.GetProperty("knownAtAdjusted").GetBoolean().ShouldBeTrue();
        balance.GetProperty("knownAt").GetDateTimeOffset().ShouldBeLessThan(asked);
    }

    [Fact]
    public async Task a_voided_gift_leaves_no_turnover()
    {
        var commune = await App.NewCommune();
        using var accountant = await commune.SignedIn(PersonRoles.Accountant);
        var gift = await accountant.Given(commune.Cash(200_000));
        await accountant.Void(gift.GetProperty("donationId").GetGuid());

        (await accountant.TrialBalance($"unit={commune.Code}")).GetProperty("totalDebit").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task a_unit_includes_what_lies_under_it()
    {
        var commune = await App.NewCommune();
        using var accountant = await commune.SignedIn(PersonRoles.Accountant);
        await accountant.Given(commune.Cash(200_000));
        using var auditor = await App.SignIn((await App.NewPerson(PersonRoles.Auditor, commune.ParentId)).Email);

        (await auditor.TrialBalance("")).BalanceOf("111").ShouldBeGreaterThanOrEqualTo(200_000);
    }

    [Fact]
    public async Task a_foreign_unit_and_an_unknown_one_are_answered_alike()
    {
        var commune = await App.NewCommune();
        var other = await App.NewCommune();
        using var accountant = await commune.SignedIn(PersonRoles.Accountant);

        var foreign = await accountant.GetAsync($"/api/ledger/trial-balance?unit={other.Code}", Ct);
        var unknown = await accountant.GetAsync("/api/ledger/trial-balance?unit=00000", Ct);

        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await foreign.Text()).ShouldBe(await unknown.Text());
    }

    [Theory]
    [InlineData("asOf=18/11/2026", "asOf")]
    [InlineData("knownAt=2026-11-18", "knownAt")]
    public async Task a_date_that_cannot_be_read_is_named(string query, string field)
    {
        var commune = await App.NewCommune();
        using var accountant = await commune.SignedIn(PersonRoles.Accountant);

        var answer = await accountant.GetAsync($"/api/ledger/trial-balance?{query}", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }
}
