using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Jobs;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace DayForThePoor.Web.Statements.Inbox;

/// <summary>Accounts whose latest statement came by the folder and was refused; gone as soon as a good one follows.</summary>
public sealed class TodayInbox(Sessions sessions, IRegistry registry, IStringLocalizer<InboxTexts> texts) : IJobNeeds
{
    public Permission Needs => Permission.ImportStatements;

    public int Order => 20;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var accounts = known.Accounts.Values.Where(account => units.Contains(account.UnitId)).Select(account => account.Id).ToArray();
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var query = new NpgsqlCommand("""
            select last.account_id, last.id, last.file_name, last.uploaded_at, last.problem_count from unnest($1::uuid[]) a(id)
            join lateral (select * from statements.import i where i.account_id = a.id order by i.uploaded_at desc limit 1) last on true
            where last.state = 'refused' and last.uploaded_by = $2 order by last.uploaded_at desc
            """, connection) { Parameters = { new() { Value = accounts }, new() { Value = Actor.System.PersonId } } };
        List<TaskItem> tasks = [];
        await using var row = await query.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            tasks.Add(new TaskItem(
                texts["Today.Refused", known.Accounts[row.GetGuid(0)].Code], $"/sao-ke/lan-nap/{row.GetGuid(1)}", MoneyText.Format(new Vnd(row.GetInt32(4))),
                $"{row.GetString(2)}, {Shown.Instant(row.GetFieldValue<DateTimeOffset>(3))}"));
        return tasks;
    }
}
