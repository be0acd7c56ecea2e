using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Payments.Advances;

/// <summary>A line of SỔ THEO DÕI TẠM ỨNG.</summary>
/// <param name="Person">Who took it; null once erased.</param>
/// <param name="Voucher">"PC-VNN-2026-000012"; null before it is posted.</param>
/// <param name="Settled">Đồng spent by lists and invoices.</param>
/// <param name="Returned">Đồng handed back.</param>
public sealed record AdvanceRow(
    Guid Id, Guid UnitId, Guid FundId, string State, string Channel, string? Person, string? Reason, string? Voucher, DateOnly? PaidOn, DateOnly DueOn, DateTimeOffset AskedAt,
    long Amount, long Settled, long Ordered, long Returned, long Open)
{
    public bool IsOverdue(DateOnly today) => Open > 0 && DueOn < today;
}

/// <param name="Overdue">Only those whose last day is before <paramref name="Today"/>.</param>
/// <param name="OpenOnly">Posted, and not settled whole.</param>
public sealed record AdvanceFilter(IReadOnlyList<Guid> Units, DateOnly Today, bool Overdue = false, bool OpenOnly = false, int Page = 1, int PageSize = 100);

public sealed record AdvancePage(IReadOnlyList<AdvanceRow> Items, long Total, long OpenVnd, int Page, int PageSize);

/// <summary>An order that settles an advance, or a receipt by which some came back.</summary>
/// <param name="Kind">settlement or return.</param>
public sealed record AdvanceMove(string Kind, Guid Id, string State, string? Voucher, DateOnly? Date, string? Narration, long Amount);

/// <summary>Reads advances. Who may see which unit is the caller's question.</summary>
public sealed class AdvanceQueries(Sessions sessions, IRegistry registry)
{
    private const string Columns = """
        s.advance_id, s.unit_id, s.fund_id, s.state, p.channel, n.text, t.text, s.voucher_kind, s.voucher_year, s.voucher_number, s.document_date, s.due_on, p.prepared_at,
        s.amount, s.settled, s.ordered, s.returned, s.open
        """;

    private const string Tables = """
        payments.advance_stand s join payments.payment p on p.id = s.advance_id
        left join dftp.sealed_text n on n.owner_id = p.id and n.field = 'payee_name'
        left join dftp.sealed_text t on t.owner_id = p.id and t.field = 'narration'
        """;

    public async Task<AdvanceRow?> Find(Guid id, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"select {Columns} from {Tables} where s.advance_id = $1", connection) { Parameters = { new() { Value = id } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? Read(row, known) : null;
    }

    public async Task<AdvancePage> List(AdvanceFilter filter, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var (size, page) = (Math.Clamp(filter.PageSize, 1, 500), Math.Max(1, filter.Page));
        var where = "s.unit_id = any($1)";
        if (filter.OpenOnly || filter.Overdue) where += " and s.open > 0";
        if (filter.Overdue) where += " and s.due_on < $2";
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Asked($"select count(*), coalesce(sum(s.open), 0)::bigint from {Tables} where {where} and $2 is not null"),
                Asked($"select {Columns} from {Tables} where {where} and $2 is not null order by (s.open > 0) desc, s.due_on, p.prepared_at limit {size} offset {(page - 1L) * size}"),
            },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var (total, open) = (row.GetInt64(0), row.GetInt64(1));
        await row.NextResultAsync(cancellation);
        List<AdvanceRow> items = [];
        while (await row.ReadAsync(cancellation)) items.Add(Read(row, known));
        return new AdvancePage(items, total, open, page, size);

        NpgsqlBatchCommand Asked(string sql) => new(sql) { Parameters = { new() { Value = filter.Units.ToArray() }, new() { Value = filter.Today } } };
    }

    /// <summary>What settled it and what came back, the earliest first.</summary>
    public async Task<IReadOnlyList<AdvanceMove>> Moves(AdvanceRow advance, CancellationToken cancellation)
    {
        var kind = (await registry.Current(cancellation)).Funds[advance.FundId].Kind;
        await using var connection = await sessions.Connect(advance.UnitId, cancellation);
        await using var select = new NpgsqlCommand("""
            select 'settlement', q.id, q.state, q.voucher_kind, q.voucher_year, q.voucher_number, q.document_date, t.text, q.amount - q.returned, q.prepared_at
            from payments.advance_use u join payments.payment q on q.id = u.payment_id left join dftp.sealed_text t on t.owner_id = q.id and t.field = 'narration'
            where u.advance_id = $1 and q.state <> 'cancelled'
            union all
            select 'return', e.id, case when exists (select from ledger.entry x where x.reverses = e.id) then 'void' else 'paid' end, e.kind, e.year, e.number, e.document_date, t.text, b.amount, e.recorded_at
            from payments.advance_return b join ledger.entry e on e.stream_id = b.receipt_id and e.reverses is null left join dftp.sealed_text t on t.owner_id = b.receipt_id and t.field = 'narration'
            where b.advance_id = $1 order by 10
            """, connection) { Parameters = { new() { Value = advance.Id } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<AdvanceMove> moves = [];
        while (await row.ReadAsync(cancellation))
        {
            moves.Add(new(
                row.GetString(0), row.GetGuid(1), row.GetString(2), row.IsDBNull(3) ? null : new VoucherNumber(row.GetString(3), row.GetInt16(4), row.GetInt32(5)).Text(kind),
                row.IsDBNull(6) ? null : row.GetFieldValue<DateOnly>(6), row.IsDBNull(7) ? null : row.GetString(7), row.GetInt64(8)));
        }
        return moves;
    }

    private static AdvanceRow Read(NpgsqlDataReader row, RegistrySnapshot known) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6),
        row.IsDBNull(7) ? null : new VoucherNumber(row.GetString(7), row.GetInt16(8), row.GetInt32(9)).Text(known.Funds[row.GetGuid(2)].Kind),
        row.IsDBNull(10) ? null : row.GetFieldValue<DateOnly>(10), row.GetFieldValue<DateOnly>(11), row.GetFieldValue<DateTimeOffset>(12), row.GetInt64(13), row.GetInt64(14), row.GetInt64(15),
        row.GetInt64(16), row.GetInt64(17));
}
