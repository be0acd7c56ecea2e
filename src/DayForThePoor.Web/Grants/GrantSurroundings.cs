using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Grants;

/// <summary>What steps of a grant ask of others: the unit's rules, what was received before, what is being paid.</summary>
public sealed class GrantSurroundings(
    Sessions sessions, ISpendingRules rules, IEnumerable<IOverlapCheck> overlaps, IEnumerable<IGrantPayments> payments, TimeProvider clock)
{
    public ISpendingRules Rules => rules;

    public DateOnly Today => VietnamTime.TodayIn(clock);

    public DateTimeOffset Now => clock.GetUtcNow();

    public Task<HeldGrants> Begin(Guid unit, CancellationToken cancellation) => HeldGrants.Begin(sessions, unit, cancellation);

    /// <summary>One outcome for each that is asked, in their order.</summary>
    public async Task<IReadOnlyList<OverlapOutcome>> Overlaps(NpgsqlConnection connection, IReadOnlyList<OverlapAsked> asked, CancellationToken cancellation) =>
        overlaps.LastOrDefault() is { } check ? await check.Find(connection, asked, cancellation) : [.. asked.Select(_ => OverlapOutcome.None)];

    /// <inheritdoc cref="Overlaps(NpgsqlConnection, IReadOnlyList{OverlapAsked}, CancellationToken)"/>
    public async Task<OverlapOutcome> Overlap(NpgsqlConnection connection, GrantState grant, SpendingRule rule, long amountVnd, CancellationToken cancellation) =>
        (await Overlaps(connection, [new(grant.Id, grant.UnitId, grant.HouseholdId, grant.MemberId, grant.Purpose, amountVnd, Today, rule)], cancellation))[0];

    /// <summary>Live payments of a grant over all that pay.</summary>
    public async Task<LivePayments> Payments(NpgsqlConnection connection, Guid grant, CancellationToken cancellation)
    {
        var sum = LivePayments.None;
        foreach (var source in payments)
            if ((await source.Of(connection, [grant], cancellation)).TryGetValue(grant, out var live))
                sum = new(checked(sum.OrderedVnd + live.OrderedVnd), checked(sum.PaidVnd + live.PaidVnd));
        return sum;
    }
}
