using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>Write down that a sponsor was told something, when and how.</summary>
/// <param name="On">Null: today.</param>
/// <param name="How">One of <see cref="ToldHow"/>.</param>
public sealed record TellNotices(Actor By, Guid UnitId, IReadOnlyList<Guid> Notices, DateOnly? On, string? How) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

public static class TellNoticesHandler
{
    /// <returns>How many were told now. Codes: notice.none_chosen, notice.how, notice.future, notice.gone.</returns>
    public static async Task<Outcome<int>> Handle(TellNotices command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        List<Refusal> no = [];
        if (command.Notices.Count == 0) no.Add(Refusal.Invalid("notice.none_chosen", "notices"));
        if (!ToldHow.All.Contains(command.How)) no.Add(Refusal.Invalid("notice.how", "how"));
        if (command.On > today) no.Add(Refusal.Invalid("notice.future", "on"));
        if (no.Count > 0) return no;

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        // Asked in the statement that writes: a reminder whose payment came a moment ago is not told any more.
        await using var update = new NpgsqlCommand("""
            update sponsorships.notice n set told_on = $3, told_how = $4, told_by = $5
            where n.id = any($1) and n.unit_id = $2 and n.told_on is null and n.id in (select t.id from sponsorships.notice_to_tell t where t.id = any($1))
            """, connection)
        {
            Parameters =
            {
                new() { Value = command.Notices.Distinct().ToArray() }, new() { Value = command.UnitId }, new() { Value = command.On ?? today }, new() { Value = command.How! },
                new() { Value = command.By.PersonId },
            },
        };
        var told = await update.ExecuteNonQueryAsync(cancellation);
        return told > 0 ? told : Refusal.Conflict("notice.gone");
    }
}
