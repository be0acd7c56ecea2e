using System.Net;
using System.Net.Http.Json;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;

namespace DayForThePoor.IntegrationTests.Matching;

public class reconciliation_over_the_api(AppFixture app) : MatchingTest(app)
{
    [Fact]
    public async Task runs_lists_and_undoes()
    {
        var account = await NewAccount();
        using var treasurer = await SignedIn(account, PersonRoles.Treasurer);
        await NewRule(account, Side.Debit, "phi", MatchKinds.Charge);
        var gift = await Announce(account, 40_000);
        await Import(account, Csv(Out(Day, "1", 11_000), Out(Day, "2", 22_000), In(Day, "3", 40_000, "tran thi l")));

        var run = await (await treasurer.PostAsync($"/api/reconciliation/run?account={account.Code}", null, Ct)).Json();
        (run.GetProperty("lines").GetInt32(), run.GetProperty("matched").GetInt32(), run.GetProperty("open").GetInt32()).ShouldBe((3, 2, 1));
        run.GetProperty("byReason").GetProperty("rule").GetInt32().ShouldBe(2);

        var open = await treasurer.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/reconciliation/open?account={account.Code}&side=credit&pageSize=5", Ct);
        open.GetProperty("total").GetInt32().ShouldBe(1);
        var best = open.GetProperty("items")[0].GetProperty("candidates")[0];
        best.GetProperty("shape").GetString().ShouldBe("item");
        best.GetProperty("items")[0].GetProperty("id").GetGuid().ShouldBe(gift);
        best.GetProperty("why").EnumerateArray().Select(w => w.GetProperty("code").GetString()).ShouldContain("amount_exact");

        var list = await treasurer.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/reconciliation/matches?account={account.Code}", Ct);
        var match = list.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        match.GetProperty("automatic").GetBoolean().ShouldBeTrue();
        var id = match.GetProperty("id").GetGuid();
        var detail = await treasurer.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/reconciliation/matches/{id}", Ct);
        var line = detail.GetProperty("linked")[0].GetProperty("lineId").GetInt64();

        var undone = await Undo(treasurer, id, new { lines = new[] { line }, note = "Không phải phí" });
        undone.StatusCode.ShouldBe(HttpStatusCode.OK, await undone.Text());
        (await undone.Json()).GetProperty("ruleLostRight").GetBoolean().ShouldBeTrue();
        (await treasurer.PostAsync($"/api/reconciliation/matches/{id}/undo", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Undo(treasurer, id, new { })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var after = (await treasurer.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/reconciliation/matches/{id}", Ct));
        after.GetProperty("releases").GetArrayLength().ShouldBe(2);
        after.GetProperty("releases")[0].GetProperty("note").GetString().ShouldBe("Không phải phí");
        after.GetProperty("match").GetProperty("undone").GetBoolean().ShouldBeTrue();
        await BooksAgree();
    }

    [Fact]
    public async Task answers_wrong_questions_clearly()
    {
        var account = await NewAccount();
        await Import(account, Csv(Out(Day, "1", 11_000)));
        var match = (await Match(account, MatchTarget.Charge, new Web.Statements.Matching.MatchTake((await Open(account))[0].Id, 11_000))).Value.Matches[0].MatchId;
        using var treasurer = await SignedIn(account, PersonRoles.Treasurer);
        using var auditor = await SignedIn(account, PersonRoles.Auditor);
        using var stranger = await SignedIn(await NewAccount(), PersonRoles.Treasurer);

        (await treasurer.PostAsync("/api/reconciliation/run", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await treasurer.PostAsync("/api/reconciliation/run?account=khong-co", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await stranger.PostAsync($"/api/reconciliation/run?account={account.Code}", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await auditor.PostAsync($"/api/reconciliation/run?account={account.Code}", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await auditor.GetAsync($"/api/reconciliation/open?account={account.Code}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await auditor.GetAsync($"/api/reconciliation/matches/{match}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await stranger.GetAsync($"/api/reconciliation/matches/{match}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Undo(auditor, match, new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Undo(stranger, match, new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Undo(treasurer, Guid.NewGuid(), new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await treasurer.PostAsync("/api/reconciliation/matches/khong-phai-id/undo", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Undo(treasurer, match, new { lines = Array.Empty<long>() })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Undo(treasurer, match, new { lines = new[] { 1L } })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Undo(treasurer, match, new { lines = "tat ca" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Undo(treasurer, match, new { reason = "ended" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Anonymous.GetAsync($"/api/reconciliation/open?account={account.Code}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task follows_an_upload_by_itself()
    {
        var account = await NewAccount();
        using var treasurer = await SignedIn(account, PersonRoles.Treasurer);
        await NewRule(account, Side.Debit, "phi", MatchKinds.Charge);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(account.Code), "account" },
            { new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(Csv(Out(Day, "1", 11_000)))), "file", "sao-ke.csv" },
        };
        (await treasurer.PostAsync("/api/statements", form, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await Matches(account)).Count == 0) await pause.WaitForNextTickAsync(Ct);
        (await Balance(account, Roles.BankCharges)).ShouldBe(11_000);
    }

    private async Task<HttpClient> SignedIn(BankAccount account, string role) => await App.SignIn((await App.NewPerson(role, account.UnitId)).Email);

    private static Task<HttpResponseMessage> Undo(HttpClient client, Guid match, object body) =>
        client.PostAsJsonAsync($"/api/reconciliation/matches/{match}/undo", body, Ct);
}
