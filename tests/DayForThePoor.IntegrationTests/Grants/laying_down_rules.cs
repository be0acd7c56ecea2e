using System.Net;
using System.Net.Http.Json;
using DayForThePoor.Core.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants;
using DayForThePoor.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Grants;

[Collection(nameof(UnprovedBooks))]
public class laying_down_rules(UnprovedBooks app) : AppTest(app)
{
    private static readonly DateOnly Today = VietnamTime.TodayIn(TimeProvider.System);

    private static object Rule(Commune commune, string from, string? to = null, string decision = "12/QĐ-BVĐ", long? ceiling = 60_000_000, bool endsPrevious = false) => new
    {
        unit = commune.Code,
        purpose = Purposes.House,
        decision,
        validFrom = from,
        validTo = to,
        ceilingVnd = ceiling,
        endsPrevious,
        signatures = new[] { new { fromVnd = 0L, signatures = 1 }, new { fromVnd = 20_000_000L, signatures = 2 } },
        onceInYears = 5,
    };

    private static async Task<HttpResponseMessage> Post(HttpClient client, object rule, string? key = null, bool dryRun = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/spending-rules?dryRun={(dryRun ? "true" : "false")}") { Content = JsonContent.Create(rule) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return await client.SendAsync(request, Ct);
    }

    private async Task<SpendingRule> On(Commune commune, DateOnly day) => await App.Services.GetRequiredService<ISpendingRules>().On(commune.UnitId, Purposes.House, day, Ct);

    private async Task<string> Everything(Commune commune)
    {
        await using var database = NpgsqlDataSource.Create(App.Database.Owner);
        await using var command = database.CreateCommand("""
            select coalesce((select string_agg(r::text, '|' order by r.id) from grants.rule r where unit_id = $1), '')
              || coalesce((select string_agg(s::text, '|' order by s.id) from grants.support s where unit_id = $1), '')
            """);
        command.Parameters.Add(new() { Value = commune.UnitId });
        return (string)(await command.ExecuteScalarAsync(Ct))!;
    }

    [Fact]
    public async Task a_rule_stands_from_its_first_day_to_its_last()
    {
        var commune = await App.NewCommune();
        using var approver = await commune.SignedIn(PersonRoles.Approver);
        (await Post(approver, Rule(commune, "2025-01-01", "2025-12-31", ceiling: 50_000_000))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Post(approver, Rule(commune, "2026-01-01", ceiling: 60_000_000))).StatusCode.ShouldBe(HttpStatusCode.Created);

        var before = await On(commune, new(2024, 12, 31));
        (before.Id, before.CeilingVnd, before.SignaturesFor(1_000_000_000)).ShouldBe((null, null, 1));
        (await On(commune, new(2025, 12, 31))).CeilingVnd.ShouldBe(50_000_000);
        var after = await On(commune, new(2026, 1, 1));
        (after.CeilingVnd, after.OnceInYears, after.SignaturesFor(19_999_999), after.SignaturesFor(20_000_000)).ShouldBe((60_000_000, 5, 1, 2));
        (await App.Services.GetRequiredService<ISpendingRules>().Kept(after.Id, Purposes.House, Ct)).Decision.ShouldBe("12/QĐ-BVĐ");
    }

    [Fact]
    public async Task a_rule_that_overlaps_another_in_time_is_refused_by_name()
    {
        var commune = await App.NewCommune();
        using var approver = await commune.SignedIn(PersonRoles.Approver);
        (await Post(approver, Rule(commune, "2025-01-01", "2025-12-31", "01/QĐ-BVĐ"))).StatusCode.ShouldBe(HttpStatusCode.Created);
        var answer = await Post(approver, Rule(commune, "2025-12-31", decision: "02/QĐ-BVĐ"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = await answer.Json();
        problem.GetProperty("code").GetString().ShouldBe("spending_rule.overlaps");
        problem.GetProperty("title").GetString()!.ShouldContain("01/QĐ-BVĐ");
        (await Post(approver, Rule(commune, "2025-12-31"), dryRun: true)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await On(commune, new(2026, 1, 1))).Id.ShouldBeNull();
    }

    [Fact]
    public async Task of_two_rules_for_the_same_days_sent_at_once_one_stands()
    {
        var commune = await App.NewCommune();
        using var approver = await commune.SignedIn(PersonRoles.Approver);
        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => Post(approver, Rule(commune, "2026-01-01", decision: $"{i}/QĐ-BVĐ"))));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(5);
    }

    [Fact]
    public async Task the_same_request_lays_a_rule_down_once()
    {
        var commune = await App.NewCommune();
        using var approver = await commune.SignedIn(PersonRoles.Approver);
        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(_ => Post(approver, Rule(commune, "2026-01-01"), "one")));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Created);
        (await Post(approver, Rule(commune, "2026-01-01", ceiling: 1), "one")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await On(commune, Today)).CeilingVnd.ShouldBe(60_000_000);
    }

    [Fact]
    public async Task a_new_rule_can_end_the_one_before_on_the_day_before()
    {
        var commune = await App.NewCommune();
        using var approver = await commune.SignedIn(PersonRoles.Approver);
        await Post(approver, Rule(commune, "2025-01-01", decision: "01/QĐ-BVĐ"));
        var next = Today.AddDays(10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (await (await Post(approver, Rule(commune, next))).Json()).GetProperty("code").GetString().ShouldBe("spending_rule.overlaps_open");
        (await Post(approver, Rule(commune, next, decision: "02/QĐ-BVĐ", endsPrevious: true))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await On(commune, Today.AddDays(9))).Decision.ShouldBe("01/QĐ-BVĐ");
        (await On(commune, Today.AddDays(10))).Decision.ShouldBe("02/QĐ-BVĐ");
    }

    [Fact]
    public async Task the_end_of_a_rule_never_lies_in_the_past_and_only_what_has_not_begun_is_taken_back()
    {
        var commune = await App.NewCommune();
        using var approver = await commune.SignedIn(PersonRoles.Approver);
        var id = (await (await Post(approver, Rule(commune, "2025-01-01"))).Json()).GetProperty("id").GetGuid();
        (await End(id, Today.AddDays(-2))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await End(id, null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await End(id, Today.AddDays(5))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var ahead = (await (await Post(approver, Rule(commune, $"{Today.AddDays(6):yyyy-MM-dd}"))).Json()).GetProperty("id").GetGuid();
        (await (await End(id, Today.AddDays(6))).Json()).GetProperty("code").GetString().ShouldBe("spending_rule.next_begins");
        (await End(ahead, null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await On(commune, Today.AddDays(6))).Id.ShouldBeNull();

        Task<HttpResponseMessage> End(Guid rule, DateOnly? lastDay) => approver.PostAsJsonAsync($"/api/spending-rules/{rule}/end", new { lastDay }, Ct);
    }

    [Fact]
    public async Task a_trial_tells_what_last_years_grants_would_have_met_and_changes_nothing()
    {
        var commune = await App.NewCommune();
        using var approver = await commune.SignedIn(PersonRoles.Approver);
        foreach (var (amount, on, state) in new[]
        {
            (10_000_000L, Today.AddDays(-5), "approved"), (20_000_000L, Today.AddDays(-100), "closed"), (75_000_000L, Today.AddDays(-300), "approved"),
            (90_000_000L, Today.AddDays(-400), "closed"), (90_000_000L, Today.AddDays(-5), "withdrawn"),
        }) await Granted(commune, amount, on, state);
        var before = await Everything(commune);

        var trial = await (await Post(approver, Rule(commune, "2026-01-01"), dryRun: true)).Json();
        (trial.GetProperty("grants").GetInt32(), trial.GetProperty("sumVnd").GetInt64()).ShouldBe((3, 105_000_000));
        (trial.GetProperty("above").GetInt32(), trial.GetProperty("excessVnd").GetInt64(), trial.GetProperty("moreSignatures").GetInt32()).ShouldBe((1, 15_000_000, 2));
        (await Everything(commune)).ShouldBe(before);
        (await On(commune, Today)).Id.ShouldBeNull();
    }

    /// <summary>A decided grant as the books hold it, whatever way it went.</summary>
    private async Task Granted(Commune commune, long amount, DateOnly on, string state)
    {
        await using var database = NpgsqlDataSource.Create(App.Database.Owner);
        await using var insert = database.CreateCommand("""
            insert into grants.support (id, unit_id, fund_id, purpose, household_id, kind, state, approved, requested_on, requested_by, requested_at, approved_at, approved_on, state_since)
            values (gen_random_uuid(), $1, (select id from ledger.fund where unit_id = $1 limit 1), 'house', gen_random_uuid(), 'regular', $2, $3, $4, gen_random_uuid(), now(),
              ($4::date)::timestamp at time zone 'Asia/Ho_Chi_Minh' + interval '10 hours', $4, now())
            """);
        foreach (var value in new object[] { commune.UnitId, state, amount, on }) insert.Parameters.Add(new() { Value = value });
        await insert.ExecuteNonQueryAsync(Ct);
    }

    [Fact]
    public async Task only_the_approver_of_the_unit_lays_rules_down()
    {
        var (mine, other) = (await App.NewCommune(), await App.NewCommune());
        using var approver = await mine.SignedIn(PersonRoles.Approver);
        using var accountant = await mine.SignedIn(PersonRoles.Accountant);
        (await Post(approver, Rule(other, "2026-01-01"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Post(accountant, Rule(mine, "2026-01-01"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Post(accountant, Rule(mine, "2026-01-01"), dryRun: true)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var id = (await (await Post(approver, Rule(mine, "2026-01-01"))).Json()).GetProperty("id").GetGuid();
        (await accountant.PostAsJsonAsync($"/api/spending-rules/{id}/end", new { lastDay = Today }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await accountant.GetAsync($"/api/spending-rules?unit={mine.Code}", Ct)).Json()).GetProperty("total").GetInt32().ShouldBe(1);
        (await approver.GetAsync($"/api/spending-rules?unit={other.Code}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task the_program_itself_cannot_change_what_a_rule_says()
    {
        await using var database = NpgsqlDataSource.Create(App.Database.App);
        await using var update = database.CreateCommand("update grants.rule set ceiling = 1");
        (await Should.ThrowAsync<PostgresException>(() => update.ExecuteNonQueryAsync(Ct))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        await using var delete = database.CreateCommand("delete from grants.rule");
        (await Should.ThrowAsync<PostgresException>(() => delete.ExecuteNonQueryAsync(Ct))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task the_pages_take_a_rule_without_scripts_and_show_the_trial_before_anything_is_saved()
    {
        var commune = await App.NewCommune();
        using var page = await App.SignInByPage((await commune.Person(PersonRoles.Approver)).Email);
        (string, string)[] fields =
        [
            ("purpose", Purposes.Tet), ("decision", "05/QĐ-BVĐ"), ("validFrom", "01/01/2026"), ("ceilingVnd", "500.000"), ("stepSign0", "1"),
            ("stepFrom1", "300.000"), ("stepSign1", "2"), ("skipMeeting", "yes"), ("postingDays", "3"), ("fullFileOverVnd", "1.000.000"), ("overlapMonths", "12"), ("onceInYears", "0"),
        ];
        var preview = await page.Submit("/thiet-lap/quy-che-chi/moi", "new-rule", [.. fields, ("step", "preview")]);
        (preview.StatusCode, (await preview.Text()).Contains("Chưa lưu gì", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.OK, true));
        (await Everything(commune)).ShouldBe("");
        (await page.Submit("/thiet-lap/quy-che-chi/moi", "new-rule", [.. fields, ("key", "k"), ("step", "save")])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var list = await (await page.GetAsync("/thiet-lap/quy-che-chi", Ct)).Text();
        list.ShouldContain("05/QĐ-BVĐ");
        list.ShouldContain("500.000");
        var rule = await App.Services.GetRequiredService<ISpendingRules>().On(commune.UnitId, Purposes.Tet, Today, Ct);
        (rule.SignaturesFor(300_000), rule.NeedsMeeting, rule.NeedsPosting).ShouldBe((2, false, true));
        var again = await page.Submit("/thiet-lap/quy-che-chi/moi", "new-rule", [.. fields, ("step", "preview")]);
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await again.Text()).ShouldContain("05/QĐ-BVĐ");
        (await page.Submit($"/thiet-lap/quy-che-chi/{rule.Id}", "end-rule", ("act", "end"), ("lastDay", "31/12/2099"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await page.GetAsync($"/thiet-lap/quy-che-chi/{rule.Id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
