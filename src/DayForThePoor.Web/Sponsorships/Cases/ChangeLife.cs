using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>
/// Something changed in the life of the person. After what stops payments every pledge that lives is flagged in the same
/// transaction; the officer gets an alarm, each sponsor a notice.
/// </summary>
/// <param name="Kind">One of <see cref="LifeChanges"/>.</param>
/// <param name="On">Today when null; not in the future.</param>
public sealed record ChangeLife(Actor By, Guid UnitId, Guid BeneficiaryId, string? Kind, DateOnly? On, string? Note) : IUnitMessage
{
    public Permission Needs => Permission.ManageCases;
}

/// <param name="Flagged">Pledges for which nothing is paid until somebody has decided.</param>
public sealed record LifeChanged(Guid ChangeId, IReadOnlyList<Guid> Flagged);

public static class ChangeLifeHandler
{
    public static async Task<Outcome<LifeChanged>> Handle(ChangeLife command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var typed = new Typed(no, VietnamTime.TodayIn(clock));
        typed.OneOf(command.Kind, LifeChanges.All, "kind", "case.life_kind");
        var note = typed.Text(command.Note, "note");
        var on = typed.Day(command.On, "on");
        if (no.Count > 0) return no;

        await using var cases = await HeldCases.Begin(sessions, command.UnitId, cancellation);
        if (await cases.Lock(command.BeneficiaryId, cancellation) is not { } state) return AccessPolicy.OtherUnit;
        if (CaseDecider.WhyNotChange(state) is { } refusal) return refusal;
        var person = (await CasePerson.Find(cases.Connection, command.UnitId, command.BeneficiaryId, cancellation))!;
        if (on < person.BirthDate) return Refusal.Invalid("case.before_birth", "on");

        var now = clock.GetUtcNow();
        var step = Guid.CreateVersion7(now);
        cases.Append(new CaseLifeChanged(step, command.BeneficiaryId, command.Kind!, on, cases.Seal(step, ("note", note)), command.By.PersonId));
        var pledges = await LivingPledges.Lock(cases.Connection, command.BeneficiaryId, cancellation);
        var stops = LifeChanges.Stopping.Contains(command.Kind);
        if (stops)
            foreach (var pledge in pledges)
                cases.Append(new PledgeFlagged(Guid.CreateVersion7(now), pledge.Id, command.Kind!, on, new SortedDictionary<string, string>(), command.By.PersonId));
        var told = new CaseTold(cases.Connection, command.UnitId, command.BeneficiaryId, now);
        await told.Officer(command.Kind!, on, cancellation);
        await told.Sponsors(pledges, on, cancellation);
        await cases.Commit(cancellation);
        return new LifeChanged(step, stops ? [.. pledges.Select(p => p.Id)] : []);
    }
}

/// <summary>A life change was written wrongly, or is over: somebody who had moved came back. Pledges that were flagged for it go on.</summary>
/// <param name="ChangeId">The step of the change.</param>
public sealed record TakeBackLifeChange(Actor By, Guid UnitId, Guid BeneficiaryId, Guid ChangeId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.ManageCases;
}

public static class TakeBackLifeChangeHandler
{
    public static async Task<Outcome<Guid>> Handle(TakeBackLifeChange command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var reason = new Typed(no, VietnamTime.TodayIn(clock)).Text(command.Reason, "reason", true);
        if (no.Count > 0) return no;
        await using var cases = await HeldCases.Begin(sessions, command.UnitId, cancellation);
        if (await cases.Lock(command.BeneficiaryId, cancellation) is not { } state) return AccessPolicy.OtherUnit;
        if (CaseDecider.WhyNotTakeBack(state, command.ChangeId) is { } refusal) return refusal;

        var now = clock.GetUtcNow();
        var step = Guid.CreateVersion7(now);
        var back = new CaseLifeChangeTakenBack(step, command.BeneficiaryId, command.ChangeId, cases.Seal(step, ("reason", reason)), command.By.PersonId);
        cases.Append(back);
        // Nothing stops payments any more: what was flagged for it needs no decision.
        if (CaseState.Evolve(state, back)!.Stopped is null)
        {
            foreach (var pledge in (await LivingPledges.Lock(cases.Connection, command.BeneficiaryId, cancellation)).Where(p => p.Flagged is not null))
            {
                var cleared = Guid.CreateVersion7(now);
                cases.Append(new PledgeCleared(cleared, pledge.Id, cases.Seal(cleared, ("reason", reason)), command.By.PersonId));
            }
        }
        await new CaseTold(cases.Connection, command.UnitId, command.BeneficiaryId, now).Over(command.By.PersonId, cancellation);
        await cases.Commit(cancellation);
        return step;
    }
}
