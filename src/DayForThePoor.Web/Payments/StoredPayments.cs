using DayForThePoor.Core.Payments;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>Payments and their lines as the tables hold them, within the caller's transaction.</summary>
public static class StoredPayments
{
    /// <summary>
    /// The payment with its row locked to the end of the transaction; null when the unit has none of this id. In a posting
    /// transaction it is locked after the fund's row and before the grants.
    /// </summary>
    public static Task<PaymentFacts?> Lock(NpgsqlConnection connection, Guid unit, Guid payment, CancellationToken cancellation) =>
        Read(connection, unit, payment, "for update of p", cancellation);

    public static Task<PaymentFacts?> Find(NpgsqlConnection connection, Guid unit, Guid payment, CancellationToken cancellation) =>
        Read(connection, unit, payment, "", cancellation);

    private static async Task<PaymentFacts?> Read(NpgsqlConnection connection, Guid unit, Guid payment, string locking, CancellationToken cancellation)
    {
        PaymentFacts facts;
        // A statement of its own for the lock: the next one sees what it waited for.
        await using (var select = new NpgsqlCommand($"""
            select p.fund_id, p.kind, p.channel, p.account_id, p.payee_kind, p.amount, p.signatures, coalesce(p.document_date, p.asked_date), p.state, p.prepared_by, p.version, p.returns
            from payments.payment p where p.id = $1 and p.unit_id = $2 {locking}
            """, connection) { Parameters = { new() { Value = payment }, new() { Value = unit } } })
        await using (var row = await select.ExecuteReaderAsync(cancellation))
        {
            if (!await row.ReadAsync(cancellation)) return null;
            facts = new PaymentFacts(
                payment, unit, row.GetGuid(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetGuid(3), row.GetString(4), row.GetInt64(5), row.GetInt16(6),
                row.IsDBNull(7) ? null : row.GetFieldValue<DateOnly>(7), row.GetString(8), row.GetGuid(9), [], row.GetInt32(10), row.GetInt16(11));
        }
        await using var signatures = new NpgsqlCommand("select person_id from payments.approval where payment_id = $1 order by ordinal", connection)
        {
            Parameters = { new() { Value = payment } },
        };
        List<Guid> approvers = [];
        await using (var row = await signatures.ExecuteReaderAsync(cancellation))
            while (await row.ReadAsync(cancellation)) approvers.Add(row.GetGuid(0));
        return facts with { Approvers = approvers };
    }

    /// <summary>The lines in their order.</summary>
    /// <param name="chosen">Numbers of some of them; null: all.</param>
    public static async Task<IReadOnlyList<StoredLine>> Lines(NpgsqlConnection connection, Guid payment, IReadOnlyCollection<int>? chosen, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select line, amount, support_id, household_id, member_id, purpose, earmark_id, campaign_id, state, slot_id
            from payments.line where payment_id = $1 and ($2::int[] is null or line = any($2)) order by line
            """, connection)
        {
            Parameters = { new() { Value = payment }, new() { Value = chosen?.ToArray() ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Integer } },
        };
        List<StoredLine> lines = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            lines.Add(new(
                new PaymentLine(row.GetInt32(0), row.GetInt64(1), Id(row, 2), Id(row, 3), Id(row, 4), row.IsDBNull(5) ? null : row.GetString(5), Id(row, 6), Id(row, 7),
                    Id(row, 9)),
                row.GetString(8)));
        }
        return lines;
    }

    private static Guid? Id(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
}

/// <param name="State">One of <see cref="LineStates"/>.</param>
public sealed record StoredLine(PaymentLine Line, string State);
