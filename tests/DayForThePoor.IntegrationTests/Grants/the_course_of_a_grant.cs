using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DayForThePoor.Core.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;

namespace DayForThePoor.IntegrationTests.Grants;

public class the_course_of_a_grant(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task leads_from_the_request_to_its_end_and_answers_the_wish()
    {
        var desk = await GrantDesk.Open(App);
        var household = await desk.Household();
        var wish = Guid.CreateVersion7();
        await desk.Run("""
            insert into households.happening (id, household_id, kind, on_date, purpose, text, recorded_at, recorded_by) values ($2, $3, 'wish', '2026-01-05', 'livelihood', 'Nuôi bò', now(), $1)
            """, wish, household);
        var form = await desk.Regular(household: household);
        form["wish"] = wish;
        var grant = await desk.Asked(form);

        await desk.Done(grant, "meeting", await desk.Meeting(18_000_000));
        await desk.Done(grant, "post", new { place = "Nhà văn hóa thôn", from = GrantDesk.Day(-10) });
        var objection = (await desk.Done(grant, "objection", new { text = "Hộ này đã nhận bò năm trước", objector = "Một người dân" })).GetProperty("objectionId").GetGuid();
        (await GrantDesk.Code(await desk.Step(grant, "end-posting"))).ShouldBe("grant.objection_open");
        await desk.Done(grant, "objection", new { objection, upheld = false, answer = "Đã kiểm tra, chưa nhận" });
        await desk.Done(grant, "end-posting");
        await desk.Done(grant, "check");
        await desk.Done(grant, "propose", new { title = "Hỗ trợ sinh kế" });
        (await desk.Done(grant, "approve", new { decision = "45/QĐ-BVĐ" }, desk.Approves)).GetProperty("state").GetString().ShouldBe("approved");
        (await GrantDesk.Code(await desk.Step(grant, "hand-over", new { toWhom = "Chủ hộ" }))).ShouldBe("grant.hand_over_minutes");
        await desk.Done(grant, "hand-over", new { toWhom = "Chủ hộ", files = new[] { await desk.File(GrantFiles.HandOver) } });
        (await desk.Done(grant, "close", new { note = "Bò khỏe" })).GetProperty("state").GetString().ShouldBe("closed");

        (await desk.Sql<string>("select outcome from households.happening where id = $2 and $1::uuid is not null", wish)).ShouldBe("done");
        var detail = await (await desk.Asks.GetAsync($"/api/grants/{grant}", Ct)).Json();
        detail.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("kind").GetString()).ShouldBe(
        [
            "grant_requested", "grant_met", "grant_posted", "grant_objected", "grant_objection_answered", "grant_posting_ended", "grant_checked", "grant_proposed", "grant_approved",
            "grant_handed_over", "grant_closed",
        ]);
        detail.GetProperty("steps")[1].GetProperty("files").GetArrayLength().ShouldBe(2);
        detail.GetProperty("steps")[3].GetProperty("texts").GetProperty("objection").GetString().ShouldBe("Hộ này đã nhận bò năm trước");
        detail.GetProperty("grant").GetProperty("approvedVnd").GetInt64().ShouldBe(18_000_000);
    }

    [Fact]
    public async Task spares_votes_photos_and_posting_below_the_limit_of_the_rule()
    {
        var desk = await GrantDesk.Open(App);
        var small = await desk.Asked(await desk.Regular(Purposes.Medical, 3_000_000));
        var large = await desk.Asked(await desk.Regular(Purposes.Medical, 6_000_000));
        var meeting = await desk.Meeting();
        foreach (var part in new[] { "votesFor", "votesAgainst", "files" }) meeting[part] = null;

        await desk.Done(small, "meeting", meeting);
        await desk.Done(small, "check");
        var refused = await (await desk.Step(large, "meeting", meeting)).Json();
        refused.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order().ShouldBe(["files", "votesFor"]);
        await desk.Done(large, "meeting", await desk.Meeting());
        (await GrantDesk.Code(await desk.Step(large, "check"))).ShouldBe("grant.posting_missing");
    }

    [Fact]
    public async Task ends_where_the_meeting_does_not_agree()
    {
        var desk = await GrantDesk.Open(App);
        var grant = await desk.Asked(await desk.Regular());

        (await desk.Done(grant, "meeting", await desk.Meeting(agreed: false))).GetProperty("grants")[0].GetProperty("state").GetString().ShouldBe("rejected");

        (await GrantDesk.Code(await desk.Step(grant, "post", new { place = "Nhà văn hóa" }))).ShouldBe("grant.is_rejected");
    }

    [Fact]
    public async Task follows_one_step_after_the_other()
    {
        var desk = await GrantDesk.Open(App);
        var grant = await desk.Asked(await desk.Regular());

        (await GrantDesk.Code(await desk.Step(grant, "check"))).ShouldBe("grant.meeting_missing");
        (await GrantDesk.Code(await desk.Step(grant, "propose", new { title = "x" }))).ShouldBe("grant.is_requested");
        (await GrantDesk.Code(await desk.Step(grant, "approve", by: desk.Approves))).ShouldBe("grant.needs_list");
        (await GrantDesk.Code(await desk.Step(grant, "hand-over", new { toWhom = "x" }))).ShouldBe("grant.is_requested");
        (await GrantDesk.Code(await desk.Step(grant, "close"))).ShouldBe("grant.is_requested");
        await desk.Done(grant, "meeting", await desk.Meeting());
        (await GrantDesk.Code(await desk.Step(grant, "end-posting"))).ShouldBe("grant.is_met");
        await desk.Done(grant, "post", new { place = "Nhà văn hóa", from = GrantDesk.Day(0) });
        (await GrantDesk.Code(await desk.Step(grant, "end-posting"))).ShouldBe("grant.posting_not_over");
        (await GrantDesk.Code(await desk.Step(grant, "check"))).ShouldBe("grant.posting_open");
    }

    [Fact]
    public async Task begins_anew_after_it_was_sent_back_with_a_reason()
    {
        var desk = await GrantDesk.Open(App);
        var grant = await desk.Ready();

        (await GrantDesk.Code(await desk.Step(grant, "send-back", new { reason = " " }, desk.Approves))).ShouldBe("text.empty");
        (await desk.Step(grant, "send-back", new { reason = "Thiếu hồ sơ" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden); // the accountant decides nothing
        await desk.Done(grant, "send-back", new { reason = "Thiếu hồ sơ" }, desk.Approves);
        (await GrantDesk.Code(await desk.Step(grant, "propose", new { title = "x" }))).ShouldBe("grant.is_sent_back");
        await desk.Done(grant, "resubmit", new { reason = "Đã bổ sung", amountVnd = 15_000_000 });

        (await desk.State(grant)).ShouldBe("requested");
        (await desk.Sql<long>("select count(*) from grants.support where unit_id = $1 and id = $2 and met_on is null and posted_until is null and checked_on is null and wished = 15000000", grant)).ShouldBe(1);
    }

    [Fact]
    public async Task is_bounded_by_the_ceiling_of_the_rule_that_it_keeps()
    {
        var desk = await GrantDesk.Open(App);
        await desk.Rule(Purposes.Livelihood, ceiling: 10_000_000);
        await desk.Rule(Purposes.Hardship, ceiling: 2_000_000, shortAllowed: true);
        var grant = await desk.Asked(await desk.Regular());

        (await GrantDesk.Code(await desk.Step(grant, "meeting", await desk.Meeting(10_000_001)))).ShouldBe("grant.above_ceiling");
        (await GrantDesk.Code(await desk.Post(await desk.Emergency(2_000_001)))).ShouldBe("grant.above_ceiling");
        var emergency = await desk.Asked(await desk.Emergency(2_000_000));
        (await GrantDesk.Code(await desk.Step(emergency, "approve", new { amountVnd = 2_000_001 }, desk.Approves))).ShouldBe("grant.above_ceiling");
        await desk.Done(emergency, "approve", by: desk.Approves);
        (await desk.Sql<long>("select count(*) from grants.support s join grants.rule r on r.id = s.rule_id where s.unit_id = $1 and s.id = $2 and r.ceiling = 2000000", emergency)).ShouldBe(1);
    }

    [Fact]
    public async Task of_a_meeting_speaks_about_several_households_or_none()
    {
        var desk = await GrantDesk.Open(App);
        var grants = new[] { await desk.Asked(await desk.Regular()), await desk.Asked(await desk.Regular()), await desk.Asked(await desk.Emergency()) };
        object Line(Guid grant) => new { grant, agreed = true, votesFor = 30, votesAgainst = 1 };
        async Task<HttpResponseMessage> Meet(params Guid[] about)
        {
            var minutes = await desk.Meeting();
            minutes["lines"] = about.Select(Line);
            return await desk.Asks.PostAsJsonAsync("/api/meetings", minutes, Ct);
        }
        (await desk.Asks.PostAsJsonAsync($"/api/grants/{grants[2]}/approve", new { }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await desk.Done(grants[2], "approve", by: desk.Approves);

        var withOneThatIsDecided = await (await Meet(grants)).Json();
        var two = await Meet(grants[..2]);

        withOneThatIsDecided.GetProperty("code").GetString().ShouldBe("grant.is_approved");
        withOneThatIsDecided.GetProperty("errors").TryGetProperty("grants[2]", out _).ShouldBeTrue();
        (await desk.Sql<long>("select count(*) from grants.meeting where unit_id = $1")).ShouldBe(1);
        var id = (await two.Json()).GetProperty("meetingId").GetGuid();
        var minutes = await (await desk.Approves.GetAsync($"/api/meetings/{id}", Ct)).Json();
        minutes.GetProperty("lines").GetArrayLength().ShouldBe(2);
        minutes.GetProperty("lines")[1].GetProperty("opinion").ValueKind.ShouldBe(JsonValueKind.Null);
        minutes.GetProperty("files").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task is_seen_by_the_people_of_the_unit_only_and_found_without_diacritics()
    {
        var desk = await GrantDesk.Open(App);
        var other = await GrantDesk.Open(App);
        var grant = await desk.Asked(await desk.Regular(household: await desk.Household(head: "Nguyễn Thị Điểu")));
        await desk.Asked(await desk.Regular(household: await desk.Household(head: "Lê Văn Án")));

        var found = await (await desk.Approves.GetAsync($"/api/grants?unit={desk.Commune.Code}&search=dieu", Ct)).Json();
        var sorted = await (await desk.Approves.GetAsync($"/api/grants?unit={desk.Commune.Code}&sort=given&state=requested", Ct)).Json();

        found.GetProperty("items")[0].GetProperty("id").GetGuid().ShouldBe(grant);
        found.GetProperty("total").GetInt32().ShouldBe(1);
        sorted.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("head").GetString()).ShouldBe(["Lê Văn Án", "Nguyễn Thị Điểu"]);
        sorted.GetProperty("byState").GetProperty("requested").GetInt32().ShouldBe(2);
        (await other.Asks.GetAsync($"/api/grants/{grant}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await other.Asks.GetAsync($"/api/grants?unit={desk.Commune.Code}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await desk.Commune.SignedIn(PersonRoles.Administrator)).GetAsync($"/api/grants/{grant}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task tells_the_board_of_emergencies_once()
    {
        var desk = await GrantDesk.Open(App);
        var grant = await desk.Asked(await desk.Emergency());
        (await GrantDesk.Code(await desk.Step(grant, "report", new { }, desk.Approves))).ShouldBe("grant.is_requested");
        await desk.Done(grant, "approve", by: desk.Approves);
        async Task<int> Unreported() => (await (await desk.Approves.GetAsync($"/api/grants?unit={desk.Commune.Code}&unreported=true", Ct)).Json()).GetProperty("total").GetInt32();

        (await Unreported()).ShouldBe(1);
        await desk.Done(grant, "report", new { meetingOn = GrantDesk.Day(0) }, desk.Approves);

        (await Unreported()).ShouldBe(0);
        (await desk.Step(grant, "report", new { }, desk.Approves)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }
}
