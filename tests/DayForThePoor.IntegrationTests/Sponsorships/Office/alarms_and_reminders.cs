using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Sponsorships.Office;
using static DayForThePoor.IntegrationTests.Sponsorships.Office.DueDesk;

namespace DayForThePoor.IntegrationTests.Sponsorships.Office;

[Collection(nameof(UnprovedBooks))]
public class alarms_and_reminders(UnprovedBooks app) : AppTest(app)
{
    [Fact]
    public async Task an_instalment_is_late_after_the_days_of_the_unit_and_no_longer_once_it_is_there()
    {
        var desk = await DueDesk.Open(App);
        await desk.Sql("insert into sponsorships.setting values ($1, 14, 2, 90, 50000, 2000000, 5000000, 10, 24, now(), $1)");
        var pledge = await desk.Pledge(await desk.Case(opened: "2025-11-01"), Monthly("2026-01-05"), paid: 1);
        await desk.RunOn("2026-02-15");
        (await desk.Alarms()).ShouldBe("");
        await desk.RunOn("2026-02-16");
        (await desk.Alarms()).ShouldBe("no_payment since 2026-02-16");

        await desk.Pay(pledge, Day("2026-02-16"), 200_000, 2);
        await desk.RunOn("2026-02-17");
        (await desk.Alarms()).ShouldBe("no_payment since 2026-02-16");
        await desk.Pay(pledge, Day("2026-02-17"), 300_000, 2);
        await desk.RunOn("2026-02-17");
        (await desk.Alarms()).ShouldBe("");
    }

    [Fact]
    public async Task a_case_that_nobody_visits_is_shown_until_somebody_does()
    {
        var desk = await DueDesk.Open(App);
        var beneficiary = await desk.Case(opened: "2025-11-30");
        await desk.RunOn("2026-02-27");
        (await desk.Alarms()).ShouldBe("");
        await desk.RunOn("2026-02-28");
        (await desk.Alarms()).ShouldBe("no_visit since 2026-02-28");
        await desk.Visit(beneficiary, "2026-03-01");
        await desk.RunOn("2026-03-01");
        (await desk.Alarms()).ShouldBe("");
    }

    [Fact]
    public async Task a_consent_is_shown_before_its_end_and_after_it_until_it_is_given_anew()
    {
        var desk = await DueDesk.Open(App);
        var beneficiary = await desk.Case(opened: "2026-01-01");
        await desk.Pledge(beneficiary, Monthly("2026-01-05"), paid: 3);
        await Consent("photo", "2026-03-01");
        await desk.RunOn("2026-01-29");
        (await desk.Alarms()).ShouldBe("");
        await desk.RunOn("2026-01-30");
        (await desk.Alarms()).ShouldBe("consent_ending since 2026-01-30");
        await desk.RunOn("2026-03-02");
        (await desk.Alarms()).ShouldBe("consent_ended since 2026-03-02");
        await Consent("photo", "2027-03-01");
        await desk.RunOn("2026-03-02");
        (await desk.Alarms()).ShouldBe("");

        async Task Consent(string item, string until)
        {
            var file = Guid.CreateVersion7();
            await desk.Sql("insert into dftp.attachment (sha256, bytes, media_type, gzipped, stored_at) values (decode(md5($2::text) || md5($1::text), 'hex'), 1, 'application/pdf', false, now())", file);
            await desk.Sql("""
                insert into sponsorships.file (id, unit_id, beneficiary_id, kind, name, media_type, sha256, bytes, on_date, added_at, added_by)
                values ($2, $1, $3, 'consent', 'dong-y.pdf', 'application/pdf', decode(md5($2::text) || md5($1::text), 'hex'), 1, '2026-01-01', now(), $2)
                """, file, beneficiary);
            await desk.Sql("""
                insert into sponsorships.consent (id, beneficiary_id, item, for_public, given_on, guardian_name, guardian_relation, child_agreed, valid_until, file_id, recorded_at, recorded_by)
                values (gen_random_uuid(), $2, $3, false, '2026-01-01', 'Trần Thị Lựu', 'Bà', true, $4, $5, now(), $1)
                """, beneficiary, item, Day(until), file);
        }
    }

    [Fact]
    public async Task a_move_stops_the_case_and_its_pledge_until_somebody_decides()
    {
        var desk = await DueDesk.Open(App);
        var beneficiary = await desk.Case(opened: "2026-01-01");
        var pledge = await desk.Pledge(beneficiary, Monthly("2026-01-05"), paid: 1);
        var step = Guid.CreateVersion7();
        await desk.Append(
            (beneficiary, [new CaseLifeChanged(step, beneficiary, LifeChanges.Moved, Day("2026-02-10"), new SortedDictionary<string, string>(), Actor.System.PersonId)]),
            (pledge, [new PledgeFlagged(Guid.CreateVersion7(), pledge, LifeChanges.Moved, Day("2026-02-10"), new SortedDictionary<string, string>(), Actor.System.PersonId)]));
        await desk.RunOn("2026-03-01");
        // Nobody is reminded of an instalment of February while it is not known how things go on.
        (await desk.Alarms()).ShouldBe("case_stopped since 2026-02-10\nflagged since 2026-02-10");
        (await desk.Notices()).ShouldBe("handed_over on 2026-01-05\nlife_change on 2026-02-10");

        await desk.Append(
            (beneficiary, [new CaseLifeChangeTakenBack(Guid.CreateVersion7(), beneficiary, step, new SortedDictionary<string, string>(), Actor.System.PersonId)]),
            (pledge, [new PledgeCleared(Guid.CreateVersion7(), pledge, new SortedDictionary<string, string>(), Actor.System.PersonId)]));
        await desk.RunOn("2026-03-01");
        (await desk.Alarms()).ShouldBe("no_payment since 2026-02-21");
    }

    [Fact]
    public async Task money_that_waits_for_a_decision_is_shown_and_stops_reminders()
    {
        var desk = await DueDesk.Open(App);
        var pledge = await desk.Pledge(await desk.Case(opened: "2026-01-01"), Monthly("2026-01-05"), paid: 1);
        var gift = Guid.CreateVersion7();
        await desk.Append(pledge, new PledgeReceived(Guid.CreateVersion7(), pledge, gift, Day("2026-02-20"), 700_000, [new(PartKinds.Undecided, 700_000)], new SortedDictionary<string, string>(), Actor.System.PersonId));
        await desk.RunOn("2026-03-01");
        (await desk.Alarms()).ShouldBe("undecided since 2026-02-20");
        (await desk.Notices()).ShouldNotContain("late");

        await desk.Append(pledge, new PledgeReceiptTakenBack(Guid.CreateVersion7(), pledge, gift, new SortedDictionary<string, string>(), Actor.System.PersonId));
        await desk.RunOn("2026-03-01");
        (await desk.Alarms()).ShouldBe("no_payment since 2026-02-21");
    }

    [Fact]
    public async Task what_somebody_looked_at_is_not_shown_again_and_what_needs_a_deed_is_not_looked_away()
    {
        var desk = await DueDesk.Open(App);
        await desk.Pledge(await desk.Case(born: "2019-02-01", opened: "2026-01-01"), Monthly("2026-01-05"), paid: 1);
        await desk.RunOn("2026-03-01");
        (await desk.Alarms()).ShouldBe("no_payment since 2026-02-21\nturned_7 since 2026-02-01");
        var by = (await desk.Commune.Person(PersonRoles.FieldOfficer)).Actor;
        (await Send<Outcome<bool>>(new SeeAlarm(by, desk.Commune.UnitId, await Id("turned_7")))).IsRefused.ShouldBeFalse();
        (await Send<Outcome<bool>>(new SeeAlarm(by, desk.Commune.UnitId, await Id("no_payment")))).Refusals[0].Code.ShouldBe("alarm.needs_deed");
        await desk.RunOn("2026-03-02");
        (await desk.Alarms()).ShouldBe("no_payment since 2026-02-21");

        async Task<Guid> Id(string kind) => Guid.Parse(await desk.Text("select id::text from sponsorships.alarm where unit_id = $1 and kind = $2", kind));
    }

    [Fact]
    public async Task reminders_follow_one_another_only_when_told_and_never_within_twenty_days()
    {
        var desk = await DueDesk.Open(App);
        await desk.Pledge(await desk.Case(opened: "2026-01-01"), new(PledgeChannels.Direct, 500_000, Frequencies.HalfYearly, Day("2025-07-05"), EndRules.Lifetime), paid: 1);
        await desk.Sql("delete from sponsorships.notice where unit_id = $1");
        await desk.RunOn("2026-03-01");
        (await desk.Notices()).ShouldBe("late_1 on 2026-01-21");
        await desk.RunOn("2026-03-20");
        (await desk.Notices()).ShouldBe("late_1 on 2026-01-21");

        await Told("2026-03-20");
        foreach (var day in new[] { "2026-03-21", "2026-04-08" })
        {
            await desk.RunOn(day);
            (await desk.Notices()).ShouldBe("");
        }
        await desk.RunOn("2026-04-09");
        (await desk.Notices()).ShouldBe("late_2 on 2026-04-09");
        await Told("2026-04-10");
        await desk.RunOn("2026-05-01");
        (await desk.Notices()).ShouldBe("late_3 on 2026-04-30");
        await Told("2026-05-01");
        await desk.RunOn("2026-06-27");
        // The third is the last; somebody calls.
        (await desk.Notices()).ShouldBe("");

        Task Told(string on) => desk.Sql("update sponsorships.notice set told_on = $2, told_how = 'phone', told_by = $1 where unit_id = $1 and told_on is null", Day(on));
    }

    [Fact]
    public async Task a_payment_of_a_minute_ago_stops_a_reminder_before_any_run()
    {
        var desk = await DueDesk.Open(App);
        var pledge = await desk.Pledge(await desk.Case(opened: "2026-01-01"), Monthly("2026-01-05", "2026-02-28"), paid: 1);
        await desk.RunOn("2026-02-25");
        (await desk.Notices()).ShouldContain("late_1 on 2026-02-21");
        var id = Guid.Parse(await desk.Text("select id::text from sponsorships.notice where unit_id = $1 and kind = 'late_1'"));
        await desk.Pay(pledge, Day("2026-02-25"), 500_000, 2);

        (await desk.Notices()).ShouldNotContain("late");
        var by = (await desk.Commune.Person(PersonRoles.FieldOfficer)).Actor;
        (await Send<Outcome<int>>(new TellNotices(by, desk.Commune.UnitId, [id], Day("2026-02-25"), ToldHow.Phone))).Refusals[0].Code.ShouldBe("notice.gone");
    }
}
