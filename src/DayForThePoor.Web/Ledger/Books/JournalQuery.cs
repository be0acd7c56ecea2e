using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Ledger.Books;

/// <summary>One voucher with its legs, whatever its kind.</summary>
/// <param name="Reverses">The entry it takes back.</param>
/// <param name="ReversedBy">The entry that took it back.</param>
/// <param name="Name">Donor, payer or narration as written; null when there is none or it was erased.</param>
public sealed record Voucher(
    Guid EntryId, Guid StreamId, Guid UnitId, Fund Fund, string Number, string Kind, DateOnly DocumentDate, DateOnly? ValueDate, DateTimeOffset RecordedAt,
    string Source, Guid? Reverses, Guid? ReversedBy, string? Name, IReadOnlyList<EntryLeg> Legs)
{
    /// <summary>Đồng on one side of the entry.</summary>
    public long Amount => Legs.Where(leg => leg.IsDebit).Sum(leg => leg.Amount);
}

/// <param name="Total">Vouchers of the whole period.</param>
public sealed record Journal(IReadOnlyList<Voucher> Vouchers, long Total);

/// <summary>Sổ nhật ký chung, and single vouchers.</summary>
public sealed class JournalQuery(Sessions sessions, IRegistry registry)
{
    public const int PageSize = 100;

    private const string Columns = """
        e.id, e.stream_id, e.fund_id, e.kind, e.year, e.number, e.document_date, e.value_date, e.recorded_at, e.source, e.reverses,
        (select b.id from ledger.entry b where b.reverses = e.id),
        (select t.text from dftp.sealed_text t where t.owner_id = e.stream_id and t.field in ('donor_name', 'narration') order by t.field desc limit 1),
        p.side, p.role, p.amount
        """;

    private const string Period = "e.unit_id = any($1) and ($2::uuid is null or e.fund_id = $2) and e.document_date between $3 and $4";

    public async Task<Voucher?> ById(Guid entry, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var query = new NpgsqlCommand(
            $"select {Columns} from ledger.entry e left join ledger.posting p on p.entry_id = e.id where e.id = $1 order by p.line", connection)
        {
            Parameters = { new() { Value = entry } },
        };
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        return (await Read(reader, cancellation)).SingleOrDefault();
    }

    /// <param name="fund">Null: all funds of the units.</param>
    /// <param name="page">From 1.</param>
    public async Task<Journal> List(IReadOnlyList<Guid> units, Guid? fund, DateOnly from, DateOnly to, int page, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"select count(*) from ledger.entry e where {Period}"),
                new($"""
                    select {Columns} from (
                      select * from ledger.entry e where {Period} order by e.document_date, e.recorded_at, e.id limit {PageSize} offset {(long)(page - 1) * PageSize}) e
                    left join ledger.posting p on p.entry_id = e.id order by e.document_date, e.recorded_at, e.id, p.line
                    """),
            },
        };
        foreach (var command in batch.BatchCommands)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = units.ToArray() });
            command.Parameters.Add(new NpgsqlParameter { Value = (object?)fund ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
            command.Parameters.Add(new NpgsqlParameter { Value = from });
            command.Parameters.Add(new NpgsqlParameter { Value = to });
        }
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var total = reader.GetInt64(0);
        await reader.NextResultAsync(cancellation);
        return new Journal(await Read(reader, cancellation), total);
    }

    private async Task<IReadOnlyList<Voucher>> Read(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        List<Voucher> vouchers = [];
        List<EntryLeg> legs = [];
        while (await reader.ReadAsync(cancellation))
        {
            if (vouchers.Count == 0 || vouchers[^1].EntryId != reader.GetGuid(0))
            {
                legs = [];
                vouchers.Add(Head(reader, known, legs));
            }
            if (reader.IsDBNull(13)) continue; // goods without a value post nothing
            var chart = known.ChartOn(vouchers[^1].DocumentDate);
            legs.Add(new(reader.GetString(13) == "D", chart.Accounts[chart.NumberOfRole[reader.GetString(14)]], reader.GetInt64(15)));
        }
        return vouchers;
    }

    private static Voucher Head(NpgsqlDataReader row, RegistrySnapshot known, List<EntryLeg> legs)
    {
        var fund = known.Funds[row.GetGuid(2)];
        var number = new VoucherNumber(row.GetString(3), row.GetInt16(4), row.GetInt32(5));
        return new Voucher(
            row.GetGuid(0), row.GetGuid(1), fund.UnitId, fund, number.Text(fund.Kind), number.Kind, row.GetFieldValue<DateOnly>(6),
            row.IsDBNull(7) ? null : row.GetFieldValue<DateOnly>(7), row.GetFieldValue<DateTimeOffset>(8), row.GetString(9),
            row.IsDBNull(10) ? null : row.GetGuid(10), row.IsDBNull(11) ? null : row.GetGuid(11), row.IsDBNull(12) ? null : row.GetString(12), legs);
    }
}
