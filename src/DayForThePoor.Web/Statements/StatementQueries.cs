using System.Text.Json;
using System.Text.Json.Serialization;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Statements;

/// <summary>A line of a bank statement with the voucher that posted it.</summary>
/// <param name="AmountVnd">Đồng, above 0; <paramref name="Side"/> says in or out.</param>
/// <param name="Recovered">The amount came back from the running balance.</param>
/// <param name="Voucher">"BC-VNN-2026-000012".</param>
/// <param name="EntryId">The entry of that voucher.</param>
/// <param name="DonationId">The gift that the line proves, where one was announced by hand.</param>
/// <param name="Receipt">Number of that gift's receipt.</param>
public sealed record LineRow(
    long Id, string Account, DateOnly Date, TimeOnly? Time, string Reference, [property: JsonConverter(typeof(SideInJson))] Side Side, long AmountVnd, bool Recovered,
    string Memo, string Counterparty, string Voucher, Guid EntryId, Guid? DonationId, string? Receipt);

/// <summary>"credit" and "debit".</summary>
internal sealed class SideInJson() : JsonStringEnumConverter<Side>(JsonNamingPolicy.CamelCase);

/// <param name="CreditVnd">Đồng in over the whole filter, not the page alone.</param>
/// <param name="DebitVnd">Đồng out over the whole filter.</param>
public sealed record LinePage(IReadOnlyList<LineRow> Items, long Total, long CreditVnd, long DebitVnd, int Page, int PageSize);

/// <summary>A collective voucher: one bank day of an account in one direction, with what its list adds up to.</summary>
/// <param name="Part">From 1 where several files brought lines of the day.</param>
public sealed record DayVoucher(
    Guid EntryId, Guid UnitId, Fund Fund, BankAccount Account, Side Side, string Number, DateOnly DocumentDate, DateOnly ValueDate,
    int Count, long TotalVnd, int Part);

/// <param name="LastDay">The last bank day that is in the books; null: nothing yet.</param>
public sealed record AccountStanding(BankAccount Account, long Lines, DateOnly? LastDay);

/// <summary>Reads lines, imports and collective vouchers. Who may see which account is the caller's question.</summary>
public sealed class StatementQueries(Sessions sessions, IRegistry registry)
{
    private const string LineColumns = """
        l.id, l.account_id, l.value_date, l.at_time, l.reference, l.side, l.amount, l.recovered, l.memo, l.counterparty, l.day_event,
        e.kind, e.year, e.number, e.fund_id, g.id, g.receipt_kind, g.voucher_year, g.receipt_number, g.fund_id
        """;

    private const string LineTables = """
        statements.line l join ledger.entry e on e.id = l.day_event
        left join lateral (select c.gift_id from statements.claim c where c.line_id = l.id order by c.gift_id limit 1) c on true left join dftp.gift g on g.id = c.gift_id
        """;

    /// <summary>A file that waits for its columns, read by what was chosen; null when it cannot be read at all.</summary>
    public async Task<ColumnsSeen?> Columns(ImportRecord import, Guid unit, ColumnsChosen chosen, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        if (await ColumnsView.Of(connection, import, cancellation) is not { } file) return null;
        if (chosen.HeaderRow is { } row) file = file.WithHeader(row);
        var columns = chosen.Columns ?? file.Columns;
        return new(file, columns, file.Layout(columns) is { } layout ? file.Preview(layout, chosen.Thousands ?? '\0') : null);
    }

    /// <summary>The living column profiles for the account's files, the latest first.</summary>
    public async Task<IReadOnlyList<ColumnProfile>> Profiles(BankAccount account, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(account.UnitId, cancellation);
        return await ColumnProfiles.Of(connection, account, cancellation);
    }

    /// <summary>All column profiles of the units, the living ones first.</summary>
    public async Task<IReadOnlyList<ColumnProfile>> Profiles(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return await ColumnProfiles.Of(connection, units, cancellation);
    }

    public async Task<LinePage> Lines(LineFilter asked, CancellationToken cancellation)
    {
        var filter = asked.Bounded();
        var totals = new NpgsqlBatchCommand();
        totals.CommandText = $"""
            select count(*), coalesce(sum(l.amount) filter (where l.side = 'C'), 0)::bigint, coalesce(sum(l.amount) filter (where l.side = 'D'), 0)::bigint
            from statements.line l where {filter.Where(totals)}
            """;
        var rows = new NpgsqlBatchCommand();
        rows.CommandText = $"""
            select {LineColumns} from {LineTables} where {filter.Where(rows)}
            order by l.value_date desc, l.id desc limit {filter.PageSize} offset {(filter.Page - 1L) * filter.PageSize}
            """;
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { totals, rows } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (total, credit, debit) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        await reader.NextResultAsync(cancellation);
        List<LineRow> items = [];
        while (await reader.ReadAsync(cancellation)) items.Add(Line(reader, known));
        return new LinePage(items, total, credit, debit, filter.Page, filter.PageSize);
    }

    /// <summary>The lines of a collective voucher in the order of its list.</summary>
    /// <param name="limit">At most so many, after the first <paramref name="offset"/>; null: all.</param>
    public async Task<IReadOnlyList<LineRow>> ListOf(DayVoucher voucher, int offset, int? limit, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.Connect(voucher.UnitId, cancellation);
        // Account and day first: they have an index, the entry alone has none.
        await using var select = new NpgsqlCommand($"""
            select {LineColumns} from {LineTables}
            where l.account_id = $1 and l.value_date = $2 and l.day_event = $3 order by l.id limit $4 offset $5
            """, connection)
        {
            Parameters =
            {
                new() { Value = voucher.Account.Id },
                new() { Value = voucher.ValueDate },
                new() { Value = voucher.EntryId },
                new() { Value = limit is { } most ? most : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint },
                new() { Value = (long)offset },
            },
        };
        await using var reader = await select.ExecuteReaderAsync(cancellation);
        List<LineRow> lines = [];
        while (await reader.ReadAsync(cancellation)) lines.Add(Line(reader, known));
        return lines;
    }

    public async Task<DayVoucher?> Voucher(Guid entry, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select e.unit_id, e.fund_id, e.kind, e.year, e.number, e.document_date, e.value_date,
              (v.data ->> 'accountId')::uuid, (v.data ->> 'count')::int, (v.data ->> 'total')::bigint, (v.data ->> 'part')::int
            from ledger.entry e join dftp_events.mt_events v on v.stream_id = e.stream_id and v.data -> 'entries' -> 0 ->> 'id' = e.id::text
            where e.id = $1 and e.source = 'statement_day_posted'
            """, connection) { Parameters = { new() { Value = entry } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        var fund = known.Funds[row.GetGuid(1)];
        var kind = row.GetString(2);
        return new DayVoucher(
            entry, row.GetGuid(0), fund, known.Accounts[row.GetGuid(7)], kind == VoucherKinds.BankCredit ? Side.Credit : Side.Debit,
            new VoucherNumber(kind, row.GetInt16(3), row.GetInt32(4)).Text(fund.Kind), row.GetFieldValue<DateOnly>(5), row.GetFieldValue<DateOnly>(6),
            row.GetInt32(8), row.GetInt64(9), row.GetInt32(10));
    }

    /// <summary>How far each account's statements are in the books.</summary>
    public async Task<IReadOnlyList<AccountStanding>> Standings(IReadOnlyList<BankAccount> accounts, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        // The last day by its index; the count from the imports, because counting ten million lines takes a second.
        await using var select = new NpgsqlCommand("""
            select a.id, (select max(l.value_date) from statements.line l where l.account_id = a.id),
              (select coalesce(sum(i.rows_new), 0) from statements.import i where i.account_id = a.id)
            from unnest($1::uuid[]) a(id)
            """, connection) { Parameters = { new() { Value = accounts.Select(a => a.Id).ToArray() } } };
        var found = new Dictionary<Guid, (DateOnly?, long)>();
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            found[row.GetGuid(0)] = (row.IsDBNull(1) ? null : row.GetFieldValue<DateOnly>(1), row.GetInt64(2));
        return [.. accounts.Select(a => new AccountStanding(a, found[a.Id].Item2, found[a.Id].Item1))];
    }

    /// <summary>The latest imports of these accounts, newest first.</summary>
    public async Task<IReadOnlyList<ImportRecord>> Imports(IReadOnlyList<Guid> accounts, int most, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand(
            $"select {ImportRecords.Columns} from statements.import where account_id = any($1) order by uploaded_at desc limit $2", connection)
        {
            Parameters = { new() { Value = accounts.ToArray() }, new() { Value = most } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<ImportRecord> imports = [];
        while (await row.ReadAsync(cancellation)) imports.Add(ImportRecords.Read(row));
        return imports;
    }

    public async Task<ImportRecord?> Import(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return await ImportRecords.Find(connection, id, cancellation);
    }

    private static LineRow Line(NpgsqlDataReader row, RegistrySnapshot known)
    {
        string Number(int at, Guid fund) => new VoucherNumber(row.GetString(at), row.GetInt16(at + 1), row.GetInt32(at + 2)).Text(known.Funds[fund].Kind);
        var claimed = !row.IsDBNull(15);
        return new LineRow(
            row.GetInt64(0), known.Accounts[row.GetGuid(1)].Code, row.GetFieldValue<DateOnly>(2), row.IsDBNull(3) ? null : row.GetFieldValue<TimeOnly>(3),
            row.GetString(4), row.GetString(5) == "C" ? Side.Credit : Side.Debit, row.GetInt64(6), row.GetBoolean(7), row.GetString(8), row.GetString(9),
            Number(11, row.GetGuid(14)), row.GetGuid(10),
            claimed ? row.GetGuid(15) : null, claimed ? Number(16, row.GetGuid(19)) : null);
    }
}
