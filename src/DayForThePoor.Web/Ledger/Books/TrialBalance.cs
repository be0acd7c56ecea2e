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
        with versions as (
          select version, lag(valid_from) over w is null as first, valid_from, lead(valid_from) over w as until
          from ledger.chart window w as (order by valid_from)),
        sums as (
          select v.version, p.role, coalesce(sum(p.amount) filter (where p.side = 'D'), 0) as debit, coalesce(sum(p.amount) filter (where p.side = 'C'), 0) as credit
          from ledger.entry e
            join versions v on (v.first or e.document_date >= v.valid_from) and (v.until is null or e.document_date < v.until)
            join ledger.posting p on p.entry_id = e.id
          where e.unit_id = any($1) and ($2::uuid is null or e.fund_id = $2) and e.document_date <= $3 and ($4::timestamptz is null or e.recorded_at <= $4)
          group by v.version, p.role)
        select coalesce(r.number, s.role) as number,
          coalesce((array_agg(case when $5 then a.name_en else a.name_vi end order by s.version desc))[1], s.role), sum(s.debit)::bigint, sum(s.credit)::bigint
        from sums s left join ledger.chart_role r using (version, role) left join ledger.chart_account a using (version, number)
        group by 1, s.role, r.number is null order by 1 collate "C"
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
            // Two roles under one number are one account.
            if (rows.Count > 0 && rows[^1].Account == reader.GetString(0))
                rows[^1] = rows[^1] with { Debit = rows[^1].Debit + debit, Credit = rows[^1].Credit + credit, Balance = rows[^1].Balance + debit - credit };
            else rows.Add(new(reader.GetString(0), reader.GetString(1), debit, credit, debit - credit));
        }
        return new TrialBalance(
            rows, rows.Sum(r => r.Debit), rows.Sum(r => r.Credit), question.AsOf, question.Known.Instant, question.Known.Adjusted);
    }
}
