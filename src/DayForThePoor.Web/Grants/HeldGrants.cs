using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Grants.Overlap;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Grants;

/// <summary>
/// One transaction that changes grants: it holds their rows, reads what their events say, and appends. A proposal list's
/// row is always locked before the rows of its grants, these in the order of their ids.
/// </summary>
public sealed class HeldGrants : HeldStreams
{
    private HeldGrants(Sessions sessions, Guid unit, NpgsqlConnection connection, NpgsqlTransaction transaction)
        : base(sessions, unit, connection, transaction)
    {
    }

    public static async Task<HeldGrants> Begin(Sessions sessions, Guid unit, CancellationToken cancellation)
    {
        var connection = await sessions.Connect(unit, cancellation);
        return new HeldGrants(sessions, unit, connection, await connection.BeginTransactionAsync(cancellation));
    }

    /// <summary>The grants of this unit among those asked, their rows locked; others are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, GrantState>> Lock(IReadOnlyList<Guid> grants, CancellationToken cancellation)
    {
        List<Guid> found = [];
        await using (var locking = new NpgsqlCommand("select id from grants.support where id = any($1) and unit_id = $2 order by id for update", Connection)
        {
            Parameters = { new() { Value = grants.Distinct().ToArray() }, new() { Value = Unit } },
        })
        await using (var row = await locking.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation)) found.Add(row.GetGuid(0));
        }
        return await EventFold.Of<GrantState>(Connection, found, GrantState.Evolve, cancellation);
    }

    /// <summary>The grant of this unit, its row locked; null when there is none.</summary>
    public async Task<GrantState?> Lock(Guid grant, CancellationToken cancellation) => (await Lock([grant], cancellation)).GetValueOrDefault(grant);

    /// <summary>The list of this unit, its row locked; null when there is none.</summary>
    public async Task<ProposalState?> LockProposal(Guid proposal, CancellationToken cancellation)
    {
        await using (var locking = new NpgsqlCommand("select 1 from grants.proposal where id = $1 and unit_id = $2 for update", Connection)
        {
            Parameters = { new() { Value = proposal }, new() { Value = Unit } },
        })
        {
            if (await locking.ExecuteScalarAsync(cancellation) is null) return null;
        }
        return (await EventFold.Of<ProposalState>(Connection, [proposal], ProposalState.Evolve, cancellation)).GetValueOrDefault(proposal);
    }

    /// <summary>
    /// Holds the households and all that share a person with them, after their grants and all at once: of two approvals for one
    /// household or person, by whatever lists or units, the second sees the first when it looks up what was received.
    /// </summary>
    public Task LockHouseholds(IEnumerable<Guid> households, CancellationToken cancellation) =>
        ReceivedSupports.Lock(Connection, [.. households.Distinct()], cancellation);

    public void Append(IGrantEvent happened) => Add(happened.GrantId, happened);

    public void Append(IProposalEvent happened) => Add(happened.ProposalId, happened);
}
