using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Sponsorships.Office;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;
using static DayForThePoor.IntegrationTests.Sponsorships.Office.DueDesk;

namespace DayForThePoor.IntegrationTests.Sponsorships.Office;

[Collection(nameof(UnprovedBooks))]
public class the_daily_run(UnprovedBooks app) : AppTest(app)
{
    [Fact]
    public async Task frees_the_place_of_a_hold_the_day_after_its_last_and_tells_the_officer_once()
    {
        var desk = await DueDesk.Open(App);
        var pledge = await desk.Pledge(await desk.Case(opened: "2026-01-01"), Monthly("2026-01-05"), heldUntil: "2026-01-19");
        (await desk.RunOn("2026-01-19")).Counts.ShouldNotContainKey(DueCounts.HoldsEnded);
        (await desk.RunOn("2026-01-20")).Counts[DueCounts.HoldsEnded].ShouldBe(1);

        (await desk.Steps(pledge, "pledge_hold_expired")).ShouldBe("pledge_hold_expired 2026-01-20");
        (await desk.Alarms()).ShouldBe("hold_ended since 2026-01-20");
        (await desk.RunOn("2026-01-20")).Counts.ShouldBeEmpty();
    }

    [Fact]
    public async Task ends_what_has_come_to_its_end_and_names_the_slot_that_is_empty()
    {
        var desk = await DueDesk.Open(App);
        var pledge = await desk.Pledge(await desk.Case(opened: "2026-01-01"), Monthly("2026-01-05", "2026-02-28"), paid: 2);
        await desk.RunOn("2026-02-28");
        (await desk.Alarms()).ShouldBe("ends_soon since 2026-01-29");
        await desk.RunOn("2026-03-01");

        (await desk.Steps(pledge, "pledge_ended")).ShouldBe("pledge_ended 2026-02-28");
        (await desk.Alarms()).ShouldBe("slot_empty since 2026-03-01");
        (await desk.Notices()).ShouldContain("ended on 2026-02-28");
        await desk.Pledge(Guid.Parse(await desk.Text("select beneficiary_id::text from sponsorships.pledge where unit_id = $1")), Monthly("2026-03-05"), slot:
            Guid.Parse(await desk.Text("select slot_id::text from sponsorships.pledge where unit_id = $1")));
        await desk.RunOn("2026-03-02");
        (await desk.Alarms()).ShouldBe("");
    }

    [Fact]
    public async Task renews_for_as_long_again_and_plans_a_year_ahead()
    {
        var desk = await DueDesk.Open(App);
        var renewed = await desk.Pledge(await desk.Case(), Monthly("2024-02-29", "2025-02-27", renews: true), paid: 12);
        var open = await desk.Pledge(await desk.Case(), Monthly("2024-01-31", amount: 600_000), paid: 1);
        await desk.RunOn("2026-03-15");

        (await desk.Text("select state || ' ' || ends_on from sponsorships.pledge where unit_id = $1 and id = $2", renewed)).ShouldBe("active 2027-02-27");
        // From the 31st: the last day of shorter months, and the 31st again after them.
        (await desk.Text("select string_agg(due_on::text, ' ' order by seq) from sponsorships.instalment where unit_id = $1 and pledge_id = $2 and due_on between '2024-01-01' and '2024-04-30'", open))
            .ShouldBe("2024-01-31 2024-02-29 2024-03-31 2024-04-30");
        (await desk.Text("select (max(due_on) >= '2027-03-15')::text from sponsorships.instalment where unit_id = $1 and pledge_id = $2", open)).ShouldBe("true");
        (await desk.Text("select count(*) || ' ' || count(distinct seq) || ' ' || count(distinct due_on) from sponsorships.instalment where unit_id = $1 and pledge_id = $2", open)).ShouldMatch(@"^(\d+) \1 \1$");
    }

    [Fact]
    public async Task writes_birthdays_down_once_and_asks_how_pledges_go_on()
    {
        var desk = await DueDesk.Open(App);
        var seven = await desk.Case(born: "2019-02-28", opened: "2025-01-01");
        var leap = await desk.Case(born: "2008-02-29", opened: "2025-01-01");
        var older = await desk.Case(born: "2010-06-15", opened: "2025-01-01");
        var pledge = await desk.Pledge(older, Monthly("2026-01-05"), paid: 1);
        var untilOfAge = await desk.Pledge(leap, new(PledgeChannels.Direct, 700_000, Frequencies.Monthly, Day("2025-01-05"), EndRules.Age18, EndsOn: Day("2026-02-28")), paid: 1);
        foreach (var day in new[] { "2026-02-27", "2026-02-28", "2026-02-28", "2026-12-31" }) await desk.RunOn(day);

        (await desk.Steps(seven, "case_life_changed")).ShouldBe("case_life_changed 2026-02-28");
        (await desk.Steps(leap, "case_life_changed")).ShouldBe("case_life_changed 2026-02-28");
        (await desk.Steps(older, "case_life_changed")).ShouldBe("case_life_changed 2026-06-15");
        (await desk.Text("select flagged from sponsorships.pledge where unit_id = $1 and id = $2", pledge)).ShouldBe(LifeChanges.Turned16);
        (await desk.Text("select state || coalesce(flagged, '') from sponsorships.pledge where unit_id = $1 and id = $2", untilOfAge)).ShouldBe("ended");
    }

    [Fact]
    public async Task after_months_leaves_what_a_run_every_day_leaves()
    {
        var (daily, late) = (await DueDesk.Open(App), await DueDesk.Open(App));
        foreach (var desk in new[] { daily, late })
        {
            // Three birthdays of one year, a leap day, an end, a renewal, a hold, a school year, an instalment that nobody paid.
            var eighteen = await desk.Case(born: "2010-02-28", opened: "2027-12-01");
            var sixteen = await desk.Case(born: "2012-02-29", opened: "2027-12-01");
            var six = await desk.Case(born: "2021-03-10", opened: "2027-12-01");
            await desk.Pledge(eighteen, new(PledgeChannels.Direct, 100_000, Frequencies.Monthly, Day("2027-12-05"), EndRules.Age18, EndsOn: Day("2028-02-28")), paid: 3);
            await desk.Pledge(sixteen, Monthly("2026-05-31", amount: 200_000), paid: 20);
            await desk.Pledge(six, Monthly("2027-12-01", "2028-02-29", renews: true, amount: 300_000), paid: 1);
            await desk.Pledge(six, Monthly("2027-12-01", heldUntil(), amount: 400_000), heldUntil: "2028-02-15");
            await desk.Pledge(six, new(PledgeChannels.Direct, 500_000, Frequencies.SchoolYear, Day("2027-01-10"), EndRules.Lifetime), paid: 2);
            await desk.Pledge(six, Monthly("2027-12-10", "2028-03-05", amount: 600_000), paid: 3);
        }
        await daily.EveryDay("2028-01-28", "2028-03-20");
        await late.RunOn("2028-03-20");

        // What was to be told on a day that has passed is not made up for; all else is the same.
        (await late.Everything()).ShouldBe(await daily.Everything());

        static string heldUntil() => "2029-01-01";
    }

    /// <summary>Six years with two leap days, birthdays at 18 and 22, the end of grade 12, an uneven sum and two renewals.</summary>
    [Fact]
    public async Task over_years_leaves_what_a_run_every_half_year_leaves()
    {
        var (often, once) = (await DueDesk.Open(App), await DueDesk.Open(App));
        var (halves, school, uneven) = (Guid.Empty, Guid.Empty, Guid.Empty);
        var split = PledgeDecider.Terms(
            new(PledgeChannels.Direct, null, 1_000_003, null, Frequencies.Quarterly, Day("2024-05-31"), EndRules.Date, Day("2027-02-28"), false), Schooling.Unknown, Day("2024-05-31")).Value;
        foreach (var desk in new[] { often, once })
        {
            var student = await desk.Case(born: "2008-02-29", opened: "2023-01-01");
            var pupil = await desk.Case(born: "2012-06-15", opened: "2023-01-01");
            await desk.Pledge(student, new(PledgeChannels.Direct, 100_000, Frequencies.Monthly, Day("2024-02-29"), EndRules.Age18, EndsOn: Day("2026-02-28")), paid: 24);
            halves = await desk.Pledge(student, new(PledgeChannels.Direct, 200_000, Frequencies.HalfYearly, Day("2024-02-29"), EndRules.Age22Studying, EndsOn: Day("2030-02-28")), paid: 1);
            school = await desk.Pledge(pupil, new(PledgeChannels.Direct, 300_000, Frequencies.SchoolYear, Day("2024-06-01"), EndRules.Grade12, EndsOn: Day("2029-05-31")), paid: 1);
            uneven = await desk.Pledge(pupil, split, paid: 1);
            await desk.Pledge(pupil, Monthly("2024-03-31", "2026-03-30", renews: true, amount: 400_000), paid: 1);
        }
        for (var day = Day("2024-03-31"); day < Day("2030-06-30"); day = day.AddMonths(6)) await often.RunOn(day);
        await once.RunOn("2030-06-30");
        await often.RunOn("2030-06-30");

        // Pledges, their instalments and what happened to people; reminders of days long past are not made up for.
        (await once.Everything()).Split("\n---\n")[..3].ShouldBe((await often.Everything()).Split("\n---\n")[..3]);
        (await Due(halves)).ShouldBe("2024-02-29 2024-08-29 2025-02-28 2025-08-29 2026-02-28 2026-08-29 2027-02-28 2027-08-29 2028-02-29 2028-08-29 2029-02-28 2029-08-29 2030-02-28");
        (await Due(school)).ShouldBe("2024-06-01 2025-09-05 2026-09-05 2027-09-05 2028-09-05");
        (await once.Text("select string_agg(amount::text, ' ' order by seq) || ' ' || sum(amount) from sponsorships.instalment where unit_id = $1 and pledge_id = $2", uneven))
            .ShouldBe("83333 83333 83333 83333 83333 83333 83333 83333 83333 83333 83333 83340 1000003");

        Task<string> Due(Guid pledge) => once.Text("select string_agg(due_on::text, ' ' order by seq) from sponsorships.instalment where unit_id = $1 and pledge_id = $2", pledge);
    }

    [Fact]
    public async Task run_twice_for_a_day_or_twice_at_once_is_run_once()
    {
        var desk = await DueDesk.Open(App);
        for (var i = 1; i <= 6; i++) await desk.Pledge(await desk.Case(born: "2019-01-15", opened: "2025-06-01"), Monthly("2025-12-05", i % 2 == 0 ? "2026-01-10" : null, amount: 100_000 * i), paid: i % 3);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => desk.RunOn("2026-02-01")));
        var once = await desk.Everything();
        (await desk.RunOn("2026-02-01")).Counts.ShouldBeEmpty();

        (await desk.Everything()).ShouldBe(once);
    }

    [Fact]
    public async Task killed_half_way_leaves_whole_pledges_and_the_next_run_does_the_rest()
    {
        var (killed, whole) = (await DueDesk.Open(App), await DueDesk.Open(App));
        foreach (var desk in new[] { killed, whole })
            for (var i = 1; i <= 4; i++)
                await desk.Pledge(await desk.Case(born: "2019-01-15", opened: "2025-06-01"), Monthly("2025-10-05", i % 2 == 0 ? "2026-01-10" : null, amount: 100_000 * i), paid: 2, heldUntil: "2026-01-20");
        await killed.Pledge(await killed.Case(opened: "2025-12-01"), Monthly("2026-01-05", amount: 900_000), heldUntil: "2026-01-20");
        await whole.Pledge(await whole.Case(opened: "2025-12-01"), Monthly("2026-01-05", amount: 900_000), heldUntil: "2026-01-20");

        // Stopped after each of its transactions in turn, until nothing is left to stop it at.
        var stopped = 0;
        for (var finished = false; !finished; stopped += finished ? 0 : 1)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            try
            {
                await Send(new RunDue(Day("2026-02-01"), new QuietRun { OnProgress = stop.Cancel }, killed.Commune.UnitId), stop.Token);
                finished = true;
            }
            catch (Exception) when (stop.IsCancellationRequested && !Ct.IsCancellationRequested)
            {
                // As if the program had ended there.
            }
        }
        stopped.ShouldBeGreaterThan(1);
        await killed.RunOn("2026-02-01");
        await whole.RunOn("2026-02-01");

        (await killed.Everything()).ShouldBe(await whole.Everything());
    }

    private async Task Send(RunDue command, CancellationToken stop)
    {
        await using var scope = App.Services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<Outcome<JobDone>>(command, stop);
    }
}
