using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>
/// Pledges as their events tell them, on any connection: within a voucher's guard as in a transaction of their own. Pledges are
/// locked by their rows in the order of their ids, after slots and cases.
/// </summary>
public static class PledgeStreams
{
    /// <summary>The pledges of this unit among those asked, their rows locked to the end of the transaction; others are left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, PledgeState>> Lock(NpgsqlConnection connection, Guid unit, IEnumerable<Guid> pledges, CancellationToken cancellation)
    {
        List<Guid> found = [];
        await using (var locking = new NpgsqlCommand("select id from sponsorships.pledge where id = any($1) and unit_id = $2 order by id for update", connection)
        {
            Parameters = { new() { Value = pledges.Distinct().ToArray() }, new() { Value = unit } },
        })
        await using (var row = await locking.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation)) found.Add(row.GetGuid(0));
        }
        return await Read(connection, found, cancellation);
    }

    /// <summary>The living pledges for a person, locked: who changes what a case may do has locked the case before.</summary>
    public static async Task<IReadOnlyDictionary<Guid, PledgeState>> LockLiving(NpgsqlConnection connection, Guid unit, Guid beneficiary, CancellationToken cancellation)
    {
        List<Guid> living = [];
        await using (var select = new NpgsqlCommand("select id from sponsorships.pledge where beneficiary_id = $1 and state <> 'ended'", connection) { Parameters = { new() { Value = beneficiary } } })
        await using (var row = await select.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation)) living.Add(row.GetGuid(0));
        }
        var states = await Lock(connection, unit, living, cancellation);
        return states.Where(s => s.Value.State != PledgeStates.Ended && s.Value.BeneficiaryId == beneficiary).ToDictionary(s => s.Key, s => s.Value);
    }

    /// <summary>States without a lock, for looking only.</summary>
    public static async Task<IReadOnlyDictionary<Guid, PledgeState>> Read(NpgsqlConnection connection, IReadOnlyList<Guid> pledges, CancellationToken cancellation) =>
        await EventFold.Of<PledgeState>(connection, pledges, PledgeState.Evolve, cancellation);

    /// <summary>What was decided, for the streams of a voucher's draft.</summary>
    public static StreamAppend Append(PledgeState locked, IReadOnlyList<IPledgeEvent> happened) => StreamAppend.Next(locked.Id, locked.Version, [.. happened]);
}
