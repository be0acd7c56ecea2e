using System.Net;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Units;

namespace DayForThePoor.IntegrationTests.Statements;

public class coverage_of_statements(AppFixture app) : StatementTest(app)
{
    private static readonly DateOnly Day = new(2026, 2, 2);

    [Fact]
    public async Task shows_each_day_with_its_balances_and_ties_out_to_the_dong()
    {
        var account = await NewAccount();
        await Open(account, 1_000);
        await Import(account, Balanced(null, (0, 50_000, 51_000), (0, -11_000, 40_000), (2, 5_000, 45_000)));

        var coverage = await Coverage(account);
        var days = coverage.GetProperty("days").EnumerateArray().ToList();
        days.Select(d => d.GetProperty("state").GetString()).ShouldBe(["covered", "covered", "provisional"]);
        days.Select(d => (d.GetProperty("opening").GetInt64(), d.GetProperty("closing").GetInt64(), d.GetProperty("ledgerDifference").GetInt64()))
            .ShouldBe([(1_000, 40_000, 0), (40_000, 40_000, 0), (40_000, 45_000, 0)]);
        (days[0].GetProperty("credits").GetInt64(), days[0].GetProperty("debits").GetInt64(), days[0].GetProperty("lines").GetInt32()).ShouldBe((50_000, 11_000, 2));
        (coverage.GetProperty("ledgerDifference").GetInt64(), coverage.GetProperty("tiesOut").GetBoolean()).ShouldBe((0L, true));
        coverage.GetProperty("gaps").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task names_missing_days_with_the_amount_that_lacks_and_closes_the_gap_when_they_come()
    {
        var account = await NewAccount();
        await Open(account, 1_000);
        await Import(account, Balanced(null, (0, 50_000, 51_000)));
        await Import(account, Balanced(null, (3, 5_000, 86_000)));

        var coverage = await Coverage(account);
        coverage.GetProperty("missingDays").GetInt32().ShouldBe(2);
        coverage.GetProperty("ledgerDifference").GetInt64().ShouldBe(30_000);
        var gap = coverage.GetProperty("gaps").EnumerateArray().ShouldHaveSingleItem();
        (gap.GetProperty("from").GetString(), gap.GetProperty("to").GetString(), gap.GetProperty("expected").GetInt64(), gap.GetProperty("found").GetInt64())
            .ShouldBe(("2026-02-03", "2026-02-04", 51_000, 81_000));
        gap.GetProperty("message").GetString()!.ShouldContain("+30.000\u00A0đ");

        await Import(account, Balanced((0, 3), (1, 30_000, 81_000)));
        var closed = await Coverage(account);
        (closed.GetProperty("missingDays").GetInt32(), closed.GetProperty("ledgerDifference").GetInt64(), closed.GetProperty("gaps").GetArrayLength()).ShouldBe((0, 0L, 0));
    }

    [Fact]
    public async Task counts_the_days_of_a_declared_period_but_none_after_the_upload()
    {
        var account = await NewAccount();
        var csv = $"Từ ngày 01/02/2026 đến ngày {Today.AddDays(40):dd/MM/yyyy}\n{Csv(In(Day, "FT1", 50_000))}";
        (await Import(account, csv)).State.ShouldBe(ImportStates.Done);

        var days = (await Coverage(account)).GetProperty("days").EnumerateArray().ToList();
        days[0].GetProperty("day").GetString().ShouldBe("2026-02-01");
        days[^1].GetProperty("day").GetString().ShouldBe($"{Today:yyyy-MM-dd}");
        days[^1].GetProperty("state").GetString().ShouldBe("provisional");
        days[1].GetProperty("ledgerDifference").ValueKind.ShouldBe(JsonValueKind.Null);
        (await Coverage(account, "&from=2026-02-02&to=2026-02-03")).GetProperty("days").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task takes_later_lines_of_a_provisional_day_as_a_further_part()
    {
        var account = await NewAccount();
        await Import(account, Balanced(null, (0, 50_000, 51_000)));
        var rest = await Import(account, Balanced(null, (0, 50_000, 51_000), (0, 50_000, 101_000), (1, 1_000, 102_000)));

        (rest.New, rest.Repeated).ShouldBe((2, 1));
        var days = (await Coverage(account)).GetProperty("days").EnumerateArray().ToList();
        (days[0].GetProperty("lines").GetInt32(), days[0].GetProperty("closing").GetInt64(), days[0].GetProperty("bound").GetBoolean()).ShouldBe((2, 101_000, true));
        days.Select(d => d.GetProperty("state").GetString()).ShouldBe(["covered", "provisional"]);
        (await Scalar<long>("select count(*) from ledger.entry where unit_id = $1 and kind = 'BC' and value_date = $2", account.UnitId, Day)).ShouldBe(2);
    }

    [Fact]
    public async Task keeps_what_the_file_said_and_may_not_be_changed_by_the_program()
    {
        var account = await NewAccount();
        var import = await Import(account, Balanced(null, (0, 50_000, 51_000)));

        (await Scalar<long>("select count(*) from statements.file_day where import_id = $1 and opening = 1000 and closing = 51000 and new_lines = 1", import.Id)).ShouldBe(1);
        (await Scalar<bool>("select has_table_privilege('dftp_app', 'statements.file_day', 'update') or has_table_privilege('dftp_app', 'statements.file_gap', 'delete')")).ShouldBeFalse();
    }

    [Fact]
    public async Task is_answered_to_readers_of_the_account_alone()
    {
        var (mine, other) = (await NewAccount(), await NewAccount());
        using var client = await SignedIn(PersonRoles.Auditor, mine.UnitId);

        (await client.GetAsync($"/api/statements/coverage?account={other.Code}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.GetAsync("/api/statements/coverage", Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await client.GetAsync($"/api/statements/coverage?account={mine.Code}&from=x", Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        using var browser = await App.SignInByPage((await App.NewPerson(PersonRoles.Auditor, mine.UnitId)).Email);
        foreach (var address in new[] { "/sao-ke/tien-do", "/sao-ke/tien-do.csv", "/sao-ke/tien-do.xlsx" })
            (await browser.GetAsync($"{address}?tai-khoan={other.Code}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
    }

    [Fact]
    public async Task has_a_page_that_leads_to_where_each_difference_is_solved()
    {
        var account = await NewAccount();
        await Import(account, Balanced(null, (0, 50_000, 51_000)));
        await Import(account, Balanced(null, (3, 5_000, 86_000)));
        using var accountant = await App.SignInByPage((await App.NewPerson(PersonRoles.Accountant, account.UnitId)).Email);

        var page = await Page(accountant, $"/sao-ke/tien-do?tai-khoan={account.Code}");
        page.ShouldContain("Chênh lệch với ngân hàng");
        page.ShouldContain("+31.000\u00A0đ");
        page.ShouldContain("href=\"/so-sach/so-du-dau-ky\"");
        page.ShouldContain($"href=\"/sao-ke/nap?tai-khoan={account.Code}\"");
        page.ShouldContain("Thiếu sao kê");
        page.ShouldContain($"href=\"/doi-chieu?tai-khoan={account.Code}\"");
        (await Page(accountant, "/")).ShouldContain($"Chênh lệch với ngân hàng, {account.Code}");

        await Open(account, 1_000);
        await Import(account, Balanced((0, 3), (1, 30_000, 81_000)));
        (await Page(accountant, $"/sao-ke/tien-do?tai-khoan={account.Code}")).ShouldContain("Khớp đến đồng");
        (await Page(accountant, "/")).ShouldNotContain("Chênh lệch với ngân hàng");
    }

    [Fact]
    public async Task is_taken_away_as_a_file()
    {
        var account = await NewAccount();
        await Import(account, Balanced(null, (0, 50_000, 51_000)));
        using var auditor = await App.SignInByPage((await App.NewPerson(PersonRoles.Auditor, account.UnitId)).Email);

        var csv = await (await auditor.GetAsync($"/sao-ke/tien-do.csv?tai-khoan={account.Code}", Ct)).Text();
        csv.ShouldContain($"{account.Code},2026-02-02,\"Tạm, chưa hết ngày\",1000,50000,0,51000,1,1000,");
    }

    private async Task<JsonElement> Coverage(BankAccount account, string more = "")
    {
        using var client = await SignedIn(PersonRoles.Auditor, account.UnitId);
        var answer = await client.GetAsync($"/api/statements/coverage?account={account.Code}{more}", Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Text());
        return await answer.Json();
    }

    private async Task Open(BankAccount account, long amount) =>
        (await Send<Outcome<Web.Ledger.EntryPosted>>(new SetOpeningBalances(
            Actor.System, account.UnitId, account.DefaultFundId, new(Day.AddDays(-1), Accounts: [new(account.Code, amount)])))).IsRefused.ShouldBeFalse();

    /// <summary>A statement with a running balance; days count from the first.</summary>
    private static string Balanced((int From, int To)? period, params (int Day, long Amount, long Balance)[] lines)
    {
        List<string> rows = period is { } said ? [$"Từ ngày {Day.AddDays(said.From):dd/MM/yyyy} đến ngày {Day.AddDays(said.To):dd/MM/yyyy}"] : [];
        rows.Add("Ngày,Nợ,Có,Số dư,Nội dung");
        rows.AddRange(lines.Select(l => $"{Day.AddDays(l.Day):dd/MM/yyyy},{(l.Amount < 0 ? -l.Amount : "")},{(l.Amount > 0 ? l.Amount : "")},{l.Balance},ung ho"));
        return string.Concat(rows.Select(r => r + "\n"));
    }

    private async Task<HttpClient> SignedIn(string role, Guid unit) => await App.SignIn((await App.NewPerson(role, unit)).Email);

    private static async Task<string> Page(HttpClient client, string address)
    {
        var answer = await client.GetAsync(address, Ct);
        var html = WebUtility.HtmlDecode(await answer.Text());
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        return html;
    }
}
