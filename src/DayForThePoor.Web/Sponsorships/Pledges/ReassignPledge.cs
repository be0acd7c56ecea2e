using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>The pledge helps another person from now on, or its first.</summary>
/// <param name="Slot">Of the person; its money goes with it.</param>
public sealed record ReassignPledge(Actor By, Guid UnitId, Guid PledgeId, Guid Slot, DateOnly? On, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

public static class ReassignPledgeHandler
{
    public static async Task<Outcome<PledgeMoved>> Handle(ReassignPledge command, PledgeSurroundings around, CancellationToken cancellation)
    {
        var reason = PledgeSurroundings.Reason(command.Reason);
        if (!reason.TryGet(out var text)) return new Outcome<PledgeMoved>(reason.Refusals);
        return await around.TakeWithSlot(command.UnitId, command.PledgeId, command.Slot, async (held, pledge, slot) =>
        {
            var person = await PledgedPerson.Schooling(held.Connection, slot!.BeneficiaryId, cancellation);
            var decided = PledgeDecider.Reassign(
                pledge, held.Step(command.By.PersonId, ("reason", text)), slot.BeneficiaryId, slot.Id, person, command.On ?? around.Today);
            if (!decided.TryGet(out var happened)) return decided;
            var after = happened.Aggregate(pledge, (s, e) => PledgeState.Evolve(s, e)!);
            return await SlotRoom.WhyNot(held.Connection, slot, after, around.Today, cancellation) is { } full ? full : decided;
        }, cancellation);
    }
}
