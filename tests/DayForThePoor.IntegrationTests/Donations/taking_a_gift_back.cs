using System.Net;
using System.Net.Http.Json;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;

namespace DayForThePoor.IntegrationTests.Donations;

public class taking_a_gift_back(AppFixture app) : AppTest(app)
{
    private const string CashHeld = """
        select coalesce(sum(case p.side when 'D' then p.amount else -p.amount end), 0)::bigint
        from ledger.posting p join ledger.entry e on e.id = p.entry_id where e.unit_id = $1 and p.role = 'cash'
        """;

    [Fact]
    public async Task happens_once_however_often_it_is_asked()
    {
        var desk = await GiftDesk.Open(App);
        var id = (await desk.Recorded(desk.Cash())).GetProperty("donationId").GetString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.Send($"/api/donations/{id}/reversal", new { reason = "Thôn ghi nhầm" })));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        var bodies = await Task.WhenAll(answers.Select(a => a.Json()));
        bodies.Select(b => b.GetProperty("reversalId").GetGuid()).Distinct().Count().ShouldBe(1);
        bodies.Select(b => b.GetProperty("voucherNumber").GetString()).Distinct().Count().ShouldBe(1);
        bodies.Count(b => !b.GetProperty("alreadyKnown").GetBoolean()).ShouldBe(1);
        (await desk.Sql<long>(CashHeld)).ShouldBe(0);
    }

    [Fact]
    public async Task needs_a_reason()
    {
        var desk = await GiftDesk.Open(App);
        var id = (await desk.Recorded(desk.Cash())).GetProperty("donationId").GetString();

        (await desk.Send($"/api/donations/{id}/reversal", new { reason = " " })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task is_refused_when_the_cash_has_gone_to_the_bank()
    {
        var desk = await GiftDesk.Open(App);
        var id = (await desk.Recorded(desk.Cash(800_000))).GetProperty("donationId").GetString();
        var account = await desk.NewAccount();
        (await desk.MoveToBank(account, 800_000)).IsRefused.ShouldBeFalse();
        (await desk.MoveToBank(account, 1)).Refusals.ShouldContain(r => r.Code == "ledger.cash_negative");

        var answer = await desk.Send($"/api/donations/{id}/reversal", new { reason = "Chưa thu được tiền", reasonCode = "not_received" });

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("code").GetString().ShouldBe("ledger.cash_negative");
    }

    [Fact]
    public async Task to_make_the_receipt_out_again_keeps_the_money_and_points_to_the_new_one()
    {
        var desk = await GiftDesk.Open(App);
        var first = await desk.Recorded(desk.Cash(donor: "Nguyễn Thị Hông"));
        var id = first.GetProperty("donationId").GetString();
        var right = desk.Cash();
        right["reasonCode"] = "wrong_name";

        var again = await desk.Send($"/api/donations/{id}/correction", right);
        var repeat = await desk.Send($"/api/donations/{id}/correction", right);

        again.StatusCode.ShouldBe(HttpStatusCode.Created, await again.Text());
        repeat.StatusCode.ShouldBe(HttpStatusCode.OK);
        var successor = (await again.Json()).GetProperty("donationId").GetGuid();
        var old = await (await desk.Http.GetAsync($"/api/donations/{id}", Ct)).Json();
        old.GetProperty("status").GetString().ShouldBe("replaced");
        old.GetProperty("replacedBy").GetGuid().ShouldBe(successor);
        (await desk.Sql<long>(CashHeld)).ShouldBe(500_000);
        (await desk.Send($"/api/donations/{id}/reversal", new { reason = "Trùng" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.Sql<long>(CashHeld)).ShouldBe(500_000);
    }

    [Fact]
    public async Task is_for_the_people_of_its_unit_only()
    {
        var desk = await GiftDesk.Open(App);
        var other = await GiftDesk.Open(App);
        var id = (await desk.Recorded(desk.Cash())).GetProperty("donationId").GetString();

        var foreign = await other.Send($"/api/donations/{id}/reversal", new { reason = "x" });
        var unknown = await other.Send($"/api/donations/{Guid.NewGuid()}/reversal", new { reason = "x" });
        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await foreign.Text()).ShouldBe(await unknown.Text());
        (await other.Http.GetAsync($"/api/donations/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var approver = await desk.Commune.SignedIn(PersonRoles.Approver);
        (await approver.GetAsync($"/api/donations/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task is_not_needed_to_confirm_that_the_cash_is_in_the_box()
    {
        var desk = await GiftDesk.Open(App);
        var ids = new[] { await desk.Recorded(desk.Cash()), await desk.Recorded(desk.Cash(1_000)) }.Select(g => g.GetProperty("donationId").GetGuid()).ToArray();
        var treasurer = await desk.Commune.SignedIn(PersonRoles.Treasurer);

        var confirmed = await treasurer.PostAsJsonAsync("/api/donations/confirm-cash", new { donationIds = ids }, Ct);
        var again = await treasurer.PostAsJsonAsync("/api/donations/confirm-cash", new { donationIds = ids }, Ct);

        (await confirmed.Json()).GetProperty("confirmed").GetInt32().ShouldBe(2);
        (await again.Json()).GetProperty("confirmed").GetInt32().ShouldBe(0);
        (await desk.Send("/api/donations/confirm-cash", new { donationIds = ids })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await desk.Send($"/api/donations/{ids[0]}/reversal", new { reason = "Trùng phiếu", reasonCode = "duplicate" })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
