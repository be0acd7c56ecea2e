using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Households;

/// <summary>What became of a wish or a referral.</summary>
/// <param name="Outcome">One of <see cref="HappeningOutcomes"/>.</param>
/// <param name="Text">In words; may be empty when it was done.</param>
public sealed record CloseHappening(Actor By, Guid UnitId, Guid HouseholdId, Guid HappeningId, string? Outcome, string? Text, DateOnly? On) : IUnitMessage
{
    public Permission Needs => Permission.ManageHouseholds;
}

public static class CloseHappeningHandler
{
    private const int LongestText = 500;

    public static async Task<Outcome<bool>> Handle(CloseHappening command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        var text = command.Outcome == "done" ? CleanText.Check(command.Text, "outcomeText", LongestText) : CleanText.CheckRequired(command.Text, "outcomeText", LongestText);
        List<Refusal> no = [.. text.Refusals];
        if (!HappeningOutcomes.All.Contains(command.Outcome)) no.Add(Refusal.Invalid("household.outcome", "outcome"));
        if (command.On > today) no.Add(Refusal.Invalid("household.future", "outcomeOn"));
        if (no.Count > 0) return no;

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var update = new NpgsqlCommand("""
            update households.happening p set outcome = $1, outcome_text = $2, outcome_on = $3
            from households.household h
            where p.id = $4 and p.household_id = $5 and h.id = p.household_id and h.unit_id = $6 and p.outcome is null
              and p.kind in ('wish', 'loan', 'job', 'training') and p.on_date <= $3
            """, connection)
        {
            Parameters =
            {
                new() { Value = command.Outcome! }, new() { Value = text.Value }, new() { Value = command.On ?? today },
                new() { Value = command.HappeningId }, new() { Value = command.HouseholdId }, new() { Value = command.UnitId },
            },
        };
        return await update.ExecuteNonQueryAsync(cancellation) == 1 ? true : Refusal.Conflict("household.not_open", "outcomeOn");
    }
}
