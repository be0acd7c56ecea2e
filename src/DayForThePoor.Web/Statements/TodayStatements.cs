using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace DayForThePoor.Web.Statements;

/// <summary>How far each bank account's statement has been read: an account that lags behind shows at a glance.</summary>
public sealed class TodayStatements(Sessions sessions, IRegistry registry, IStringLocalizer<StatementTexts> texts) : ITodayTasks
{
    /// <summary>A city sees the accounts that were read last, not hundreds.</summary>
    private const int Most = 12;

    public Permission Needs => Permission.ImportStatements;

    public int Order => 30;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var accounts = known.Accounts.Values.Where(account => units.Contains(account.UnitId)).Select(account => account.Id).ToArray();
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var query = new NpgsqlCommand($"""
            select read.account_id, read.last_day, last.uploaded_at, last.rows_new
            from (select a.id as account_id, (select max(l.value_date) from statements.line l where l.account_id = a.id) as last_day
                  from unnest($1::uuid[]) a(id)) read
            join lateral (select i.uploaded_at, i.rows_new from statements.import i
                          where i.account_id = read.account_id and i.state = 'done' order by i.uploaded_at desc limit 1) last on true
            where read.last_day is not null order by last.uploaded_at desc limit {Most}
            """, connection) { Parameters = { new() { Value = accounts } } };
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        List<TaskItem> items = [];
        while (await reader.ReadAsync(cancellation))
        {
            var account = known.Accounts[reader.GetGuid(0)];
            items.Add(new TaskItem(
                texts["Today.ReadUpTo", account.Code], $"/sao-ke/dong?tai-khoan={account.Code}", Shown.Day(reader.GetFieldValue<DateOnly>(1)),
                texts["Today.LastImport", Shown.Instant(reader.GetFieldValue<DateTimeOffset>(2)), MoneyText.Format(new Vnd(reader.GetInt32(3)))], Calm: true));
        }
        return items;
    }
}
