using System.Net;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Sponsorships.PayOut;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Sponsorships;

public class paying_sponsored_people_out(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task hands_a_pledges_money_on_by_the_ordinary_list()
    {
        var desk = await PayOutDesk.Open(App);
        var (pledge, beneficiary, slot) = await desk.Pledge();
        await desk.Give(pledge, 1_000_000);

        var line = (await desk.Proposal()).GetProperty("lines").EnumerateArray().Single();
        line.GetProperty("amountVnd").GetInt64().ShouldBe(1_000_000);
        line.GetProperty("name").GetString().ShouldBe("Nguyễn Minh An");
        (await desk.Schedule(pledge)).Instalments[0].State.ShouldBe(InstalmentStates.Received);
        var payment = await desk.PaidOut(pledge, 1_000_000, collected: false);
        (await desk.Numbers(pledge)).DeliveredVnd.ShouldBe(0); // handed out, but nobody has signed yet
        await desk.Done(payment, "collect", new { lines = new[] { new { line = 1, how = "signature" } } }, desk.Pays);

        var schedule = await desk.Schedule(pledge);
        (schedule.Promised, schedule.Received, schedule.Delivered).ShouldBe((2_000_000, 1_000_000, 1_000_000));
        schedule.Instalments.Take(3).Select(i => i.State).ShouldBe([InstalmentStates.Delivered, InstalmentStates.Delivered, InstalmentStates.Late]);
        (await desk.Addressed(Roles.SupportPaid, pledge)).ShouldBe(1_000_000);
        (await desk.Sponsors.Sql<long>(
            """
            select count(*) from payments.line l join sponsorships.beneficiary b on b.household_id = l.household_id and b.member_id = l.member_id
            where l.unit_id = $1 and b.id = $2 and l.slot_id = $3 and l.purpose = 'sponsorship'
            """, beneficiary, slot)).ShouldBe(1);
        (await desk.Proposal()).GetProperty("lines").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task pays_a_part_and_never_more_than_the_pledge_has()
    {
        var desk = await PayOutDesk.Open(App);
        var (pledge, _, _) = await desk.Pledge();
        await desk.Give(pledge, 500_000);

        (await PayOutDesk.Code(await desk.Post(null, new { pledge, amountVnd = 500_001 }))).ShouldBe("payout.above_pledge");
        await desk.Prepared(new { pledge, amountVnd = 200_000 });

        (await desk.Proposal()).GetProperty("lines")[0].GetProperty("amountVnd").GetInt64().ShouldBe(300_000);
        (await PayOutDesk.Code(await desk.Post(null, new { pledge, amountVnd = 300_001 }))).ShouldBe("payout.above_pledge");
        (await PayOutDesk.Code(await desk.Post(null, new { pledge, amountVnd = 100_000 }, new { pledge, amountVnd = 100_000 }))).ShouldBe("payment.pledge_twice");
    }

    [Fact]
    public async Task two_lists_for_one_pledge_at_the_same_instant_are_one()
    {
        var desk = await PayOutDesk.Open(App);
        var (pledge, _, _) = await desk.Pledge();
        await desk.Give(pledge, 500_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => desk.Post(null, new { pledge, amountVnd = 500_000 })));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        (await Task.WhenAll(answers.Where(a => a.StatusCode != HttpStatusCode.Created).Select(PayOutDesk.Code))).ShouldAllBe(code => code == "payout.above_pledge");
    }

    [Fact]
    public async Task leaves_money_alone_that_waits_for_a_person_or_for_its_day()
    {
        var desk = await PayOutDesk.Open(App);
        var (waits, _, _) = await desk.Pledge();
        await desk.Give(waits, 700_000); // one instalment and a rest that nobody has decided about
        var (early, _, _) = await desk.Pledge();
        await desk.Give(early, 3_000_000); // four instalments that are due and two that are not

        var lines = (await desk.Proposal(SponsorDesk.Day(SponsorDesk.Today))).GetProperty("lines").EnumerateArray().ToDictionary(l => l.GetProperty("pledge").GetGuid());
        lines[waits].GetProperty("amountVnd").GetInt64().ShouldBe(500_000);
        lines[waits].GetProperty("undecidedVnd").GetInt64().ShouldBe(200_000);
        lines[early].GetProperty("amountVnd").GetInt64().ShouldBe(2_000_000);
        (await PayOutDesk.Code(await desk.Post(null, new { pledge = waits, amountVnd = 500_001 }))).ShouldBe("payout.above_pledge");
        (await desk.Numbers(early)).AheadVnd.ShouldBe(1_000_000);
        (await desk.Numbers(waits)).NotDeliveredVnd.ShouldBe(500_000);
    }

    [Fact]
    public async Task waits_where_life_changed_until_somebody_has_decided()
    {
        var desk = await PayOutDesk.Open(App);
        var (pledge, _, _) = await desk.Pledge();
        await desk.Give(pledge, 1_000_000);
        var order = await desk.Prepared(new { pledge, amountVnd = 400_000 });
        await desk.Flag(pledge);

        (await PayOutDesk.Code(await desk.Post(null, new { pledge, amountVnd = 100_000 }))).ShouldBe("payout.flagged");
        (await PayOutDesk.Code(await desk.Step(order, "approve", by: desk.Approves))).ShouldBe("payout.flagged");
        (await desk.Addressed(Roles.SupportPaid, pledge)).ShouldBe(0);
        var proposal = await desk.Proposal();
        proposal.GetProperty("lines").GetArrayLength().ShouldBe(0);
        var out1 = proposal.GetProperty("leftOut").EnumerateArray().Single();
        (out1.GetProperty("leftOut").GetString(), out1.GetProperty("life").GetString()).ShouldBe(("flagged", "moved"));
    }

    [Fact]
    public async Task what_nobody_collected_comes_back_to_its_pledge()
    {
        var desk = await PayOutDesk.Open(App);
        var (pledge, _, _) = await desk.Pledge();
        await desk.Give(pledge, 500_000);
        var payment = await desk.PaidOut(pledge, 500_000, collected: false);
        await desk.Done(payment, "return", new { reason = "Gia đình đi vắng" }, desk.Pays);

        (await desk.Addressed(Roles.SupportPaid, pledge)).ShouldBe(0);
        var second = await desk.Prepared(new { pledge, amountVnd = 500_000 });
        await desk.Approved(second);
        await desk.Done(second, "void", new { reason = "Lập nhầm" });
        await desk.PaidOut(pledge, 500_000);

        (await desk.Numbers(pledge)).DeliveredVnd.ShouldBe(500_000);
        (await desk.Addressed(Roles.SupportPaid, pledge)).ShouldBe(500_000);
    }

    [Fact]
    public async Task takes_only_pledges_through_the_fund_of_its_own_unit()
    {
        var desk = await PayOutDesk.Open(App);
        var other = await PayOutDesk.Open(App);
        var (foreign, _, slot) = await other.Pledge();
        var (direct, _, _) = await desk.Pledge(PledgeChannels.Direct);

        (await PayOutDesk.Code(await desk.Post(null, new { pledge = foreign, amountVnd = 1_000 }))).ShouldBe("payout.pledge_unknown");
        (await PayOutDesk.Code(await desk.Post(null, new { slot, amountVnd = 1_000 }))).ShouldBe("payout.slot_unknown");
        (await PayOutDesk.Code(await desk.Post(null, new { pledge = direct, amountVnd = 1_000 }))).ShouldBe("payout.not_through_fund");
        (await PayOutDesk.Code(await desk.Post(null, new { amountVnd = 1_000 }))).ShouldBe("payment.line_grant");
        (await PayOutDesk.Code(await PayOutDesk.Keyed(desk.Pays, "/api/sponsorship/payouts", new { unit = desk.Commune.Code, lines = Array.Empty<object>() }))).ShouldBe("access.unit");
        (await desk.Keeps.GetAsync($"/api/pledges/{foreign}/schedule", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task the_general_fund_pays_for_a_slot_while_nobody_fills_it()
    {
        var desk = await PayOutDesk.Open(App);
        await desk.General(50_000_000);
        var beneficiary = await desk.Sponsors.Case();
        var slot = await desk.Sponsors.Slot(beneficiary, 300_000);
        var covered = (await desk.Pledge()).Slot;

        var proposed = (await desk.Proposal()).GetProperty("substitutes").EnumerateArray().Single(l => l.GetProperty("slot").GetGuid() == slot);
        var months = (SponsorDesk.Today.Month - 1) % 3 + 1; // of the quarter, up to this one
        proposed.GetProperty("amountVnd").GetInt64().ShouldBe(months * 300_000);
        var most = proposed.GetProperty("mostVnd").GetInt64();
        most.ShouldBe(37 * 300_000); // since it began three years ago, this month too
        (await PayOutDesk.Code(await desk.Post(null, new { slot, amountVnd = most + 1 }))).ShouldBe("payout.above_slot");
        var payment = await desk.Prepared(new { slot, amountVnd = 300_000 });
        await desk.Approved(payment);
        await desk.Done(payment, "pay-out", by: desk.Pays);
        await desk.Done(payment, "collect", new { lines = new[] { new { line = 1, how = "fingerprint" } } }, desk.Pays);

        (await PayOutDesk.Code(await desk.Post(null, new { slot, amountVnd = most }))).ShouldBe("payout.above_slot");
        var numbers = (await App.Services.GetRequiredService<PledgeNumbers>().OfCases([beneficiary], SponsorDesk.Today, Ct))[beneficiary];
        (numbers.SubstitutedVnd, numbers.DeliveredVnd).ShouldBe((300_000, 0));
        // The sponsor of the other slot began three months ago: what is open of it are the months before.
        (await desk.Proposal()).GetProperty("substitutes").EnumerateArray().ShouldNotContain(l => l.GetProperty("slot").GetGuid() == covered);
    }

    [Fact]
    public async Task shows_the_list_on_a_page_and_writes_its_order()
    {
        var desk = await PayOutDesk.Open(App);
        var (pledge, _, _) = await desk.Pledge();
        await desk.Give(pledge, 500_000);
        using var accountant = await App.SignInByPage((await desk.Commune.Person(Web.Access.PersonRoles.Accountant)).Email);

        var answer = await accountant.Submit(
            "/do-dau/chi-tra", "prepare-payout", ("key", "tra-1"), ("lines", $"{pledge}"), ($"amount-{pledge}", "400.000"), ("channel", "cash"), ("narration", "Trao quý này"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Text());
        var page = await (await accountant.GetAsync(answer.Headers.Location, Ct)).Text();
        page.ShouldContain("Theo cam kết đỡ đầu");
        (await (await accountant.GetAsync("/do-dau/chi-tra", Ct)).Text()).ShouldContain("100.000");
    }

    [Fact]
    public async Task counts_as_help_that_the_household_received()
    {
        var desk = await PayOutDesk.Open(App);
        var (pledge, beneficiary, _) = await desk.Pledge();
        await desk.Give(pledge, 1_000_000);
        await desk.PaidOut(pledge, 400_000);
        await desk.PaidOut(pledge, 300_000);
        var household = await desk.Sponsors.Sql<Guid>("select household_id from sponsorships.beneficiary where unit_id = $1 and id = $2", beneficiary);

        var answer = await (await desk.Keeps.GetAsync($"/api/households/{household}/support", Ct)).Json();

        var one = answer.GetProperty("elsewhere").EnumerateArray().Single();
        (one.GetProperty("purpose").GetString(), one.GetProperty("amountVnd").GetInt64()).ShouldBe(("sponsorship", 700_000));
    }
}
