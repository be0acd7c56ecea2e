using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Households;

/// <param name="Households">Poor households fewer at least, above 0.</param>
/// <param name="Decision">Number of the plan.</param>
public sealed record TargetForm(int? Year, int? Households, string? Decision);

/// <summary>Sets the plan of a year; set again it is replaced, as plans are adjusted within the year.</summary>
public sealed record SetTarget(Actor By, Guid UnitId, TargetForm Form) : IUnitMessage
{
    public Permission Needs => Permission.ManageHouseholds;
}

public static class SetTargetHandler
{
    private const int FirstYear = 2016, Most = 10_000, LongestDecision = 80;

    public static async Task<Outcome<bool>> Handle(SetTarget command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        var lastYear = VietnamTime.TodayIn(clock).Year + 5;
        var decision = CleanText.CheckRequired(form.Decision, "decision", LongestDecision);
        List<Refusal> no = [.. decision.Refusals];
        if (form.Year is not (>= FirstYear and var year) || year > lastYear) no.Add(Refusal.Invalid("household_list.year", "year", $"{FirstYear}", $"{lastYear}"));
        if (form.Households is not (> 0 and <= Most)) no.Add(Refusal.Invalid("household.target", "households", $"{Most}"));
        if (no.Count > 0) return no;

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var upsert = new NpgsqlCommand("""
            insert into households.target (unit_id, year, households, decision, set_at, set_by) values ($1, $2, $3, $4, $5, $6)
            on conflict (unit_id, year) do update set households = excluded.households, decision = excluded.decision, set_at = excluded.set_at, set_by = excluded.set_by
            """, connection)
        {
            Parameters =
            {
                new() { Value = command.UnitId }, new() { Value = (short)form.Year!.Value }, new() { Value = form.Households!.Value }, new() { Value = decision.Value },
                new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId },
            },
        };
        await upsert.ExecuteNonQueryAsync(cancellation);
        return true;
    }
}
