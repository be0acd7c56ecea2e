using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Statements.Evidence;

/// <summary>Erase the memo of an evidence, where the person in it may ask for that; day, amount and link stay.</summary>
public sealed record EraseEvidence(Actor By, Guid UnitId, Guid AccountId, Guid EvidenceId) : IUnitMessage
{
    public Permission Needs => Permission.Reconcile;
}

public static class EraseEvidenceHandler
{
    public static async Task<Outcome<bool>> Handle(EraseEvidence command, Sessions sessions, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var erase = new NpgsqlCommand("update statements.evidence set memo = null, folded = null where id = $1 and account_id = $2", connection)
        {
            Parameters = { new() { Value = command.EvidenceId }, new() { Value = command.AccountId } },
        };
        return await erase.ExecuteNonQueryAsync(cancellation) == 1;
    }
}
