using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>The person needs something more each month.</summary>
public sealed record AddSlot(Actor By, Guid UnitId, Guid BeneficiaryId, SlotForm Form) : IUnitMessage
{
    public Permission Needs => Permission.ManageCases;
}

public static class AddSlotHandler
{
    public static async Task<Outcome<Guid>> Handle(AddSlot command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var slot = SlotRow.Read(command.Form, "", new Typed(no, VietnamTime.TodayIn(clock)), no);
        if (slot is null) return no;
        await using var cases = await HeldCases.Begin(sessions, command.UnitId, cancellation);
        if (await cases.Lock(command.BeneficiaryId, cancellation) is not { } state) return AccessPolicy.OtherUnit;
        if (CaseDecider.WhyNotOpen(state) is { } refusal) return refusal;
        await slot.Insert(cases.Connection, command.UnitId, command.BeneficiaryId, command.By.PersonId, clock.GetUtcNow(), cancellation);
        await cases.Commit(cancellation);
        return slot.Id;
    }
}

/// <summary>The person does not need it any more after a day. A need that somebody sponsors beyond that day cannot end.</summary>
/// <param name="On">Last day; today when null.</param>
public sealed record EndSlot(Actor By, Guid UnitId, Guid BeneficiaryId, Guid SlotId, DateOnly? On) : IUnitMessage
{
    public Permission Needs => Permission.ManageCases;
}

public static class EndSlotHandler
{
    public static async Task<Outcome<Guid>> Handle(EndSlot command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var on = command.On ?? VietnamTime.TodayIn(clock);
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        DateOnly starts;
        await using (var locking = new NpgsqlCommand("select starts_on from sponsorships.slot where id = $1 and beneficiary_id = $2 and unit_id = $3 for update", connection)
        {
            Parameters = { new() { Value = command.SlotId }, new() { Value = command.BeneficiaryId }, new() { Value = command.UnitId } },
        })
        {
            if (await locking.ExecuteScalarAsync(cancellation) is not DateOnly day) return Refusal.Invalid("slot.unknown", "slot");
            starts = day;
        }
        if (on < starts) return Refusal.Invalid("slot.period", "on");
        await using (var pledged = new NpgsqlCommand("""
            select count(*)::int from sponsorships.pledge where slot_id = $1 and state = any($2) and (ends_on is null or ends_on > $3)
            """, connection)
        {
            Parameters = { new() { Value = command.SlotId }, new() { Value = PledgeStates.Filling.ToArray() }, new() { Value = on } },
        })
        {
            if ((int)(await pledged.ExecuteScalarAsync(cancellation))! is > 0 and var living) return Refusal.Conflict("slot.pledged", "on", $"{living}");
        }
        await using (var update = new NpgsqlCommand("update sponsorships.slot set ends_on = $2 where id = $1", connection)
        {
            Parameters = { new() { Value = command.SlotId }, new() { Value = on } },
        }) await update.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return command.SlotId;
    }
}
