using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements;

namespace DayForThePoor.IntegrationTests.Statements;

public class statements_over_the_api(AppFixture app) : StatementTest(app)
{
    private static readonly DateOnly Day = new(2026, 6, 1);

    [Fact]
    public async Task are_taken_in_and_imported_in_the_background()
    {
        var account = await NewAccount();
        using var client = await SignedIn(PersonRoles.Accountant, account.UnitId);
        var uploaded = await Upload(client, account.Code, Csv(In(Day, "FT1", 50_000), Out(Day, "FT2", 11_000)));
        uploaded.StatusCode.ShouldBe(HttpStatusCode.Accepted);

        var ended = await Ended(client, uploaded.Headers.Location!.ToString());
        ended.GetProperty("state").GetString().ShouldBe(ImportStates.Done);
        var result = ended.GetProperty("result");
        result.GetProperty("lines").GetInt32().ShouldBe(2);
        result.GetProperty("new").GetInt32().ShouldBe(2);
        result.GetProperty("credits").GetInt64().ShouldBe(50_000);
        result.GetProperty("vouchers").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task that_cannot_be_read_name_every_line_and_post_nothing()
    {
        var account = await NewAccount();
        using var client = await SignedIn(PersonRoles.Treasurer, account.UnitId);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var uploaded = await Upload(client, account.Code, Csv(In(Day, "FT1", 50_000), "31/02/2026,FT2,,20000,x", "01/06/2026,FT3,,many,x"));

        var ended = await Ended(client, uploaded.Headers.Location!.ToString());
        ended.GetProperty("state").GetString().ShouldBe(ImportStates.Refused);
        var problems = ended.GetProperty("problems").EnumerateArray().ToList();
        problems.Select(p => p.GetProperty("line").GetInt32()).ShouldBe([3, 4]);
        problems[0].GetProperty("message").GetString().ShouldStartWith("Row 3");
        (await Lines(account)).ShouldBe(0);
    }

    [Fact]
    public async Task answer_a_foreign_account_and_an_unknown_one_alike()
    {
        var (mine, other) = (await NewAccount(), await NewAccount());
        using var client = await SignedIn(PersonRoles.Accountant, mine.UnitId);
        var foreign = await Upload(client, other.Code, Csv(In(Day, "FT1", 50_000)));
        var unknown = await Upload(client, "99999-XXX", Csv(In(Day, "FT1", 50_000)));

        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await unknown.Text()).ShouldBe(await foreign.Text());
    }

    [Fact]
    public async Task name_a_profile_that_is_not_there()
    {
        var account = await NewAccount();
        using var client = await SignedIn(PersonRoles.Accountant, account.UnitId);
        var refused = await Upload(client, account.Code, Csv(In(Day, "FT1", 50_000)), "không có");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Json()).GetProperty("errors").TryGetProperty("profile", out _).ShouldBeTrue();
        (await Scalar<long>("select count(*) from statements.import where account_id = $1", account.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task are_imported_by_accountants_and_treasurers_only()
    {
        var account = await NewAccount();
        using var auditor = await SignedIn(PersonRoles.Auditor, account.UnitId);
        (await Upload(auditor, account.Code, Csv(In(Day, "FT1", 50_000)))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task without_file_or_account_say_which_is_missing()
    {
        var account = await NewAccount();
        using var client = await SignedIn(PersonRoles.Accountant, account.UnitId);
        var nothing = await client.PostAsync("/api/statements", new MultipartFormDataContent { { new StringContent("x"), "y" } }, Ct);
        nothing.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await nothing.Json()).GetProperty("errors").TryGetProperty("account", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task list_lines_by_words_without_diacritics_and_sum_the_whole_filter()
    {
        var account = await NewAccount();
        await Import(account, Csv(
            In(Day, "FT1", 50_000, "Nguyễn Thị Đào ủng hộ"), In(Day.AddDays(1), "FT2", 20_000, "100% luong"), Out(Day.AddDays(1), "FT3", 11_000)));
        using var client = await SignedIn(PersonRoles.Auditor, account.UnitId);

        var found = await Get(client, $"/api/statements/lines?account={account.Code}&search=dao nguyen");
        found.GetProperty("total").GetInt64().ShouldBe(1);
        var line = found.GetProperty("items")[0];
        line.GetProperty("reference").GetString().ShouldBe("FT1");
        line.GetProperty("side").GetString().ShouldBe("credit");
        line.GetProperty("voucher").GetString()!.ShouldStartWith("BC-VNN-2026-");

        (await Get(client, $"/api/statements/lines?account={account.Code}&search=100%25")).GetProperty("total").GetInt64().ShouldBe(1);
        (await Get(client, $"/api/statements/lines?account={account.Code}&search=FT3")).GetProperty("total").GetInt64().ShouldBe(1);
        var all = await Get(client, $"/api/statements/lines?account={account.Code}&pageSize=1");
        (all.GetProperty("total").GetInt64(), all.GetProperty("creditVnd").GetInt64(), all.GetProperty("debitVnd").GetInt64()).ShouldBe((3L, 70_000L, 11_000L));
        (await Get(client, $"/api/statements/lines?account={account.Code}&from=2026-06-02&side=debit")).GetProperty("total").GetInt64().ShouldBe(1);
    }

    private async Task<HttpClient> SignedIn(string role, Guid unit) => await App.SignIn((await App.NewPerson(role, unit)).Email);

    private static Task<HttpResponseMessage> Upload(HttpClient client, string account, string csv, string profile = "")
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(csv)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        return client.PostAsync("/api/statements", new MultipartFormDataContent { { new StringContent(account), "account" }, { new StringContent(profile), "profile" }, { file, "file", "sao-ke.csv" } }, Ct);
    }

    private static async Task<JsonElement> Get(HttpClient client, string address)
    {
        var answer = await client.GetAsync(address, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Json();
    }

    /// <summary>Asks until the import has ended, as the progress page does.</summary>
    private static async Task<JsonElement> Ended(HttpClient client, string address)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(late.Token))
        {
            var import = await Get(client, address);
            if (import.GetProperty("state").GetString() is ImportStates.Done or ImportStates.Refused) return import;
        }
        throw new TimeoutException();
    }
}
