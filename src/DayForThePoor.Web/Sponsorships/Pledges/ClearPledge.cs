using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>Somebody looked at the life change and decided that the pledge goes on as it is.</summary>
public sealed record ClearPledge(Actor By, Guid UnitId, Guid PledgeId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

/// <summary>A note is written anew; it changes nothing else.</summary>
public sealed record NotePledge(Actor By, Guid UnitId, Guid PledgeId, string? Note) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

public static class ClearPledgeHandler
{
    public static async Task<Outcome<PledgeMoved>> Handle(ClearPledge command, PledgeSurroundings around, CancellationToken cancellation) =>
        PledgeSurroundings.Reason(command.Reason) is var reason && reason.TryGet(out var text)
            ? await around.Take(command.UnitId, command.PledgeId, (held, pledge) => PledgeDecider.Clear(pledge, held.Step(command.By.PersonId, ("reason", text))), cancellation)
            : new Outcome<PledgeMoved>(reason.Refusals);
}

public static class NotePledgeHandler
{
    public static async Task<Outcome<PledgeMoved>> Handle(NotePledge command, PledgeSurroundings around, CancellationToken cancellation) =>
        PledgeSurroundings.Reason(command.Note, "note") is var note && note.TryGet(out var text)
            ? await around.Take(command.UnitId, command.PledgeId, (held, pledge) => PledgeDecider.Note(pledge, held.Step(command.By.PersonId, ("note", text))), cancellation)
            : new Outcome<PledgeMoved>(note.Refusals);
}
