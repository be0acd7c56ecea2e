using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>
/// The person stood in the register twice: from now on the other case speaks for them. Nothing of the history of either is
/// changed, so that it can be undone. Refused while the one that goes has a pledge that lives.
/// </summary>
/// <param name="Into">Id or code of the case that stays.</param>
public sealed record MergeCase(Actor By, Guid UnitId, Guid BeneficiaryId, string? Into, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.ManageCases;
}

public static class MergeCaseHandler
{
    public static async Task<Outcome<CaseMoved>> Handle(MergeCase command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var reason = new Typed(no, VietnamTime.TodayIn(clock)).Text(command.Reason, "reason", true);
        await using var cases = await HeldCases.Begin(sessions, command.UnitId, cancellation);
        var into = await Find(cases.Connection, command, cancellation);
        if (into is null) no.Add(Refusal.Invalid("case.merge_unknown", "into"));
        if (no.Count > 0) return no;

        var held = await cases.Lock([command.BeneficiaryId, into!.Value], cancellation);
        if (!held.TryGetValue(command.BeneficiaryId, out var state)) return AccessPolicy.OtherUnit;
        var living = await LivingPledges.Lock(cases.Connection, command.BeneficiaryId, cancellation);
        if (CaseDecider.WhyNotMerge(state, held[into.Value], living.Count) is { } refusal) return refusal;
        var step = Guid.CreateVersion7(clock.GetUtcNow());
        cases.Append(new CaseMerged(step, command.BeneficiaryId, into.Value, cases.Seal(step, ("reason", reason)), command.By.PersonId));
        await cases.Commit(cancellation);
        return new CaseMoved(command.BeneficiaryId, CaseStates.Merged);
    }

    private static async Task<Guid?> Find(NpgsqlConnection connection, MergeCase command, CancellationToken cancellation)
    {
        var isId = Guid.TryParse(command.Into, out var id);
        await using var select = new NpgsqlCommand($"select id from sponsorships.beneficiary where unit_id = $1 and {(isId ? "id" : "code")} = $2", connection)
        {
            Parameters = { new() { Value = command.UnitId }, new() { Value = isId ? id : (command.Into ?? "").Trim().ToUpperInvariant() } },
        };
        return await select.ExecuteScalarAsync(cancellation) as Guid?;
    }
}

/// <summary>They were two people after all.</summary>
public sealed record UnmergeCase(Actor By, Guid UnitId, Guid BeneficiaryId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.ManageCases;
}

public static class UnmergeCaseHandler
{
    public static async Task<Outcome<CaseMoved>> Handle(UnmergeCase command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var reason = new Typed(no, VietnamTime.TodayIn(clock)).Text(command.Reason, "reason", true);
        if (no.Count > 0) return no;
        await using var cases = await HeldCases.Begin(sessions, command.UnitId, cancellation);
        if (await cases.Lock(command.BeneficiaryId, cancellation) is not { } state) return AccessPolicy.OtherUnit;
        if (CaseDecider.WhyNotUnmerge(state) is { } refusal) return refusal;
        var step = Guid.CreateVersion7(clock.GetUtcNow());
        var parted = new CaseUnmerged(step, command.BeneficiaryId, state.MergedInto!.Value, cases.Seal(step, ("reason", reason)), command.By.PersonId);
        cases.Append(parted);
        await cases.Commit(cancellation);
        return new CaseMoved(command.BeneficiaryId, CaseState.Evolve(state, parted)!.State);
    }
}
