using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>The pledge goes on after its end.</summary>
/// <param name="EndsOn">The new end; null: for as long again.</param>
public sealed record RenewPledge(Actor By, Guid UnitId, Guid PledgeId, DateOnly? EndsOn) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

public static class RenewPledgeHandler
{
    public static Task<Outcome<PledgeMoved>> Handle(RenewPledge command, PledgeSurroundings around, CancellationToken cancellation) =>
        around.TakeWithSlot(command.UnitId, command.PledgeId, null, async (held, pledge, slot) =>
        {
            var decided = PledgeDecider.Renew(pledge, held.Step(command.By.PersonId), command.EndsOn, around.Today);
            if (slot is null || !decided.TryGet(out var happened)) return decided;
            var after = happened.Aggregate(pledge, (s, e) => PledgeState.Evolve(s, e)!);
            return await SlotRoom.WhyNot(held.Connection, slot, after, around.Today, cancellation) is { } full ? full : decided;
        }, cancellation);
}
