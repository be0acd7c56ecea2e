using DayForThePoor.Core;
using DayForThePoor.Core.Households;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Households.Importing;

/// <summary>A person says whether households of a waiting list are the known ones that they look like.</summary>
public sealed record AnswerLikeness(Actor By, Guid UnitId, Guid ImportId, IReadOnlyDictionary<ListPlan.Pair, bool> Answers) : IUnitMessage
{
    public Permission Needs => Permission.ManageHouseholds;
}

public static class AnswerLikenessHandler
{
    public static async Task<Outcome<int>> Handle(AnswerLikeness command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var insert = new NpgsqlCommand("""
            insert into households.answer (import_id, code, household_id, same, answered_by, answered_at)
            select i.id, a.code, h.id, a.same, $2, $3
            from unnest($4::text[], $5::uuid[], $6::bool[]) a(code, household_id, same)
            join households.import i on i.id = $1 and i.unit_id = $7 and i.state = 'waiting'
            join households.household h on h.id = a.household_id and h.unit_id = $7
            on conflict (import_id, code, household_id) do update set same = excluded.same, answered_by = excluded.answered_by, answered_at = excluded.answered_at
            """, connection)
        {
            Parameters =
            {
                new() { Value = command.ImportId }, new() { Value = command.By.PersonId }, new() { Value = clock.GetUtcNow() },
                new() { Value = command.Answers.Keys.Select(pair => pair.Code).ToArray() },
                new() { Value = command.Answers.Keys.Select(pair => pair.Known).ToArray() },
                new() { Value = command.Answers.Values.ToArray() },
                new() { Value = command.UnitId },
            },
        };
        return await insert.ExecuteNonQueryAsync(cancellation);
    }
}
