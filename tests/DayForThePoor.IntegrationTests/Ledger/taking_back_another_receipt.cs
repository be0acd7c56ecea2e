using System.Net;
using System.Net.Http.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Ledger;

namespace DayForThePoor.IntegrationTests.Ledger;

public class taking_back_another_receipt(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task is_done_from_its_voucher_once_and_leaves_the_number()
    {
        var commune = await App.NewCommune();
        var entry = await Allocated(commune);
        using var accountant = await App.SignInByPage((await commune.Person(PersonRoles.Accountant)).Email);

        (await (await accountant.GetAsync($"/chung-tu/{entry}", Ct)).Text()).ShouldContain($"/chung-tu/{entry}/huy");
        (await accountant.Submit($"/chung-tu/{entry}/huy", "void-voucher", ("reason", ""))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await accountant.Submit($"/chung-tu/{entry}/huy", "void-voucher", ("reason", "Ghi nhầm quỹ"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await (await accountant.GetAsync($"/chung-tu/{entry}", Ct)).Text()).ShouldNotContain("/huy");
        (await accountant.GetAsync($"/chung-tu/{entry}/huy", Ct)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var reader = await commune.SignedIn(PersonRoles.Auditor);
        (await reader.TrialBalance($"unit={commune.Code}")).GetProperty("totalDebit").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task is_refused_to_a_reader_and_to_another_unit()
    {
        var commune = await App.NewCommune();
        var other = await App.NewCommune();
        var entry = await Allocated(commune);
        foreach (var client in new[] { await commune.SignedIn(PersonRoles.Auditor), await other.SignedIn(PersonRoles.Accountant) })
            (await Reverse(client, entry)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var accountant = await commune.SignedIn(PersonRoles.Accountant);
        (await Reverse(accountant, Guid.NewGuid())).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Reverse(accountant, entry)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await Reverse(accountant, entry)).Json()).GetProperty("alreadyKnown").GetBoolean().ShouldBeTrue();
    }

    private static Task<HttpResponseMessage> Reverse(HttpClient client, Guid entry) =>
        client.PostAsJsonAsync($"/api/ledger/entries/{entry}/reversal", new { reason = "Ghi nhầm" }, Ct);

    private async Task<Guid> Allocated(Commune commune)
    {
        var form = new OtherReceiptForm(commune.Fund, Roles.IncomeAllocated, Channels.Cash, 3_000_000, "Ủy ban MTTQ thành phố", "Cấp bổ sung đợt 1");
        var posted = await Send<Outcome<EntryPosted>>(new RecordOtherReceipt(Actor.System, commune.UnitId, Guid.NewGuid().ToString(), form));
        return EntryQueries.EntryIdOf(posted.Value.Id);
    }
}
