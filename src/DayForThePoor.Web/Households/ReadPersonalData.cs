using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Households;

/// <summary>Reads ID numbers whole and health of a household's members. That it was read is written down first.</summary>
/// <param name="Reason">Why; the auditor reads it.</param>
public sealed record ReadPersonalData(Actor By, Guid UnitId, Guid HouseholdId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.ReadPersonalData;
}

/// <param name="NationalId">All digits, or null.</param>
/// <param name="Disability">One of <see cref="Core.Households.Disabilities"/>, or null.</param>
public sealed record PersonalData(Guid MemberId, string? NationalId, string? Disability);

public static class ReadPersonalDataHandler
{
    public static async Task<Outcome<IReadOnlyList<PersonalData>>> Handle(
        ReadPersonalData command, Sessions sessions, PersonalKey key, TimeProvider clock, CancellationToken cancellation)
    {
        var reason = CleanText.CheckRequired(command.Reason, "reason");
        if (reason.IsRefused) return new(reason.Refusals);

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var log = new NpgsqlCommand("""
            insert into households.reading (at, person_id, household_id, unit_id, what, reason)
            select $1, $2, h.id, h.unit_id, 'personal', $3 from households.household h where h.id = $4 and h.unit_id = $5
            """, connection)
        {
            Parameters =
            {
                new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId }, new() { Value = reason.Value },
                new() { Value = command.HouseholdId }, new() { Value = command.UnitId },
            },
        };
        if (await log.ExecuteNonQueryAsync(cancellation) == 0) return AccessPolicy.OtherUnit;
        var members = await MemberRow.Of(connection, [command.HouseholdId], cancellation);
        return new Outcome<IReadOnlyList<PersonalData>>(
            [.. members.Select(m => new PersonalData(m.Id, m.Sealed is null ? null : key.OpenText(m.Sealed), m.Disability))]);
    }
}
