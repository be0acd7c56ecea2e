using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>Where a pledge stands after a step.</summary>
/// <param name="HeldUntil">Last day of its hold, while it is held.</param>
/// <param name="EndsOn">Last day on which something can fall due; null: open.</param>
public sealed record PledgeMoved(Guid PledgeId, string State, DateOnly? HeldUntil, DateOnly? EndsOn);

/// <summary>What the steps of pledges ask of their surroundings.</summary>
public sealed class PledgeSurroundings(Sessions sessions, TimeProvider clock)
{
    public const int LongestText = 1000;

    public DateOnly Today => VietnamTime.TodayIn(clock);

    public Task<HeldPledges> Begin(Guid unit, CancellationToken cancellation) => HeldPledges.Begin(sessions, unit, cancellation);

    /// <summary>One step of one pledge: its row is held, the rules are asked, and what they decide is committed.</summary>
    public async Task<Outcome<PledgeMoved>> Take(
        Guid unit, Guid pledge, Func<HeldPledges, PledgeState, Task<Outcome<IReadOnlyList<IPledgeEvent>>>> decide, CancellationToken cancellation)
    {
        await using var held = await Begin(unit, cancellation);
        if (await held.Lock(pledge, cancellation) is not { } state) return AccessPolicy.OtherUnit;
        return await Commit(held, state, await decide(held, state), cancellation);
    }

    /// <inheritdoc cref="Take(Guid, Guid, Func{HeldPledges, PledgeState, Task{Outcome{IReadOnlyList{IPledgeEvent}}}}, CancellationToken)"/>
    public Task<Outcome<PledgeMoved>> Take(Guid unit, Guid pledge, Func<HeldPledges, PledgeState, Outcome<IReadOnlyList<IPledgeEvent>>> decide, CancellationToken cancellation) =>
        Take(unit, pledge, (held, state) => Task.FromResult(decide(held, state)), cancellation);

    /// <summary>A step that fills a slot: the slot's row is held before the pledge's.</summary>
    /// <param name="slot">Null: the one that the pledge has.</param>
    public async Task<Outcome<PledgeMoved>> TakeWithSlot(
        Guid unit, Guid pledge, Guid? slot, Func<HeldPledges, PledgeState, LockedSlot?, Task<Outcome<IReadOnlyList<IPledgeEvent>>>> decide, CancellationToken cancellation)
    {
        await using var held = await Begin(unit, cancellation);
        var wanted = slot ?? await SlotOf(held.Connection, pledge, cancellation);
        LockedSlot? locked = null;
        if (wanted is { } id) locked = (await SlotRoom.Lock(held.Connection, unit, [id], cancellation)).GetValueOrDefault(id);
        if (slot is not null && locked is null) return Refusal.Invalid("pledge.slot_unknown", "slot");
        if (await held.Lock(pledge, cancellation) is not { } state) return AccessPolicy.OtherUnit;
        if (slot is null && state.SlotId != wanted) return Refusal.Conflict("pledge.changed");
        return await Commit(held, state, await decide(held, state, locked), cancellation);
    }

    private static async Task<Outcome<PledgeMoved>> Commit(HeldPledges held, PledgeState state, Outcome<IReadOnlyList<IPledgeEvent>> decided, CancellationToken cancellation)
    {
        if (!decided.TryGet(out var happened)) return new Outcome<PledgeMoved>(decided.Refusals);
        held.Append(happened);
        await held.Commit(cancellation);
        var after = happened.Aggregate(state, (s, e) => PledgeState.Evolve(s, e)!);
        return new PledgeMoved(after.Id, after.State, after.HeldUntil, after.EndsOn);
    }

    internal static async Task<Guid?> SlotOf(NpgsqlConnection connection, Guid pledge, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select slot_id from sponsorships.pledge where id = $1", connection) { Parameters = { new() { Value = pledge } } };
        return await select.ExecuteScalarAsync(cancellation) as Guid?;
    }

    /// <summary>A reason as somebody types it: at least a word.</summary>
    internal static Outcome<string> Reason(string? typed, string field = "reason") => CleanText.CheckRequired(typed, field, LongestText);
}
