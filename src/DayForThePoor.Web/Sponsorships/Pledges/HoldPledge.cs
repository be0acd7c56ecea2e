using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>Keep the place of an offered pledge in its slot for the days of the unit's setting.</summary>
public sealed record HoldPledge(Actor By, Guid UnitId, Guid PledgeId) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

/// <summary>Keep it for as many days more; a limited number of times.</summary>
public sealed record ExtendHold(Actor By, Guid UnitId, Guid PledgeId) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

public static class HoldPledgeHandler
{
    public static Task<Outcome<PledgeMoved>> Handle(HoldPledge command, PledgeSurroundings around, CancellationToken cancellation) =>
        around.TakeWithSlot(command.UnitId, command.PledgeId, null, async (held, pledge, slot) =>
        {
            var days = (await SponsorshipSettings.Of(held.Connection, command.UnitId, cancellation)).HoldDays;
            var decided = PledgeDecider.Hold(pledge, held.Step(command.By.PersonId), around.Today.AddDays(days), around.Today);
            if (decided.IsRefused || slot is null) return decided;
            return await SlotRoom.WhyNot(held.Connection, slot, pledge, around.Today, cancellation) is { } full ? full : decided;
        }, cancellation);
}

public static class ExtendHoldHandler
{
    public static Task<Outcome<PledgeMoved>> Handle(ExtendHold command, PledgeSurroundings around, CancellationToken cancellation) =>
        around.Take(command.UnitId, command.PledgeId, async (held, pledge) =>
        {
            var numbers = await SponsorshipSettings.Of(held.Connection, command.UnitId, cancellation);
            return PledgeDecider.ExtendHold(pledge, held.Step(command.By.PersonId), numbers.HoldDays, numbers.HoldExtensions, around.Today);
        }, cancellation);
}
