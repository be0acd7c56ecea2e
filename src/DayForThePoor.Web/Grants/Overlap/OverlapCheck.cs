using DayForThePoor.Core.Grants;
using Npgsql;

namespace DayForThePoor.Web.Grants.Overlap;

/// <summary>Looks grants up in what their households and the people in them received.</summary>
public sealed class OverlapCheck : IOverlapCheck
{
    /// <summary>
    /// Reads what is committed at this moment. An approval holds the households first (<see cref="ReceivedSupports.Lock"/>), so
    /// that of two decisions about one household the later one sees the earlier.
    /// </summary>
    public async Task<IReadOnlyList<OverlapOutcome>> Find(NpgsqlConnection connection, IReadOnlyList<OverlapAsked> asked, CancellationToken cancellation)
    {
        if (asked.Count == 0) return [];
        return [.. (await Look(connection, asked, cancellation)).Select(found => found.Finding.Items.Count == 0
            ? OverlapOutcome.None
            : new OverlapOutcome(found.Finding.Hash(found.Proposed), found.Finding.Items.Count(item => item.Level != OverlapLevel.Hard), found.Finding.Count(OverlapLevel.Hard)))];
    }

    /// <summary>What is found for each, in their order; nothing is held. For pages.</summary>
    internal static async Task<IReadOnlyList<(Proposed Proposed, OverlapFinding Finding)>> Look(
        NpgsqlConnection connection, IReadOnlyList<OverlapAsked> asked, CancellationToken cancellation)
    {
        var received = await ReceivedSupports.Of(connection, Households(asked), cancellation);
        var lists = received.SelectMany(household => household).Where(support => support.From == ReceivedFrom.Fund).ToLookup(support => support.Id);
        return [.. asked.Select(grant =>
        {
            // The grant's own fund and list stand in its row, which is among what was read as long as it is open.
            var own = lists[grant.SupportId].FirstOrDefault();
            var proposed = new Proposed(grant.SupportId, own?.Source ?? "", own?.List, grant.HouseholdId, grant.MemberId, grant.Purpose, grant.On);
            return (proposed, OverlapFinding.Of(proposed, received[grant.HouseholdId], new(grant.Rule.OverlapMonths, grant.Rule.OnceInYears ?? 0)));
        })];
    }

    private static IReadOnlyCollection<Guid> Households(IReadOnlyList<OverlapAsked> asked) => [.. asked.Select(grant => grant.HouseholdId).Distinct()];
}
