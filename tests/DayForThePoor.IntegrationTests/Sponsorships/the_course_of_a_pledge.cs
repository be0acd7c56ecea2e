using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Sponsorships.Pledges;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Sponsorships;

[Collection(nameof(UnprovedBooks))]
public sealed class the_course_of_a_pledge(UnprovedBooks app) : AppTest(app)
{
    private static readonly DateOnly Today = SponsorDesk.Today;

    [Fact]
    public async Task an_offer_holds_its_place_and_the_same_key_is_the_same_pledge()
    {
        var desk = await SponsorDesk.Open(App);
        var beneficiary = await desk.Case();
        var offer = desk.Offer(await desk.Sponsor(), beneficiary, await desk.Slot(beneficiary));
        var first = await desk.Post(offer, "cam-ket-1");
        ((int)first.StatusCode).ShouldBe(201, await first.Text());
        var written = await first.Json();
        written.GetProperty("state").GetString().ShouldBe("held");
        written.GetProperty("heldUntil").GetString().ShouldBe(SponsorDesk.Day(Today.AddDays(14)));
        written.GetProperty("instalments").GetInt32().ShouldBe(12);

        var again = await desk.Post(offer, "cam-ket-1");
        ((int)again.StatusCode).ShouldBe(200);
        (await again.Json()).GetProperty("id").GetGuid().ShouldBe(written.GetProperty("id").GetGuid());
        var other = await desk.Post(new Dictionary<string, object?>(offer) { ["amountVnd"] = 400_000 }, "cam-ket-1");
        (await SponsorDesk.Code(other)).ShouldBe("pledge.key_reused");
        (await desk.Sql<long>("select count(*) from sponsorships.instalment where unit_id = $1")).ShouldBe(12);
    }

    [Fact]
    public async Task every_row_says_what_the_events_say_after_every_step()
    {
        var desk = await SponsorDesk.Open(App);
        var pledge = await desk.HeldPledge(channel: PledgeChannels.Direct);
        await desk.Done(pledge, "extend-hold");
        (await SponsorDesk.Code(await desk.Step(pledge, "hold"))).ShouldBe("pledge.is_held");
        await Append(desk, pledge, (state, step) => PledgeDecider.Deliver(state, step, Guid.CreateVersion7(), Today, new string('a', 64), 700_000, 0));
        (await desk.State(pledge)).ShouldBe("active");
        (await desk.Sql<long>("select delivered from sponsorships.instalment where unit_id = $1 and pledge_id = $2 and seq = 2", pledge)).ShouldBe(200_000);
        await desk.Done(pledge, "pause", new { from = SponsorDesk.Day(Today.AddMonths(2)), reason = "Người đỡ đầu đi xa" });
        await desk.Done(pledge, "resume", new { on = SponsorDesk.Day(Today.AddMonths(4)) });
        await Append(desk, pledge, (state, step) => PledgeDecider.Flag(state, step, LifeChanges.CarerDied, Today));
        await desk.Done(pledge, "clear", new { reason = "Cô ruột chăm sóc cháu" });
        await desk.Done(pledge, "note", new { note = "Gọi cho người đỡ đầu trước Tết" });
        await desk.Done(pledge, "renew");
        (await desk.Done(pledge, "end", new { reason = "family_manages", note = "Mẹ cháu đã về" })).GetProperty("state").GetString().ShouldBe("ended");
        (await SponsorDesk.Code(await desk.Step(pledge, "pause", new { reason = "Không" }))).ShouldBe("pledge.is_ended");

        await ExpectClean(desk, pledge);
        var kinds = (await (await desk.Keeps.GetAsync($"/api/pledges/{pledge}", Ct)).Json()).GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("kind").GetString()).ToList();
        kinds.ShouldBe([
            "pledge_offered", "pledge_held", "pledge_hold_extended", "pledge_activated", "pledge_delivered", "pledge_paused", "pledge_resumed", "pledge_flagged", "pledge_cleared",
            "pledge_noted", "pledge_schedule_extended", "pledge_ended"]);
    }

    [Fact]
    public async Task money_decided_anew_and_taken_back_leaves_rows_as_the_events_say()
    {
        var desk = await SponsorDesk.Open(App);
        var pledge = await desk.HeldPledge();
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Append(desk, pledge, (state, step) => PledgeDecider.Receive(state, step, first, 1_750_000, Today));
        (await desk.Sql<long>("select undecided from sponsorships.pledge where unit_id = $1 and id = $2", pledge)).ShouldBe(250_000);
        await Append(desk, pledge, (state, step) => PledgeDecider.DecideReceipt(state, step, first, [new(PartKinds.Instalment, 250_000, 4)]));
        await Append(desk, pledge, (state, step) => PledgeDecider.Receive(state, step, second, 250_000, Today));
        await ExpectClean(desk, pledge);
        (await desk.Sql<long>("select received from sponsorships.pledge where unit_id = $1 and id = $2", pledge)).ShouldBe(2_000_000);
        (await desk.Sql<bool>("select bool_and(on_date is not null) from sponsorships.received_part where $1::uuid is not null and gift_id = $2", first)).ShouldBeTrue();
        await Append(desk, pledge, (state, step) => PledgeDecider.TakeBackReceipt(state, step, first));
        await ExpectClean(desk, pledge);
        (await desk.Sql<long>("select count(*) from sponsorships.received_part where $1::uuid is not null and pledge_id = $2", pledge)).ShouldBe(1);
    }

    [Fact]
    public async Task of_eight_who_want_one_slot_at_the_same_instant_one_gets_it()
    {
        var desk = await SponsorDesk.Open(App);
        var beneficiary = await desk.Case();
        var slot = await desk.Slot(beneficiary);
        var sponsor = await desk.Sponsor();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.Post(desk.Offer(sponsor, beneficiary, slot))));
        answers.Count(a => (int)a.StatusCode == 201).ShouldBe(1);
        foreach (var refused in answers.Where(a => (int)a.StatusCode != 201)) (await SponsorDesk.Code(refused)).ShouldBe("pledge.slot_full");
        (await desk.Sql<long>("select count(*) from sponsorships.pledge where unit_id = $1")).ShouldBe(1);
    }

    [Theory]
    [InlineData("amountVnd", 0, "pledge.amount")]
    [InlineData("amountVnd", 1_000_000_000, "pledge.amount")]
    [InlineData("endsOn", "2020-01-01", "pledge.end_before_start")]
    [InlineData("sponsor", "NĐĐ-9999", "pledge.sponsor_unknown")]
    [InlineData("channel", "post", "pledge.channel")]
    public async Task a_wrong_offer_is_refused_and_leaves_nothing(string field, object value, string code)
    {
        var desk = await SponsorDesk.Open(App);
        var beneficiary = await desk.Case();
        var offer = desk.Offer(await desk.Sponsor(), beneficiary, await desk.Slot(beneficiary));
        var answer = await desk.Post(new Dictionary<string, object?>(offer) { [field] = value });
        ((int)answer.StatusCode).ShouldBe(422);
        (await SponsorDesk.Code(answer)).ShouldBe(code);
        (await desk.Sql<long>("select count(*) from sponsorships.pledge where unit_id = $1")).ShouldBe(0);
    }

    [Fact]
    public async Task who_does_not_keep_pledges_of_the_commune_may_neither_offer_nor_end_them()
    {
        var desk = await SponsorDesk.Open(App);
        var pledge = await desk.HeldPledge();
        var reader = await desk.Commune.SignedIn(PersonRoles.Auditor);
        ((int)(await desk.Step(pledge, "end", new { reason = "other" }, reader)).StatusCode).ShouldBe(403);
        ((int)(await reader.GetAsync($"/api/pledges/{pledge}", Ct)).StatusCode).ShouldBe(200);
        var foreign = await (await App.NewCommune()).SignedIn(PersonRoles.Accountant);
        ((int)(await desk.Step(pledge, "end", new { reason = "other" }, foreign)).StatusCode).ShouldBe(403);
        ((int)(await foreign.GetAsync($"/api/pledges/{pledge}", Ct)).StatusCode).ShouldBe(403);
        (await (await foreign.GetAsync("/api/pledges", Ct)).Json()).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task a_slot_goes_to_another_sponsor_without_a_gap_and_nobody_gets_between()
    {
        var desk = await SponsorDesk.Open(App);
        var beneficiary = await desk.Case();
        var slot = await desk.Slot(beneficiary);
        var old = await desk.Offered(desk.Offer(await desk.Sponsor("Ông Trần Văn Ba", "person"), beneficiary, slot));
        await Append(desk, old, (state, step) => PledgeDecider.Receive(state, step, Guid.CreateVersion7(), 500_000, Today));
        var next = await desk.Sponsor();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Step(old, "hand-over", new { sponsor = next, reason = "Ông Ba nghỉ hưu" })));
        answers.Count(a => (int)a.StatusCode == 200).ShouldBe(1);
        var handed = await answers.Single(a => (int)a.StatusCode == 200).Json();
        var successor = handed.GetProperty("successorId").GetGuid();
        var last = SponsorDesk.FirstOfMonth.AddMonths(1).AddDays(-1);
        (handed.GetProperty("on").GetString(), handed.GetProperty("startsOn").GetString()).ShouldBe((SponsorDesk.Day(last), SponsorDesk.Day(last.AddDays(1))));

        (await desk.State(old), await desk.State(successor)).ShouldBe(("ended", "held"));
        (await desk.Sql<bool>("select bool_and(dropped = (due_on > $3)) from sponsorships.instalment where unit_id = $1 and pledge_id = $2", old, last)).ShouldBeTrue();
        (await desk.Sql<Guid>("select successor_id from sponsorships.pledge where unit_id = $1 and id = $2", old)).ShouldBe(successor);
        (await desk.Sql<Guid>("select predecessor_id from sponsorships.pledge where unit_id = $1 and id = $2", successor)).ShouldBe(old);
        (await SponsorDesk.Code(await desk.Post(desk.Offer(next, beneficiary, slot)))).ShouldBe("pledge.slot_full");
        await ExpectClean(desk, old);
        await ExpectClean(desk, successor);
    }

    [Theory]
    [InlineData("/do-dau/cam-ket", "Nguyễn Minh An")]
    [InlineData("/do-dau/cam-ket?tim=minh+an&buoc=held&xep=sponsor", "Nguyễn Minh An")]
    [InlineData("/do-dau/cam-ket/moi", "Ghi và giữ chỗ")]
    [InlineData("/do-dau/cam-ket/{pledge}", "Các kỳ hỗ trợ")]
    [InlineData("/do-dau/nguoi-do-dau?tim=hoa+phat", "Công ty TNHH May Hòa Phát")]
    [InlineData("/do-dau/nguoi-do-dau?gap=none&loai=organisation", "Công ty TNHH May Hòa Phát")]
    [InlineData("/do-dau/nguoi-do-dau/moi", "Lưu người đỡ đầu")]
    [InlineData("/do-dau/nguoi-do-dau/{sponsor}", "Chưa xem xét")]
    [InlineData("/do-dau/nguoi-do-dau/{sponsor}/sua", "Lưu thay đổi")]
    public async Task each_page_shows_what_it_is_for(string address, string text)
    {
        var desk = await SponsorDesk.Open(App);
        var pledge = await desk.HeldPledge();
        var sponsor = await desk.Sql<Guid>("select sponsor_id from sponsorships.pledge where unit_id = $1 and id = $2", pledge);
        var browser = await App.SignInByPage((await desk.Commune.Person(PersonRoles.Accountant)).Email);
        var answer = await browser.GetAsync(address.Replace("{pledge}", $"{pledge}", StringComparison.Ordinal).Replace("{sponsor}", $"{sponsor}", StringComparison.Ordinal), Ct);
        ((int)answer.StatusCode).ShouldBe(200);
        System.Net.WebUtility.HtmlDecode(await answer.Text()).ShouldContain(text);
    }

    internal static async Task Append(SponsorDesk desk, Guid pledge, Func<PledgeState, PledgeStep, Core.Outcome<IReadOnlyList<IPledgeEvent>>> decide)
    {
        await using var held = await HeldPledges.Begin(desk.Commune.App.Services.GetRequiredService<Sessions>(), desk.Commune.UnitId, TestContext.Current.CancellationToken);
        var state = (await held.Lock(pledge, TestContext.Current.CancellationToken))!;
        held.Append(decide(state, held.Step(pledge)).Value);
        await held.Commit(TestContext.Current.CancellationToken);
    }

    private static async Task ExpectClean(SponsorDesk desk, Guid pledge)
    {
        var differences = new Differences();
        await using var connection = await desk.Commune.App.Services.GetRequiredService<Sessions>().ConnectAnywhere(TestContext.Current.CancellationToken);
        await new PledgeChecks().Compare(connection, differences, TestContext.Current.CancellationToken);
        differences.Found.Where(d => d.Id == pledge.ToString("D")).Select(d => $"{d.Code}: {d.Expected} / {d.Found}").ShouldBeEmpty();
    }
}
