using System.Globalization;
using System.Text.Json.Serialization;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Ledger.Books;

/// <param name="Account">Number in the chart.</param>
/// <param name="Debit">Turnover in đồng; a reversal lowers it (ghi số âm).</param>
/// <param name="Balance">Debit less credit.</param>
public sealed record TrialBalanceRow(string Account, string Name, long Debit, long Credit, long Balance);

/// <param name="AsOf">Last document date that counts.</param>
/// <param name="KnownAt">Last instant of recording that counts.</param>
/// <param name="KnownAtAdjusted">True when that is earlier than what was asked, because it was not settled yet.</param>
public sealed record TrialBalance(
    IReadOnlyList<TrialBalanceRow> Rows, long TotalDebit, long TotalCredit, DateOnly AsOf, DateTimeOffset KnownAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool KnownAtAdjusted);

/// <param name="Units">With all that lies under them.</param>
/// <param name="Fund">One book; null: all books of the units together.</param>
public sealed record TrialBalanceQuestion(IReadOnlyList<Guid> Units, Guid? Fund, DateOnly AsOf, KnownAt Known);

/// <summary>Bảng cân đối số phát sinh on both axes of time.</summary>
public sealed class TrialBalanceQuery(Sessions sessions)
{
    /// <summary>
    /// Roles become numbers by the version of the chart that is valid on the entry's document date; the first version also
    /// serves what lies before it. A role that a version forgot is shown under its own name: money never drops out of a sum.
    /// </summary>
    private const string Sql = """
        with sums as (
          select greatest(1, width_bucket(e.document_date, (select array_agg(valid_from order by valid_from) from ledger.chart))) as ordinal, p.role,
            coalesce(sum(p.amount) filter (where p.side = 'D'), 0) as debit, coalesce(sum(p.amount) filter (where p.side = 'C'), 0) as credit
          from ledger.entry e join ledger.posting p on p.entry_id = e.id
          where e.unit_id = any($1) and ($2::uuid is null or e.fund_id = $2) and e.document_date <= $3 and ($4::timestamptz is null or e.recorded_at <= $4)
          group by 1, 2),
        versions as (select version, row_number() over (order by valid_from) as ordinal from ledger.chart)
        select number, name, debit, credit from (
          select coalesce(r.number, s.role) as number, sum(s.debit)::bigint as debit, sum(s.credit)::bigint as credit,
            (array_agg(coalesce(case when $5 then a.name_en else a.name_vi end, s.role) order by ordinal desc))[1] as name
          from sums s join versions v using (ordinal)
            left join ledger.chart_role r on r.version = v.version and r.role = s.role
            left join ledger.chart_account a on a.version = v.version and a.number = r.number
          group by 1) accounts
        order by number collate "C"
        """;

    public async Task<TrialBalance> Ask(TrialBalanceQuestion question, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var query = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                new() { Value = question.Units.ToArray() },
                new() { Value = (object?)question.Fund ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
                new() { Value = question.AsOf },
                new() { Value = (object?)question.Known.Limit ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz },
                new() { Value = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" },
            },
        };
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        List<TrialBalanceRow> rows = [];
        while (await reader.ReadAsync(cancellation))
        {
            var (debit, credit) = (reader.GetInt64(2), reader.GetInt64(3));
            rows.Add(new(reader.GetString(0), reader.GetString(1), debit, credit, debit - credit));
        }
        return new TrialBalance(
            rows, rows.Sum(r => r.Debit), rows.Sum(r => r.Credit), question.AsOf, question.Known.Instant, question.Known.Adjusted);
    }
}
