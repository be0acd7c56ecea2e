using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>
/// One transaction that changes cases: it holds their rows in the order of their ids, reads what their events say, and
/// appends. Pledges of a case are held after it (<see cref="LivingPledges"/>).
/// </summary>
public sealed class HeldCases : HeldStreams
{
    private HeldCases(Sessions sessions, Guid unit, NpgsqlConnection connection, NpgsqlTransaction transaction)
        : base(sessions, unit, connection, transaction)
    {
    }

    public static async Task<HeldCases> Begin(Sessions sessions, Guid unit, CancellationToken cancellation)
    {
        var connection = await sessions.Connect(unit, cancellation);
        return new HeldCases(sessions, unit, connection, await connection.BeginTransactionAsync(cancellation));
    }

    /// <summary>The cases of this unit among those asked, their rows held; others are left out.</summary>
    public Task<IReadOnlyDictionary<Guid, CaseState>> Lock(IReadOnlyCollection<Guid> cases, CancellationToken cancellation) => Lock(Connection, Unit, cases, cancellation);

    /// <summary>The case of this unit, its row held; null when there is none.</summary>
    public async Task<CaseState?> Lock(Guid id, CancellationToken cancellation) => (await Lock([id], cancellation)).GetValueOrDefault(id);

    /// <summary>Holds cases in a transaction of somebody else: after slots, before pledges.</summary>
    public static async Task<IReadOnlyDictionary<Guid, CaseState>> Lock(NpgsqlConnection connection, Guid unit, IReadOnlyCollection<Guid> cases, CancellationToken cancellation)
    {
        List<Guid> found = [];
        await using (var locking = new NpgsqlCommand(
            "select beneficiary_id from sponsorships.case_state where beneficiary_id = any($1) and unit_id = $2 order by beneficiary_id for update", connection)
        {
            Parameters = { new() { Value = cases.Distinct().ToArray() }, new() { Value = unit } },
        })
        await using (var row = await locking.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation)) found.Add(row.GetGuid(0));
        }
        return await EventFold.Of<CaseState>(connection, found, CaseState.Evolve, cancellation);
    }

    public void Append(ICaseEvent happened) => Add(happened.BeneficiaryId, happened);

    /// <param name="happened">To a pledge whose row is held.</param>
    public void Append(IPledgeEvent happened) => Add(happened.PledgeId, happened);
}
