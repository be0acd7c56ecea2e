using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>The end of a pledge with its coded reason.</summary>
/// <param name="On">Last day on which something can fall due; today when null, at most a year ahead.</param>
/// <param name="ReasonCode">One of <see cref="PledgeEndReasons"/>.</param>
/// <param name="Note">What else there is to say. Sealed.</param>
public sealed record EndPledge(Actor By, Guid UnitId, Guid PledgeId, DateOnly? On, string? ReasonCode, string? Note) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

public static class EndPledgeHandler
{
    public static async Task<Outcome<PledgeMoved>> Handle(EndPledge command, PledgeSurroundings around, CancellationToken cancellation)
    {
        var note = Core.Text.CleanText.Check(command.Note, "note", PledgeSurroundings.LongestText);
        if (!note.TryGet(out var text)) return new Outcome<PledgeMoved>(note.Refusals);
        return await around.Take(command.UnitId, command.PledgeId, async (held, pledge) =>
        {
            var grace = (await SponsorshipSettings.Of(held.Connection, command.UnitId, cancellation)).GraceDays;
            return PledgeDecider.End(pledge, held.Step(command.By.PersonId, ("reason", text)), command.On ?? around.Today, command.ReasonCode, grace, around.Today);
        }, cancellation);
    }
}
