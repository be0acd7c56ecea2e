using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households.Importing;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Households;

/// <summary>
/// A life event: the household moved, nobody is left of it, it was merged into another, or a part of it was split off. Of a
/// household that ended nobody lives there any more, so that its people can be written into the one where they live now.
/// </summary>
/// <param name="OtherCode">The household it was merged into, or the one that was split off; of the same commune.</param>
public sealed record LifeEventForm(string? Kind, DateOnly? On, string? Reason, string? OtherCode);

public sealed record EndHousehold(Actor By, Guid UnitId, Guid HouseholdId, LifeEventForm Form) : IUnitMessage
{
    public Permission Needs => Permission.ManageHouseholds;
}

public static class EndHouseholdHandler
{
    public static async Task<Outcome<bool>> Handle(
        EndHousehold command, Sessions sessions, IEnumerable<IHouseholdTie> ties, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        var today = VietnamTime.TodayIn(clock);
        var reason = CleanText.CheckRequired(form.Reason, "reason");
        var needsOther = form.Kind is HappeningKinds.Merged or HappeningKinds.Split;
        List<Refusal> no = [.. reason.Refusals];
        if (!HappeningKinds.LifeEvents.Contains(form.Kind)) no.Add(Refusal.Invalid("household.kind", "kind"));
        if (form.On > today) no.Add(Refusal.Invalid("household.future", "on"));
        if (needsOther && string.IsNullOrWhiteSpace(form.OtherCode)) no.Add(Refusal.Invalid("household.other_missing", "otherCode"));
        if (no.Count > 0) return no;

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await RegisterReader.Lock(connection, command.UnitId, cancellation);
        Guid? other = needsOther ? await Other(connection, command, cancellation) : null;
        if (needsOther && other is null) return Refusal.Invalid("household.other_unknown", "otherCode", form.OtherCode!.Trim());

        var on = form.On ?? today;
        if (form.Kind != HappeningKinds.Split)
        {
            var living = (await MemberRow.Of(connection, [command.HouseholdId], cancellation)).Where(m => m.LeftOn is null).Select(m => m.Id).ToArray();
            if (await ties.WhyNotLeave(connection, command.UnitId, living, cancellation) is { Count: > 0 } kept) return kept;
            await using var update = new NpgsqlCommand(
                "update households.household set ended = $3, ended_on = $4 where id = $1 and unit_id = $2 and ended is null", connection)
            {
                Parameters = { new() { Value = command.HouseholdId }, new() { Value = command.UnitId }, new() { Value = form.Kind! }, new() { Value = on, NpgsqlDbType = NpgsqlDbType.Date } },
            };
            if (await update.ExecuteNonQueryAsync(cancellation) == 0) return Refusal.Conflict("household.ended", "kind");
            await using var leave = new NpgsqlCommand("update households.member set left_on = $2 where household_id = $1 and left_on is null", connection)
            {
                Parameters = { new() { Value = command.HouseholdId }, new() { Value = on, NpgsqlDbType = NpgsqlDbType.Date } },
            };
            await leave.ExecuteNonQueryAsync(cancellation);
        }
        var happening = new Happening(Guid.CreateVersion7(), command.HouseholdId, form.Kind!, on, null, reason.Value, other);
        if (!await happening.Insert(connection, command.UnitId, command.By.PersonId, clock.GetUtcNow(), cancellation)) return AccessPolicy.OtherUnit;
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private static async Task<Guid?> Other(NpgsqlConnection connection, EndHousehold command, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            "select id from households.household where unit_id = $1 and code = $2 and id <> $3 and ended is null", connection)
        {
            Parameters = { new() { Value = command.UnitId }, new() { Value = command.Form.OtherCode!.Trim().ToUpperInvariant() }, new() { Value = command.HouseholdId } },
        };
        return await select.ExecuteScalarAsync(cancellation) as Guid?;
    }
}
