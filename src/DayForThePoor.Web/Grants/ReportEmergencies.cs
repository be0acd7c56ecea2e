using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Grants;

/// <summary>
/// Tell the board of the emergencies that its head decided alone. Those still to be told are the list of grants with
/// <see cref="GrantFilter.Unreported"/>.
/// </summary>
/// <param name="MeetingOn">Day of the board's meeting; today when null.</param>
public sealed record ReportEmergencies(Actor By, Guid UnitId, IReadOnlyList<Guid> Grants, DateOnly? MeetingOn) : IUnitMessage
{
    public Permission Needs => Permission.DecideGrants;
}

public static class ReportEmergenciesHandler
{
    public static async Task<Outcome<IReadOnlyList<GrantMoved>>> Handle(ReportEmergencies command, GrantSurroundings around, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var on = GrantMove.Day(command.MeetingOn, "meetingOn", around, no);
        if (no.Count > 0) return no;
        return await GrantMove.Take(around, command.UnitId, command.Grants, (_, grant) => Task.FromResult(
            GrantDecider.WhyNotReport(grant, on) is { } refusal
                ? refusal
                : GrantMove.Did(new GrantReportedToBoard(Guid.CreateVersion7(around.Now), grant.Id, on, [], GrantMove.NoTexts, command.By.PersonId))), cancellation);
    }
}
