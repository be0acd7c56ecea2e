using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>Nothing falls due from a day on; the place in the slot is kept.</summary>
/// <param name="From">Today when null.</param>
public sealed record PausePledge(Actor By, Guid UnitId, Guid PledgeId, DateOnly? From, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

/// <param name="On">Today when null. What fell due in between and nobody gave anything for is left out.</param>
public sealed record ResumePledge(Actor By, Guid UnitId, Guid PledgeId, DateOnly? On) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

public static class PausePledgeHandler
{
    public static async Task<Outcome<PledgeMoved>> Handle(PausePledge command, PledgeSurroundings around, CancellationToken cancellation) =>
        PledgeSurroundings.Reason(command.Reason) is var reason && reason.TryGet(out var text)
            ? await around.Take(
                command.UnitId, command.PledgeId, (held, pledge) => PledgeDecider.Pause(pledge, held.Step(command.By.PersonId, ("reason", text)), command.From ?? around.Today), cancellation)
            : new Outcome<PledgeMoved>(reason.Refusals);
}

public static class ResumePledgeHandler
{
    public static Task<Outcome<PledgeMoved>> Handle(ResumePledge command, PledgeSurroundings around, CancellationToken cancellation) =>
        around.Take(command.UnitId, command.PledgeId, (held, pledge) => PledgeDecider.Resume(pledge, held.Step(command.By.PersonId), command.On ?? around.Today), cancellation);
}
