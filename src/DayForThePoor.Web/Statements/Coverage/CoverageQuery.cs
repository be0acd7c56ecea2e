using DayForThePoor.Core.Statements;
using DayForThePoor.Core.Statements.Coverage;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Statements.Coverage;

/// <summary>Reads what files said of the days of accounts, and what the books say. Who may see which account is the caller's question.</summary>
public sealed class CoverageQuery(Sessions sessions)
{
    // A running import's committed days count; its period does once the file is done. A period that reaches into the
    // future of its upload is a promise: the file cannot know more than the day on which it came.
    private const string Sql = """
        select d.account_id, d.import_id, d.day, d.opening, d.closing, d.bound, d.new_lines, d.new_credits, d.new_debits
        from statements.file_day d join statements.import i on i.id = d.import_id
        where d.account_id = any($1) order by i.uploaded_at, i.id, d.day;
        select i.account_id, greatest(i.covers_from, a.opened_on), least(i.covers_to, (i.uploaded_at at time zone 'Asia/Ho_Chi_Minh')::date)
        from statements.import i join ledger.bank_account a on a.id = i.account_id
        where i.account_id = any($1) and i.state = 'done' and i.covers_from is not null;
        select g.account_id, g.import_id, g.file_row, g.from_day, g.to_day, g.expected, g.found
        from statements.file_gap g join statements.import i on i.id = g.import_id where g.account_id = any($1) order by i.uploaded_at, i.id, g.file_row;
        select p.account_id, coalesce(e.value_date, e.document_date) as day, sum(case p.side when 'D' then p.amount else -p.amount end)::bigint
        from ledger.posting p join ledger.entry e on e.id = p.entry_id
        where p.account_id = any($1) and p.role = 'bank' group by 1, 2 order by 2
        """;

    public async Task<AccountCoverage> Of(BankAccount account, CancellationToken cancellation) => (await Of([account], cancellation))[account.Id];

    public async Task<IReadOnlyDictionary<Guid, AccountCoverage>> Of(IReadOnlyList<BankAccount> accounts, CancellationToken cancellation)
    {
        var days = new Dictionary<Guid, List<SaidOfDay>>();
        var periods = new Dictionary<Guid, List<DeclaredPeriod>>();
        var gaps = new Dictionary<Guid, List<SaidGap>>();
        var moves = new Dictionary<Guid, List<LedgerMove>>();

        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in Sql.Split(';'))
            batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = accounts.Select(a => a.Id).ToArray() } } });
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            Add(days, row, new(
                row.GetGuid(1), Day(row, 2), Amount(row, 3), Amount(row, 4), row.GetBoolean(5), row.GetInt32(6), row.GetInt64(7), row.GetInt64(8)));
        }
        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation)) Add(periods, row, new(Day(row, 1), Day(row, 2)));
        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            Add(gaps, row, new(row.GetGuid(1), row.GetInt32(2), Day(row, 3), Day(row, 4), row.GetInt64(5), row.GetInt64(6)));
        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation)) Add(moves, row, new(Day(row, 1), row.GetInt64(2)));

        return accounts.ToDictionary(a => a.Id, a => AccountCoverage.Of(new(Of(days, a), Of(periods, a), Of(gaps, a), Of(moves, a))));
    }

    private static void Add<T>(Dictionary<Guid, List<T>> all, NpgsqlDataReader row, T item)
    {
        if (!all.TryGetValue(row.GetGuid(0), out var list)) all[row.GetGuid(0)] = list = [];
        list.Add(item);
    }

    private static List<T> Of<T>(Dictionary<Guid, List<T>> all, BankAccount account) => all.GetValueOrDefault(account.Id) ?? [];

    private static DateOnly Day(NpgsqlDataReader row, int at) => row.GetFieldValue<DateOnly>(at);

    private static long? Amount(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetInt64(at);
}
