using DayForThePoor.Core.Grants.Houses;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace DayForThePoor.Web.Grants.Houses;

/// <summary>Houses that wait for somebody: finished and not inspected, or past their day for mending.</summary>
public sealed class TodayHouses(Sessions sessions, IStringLocalizer<HouseTexts> texts, TimeProvider clock) : ITodayTasks
{
    public Permission Needs => Permission.RequestGrants;

    public int Order => 48;

    public async Task<IReadOnlyList<TaskItem>> For(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select count(*) filter (where state = 'finished'), count(*) filter (where state = 'mend' and mend_by < $2) from grants.house where unit_id = any($1)
            """, connection) { Parameters = { new() { Value = units.ToArray() }, new() { Value = VietnamTime.TodayIn(clock) } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        List<TaskItem> tasks = [];
        if (row.GetInt64(0) is > 0 and var finished) tasks.Add(new(texts["Today.Finished"], $"/nha-dai-doan-ket?buoc={HouseStates.Finished}", $"{finished}"));
        if (row.GetInt64(1) is > 0 and var late) tasks.Add(new(texts["Today.Mend"], $"/nha-dai-doan-ket?buoc={HouseStates.Mend}", $"{late}"));
        return tasks;
    }
}
