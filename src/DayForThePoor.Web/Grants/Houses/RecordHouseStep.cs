using DayForThePoor.Core;
using DayForThePoor.Core.Grants.Houses;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants.Houses;

/// <param name="Step">One of <see cref="HouseSteps"/>.</param>
/// <param name="On">Today when null.</param>
/// <param name="Area">m² as measured; null leaves what the survey says. The same for <paramref name="Rooms"/>.</param>
public sealed record HouseStepForm(
    string? Step, DateOnly? On = null, string? Text = null, bool? Floor = null, bool? Frame = null, bool? Roof = null, decimal? Area = null, int? Rooms = null,
    DateOnly? MendBy = null, string? Plate = null);

/// <summary>Takes a house one step on, or the last one back.</summary>
/// <param name="Key">Of the form; sent twice it is one step.</param>
public sealed record RecordHouseStep(Actor By, Guid UnitId, Guid HouseId, string Key, HouseStepForm Form) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

public static class RecordHouseStepHandler
{
    private const int LongestText = 500;

    /// <returns>The state of the house.</returns>
    public static async Task<Outcome<string>> Handle(RecordHouseStep command, Sessions sessions, PaidForHouses paid, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        var today = VietnamTime.TodayIn(clock);
        var (text, plate) = (CleanText.Check(form.Text, "text", LongestText), CleanText.Check(form.Plate, "plate"));
        List<Refusal> no = [.. text.Refusals, .. plate.Refusals, .. HouseSurvey.WhyNotSize(form.Area, form.Rooms)];
        if (no.Count > 0) return no;

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await LockedHouse.Take(connection, command.UnitId, command.HouseId, cancellation) is not { } house) return AccessPolicy.OtherUnit;
        if (await HouseLog.Knows(connection, house.Id, command.Key, cancellation)) return house.State;

        var step = new HouseStep(form.Step ?? "", form.On ?? today, text.Value, form.Floor, form.Frame, form.Roof, form.MendBy, plate.Value);
        no.AddRange(StepRules.WhyNot(house.Kind, house.State, house.Last, today, step));
        if (no.Count == 0 && step.Step != HouseSteps.TakeBack && !house.IsApproved) no.Add(Refusal.Conflict("house.grant_not_approved", "step"));
        if (no.Count > 0) return no;
        var next = HouseSteps.Next(house.State, step.Step)!;
        if (step.Step == HouseSteps.TakeBack && house.Instalments is { } planned && await paid.Of(connection, house.Id, cancellation) > planned.PayableIn(next))
            return Refusal.Conflict("house.paid_already", "step");

        await Move(connection, house.Id, next, step, form, cancellation);
        await new HouseLog(house.Id, command.Key, step.Step, step.On, LogText(step), next, step.Step == HouseSteps.Mend ? step.MendBy : null)
            .Insert(connection, command.By.PersonId, clock.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return next;
    }

    private static string LogText(HouseStep step) => step.Plate.Length == 0 ? step.Text : step.Text.Length == 0 ? step.Plate : $"{step.Plate} – {step.Text}";

    /// <summary>Days of steps that are no longer behind the house go with them.</summary>
    private static async Task Move(NpgsqlConnection connection, Guid house, string next, HouseStep step, HouseStepForm form, CancellationToken cancellation)
    {
        await using var update = new NpgsqlCommand("""
            update grants.house set state = $2,
              undertaken_on = case when $3 = 'undertake' then $4 when $2 = 'surveyed' then null else undertaken_on end,
              started_on = case when $3 = 'start' then $4 when $2 in ('surveyed', 'undertaken') then null else started_on end,
              finished_on = case when $3 = 'finish' then $4 when $2 in ('surveyed', 'undertaken', 'started') then null else finished_on end,
              inspected_on = case when $3 in ('accept', 'mend') then $4 when $3 = 'take-back' and $2 = 'finished' then null else inspected_on end,
              handed_over_on = case when $3 = 'hand-over' then $4 when $3 = 'take-back' then null else handed_over_on end,
              floor_solid = case when $3 in ('accept', 'mend') then $5 when $3 = 'take-back' and $2 = 'finished' then null else floor_solid end,
              frame_solid = case when $3 in ('accept', 'mend') then $6 when $3 = 'take-back' and $2 = 'finished' then null else frame_solid end,
              roof_solid = case when $3 in ('accept', 'mend') then $7 when $3 = 'take-back' and $2 = 'finished' then null else roof_solid end,
              mend_by = case when $3 = 'mend' then $8 else null end,
              area = coalesce($9, area), rooms = coalesce($10, rooms),
              plate = case when $3 = 'hand-over' then $11 else plate end
            where id = $1
            """, connection)
        {
            Parameters =
            {
                new() { Value = house }, new() { Value = next }, new() { Value = step.Step }, new() { Value = step.On },
                Flag(step.Floor), Flag(step.Frame), Flag(step.Roof),
                new() { Value = step.MendBy ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date },
                new() { Value = form.Area ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Numeric },
                new() { Value = form.Rooms is { } rooms ? (short)rooms : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Smallint },
                new() { Value = step.Plate },
            },
        };
        await update.ExecuteNonQueryAsync(cancellation);

        static NpgsqlParameter Flag(bool? solid) => new() { Value = solid ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean };
    }
}
