using System.Globalization;
using System.Text.Json.Serialization;
using DayForThePoor.Core.HandOvers;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
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
/// <param name="Map">Now: with their share of what units wrote that have ended, and without what counts for others today.</param>
public sealed record TrialBalanceQuestion(IReadOnlyList<Guid> Units, Guid? Fund, DateOnly AsOf, KnownAt Known, UnitsAsOf Map = UnitsAsOf.Then);

/// <summary>Bảng cân đối số phát sinh on both axes of time.</summary>
public sealed class TrialBalanceQuery(Sessions sessions, FundMap map)
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
          where {0} = any($1) and ($2::uuid is null or e.fund_id = $2) and e.document_date <= $3 and ($4::timestamptz is null or e.recorded_at <= $4)
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
        var rows = question.Map == UnitsAsOf.Then
            ? await Rows(question, "e.unit_id", question.Units, cancellation)
            : await RowsOfToday(question, cancellation);
        return new TrialBalance(
            rows, rows.Sum(r => r.Debit), rows.Sum(r => r.Credit), question.AsOf, question.Known.Instant, question.Known.Adjusted);
    }

    /// <summary>Books that count wholly for the units are summed in one question; of each other one their part is taken.</summary>
    private async Task<IReadOnlyList<TrialBalanceRow>> RowsOfToday(TrialBalanceQuestion question, CancellationToken cancellation)
    {
        var succession = await map.Read(cancellation);
        var units = question.Units.ToHashSet();
        List<Guid> whole = [];
        List<(Guid Fund, IReadOnlyList<Heir> Heirs)> divided = [];
        foreach (var fund in succession.FundsOf(units))
        {
            var heirs = succession.HeirsOf(fund.Id);
            var counting = heirs.Count(heir => units.Contains(succession.Known.Funds[heir.Id].UnitId));
            if (counting == heirs.Count) whole.Add(fund.Id);
            else if (counting > 0) divided.Add((fund.Id, heirs));
        }
        List<TrialBalanceRow> rows = [.. await Rows(question, "e.fund_id", whole, cancellation)];
        foreach (var (fund, heirs) in divided)
        {
            var book = await Rows(question, "e.fund_id", [fund], cancellation);
            var parts = SplitBooks.Of([.. book.Select(row => new Turnover(row.Account, row.Debit, row.Credit))], [.. heirs.Select(heir => heir.Weight)]);
            foreach (var (_, part) in heirs.Zip(parts).Where(pair => units.Contains(succession.Known.Funds[pair.First.Id].UnitId)))
                rows.AddRange(part.Zip(book, (own, row) => row with { Debit = own.Debit, Credit = own.Credit, Balance = own.Debit - own.Credit }));
        }
        return
        [
            .. rows.GroupBy(row => row.Account).OrderBy(account => account.Key, StringComparer.Ordinal)
                .Select(account => new TrialBalanceRow(account.Key, account.First().Name, account.Sum(r => r.Debit), account.Sum(r => r.Credit), account.Sum(r => r.Balance))),
        ];
    }

    /// <param name="column">e.unit_id or e.fund_id.</param>
    private async Task<IReadOnlyList<TrialBalanceRow>> Rows(TrialBalanceQuestion question, string column, IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var query = new NpgsqlCommand(Sql.Replace("{0}", column, StringComparison.Ordinal), connection)
        {
            Parameters =
            {
                new() { Value = ids.ToArray() },
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
        return rows;
    }
}
