using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Ledger.Books;

/// <summary>
/// Books of vouchers with a running balance: cash book, bank book, ledger account. One statement gives rows, sums and
/// opening balance, so that they cannot differ.
/// </summary>
public sealed class BookQuery(Sessions sessions)
{
    private static string Sql(BookLines lines) => $"""
        with chart as (
          select version, row_number() over (order by valid_from) as ordinal from ledger.chart),
        moved as (
          select e.id, e.fund_id, e.kind, e.year, e.number, {lines.Day} as day, e.recorded_at, e.source, e.stream_id, e.reverses is not null as reverses,
            coalesce(sum(p.amount) filter (where p.side = 'D'), 0)::bigint as debit, coalesce(sum(p.amount) filter (where p.side = 'C'), 0)::bigint as credit
          from ledger.entry e join ledger.posting p on p.entry_id = e.id
            join chart c on c.ordinal = greatest(1, width_bucket(e.document_date, (select array_agg(valid_from order by valid_from) from ledger.chart)))
            left join ledger.chart_role r on r.version = c.version and r.role = p.role
          where e.unit_id = any($1) and ($2::uuid is null or e.fund_id = $2) and {lines.Day} <= $4 and {lines.Condition}
          group by e.id),
        period as (
          select *, (sum(debit - credit) over (order by day, recorded_at, id))::bigint as balance from moved),
        sums as (
          select coalesce(sum(debit - credit) filter (where day < $3), 0)::bigint as opening, coalesce(sum(debit) filter (where day >= $3), 0)::bigint as debit,
            coalesce(sum(credit) filter (where day >= $3), 0)::bigint as credit, count(*) filter (where day >= $3) as total
          from moved)
        select s.opening, s.debit, s.credit, s.total, p.id, p.fund_id, p.kind, p.year, p.number, p.day, p.source, p.reverses, p.debit, p.credit, p.balance,
          (select t.text from dftp.sealed_text t where t.owner_id = p.stream_id and t.field in ('donor_name', 'narration') order by t.field desc limit 1)
        from sums s left join (select * from period where day >= $3 order by day, recorded_at, id limit $6 offset $7) p on true
        order by p.day, p.recorded_at, p.id
        """;

    public async Task<Book> Read(BookQuestion question, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var query = new NpgsqlCommand(Sql(question.Lines), connection)
        {
            Parameters =
            {
                new() { Value = question.Units.ToArray() },
                new() { Value = (object?)question.Fund ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
                new() { Value = question.From },
                new() { Value = question.To },
                new() { Value = question.Lines.Key },
                new() { Value = (long)question.PageSize },
                new() { Value = (long)(question.Page - 1) * question.PageSize },
            },
        };
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        List<BookRow> rows = [];
        var sums = new Book(0, 0, 0, 0, rows);
        while (await reader.ReadAsync(cancellation))
        {
            sums = new Book(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), rows);
            if (!reader.IsDBNull(4)) rows.Add(Row(reader));
        }
        return sums;
    }

    private static BookRow Row(NpgsqlDataReader reader) => new(
        reader.GetGuid(4), reader.GetGuid(5), new VoucherNumber(reader.GetString(6), reader.GetInt16(7), reader.GetInt32(8)), reader.GetFieldValue<DateOnly>(9),
        reader.GetString(10), reader.GetBoolean(11), reader.IsDBNull(15) ? null : reader.GetString(15),
        reader.GetInt64(12), reader.GetInt64(13), reader.GetInt64(14));
}
