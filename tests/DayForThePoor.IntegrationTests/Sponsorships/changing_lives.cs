using System.Net;
using System.Net.Http.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Sponsorships.Cases;

namespace DayForThePoor.IntegrationTests.Sponsorships;

public class changing_lives(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task that_stop_payments_flag_every_pledge_and_tell_officer_and_sponsors()
    {
        var desk = await SponsorDesk.Open(App);
        var pledge = await desk.HeldPledge();
        var child = await desk.Sql<Guid>("select beneficiary_id from sponsorships.pledge where unit_id = $1 and id = $2", pledge);

        var changed = await desk.Send<Outcome<LifeChanged>>(new ChangeLife(Actor.System, desk.Commune.UnitId, child, LifeChanges.Moved, null, "Theo mẹ vào Nam"));

        changed.Value.Flagged.ShouldBe([pledge]);
        (await desk.Sql<string>("select flagged from sponsorships.pledge where unit_id = $1 and id = $2", pledge)).ShouldBe("moved");
        (await desk.Sql<string>("select stopped from sponsorships.case_state where unit_id = $1 and beneficiary_id = $2", child)).ShouldBe("moved");
        (await desk.Sql<string>("select detail from sponsorships.alarm where unit_id = $1 and beneficiary_id = $2 and kind = 'life_change' and closed_at is null", child)).ShouldBe("moved");
        (await desk.Sql<long>("select count(*) from sponsorships.notice where unit_id = $1 and pledge_id = $2 and kind = 'life_change'", pledge)).ShouldBe(1);

        (await desk.Send<Outcome<Guid>>(new TakeBackLifeChange(Actor.System, desk.Commune.UnitId, child, changed.Value.ChangeId, "Đã trở về"))).IsRefused.ShouldBeFalse();
        (await desk.Sql<bool>("select flagged is null from sponsorships.pledge where unit_id = $1 and id = $2", pledge)).ShouldBeTrue();
        (await desk.Sql<bool>("select stopped is null from sponsorships.case_state where unit_id = $1 and beneficiary_id = $2", child)).ShouldBeTrue();
        (await desk.Sql<long>("select count(*) from sponsorships.alarm where unit_id = $1 and beneficiary_id = $2 and closed_at is null", child)).ShouldBe(0);
    }

    [Fact]
    public async Task that_do_not_stop_payments_leave_pledges_as_they_are()
    {
        var desk = await SponsorDesk.Open(App);
        var pledge = await desk.HeldPledge();
        var child = await desk.Sql<Guid>("select beneficiary_id from sponsorships.pledge where unit_id = $1 and id = $2", pledge);
        (await desk.Send<Outcome<LifeChanged>>(new ChangeLife(Actor.System, desk.Commune.UnitId, child, LifeChanges.LeftSchool, null, null))).Value.Flagged.ShouldBeEmpty();
        (await desk.Sql<bool>("select flagged is null from sponsorships.pledge where unit_id = $1 and id = $2", pledge)).ShouldBeTrue();
        (await desk.Sql<long>("select count(*) from sponsorships.notice where unit_id = $1 and pledge_id = $2", pledge)).ShouldBe(1);
    }

    [Fact]
    public async Task a_case_with_a_living_pledge_is_neither_closed_nor_merged_away_nor_does_its_person_leave_the_register()
    {
        var desk = await SponsorDesk.Open(App);
        var pledge = await desk.HeldPledge();
        var child = await desk.Sql<Guid>("select beneficiary_id from sponsorships.pledge where unit_id = $1 and id = $2", pledge);
        var other = await desk.Case("Nguyễn Minh Bảo");
        var officer = await desk.Commune.SignedIn(PersonRoles.FieldOfficer);
        Task<HttpResponseMessage> Step(Guid id, string step, object body) => officer.PostAsJsonAsync($"/api/beneficiaries/{id}/{step}", body, Ct);

        (await CaseDesk.Code(await Step(child, "close", new { reasonCode = "other", reason = "Gia đình tự lo" }))).ShouldBe("case.has_pledges");
        (await CaseDesk.Code(await Step(child, "merge", new { into = other, reason = "Trùng" }))).ShouldBe("case.merge_pledges");
        var household = await desk.Sql<Guid>("select household_id from sponsorships.beneficiary where unit_id = $1 and id = $2", child);
        var ended = await desk.Send<Outcome<bool>>(new EndHousehold(Actor.System, desk.Commune.UnitId, household, new("moved", null, "Chuyển vào Nam", null)));
        ended.Refusals.Single().Code.ShouldBe("case.lives_elsewhere");
        (await desk.Sql<bool>("select ended is null from households.household where unit_id = $1 and id = $2", household)).ShouldBeTrue();

        await desk.Done(pledge, "withdraw", new { note = "Đổi ý" });
        (await Step(child, "merge", new { into = other, reason = "Trùng" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CaseDesk.Code(await Step(child, "life-changes", new { kind = "moved" }))).ShouldBe("case.merged");
        (await desk.Sql<Guid>("select merged_into from sponsorships.case_state where unit_id = $1 and beneficiary_id = $2", child)).ShouldBe(other);
        (await Step(child, "unmerge", new { reason = "Hai em khác nhau" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.Sql<string>("select state from sponsorships.case_state where unit_id = $1 and beneficiary_id = $2", child)).ShouldBe("open");
        (await desk.Send<Outcome<bool>>(new EndHousehold(Actor.System, desk.Commune.UnitId, household, new("moved", null, "Chuyển vào Nam", null)))).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public async Task of_a_merge_and_a_hold_at_one_instant_only_one_comes_about()
    {
        var desk = await SponsorDesk.Open(App);
        var sponsor = await desk.Sponsor();
        for (var round = 0; round < 6; round++)
        {
            var child = await desk.Case($"Nguyễn Minh {(char)('A' + round)}");
            var other = await desk.Case($"Nguyễn Minh {(char)('K' + round)}");
            var slot = await desk.Slot(child);
            var (merge, hold) = (
                desk.Send<Outcome<CaseMoved>>(new MergeCase(Actor.System, desk.Commune.UnitId, child, other.ToString("D"), "Trùng")), desk.Post(desk.Offer(sponsor, child, slot)));
            await Task.WhenAll(merge, hold);
            var merged = !(await merge).IsRefused;
            var living = await desk.Sql<long>("select count(*) from sponsorships.pledge where unit_id = $1 and beneficiary_id = $2 and state in ('held', 'active', 'paused')", child);
            (merged ? 1 : 0).ShouldBe(living > 0 ? 0 : 1);
        }
    }

    /// <summary>Who gave to a case that was merged away sees the one that stands, and theirs again once the merge is undone.</summary>
    [Fact]
    public async Task a_merge_is_an_event_that_sponsors_follow_and_that_can_be_undone()
    {
        var desk = await SponsorDesk.Open(App);
        var pledge = await desk.HeldPledge();
        (await PayOutDesk.Keyed(desk.Keeps, $"/api/pledges/{pledge}/payments", new { amountVnd = 500_000, channel = "cash" })).EnsureSuccessStatusCode();
        var child = await desk.Sql<Guid>("select beneficiary_id from sponsorships.pledge where unit_id = $1 and id = $2", pledge);
        var link = await desk.Sql<string>("select s.follow_code from sponsorships.sponsor s join sponsorships.pledge p on p.sponsor_id = s.id where s.unit_id = $1 and p.id = $2", pledge);
        await desk.Done(pledge, "end", new { reason = "sponsor_stopped" });
        var (first, second) = (await desk.Case("Nguyễn Minh Bảo"), await desk.Case("Nguyễn Minh Châu"));
        var (own, middle, last) = (await Code(child), await Code(first), await Code(second));
        var schedule = await (await desk.Keeps.GetAsync($"/api/pledges/{pledge}/schedule", Ct)).Text();

        await Moved(new MergeCase(Actor.System, desk.Commune.UnitId, child, first.ToString("D"), "Trùng"));
        await Sees(middle, own, last);
        await Moved(new MergeCase(Actor.System, desk.Commune.UnitId, first, second.ToString("D"), "Trùng"));
        await Sees(last, own, middle);
        (await (await desk.Keeps.GetAsync($"/api/pledges/{pledge}/schedule", Ct)).Text()).ShouldBe(schedule);
        await Moved(new UnmergeCase(Actor.System, desk.Commune.UnitId, first, "Hai em khác nhau"));
        await Sees(middle, own, last);
        await Moved(new UnmergeCase(Actor.System, desk.Commune.UnitId, child, "Hai em khác nhau"));
        await Sees(own, middle, last);
        (await desk.Sql<string>("select string_agg(type, ' ' order by version) from dftp_events.mt_events where $1::uuid is not null and stream_id = $2", child))
            .ShouldBe("case_opened case_merged case_unmerged");

        Task<string> Code(Guid of) => desk.Sql<string>("select code from sponsorships.beneficiary where unit_id = $1 and id = $2", of);
        async Task Moved(object command) => (await desk.Send<Outcome<CaseMoved>>(command)).IsRefused.ShouldBeFalse();
        async Task Sees(string shown, params string[] hidden)
        {
            var page = await (await Anonymous.GetAsync($"/nhan-do-dau/theo-doi/{link}", Ct)).Text();
            page.ShouldContain(shown);
            foreach (var code in hidden) page.ShouldNotContain(code);
        }
    }

    /// <summary>A child moves away: the sponsor is told and asked for nothing, what still comes waits, and the pledge goes on for another child.</summary>
    [Fact]
    public async Task that_take_the_person_away_keep_the_money_until_a_replacement_is_found()
    {
        var desk = await SponsorDesk.Open(App);
        var pledge = await desk.HeldPledge();
        await Pay(500_000, "instalment");
        var child = await desk.Sql<Guid>("select beneficiary_id from sponsorships.pledge where unit_id = $1 and id = $2", pledge);
        var link = await desk.Sql<string>("select s.follow_code from sponsorships.sponsor s join sponsorships.pledge p on p.sponsor_id = s.id where s.unit_id = $1 and p.id = $2", pledge);
        await desk.Send<Outcome<LifeChanged>>(new ChangeLife(Actor.System, desk.Commune.UnitId, child, LifeChanges.Moved, null, "Theo mẹ vào Nam"));

        var late = await Pay(500_000, "undecided");
        (await desk.Sql<long>("select received - spent from payments.earmark where $1::uuid is not null and earmark_id = $2", pledge)).ShouldBe(1_000_000);
        var page = WebUtility.HtmlDecode(await (await Anonymous.GetAsync($"/nhan-do-dau/theo-doi/{link}", Ct)).Text());
        page.ShouldContain("Xin tạm chưa chuyển tiền");
        page.ShouldNotContain("class=\"qr\"");
        var due = new Office.DueDesk(desk.Commune);
        await due.RunOn(SponsorDesk.Today.AddMonths(4)); // an officer who was away for long still finds it
        (await desk.Sql<long>("select count(*) from sponsorships.notice_to_tell where unit_id = $1 and kind <> 'life_change'")).ShouldBe(0);
        (await desk.Sql<long>("select count(*) from sponsorships.notice_to_tell where unit_id = $1 and kind = 'life_change'")).ShouldBe(1);

        var other = await desk.Case("Nguyễn Minh Bảo");
        var (small, slot) = (await desk.Slot(other, 100_000), await desk.Slot(other, purpose: SlotPurposes.School));
        using var officer = await App.SignInByPage((await desk.Commune.Person(PersonRoles.FieldOfficer)).Email);
        var open = await (await officer.GetAsync("/do-dau/phan-trong", Ct)).Text();
        open.ShouldContain(await desk.Sql<string>("select code from sponsorships.beneficiary where unit_id = $1 and id = $2", other));
        (await SponsorDesk.Code(await desk.Step(pledge, "reassign", new { slot = small, reason = "Em Bảo" }))).ShouldBe("pledge.slot_full");
        await desk.Done(pledge, "reassign", new { slot, reason = "Người đỡ đầu đồng ý giúp em Bảo" });
        var decide = await desk.Step(pledge, "decide", new { gift = late, parts = new[] { new { kind = "instalment", seq = 2, amountVnd = 500_000 } }, reason = "Cho em Bảo" });
        ((int)decide.StatusCode).ShouldBe(200, await decide.Text());
        (await desk.Sql<string>("select concat_ws(' ', state, flagged, beneficiary_id = $3, received, undecided) from sponsorships.pledge where unit_id = $1 and id = $2", pledge, other))
            .ShouldBe("active t 1000000 0");
        await Pay(500_000, "instalment");

        async Task<Guid> Pay(long amount, string kind)
        {
            var paid = await (await PayOutDesk.Keyed(desk.Keeps, $"/api/pledges/{pledge}/payments", new { amountVnd = amount, channel = "cash" })).Json();
            paid.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("kind").GetString()).ShouldBe([kind]);
            return paid.GetProperty("giftId").GetGuid();
        }
    }

    [Fact]
    public async Task closing_and_opening_again_leaves_rows_as_the_events_say_also_after_a_rebuild()
    {
        var desk = await CaseDesk.Open(App);
        var child = await desk.Case();
        var other = await desk.Case(child: "Trần Văn Nam");
        await desk.Done(child, "life-changes", new { kind = "adopted", note = "Gia đình ở Đà Nẵng nhận nuôi" });
        await desk.Done(child, "close", new { reasonCode = "adopted" });
        (await desk.Refused(child, "consents", await desk.Consent(child))).ShouldBe("case.closed");
        await desk.Done(child, "reopen", new { reason = "Về lại với bà" });
        await desk.Done(child, "life-changes", new { kind = "carer_died" });
        await desk.Done(other, "close", new { reasonCode = "other", reason = "Đã tự lo được" });
        await desk.Done(other, "merge", new { into = child, reason = "Trùng" });
        await desk.Done(other, "unmerge", new { reason = "Nhầm" });
        (await desk.Sql<string>("select state from sponsorships.case_state where unit_id = $1 and beneficiary_id = $2", other)).ShouldBe("closed");
        (await desk.Sql<bool>("select stopped is null from sponsorships.case_state where unit_id = $1 and beneficiary_id = $2", child)).ShouldBeTrue();

        var differences = new Differences();
        await using var connection = await desk.Connect();
        await new CaseChecks().Compare(connection, differences, Ct);
        differences.Found.Where(d => d.Id == child.ToString("D") || d.Id == other.ToString("D")).ShouldBeEmpty();
    }

    [Fact]
    public async Task a_sponsor_visits_only_when_vetted_and_the_facility_goes_step_by_step()
    {
        var desk = await CaseDesk.Open(App);
        var child = await desk.Case();
        var sponsor = Guid.CreateVersion7();
        await desk.Run("""
            insert into sponsorships.sponsor (id, unit_id, code, kind, name, follow_code, folded, recorded_at, recorded_by) values ($2, $1, 'NĐĐ-0001', 'person', 'Phan Thị Hòa', $3, 'phan thi hoa', now(), $2)
            """, sponsor, Guid.NewGuid().ToString("N"));
        (await desk.Refused(child, "visits", new { text = "Em khỏe", sponsor })).ShouldBe("case.sponsor_not_vetted");
        await Cleared(CaseDesk.Today.AddDays(-1));
        (await desk.Refused(child, "visits", new { text = "Em khỏe", sponsor })).ShouldBe("case.sponsor_not_vetted");
        await Cleared(CaseDesk.Today.AddDays(100));
        await desk.Done(child, "visits", new { text = "Em khỏe, học đều", sponsor });
        (await desk.Refused(child, "facility-steps", new { step = "sent", facility = "Trung tâm Bảo trợ xã hội" })).ShouldBe("case.facility_order");
        foreach (var step in new[] { "proposed", "file_complete", "sent", "accepted", "moved_in" }) await desk.Done(child, "facility-steps", new { step, facility = "Trung tâm Bảo trợ xã hội" });
        (await desk.Read(child)).GetProperty("facilitySteps").GetArrayLength().ShouldBe(5);

        Task Cleared(DateOnly until) => desk.Run(
            "insert into sponsorships.vetting (id, sponsor_id, outcome, valid_until, recorded_at, recorded_by) values ($2, $3, 'cleared', $4, now(), $1)", Guid.CreateVersion7(), sponsor, until);
    }
}
