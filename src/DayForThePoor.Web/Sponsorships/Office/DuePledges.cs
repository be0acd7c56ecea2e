using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Sponsorships.Pledges;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>
/// What a day does to pledges. Which are due is asked once of the rows; each is then decided anew under its lock, in
/// transactions of a few hundred, so a run that dies leaves whole pledges and the next finds the rest. Days and ids of
/// events follow from the pledge, never from the day of the run.
/// </summary>
public sealed class DuePledges(Sessions sessions)
{
    /// <summary>Pledges of one transaction.</summary>
    private const int Batch = 250;

    /// <summary>Instalments are planned at least so far ahead, and further by as much at a time.</summary>
    private const int MonthsAhead = 12;

    /// <summary>Giữ chỗ: the last day went by without a payment.</summary>
    public Task EndHolds(DateOnly on, Guid? unit, IJobRun run, DueTally tally, CancellationToken cancellation) => Each(
        "state = 'held' and held_until < $1", on, unit, run, tally, DueCounts.HoldsEnded,
        (pledge, _) => pledge is { State: PledgeStates.Held, HeldUntil: { } until } && until < on
            ? PledgeDecider.ExpireHold(pledge, Step(pledge, "hold_expired", until), until.AddDays(1)) : Nothing, cancellation);

    /// <summary>Goes on for as long again; after a long pause of the run as often as ends went by.</summary>
    public Task Renew(DateOnly on, Guid? unit, IJobRun run, DueTally tally, CancellationToken cancellation) => Each(
        "state in ('active', 'paused') and renews and ends_on < $1", on, unit, run, tally, DueCounts.Renewed,
        (pledge, _) => pledge is { State: PledgeStates.Active or PledgeStates.Paused, Terms.Renews: true, EndsOn: { } end } && end < on
            ? PledgeDecider.Renew(pledge, Step(pledge, "renewed", end), null, end) : Nothing, cancellation);

    /// <summary>After a long pause of the run what falls due until the end is planned first: it was promised.</summary>
    public Task End(DateOnly on, Guid? unit, IJobRun run, DueTally tally, CancellationToken cancellation) => Each(
        "state in ('active', 'paused') and not renews and ends_on < $1", on, unit, run, tally, DueCounts.Ended,
        (pledge, numbers) => pledge is { State: PledgeStates.Active or PledgeStates.Paused, Terms.Renews: false, EndsOn: { } end } && end < on
            ? Further(pledge) is { IsRefused: false, Value.Count: > 0 } further ? further : Ended(pledge, end > pledge.ActivatedOn ? end : pledge.ActivatedOn ?? end, numbers.GraceDays)
            : Nothing, cancellation);

    public Task PlanAhead(DateOnly on, Guid? unit, IJobRun run, DueTally tally, CancellationToken cancellation)
    {
        var horizon = on.AddMonths(MonthsAhead);
        return Each(
            """
            state in ('held', 'active', 'paused') and planned_until < $1 and (ends_on is null or ends_on >=
              planned_until + make_interval(months => case frequency when 'monthly' then 1 when 'quarterly' then 3 when 'half_yearly' then 6 else 0 end))
            """, horizon, unit, run, tally, DueCounts.Planned,
            (pledge, _) => pledge is { State: PledgeStates.Held or PledgeStates.Active or PledgeStates.Paused, Instalments: [.., var last] } && last.Planned.DueOn < horizon ? Further(pledge) : Nothing,
            cancellation);
    }

    /// <summary>The next instalments, at most to the end of the pledge.</summary>
    private static Outcome<IReadOnlyList<IPledgeEvent>> Further(PledgeState pledge) => pledge.Instalments is [.., var last]
        ? PledgeDecider.ExtendSchedule(pledge, Step(pledge, "planned", last.Planned.DueOn), last.Planned.DueOn.AddMonths(MonthsAhead)) : Nothing;

    private static readonly IReadOnlyList<IPledgeEvent> None = [];

    private static Outcome<IReadOnlyList<IPledgeEvent>> Nothing => new(None);

    private static Outcome<IReadOnlyList<IPledgeEvent>> Ended(PledgeState pledge, DateOnly end, int graceDays) =>
        PledgeDecider.End(pledge, Step(pledge, "ended", end), end, PledgeEndReasons.Completed, graceDays, end);

    private static PledgeStep Step(PledgeState pledge, string what, DateOnly day) =>
        PledgeStep.Silent(Ids.Of("due-step", pledge.Id, what, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), Actor.System.PersonId);

    /// <param name="which">Condition on rows of pledges; $1 is <paramref name="day"/>.</param>
    /// <param name="decide">Asked again with what came of it, until nothing more comes.</param>
    private async Task Each(
        string which, DateOnly day, Guid? unit, IJobRun run, DueTally tally, string count,
        Func<PledgeState, SponsorshipNumbers, Outcome<IReadOnlyList<IPledgeEvent>>> decide, CancellationToken cancellation)
    {
        foreach (var (of, pledges) in await Due(which, day, unit, cancellation))
        {
            foreach (var batch in pledges.Chunk(Batch))
            {
                await using var held = await HeldPledges.Begin(sessions, of, cancellation);
                var numbers = await SponsorshipSettings.Of(held.Connection, of, cancellation);
                var states = await held.Lock(batch, cancellation);
                var changed = 0;
                foreach (var pledge in states.Values)
                {
                    var state = pledge;
                    while (decide(state, numbers).TryGet(out var happened) && happened.Count > 0)
                    {
                        foreach (var step in happened)
                        {
                            held.Append(step);
                            state = PledgeState.Evolve(state, step)!;
                        }
                    }
                    if (state.Version > pledge.Version) changed++;
                }
                await held.Commit(cancellation);
                tally.Add(of, count, changed);
                run.Progress(tally.Done, null);
            }
        }
    }

    private async Task<IReadOnlyList<(Guid Unit, List<Guid> Pledges)>> Due(string which, DateOnly day, Guid? unit, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"select unit_id, id from sponsorships.pledge where {which} and ($2::uuid is null or unit_id = $2) order by unit_id, id", connection)
        {
            CommandTimeout = 0,
            Parameters = { new() { Value = day }, new() { Value = (object?)unit ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid } },
        };
        List<(Guid Unit, List<Guid> Pledges)> due = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (due.Count == 0 || due[^1].Unit != row.GetGuid(0)) due.Add((row.GetGuid(0), []));
            due[^1].Pledges.Add(row.GetGuid(1));
        }
        return due;
    }
}
