using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace DayForThePoor.Web.HandOvers;

/// <summary>Minutes that wait for a signature of one's unit.</summary>
public sealed class TodayHandOvers(Sessions sessions, IStringLocalizer<HandOverTexts> texts) : ITodayTasks
{
    public Permission Needs => Permission.HandOverFunds;

    public int Order => 15;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var query = new NpgsqlCommand("""
            select (select count(*) from ledger.hand_over h join ledger.hand_over_side s on s.hand_over_id = h.id
                    where h.state = 'waiting' and s.signed_by is null and s.unit_id = any($1)),
                   (select count(*) from ledger.office_hand_over o where o.state = 'waiting' and o.unit_id = any($1))
            """, connection) { Parameters = { new() { Value = units.ToArray() } } };
        await using var row = await query.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        List<TaskItem> tasks = [];
        if (row.GetInt64(0) > 0) tasks.Add(new(texts["Today.Fund"], "/thiet-lap/ban-giao", $"{row.GetInt64(0)}"));
        if (row.GetInt64(1) > 0) tasks.Add(new(texts["Today.Office"], "/thiet-lap/ban-giao-cong-viec", $"{row.GetInt64(1)}"));
        return tasks;
    }
}
