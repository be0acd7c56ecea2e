using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Households;

/// <param name="Kind">wish, visit, loan, job or training.</param>
/// <param name="On">Today when null.</param>
/// <param name="Purpose">Of a wish, one of <see cref="Purposes"/>.</param>
public sealed record HappeningForm(string? Kind, DateOnly? On, string? Purpose, string? Text);

/// <summary>Writes down a wish, a visit or that a household was referred to a loan, a job or a training.</summary>
public sealed record RecordHappening(Actor By, Guid UnitId, Guid HouseholdId, HappeningForm Form) : IUnitMessage
{
    public Permission Needs => Permission.ManageHouseholds;
}

public static class RecordHappeningHandler
{
    private const int LongestText = 500;

    public static async Task<Outcome<Guid>> Handle(RecordHappening command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        var today = VietnamTime.TodayIn(clock);
        var text = CleanText.CheckRequired(form.Text, "text", LongestText);
        List<Refusal> no = [.. text.Refusals];
        if (!HappeningKinds.Recorded.Contains(form.Kind)) no.Add(Refusal.Invalid("household.kind", "kind"));
        if (form.On > today) no.Add(Refusal.Invalid("household.future", "on"));
        if (form.Kind == HappeningKinds.Wish && !Purposes.All.Contains(form.Purpose)) no.Add(Refusal.Invalid("household.purpose", "purpose"));
        if (no.Count > 0) return no;

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        var happening = new Happening(
            Guid.CreateVersion7(), command.HouseholdId, form.Kind!, form.On ?? today, form.Kind == HappeningKinds.Wish ? form.Purpose : null, text.Value, null);
        return await happening.Insert(connection, command.UnitId, command.By.PersonId, clock.GetUtcNow(), cancellation) ? happening.Id : AccessPolicy.OtherUnit;
    }
}

/// <summary>A row of <c>households.happening</c> as it begins.</summary>
internal sealed record Happening(Guid Id, Guid HouseholdId, string Kind, DateOnly On, string? Purpose, string Text, Guid? OtherId)
{
    /// <returns>False: the household is not one of this unit.</returns>
    public async Task<bool> Insert(NpgsqlConnection connection, Guid unit, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("""
            insert into households.happening (id, household_id, kind, on_date, purpose, text, other_id, recorded_at, recorded_by)
            select $1, h.id, $3, $4, $5, $6, $7, $8, $9 from households.household h where h.id = $2 and h.unit_id = $10
            """, connection)
        {
            Parameters =
            {
                new() { Value = Id }, new() { Value = HouseholdId }, new() { Value = Kind }, new() { Value = On },
                new() { Value = Purpose ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }, new() { Value = Text },
                new() { Value = OtherId ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                new() { Value = at.ToUniversalTime() }, new() { Value = by }, new() { Value = unit },
            },
        };
        return await insert.ExecuteNonQueryAsync(cancellation) == 1;
    }
}
