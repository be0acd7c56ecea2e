using DayForThePoor.Core;
using DayForThePoor.Web.Demo.Help;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Sponsorships.Office;
using DayForThePoor.Web.Sponsorships.PayOut;
using DayForThePoor.Web.Units;
using Npgsql;
using Wolverine;

namespace DayForThePoor.Web.Demo.Sponsorships;

/// <summary>
/// 60 supported people of five communes, 25 sponsors and what they promised and gave in two years, by the commands that people
/// use. A commune that has cases is left alone.
/// </summary>
public sealed class DemoSponsorships(IServiceScopeFactory scopes, IRegistry registry, Sessions sessions, Deliveries deliveries, Payouts payouts, TimeProvider clock)
{
    private sealed record Plan(string Prefix, string Letters, int Seed, Action<DemoSponsorDesk> Course);

    private static readonly Dictionary<string, Plan> Plans = new()
    {
        ["20641"] = new("QS", "BFSPLFMSPLFDSPLFSPLB", 0, DemoCourse.QueSon),
        ["20650"] = new("XP", "FSPLBFSLMPFSD", 1, DemoCourse.XuanPhu),
        ["20662"] = new("QT", "FSLPFBSLPFML", 2, DemoCourse.QueSonTrung),
        ["20656"] = new("NS", "FSPLFBSL", 3, DemoCourse.NongSon),
        ["20669"] = new("QP", "FSPLFSB", 4, DemoCourse.QuePhuoc),
    };

    public async Task Run(CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        List<DemoDesk> desks = [];
        foreach (var (code, domain) in DemoPeople.Communes)
        {
            var unit = known.UnitsByCode[code];
            if (await HasCases(unit.UnitId, cancellation)) continue;
            var staff = await DemoStaff.Of(sessions, domain, cancellation);
            var desk = new DemoDesk(scopes, unit, staff, [], VietnamTime.TodayIn(clock)) { Stop = cancellation };
            var keeps = new DemoSponsorDesk(desk, known.FundsByCode[desk.Fund].Id, deliveries, payouts);
            var plan = Plans[code];
            var heads = await DemoHeads.Of(sessions, unit.UnitId, desk.Today, cancellation);
            var people = new DemoPersonsSponsored(heads, desk.Today, plan.Seed).Of(plan.Prefix, plan.Letters, staff.Officer.PersonId, DemoCourse.Birthdays(plan.Prefix, desk.Today));
            DemoCourse.Begin(keeps, people, DemoSponsorNames.All[code]);
            plan.Course(keeps);
            desks.Add(desk);
        }
        // Communes know nothing of each other; within one everything goes day by day.
        await Task.WhenAll(desks.Select(desk => desk.Work()));
        if (desks.Count > 0) await FallDue(cancellation);
    }

    /// <summary>As the job does it every morning: what is over ends, and alarms and notices say what there is to do.</summary>
    private async Task FallDue(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var due = new RunDue(VietnamTime.TodayIn(clock), new UnwatchedRun(clock.GetUtcNow()));
        var outcome = await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<Outcome<JobDone>>(due, cancellation);
        if (outcome.IsRefused) throw new DemoRefused(due, outcome.Refusals);
    }

    /// <summary>Nobody asks how far it is.</summary>
    private sealed class UnwatchedRun(DateTimeOffset at) : IJobRun
    {
        public Guid Id { get; } = Guid.CreateVersion7();

        public DateTimeOffset ScheduledFor => at;

        public void Progress(long done, long? total)
        {
        }

        public Task Tell(RunPart part, CancellationToken cancellation) => Task.CompletedTask;
    }

    private async Task<bool> HasCases(Guid unit, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var select = new NpgsqlCommand("select exists (select from sponsorships.beneficiary where unit_id = $1)", connection) { Parameters = { new() { Value = unit } } };
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }
}
