using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Sponsorships.Office;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Sponsorships.Cases;
using DayForThePoor.Web.Sponsorships.Office;
using DayForThePoor.Web.Sponsorships.Public;
using DayForThePoor.Web.Sponsorships.Sponsors;

namespace DayForThePoor.IntegrationTests.Sponsorships;

public class what_stands_in_a_schedule(AppFixture app) : AppTest(app)
{
    /// <summary>A million over twelve months, two of them paid; then everything else around the pledge is edited.</summary>
    [Fact]
    public async Task is_moved_by_no_edit_beside_it()
    {
        var desk = await SponsorDesk.Open(App);
        var child = await desk.Case();
        var slot = await desk.Slot(child);
        var sponsor = await desk.Sponsor();
        var offer = desk.Offer(sponsor, child, slot);
        offer.Remove("amountVnd");
        offer["totalVnd"] = 1_000_000;
        var pledge = await desk.Offered(offer);
        (await PayOutDesk.Keyed(desk.Keeps, $"/api/pledges/{pledge}/payments", new { amountVnd = 166_666, channel = "cash" })).EnsureSuccessStatusCode();
        var before = await Schedule();
        var instalments = System.Text.Json.JsonDocument.Parse(before).RootElement.GetProperty("instalments").EnumerateArray().Select(i => i.GetProperty("promised").GetInt64()).ToList();
        instalments.ShouldBe([.. Enumerable.Repeat(83_333L, 11), 83_337L]);

        await desk.Done(pledge, "note", new { note = "Gọi trước Tết" });
        var carer = new CarerForm("Trần Thị Lựu", "Bà", "0905 123 456");
        await Ok(desk.Send<Outcome<Guid>>(new EditCase(Actor.System, desk.Commune.UnitId, child, new(
            null, null, null, null, BeneficiaryKinds.Orphan, ParentStates.Dead, ParentStates.Dead, carer, "THCS Quế Sơn", 6, null, null, null, "Chuyển trường"))));
        var form = new SlotForm(SlotPurposes.School, "money", 200_000, null, null, null, null, null);
        var more = await desk.Send<Outcome<Guid>>(new AddSlot(Actor.System, desk.Commune.UnitId, child, form));
        await Ok(desk.Send<Outcome<Guid>>(new EndSlot(Actor.System, desk.Commune.UnitId, child, more.Value, null)));
        await Ok(desk.Send<Outcome<LifeChanged>>(new ChangeLife(Actor.System, desk.Commune.UnitId, child, LifeChanges.LeftSchool, null, null)));
        await Ok(desk.Send<Outcome<CaseMoved>>(new MergeCase(Actor.System, desk.Commune.UnitId, await desk.Case("Nguyễn Minh Anh"), child.ToString("D"), "Trùng hồ sơ")));
        await Ok(desk.Send<Outcome<Guid>>(new EditSponsor(Actor.System, desk.Commune.UnitId, sponsor, new(SponsorKinds.Person, "Bà Đặng Thị Sáu", null, "0905 111 222", null, null, null))));
        await Ok(desk.Send<Outcome<SponsorLinkRenewed>>(new RenewSponsorLink(Actor.System, desk.Commune.UnitId, sponsor)));
        await Ok(desk.Send<Outcome<bool>>(new SetSponsorshipNumbers(
            (await desk.Commune.Person(PersonRoles.Approver)).Actor, desk.Commune.UnitId, new(7, 1, 30, 10_000, 500_000, 900_000, 10, 3))));
        var second = await desk.Offered(desk.Offer(await desk.Sponsor("Bà Lê Thị Tư", "person"), child, slot, 100_000));
        await desk.Done(second, "withdraw", new { note = "Đổi ý" });
        foreach (var _ in new[] { 1, 2 }) await new DueDesk(desk.Commune).RunOn(SponsorDesk.Today);

        (await Schedule()).ShouldBe(before);
        (await desk.Sql<string>("select string_agg(distinct type, ' ' order by type) from dftp_events.mt_events where $1::uuid is not null and stream_id = $2", pledge))
            .ShouldBe("pledge_activated pledge_held pledge_noted pledge_offered pledge_received");

        async Task<string> Schedule() => await (await desk.Keeps.GetAsync($"/api/pledges/{pledge}/schedule", Ct)).Text();
        static async Task Ok<T>(Task<Outcome<T>> done) => (await done).IsRefused.ShouldBeFalse((await done).ToString());
    }
}
