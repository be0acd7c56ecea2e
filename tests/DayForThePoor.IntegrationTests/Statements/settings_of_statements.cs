using System.Net;
using System.Net.Http.Json;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements;

namespace DayForThePoor.IntegrationTests.Statements;

public class settings_of_statements(AppFixture app) : NotificationTest(app)
{
    private static readonly DateOnly Day = new(2026, 8, 3);

    [Fact]
    public async Task let_bank_messages_in_only_when_switched_on()
    {
        var account = await NewAccount();
        using var administrator = await App.SignInByPage((await App.NewPerson(PersonRoles.Administrator, account.UnitId)).Email);
        var unit = await Scalar<string>("select code from dftp.unit_version where unit_id = $1 limit 1", account.UnitId);
        var message = $":20:1\n:25:{account.Number}\n:28C:1/1\n:60F:C260803VND0,\n:61:260803C50000,NTRFNONREF//FT1\n:86:ung ho\n:62F:C260803VND50000,\n";

        var refused = await Import(account, message);
        (refused.State, refused.Problems.Single().Code).ShouldBe((ImportStates.Refused, "statement.messages_off"));
        (await administrator.Submit("/thiet-lap/sao-ke", $"messages-{unit}")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var taken = await Import(account, message);
        (taken.State, taken.New, await Lines(account)).ShouldBe((ImportStates.Done, 1, 1L));
        (await administrator.Submit("/thiet-lap/sao-ke", $"messages-{unit}")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Import(account, message + "\n")).State.ShouldBe(ImportStates.Refused);
    }

    [Fact]
    public async Task show_a_new_secret_once_and_it_signs()
    {
        var account = await NewAccount();
        using var administrator = await App.SignInByPage((await App.NewPerson(PersonRoles.Administrator, account.UnitId)).Email);
        var shown = await (await administrator.Submit("/thiet-lap/sao-ke", $"secret-{account.Code}")).Text();
        var secret = shown.Split("<code>")[1].Split("</code>")[0];

        (await Notify(account, secret, Notification("T1", Day, 1_000))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await administrator.GetStringAsync("/thiet-lap/sao-ke", Ct)).ShouldNotContain(secret);
        await administrator.Submit("/thiet-lap/sao-ke", $"drop-{account.Code}");
        (await Notify(account, secret, Notification("T2", Day, 1_000))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task are_for_administrators_over_the_api_too()
    {
        var account = await NewAccount();
        var unit = await Scalar<string>("select code from dftp.unit_version where unit_id = $1 limit 1", account.UnitId);
        using var administrator = await App.SignIn((await App.NewPerson(PersonRoles.Administrator, account.UnitId)).Email);
        using var accountant = await App.SignIn((await App.NewPerson(PersonRoles.Accountant, account.UnitId)).Email);

        (await accountant.PutAsJsonAsync($"/api/statements/settings/{unit}", new { messageFormats = true }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await accountant.PostAsync($"/api/statements/webhooks/{account.Code}/secret", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await administrator.PutAsJsonAsync($"/api/statements/settings/{unit}", new { messageFormats = true }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await administrator.GetAsync($"/api/statements/settings/{unit}", Ct)).Json()).GetProperty("messageFormats").GetBoolean().ShouldBeTrue();
        var made = await (await administrator.PostAsync($"/api/statements/webhooks/{account.Code}/secret", null, Ct)).Json();
        (await Notify(account, made.GetProperty("secret").GetString()!, Notification("T1", Day, 1_000))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await administrator.DeleteAsync($"/api/statements/webhooks/{account.Code}/secret", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task list_what_was_told_and_is_not_on_the_statement()
    {
        var account = await NewAccount();
        var secret = await Secret(account);
        await Notify(account, secret, Notification("T1", Day, 50_000, "FT26323-1", "NGUYEN VAN AN ung ho"));
        await Notify(account, secret, Notification("T2", Day, 20_000, "FT26323-2"));
        await Notify(account, secret, Notification("T3", Day.AddDays(30), 30_000, "FT26323-3"));
        await Import(account, Csv(In(Day, "FT26323-2", 20_000), In(Day.AddDays(1), "FT26323-9", 1_000)));
        using var accountant = await App.SignInByPage((await App.NewPerson(PersonRoles.Accountant, account.UnitId)).Email);

        var missing = await Page(accountant, "/sao-ke/bao-co");
        missing.ShouldContain("FT26323-1");
        missing.ShouldNotContain("FT26323-2");
        missing.ShouldNotContain("FT26323-3");
        var all = await Page(accountant, "/sao-ke/bao-co?xem=tat-ca");
        all.ShouldContain("Đã thấy trên sao kê");
        all.ShouldContain("Chờ sao kê");

        var id = await Scalar<Guid>("select id from statements.evidence where account_id = $1 and reference = 'FT26323-1'", account.Id);
        await accountant.Submit("/sao-ke/bao-co", $"erase-{id:N}");
        (await Page(accountant, "/sao-ke/bao-co")).ShouldContain("Nội dung đã được xóa");
        (await Kept(account)).ShouldBe(3);
    }

    [Fact]
    public async Task let_a_person_note_money_that_they_saw()
    {
        var account = await NewAccount();
        using var accountant = await App.SignInByPage((await App.NewPerson(PersonRoles.Accountant, account.UnitId)).Email);
        (string, string)[] fields = [("key", "k1"), ("account", account.Code), ("date", "3/8/2026"), ("side", "credit"), ("amountVnd", "50.000"), ("reference", "FT1"), ("memo", "")];

        (await accountant.Submit("/sao-ke/bao-co", "record-evidence", fields)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await accountant.Submit("/sao-ke/bao-co", "record-evidence", fields)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Import(account, Csv(In(Day, "FT1", 50_000)));
        (await Kept(account), await Linked(account), await Lines(account)).ShouldBe((1L, 1L, 1L));
    }

    [Fact]
    public async Task stay_with_the_unit()
    {
        var (mine, other) = (await NewAccount(), await NewAccount());
        await Notify(other, await Secret(other), Notification("T1", Day, 50_000, "FT-GEHEIM"));
        using var auditor = await App.SignInByPage((await App.NewPerson(PersonRoles.Auditor, mine.UnitId)).Email);

        (await Page(auditor, "/sao-ke/bao-co?xem=tat-ca")).ShouldNotContain("FT-GEHEIM");
        foreach (var address in new[] { "/sao-ke/kho-bac", "/thiet-lap/sao-ke" }) (await auditor.GetAsync(address, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
    }

    private static async Task<string> Page(HttpClient client, string address) => WebUtility.HtmlDecode(await client.GetStringAsync(address, Ct));
}
