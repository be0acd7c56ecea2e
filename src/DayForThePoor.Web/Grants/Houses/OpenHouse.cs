using DayForThePoor.Core;
using DayForThePoor.Core.Grants.Houses;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Grants.Houses;

/// <summary>Opens the file of a house with its survey. A grant has one file; opened twice with the same survey it is the same.</summary>
public sealed record OpenHouse(Actor By, Guid UnitId, Guid GrantId, SurveyForm Form) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

public static class OpenHouseHandler
{
    private const string FirstKey = "survey";

    public static async Task<Outcome<Guid>> Handle(OpenHouse command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var checkedSurvey = HouseSurvey.Check(command.Form, VietnamTime.TodayIn(clock));
        if (!checkedSurvey.TryGet(out var survey)) return new(checkedSurvey.Refusals);

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await LockedHouse.Grant(connection, command.UnitId, command.GrantId, cancellation) is not { } grant) return Refusal.NotFound("house.grant_unknown", "grantId");
        if (grant.State is "rejected" or "withdrawn") return Refusal.Conflict("house.grant_ended", "grantId");

        await using var insert = new NpgsqlCommand("""
            insert into grants.house (id, unit_id, household_id, state, opened_at, opened_by, kind, surveyed_on, condition, work, land_paper, land_number, area, rooms)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = command.GrantId }, new() { Value = command.UnitId }, new() { Value = grant.HouseholdId }, new() { Value = HouseStates.Surveyed },
                new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId },
            },
        };
        insert.Parameters.AddRange(survey.Columns().ToArray());
        if (await insert.ExecuteNonQueryAsync(cancellation) == 0)
            return await IsSame(connection, command.GrantId, survey, cancellation) ? command.GrantId : Refusal.Conflict("house.exists", "grantId");
        await new HouseLog(command.GrantId, FirstKey, HouseLog.Survey, survey.SurveyedOn, survey.Condition, HouseStates.Surveyed)
            .Insert(connection, command.By.PersonId, clock.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return command.GrantId;
    }

    private static async Task<bool> IsSame(NpgsqlConnection connection, Guid house, HouseSurvey survey, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select (kind, surveyed_on, condition, work, land_paper, land_number, area, rooms) is not distinct from ($2::text, $3::date, $4::text, $5::text, $6::text, $7::text, $8::numeric, $9::smallint)
            from grants.house where id = $1
            """, connection) { Parameters = { new() { Value = house } } };
        select.Parameters.AddRange(survey.Columns().ToArray());
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }
}
