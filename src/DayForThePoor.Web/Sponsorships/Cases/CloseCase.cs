using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>The person is not sponsored any more. Refused while a pledge lives.</summary>
/// <param name="ReasonCode">One of <see cref="CloseReasons"/>.</param>
public sealed record CloseCase(Actor By, Guid UnitId, Guid BeneficiaryId, DateOnly? On, string? ReasonCode, string? Reason) : IUnitMessage
{
    public static readonly IReadOnlyList<string> CloseReasons = [.. LifeChanges.All, "other"];

    public Permission Needs => Permission.ManageCases;
}

public sealed record CaseMoved(Guid BeneficiaryId, string State);

public static class CloseCaseHandler
{
    public static async Task<Outcome<CaseMoved>> Handle(CloseCase command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var typed = new Typed(no, VietnamTime.TodayIn(clock));
        typed.OneOf(command.ReasonCode, CloseCase.CloseReasons, "reasonCode", "case.close_reason");
        var reason = typed.Text(command.Reason, "reason", command.ReasonCode == "other");
        var on = typed.Day(command.On, "on");
        if (no.Count > 0) return no;
        await using var cases = await HeldCases.Begin(sessions, command.UnitId, cancellation);
        if (await cases.Lock(command.BeneficiaryId, cancellation) is not { } state) return AccessPolicy.OtherUnit;
        var living = await LivingPledges.Lock(cases.Connection, command.BeneficiaryId, cancellation);
        if (CaseDecider.WhyNotClose(state, living.Count) is { } refusal) return refusal;
        var step = Guid.CreateVersion7(clock.GetUtcNow());
        cases.Append(new CaseClosed(step, command.BeneficiaryId, on, command.ReasonCode!, cases.Seal(step, ("reason", reason)), command.By.PersonId));
        await cases.Commit(cancellation);
        return new CaseMoved(command.BeneficiaryId, CaseStates.Closed);
    }
}

/// <summary>The case was closed too early, or the person came back. Life changes of before stop nothing any more.</summary>
public sealed record ReopenCase(Actor By, Guid UnitId, Guid BeneficiaryId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.ManageCases;
}

public static class ReopenCaseHandler
{
    public static async Task<Outcome<CaseMoved>> Handle(ReopenCase command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var typed = new Typed(no, VietnamTime.TodayIn(clock));
        var reason = typed.Text(command.Reason, "reason", true);
        if (no.Count > 0) return no;
        await using var cases = await HeldCases.Begin(sessions, command.UnitId, cancellation);
        if (await cases.Lock(command.BeneficiaryId, cancellation) is not { } state) return AccessPolicy.OtherUnit;
        if (CaseDecider.WhyNotReopen(state) is { } refusal) return refusal;
        var step = Guid.CreateVersion7(clock.GetUtcNow());
        cases.Append(new CaseReopened(step, command.BeneficiaryId, typed.Today, cases.Seal(step, ("reason", reason)), command.By.PersonId));
        await cases.Commit(cancellation);
        return new CaseMoved(command.BeneficiaryId, CaseStates.Open);
    }
}
