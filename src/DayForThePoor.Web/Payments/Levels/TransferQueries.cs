using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Payments.Levels;

/// <param name="State">One state, or null: all.</param>
/// <param name="Open">Awaiting, sent, and allocations that are not settled.</param>
/// <param name="Incoming">That wait for these units to say that they have it.</param>
/// <param name="Outgoing">That these units have sent and others have not confirmed.</param>
public sealed record TransferFilter(
    IReadOnlyList<Guid> Units, string? State = null, string? Kind = null, bool Open = false, bool Incoming = false, bool Outgoing = false, int Page = 1, int PageSize = 50);

public sealed record TransferPage(IReadOnlyList<TransferRow> Items, long Total, long SumVnd, int Page, int PageSize);

/// <summary>A household that an addressed allocation names.</summary>
/// <param name="SpentVnd">Paid to it out of the allocation so far, đồng.</param>
public sealed record TransferLine(int Ordinal, Guid HouseholdId, string Code, string Head, string Hamlet, long AmountVnd, long SpentVnd);

/// <summary>What became of an allocation, in đồng: received = spent + returned once it is settled.</summary>
/// <param name="SpentVnd">By vouchers, of an addressed one; null: general, the accountant says it.</param>
/// <param name="ReturnedVnd">Confirmed by the level above.</param>
/// <param name="ReturningVnd">Prepared or sent and not confirmed.</param>
public sealed record AllocationUse(long ReceivedVnd, long? SpentVnd, long ReturnedVnd, long ReturningVnd)
{
    public long Rest => ReceivedVnd - (SpentVnd ?? 0) - ReturnedVnd - ReturningVnd;
}

/// <summary>Reads transfers. Who may see which unit is the caller's question.</summary>
public sealed class TransferQueries(Sessions sessions)
{
    public async Task<TransferRow?> Find(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return await Find(connection, id, locked: false, cancellation);
    }

    /// <param name="locked">Held to the end of the connection's transaction.</param>
    public static async Task<TransferRow?> Find(NpgsqlConnection connection, Guid id, bool locked, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand($"select {TransferRow.Columns} from payments.unit_transfer t where t.id = $1{(locked ? " for update of t" : "")}", connection)
        {
            Parameters = { new() { Value = id } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? TransferRow.Read(row) : null;
    }

    public async Task<TransferPage> List(TransferFilter filter, CancellationToken cancellation)
    {
        var size = Math.Clamp(filter.PageSize, 1, 200);
        var page = Math.Max(1, filter.Page);
        var where = "(t.from_unit_id = any($1) or t.to_unit_id = any($1)) and ($2::text is null or t.state = $2) and ($3::text is null or t.kind = $3)";
        if (filter.Open) where += " and (t.state in ('awaiting', 'sent') or (t.kind = 'allocation' and t.state = 'confirmed'))";
        if (filter.Incoming) where += " and t.state = 'sent' and coalesce(t.to_unit_id, t.from_unit_id) = any($1)";
        if (filter.Outgoing) where += " and t.state = 'sent' and t.to_unit_id is not null and not t.to_unit_id = any($1)";
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Asked($"select count(*), coalesce(sum(t.amount), 0)::bigint from payments.unit_transfer t where {where}"),
                Asked($"select {TransferRow.Columns} from payments.unit_transfer t where {where} order by t.document_date desc, t.prepared_at desc limit {size} offset {(page - 1L) * size}"),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (total, sum) = (reader.GetInt64(0), reader.GetInt64(1));
        await reader.NextResultAsync(cancellation);
        List<TransferRow> items = [];
        while (await reader.ReadAsync(cancellation)) items.Add(TransferRow.Read(reader));
        return new TransferPage(items, total, sum, page, size);

        NpgsqlBatchCommand Asked(string sql) => new(sql)
        {
            Parameters =
            {
                new() { Value = filter.Units.ToArray() },
                new() { Value = (object?)filter.State ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
                new() { Value = (object?)filter.Kind ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
            },
        };
    }

    public async Task<IReadOnlyList<TransferLine>> Lines(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select l.ordinal, l.household_id, h.code, h.head_name, a.kind, a.name, a.former, l.amount, coalesce(s.spent, 0)::bigint
            from payments.unit_transfer_line l join households.household h on h.id = l.household_id join households.hamlet a on a.id = h.hamlet_id
            left join (select p.beneficiary_id, sum(case p.side when 'D' then p.amount else -p.amount end) as spent from ledger.posting p
              where p.role = $2 and p.earmark_id = $1 group by 1) s on s.beneficiary_id = l.household_id
            where l.transfer_id = $1 order by l.ordinal
            """, connection) { Parameters = { new() { Value = id }, new() { Value = Roles.SupportPaid } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<TransferLine> lines = [];
        while (await row.ReadAsync(cancellation))
        {
            var hamlet = new Core.Households.HamletName(row.GetString(4), row.GetString(5), row.GetString(6));
            lines.Add(new(row.GetInt32(0), row.GetGuid(1), row.GetString(2), row.GetString(3), hamlet.Text, row.GetInt64(7), row.GetInt64(8)));
        }
        return lines;
    }

    /// <summary>Returns of an allocation, the latest first.</summary>
    public async Task<IReadOnlyList<TransferRow>> Returns(Guid allocation, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"select {TransferRow.Columns} from payments.unit_transfer t where t.allocation_id = $1 order by t.prepared_at desc", connection)
        {
            Parameters = { new() { Value = allocation } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<TransferRow> returns = [];
        while (await row.ReadAsync(cancellation)) returns.Add(TransferRow.Read(row));
        return returns;
    }

    public async Task<AllocationUse> Use(TransferRow allocation, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return await Use(connection, allocation, cancellation);
    }

    public static async Task<AllocationUse> Use(NpgsqlConnection connection, TransferRow allocation, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select
              (select coalesce(sum(case p.side when 'D' then p.amount else -p.amount end), 0)::bigint from ledger.posting p where p.earmark_id = $1 and p.role = $2),
              (select coalesce(sum(amount) filter (where state = 'confirmed'), 0)::bigint from payments.unit_transfer where allocation_id = $1),
              (select coalesce(sum(amount) filter (where state in ('awaiting', 'sent')), 0)::bigint from payments.unit_transfer where allocation_id = $1)
            """, connection) { Parameters = { new() { Value = allocation.Id }, new() { Value = Roles.SupportPaid } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new AllocationUse(allocation.AmountVnd, allocation.Addressed ? row.GetInt64(0) : allocation.SpentVnd, row.GetInt64(1), row.GetInt64(2));
    }
}
