using DayForThePoor.Core.Sponsorships;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>A pledge of a case that is held, active or paused.</summary>
/// <param name="Flagged">The life change that nobody has decided about, or null.</param>
internal sealed record LivingPledge(Guid Id, Guid SponsorId, string? Flagged);

/// <summary>The pledges that still fill slots of a case.</summary>
internal static class LivingPledges
{
    /// <summary>Their rows held in the order of their ids. The case is held before: no other pledge can begin to live meanwhile.</summary>
    public static async Task<IReadOnlyList<LivingPledge>> Lock(NpgsqlConnection connection, Guid beneficiary, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            "select id, sponsor_id, flagged from sponsorships.pledge where beneficiary_id = $1 and state = any($2) order by id for update", connection)
        {
            Parameters = { new() { Value = beneficiary }, new() { Value = PledgeStates.Filling.ToArray() } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<LivingPledge> pledges = [];
        while (await row.ReadAsync(cancellation)) pledges.Add(new(row.GetGuid(0), row.GetGuid(1), row.IsDBNull(2) ? null : row.GetString(2)));
        return pledges;
    }
}
