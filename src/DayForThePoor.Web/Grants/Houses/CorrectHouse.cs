using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Grants.Houses;

/// <summary>Puts right what the survey says, with the reason in the log.</summary>
public sealed record CorrectHouse(Actor By, Guid UnitId, Guid HouseId, string Key, SurveyForm Form, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

public static class CorrectHouseHandler
{
    public static async Task<Outcome<bool>> Handle(CorrectHouse command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        var checkedSurvey = HouseSurvey.Check(command.Form, today);
        var reason = CleanText.CheckRequired(command.Reason, "reason");
        if (checkedSurvey.IsRefused || reason.IsRefused) return new([.. checkedSurvey.Refusals, .. reason.Refusals]);
        var survey = checkedSurvey.Value;

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await LockedHouse.Take(connection, command.UnitId, command.HouseId, cancellation) is not { } house) return AccessPolicy.OtherUnit;
        if (await HouseLog.Knows(connection, house.Id, command.Key, cancellation)) return true;
        if (house.Instalments is { } planned && planned.WhyNot(survey.Kind, house.Approved ?? 0).FirstOrDefault() is { } broken) return broken;

        await using var update = new NpgsqlCommand("""
            update grants.house set kind = $2, surveyed_on = $3, condition = $4, work = $5, land_paper = $6, land_number = $7, area = $8, rooms = $9 where id = $1
            """, connection) { Parameters = { new() { Value = house.Id } } };
        update.Parameters.AddRange(survey.Columns().ToArray());
        await update.ExecuteNonQueryAsync(cancellation);
        await new HouseLog(house.Id, command.Key, HouseLog.Corrected, today, reason.Value, house.State).Insert(connection, command.By.PersonId, clock.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
