using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Grants;

/// <summary>
/// The head's signature under a short grant (hỗ trợ đột xuất) on the hamlet's slip. With the last signature that the rule
/// demands it is approved and may be paid the same day.
/// </summary>
/// <param name="AmountVnd">Đồng; what was asked for when null. Whoever signs after the first signs for the same sum.</param>
public sealed record SignGrant(Actor By, Guid UnitId, Guid GrantId, long? AmountVnd) : IUnitMessage
{
    public Permission Needs => Permission.DecideGrants;
}

/// <param name="SignedBy">Different people who have signed.</param>
/// <param name="Needed">That the rule demands for the sum.</param>
/// <param name="AlreadyKnown">The same person had signed before; nothing changed.</param>
public sealed record GrantSignature(Guid GrantId, string State, int SignedBy, int Needed, bool AlreadyKnown);

public static class SignGrantHandler
{
    public static async Task<Outcome<GrantSignature>> Handle(SignGrant command, GrantSurroundings around, CancellationToken cancellation)
    {
        var by = command.By.PersonId;
        await using var grants = await around.Begin(command.UnitId, cancellation);
        if (await grants.Lock(command.GrantId, cancellation) is not { } grant) return Refusal.NotFound("grant.unknown");

        var rule = await around.Rules.On(command.UnitId, grant.Purpose, around.Today, cancellation);
        var amount = command.AmountVnd ?? grant.SignedVnd ?? grant.WishedVnd ?? 0;
        var needed = rule.SignaturesFor(grant.SignedVnd ?? amount);
        if (grant.Signers.Contains(by) && (grant.State is GrantStates.Requested or GrantStates.Approved) && (command.AmountVnd is null || amount == grant.SignedVnd))
            return new GrantSignature(grant.Id, grant.State, grant.Signers.Count, Math.Max(needed, grant.Signers.Count), true);
        if (GrantDecider.WhyNotSign(grant, rule, amount, by) is { } refusal) return refusal;

        var signed = new GrantSigned(Guid.CreateVersion7(around.Now), grant.Id, amount, [], GrantMove.NoTexts, by);
        grants.Append(signed);
        var state = GrantState.Evolve(grant, signed)!;
        if (state.Signers.Count >= needed)
        {
            await grants.LockHouseholds([grant.HouseholdId], cancellation);
            var found = await around.Overlap(grants.Connection, grant, rule, amount, cancellation);
            if (GrantDecider.WhyOverlaps(grant, found, state.Signers, grant.Authors) is { } overlap) return overlap;
            var approved = new GrantApproved(
                Guid.CreateVersion7(around.Now), grant.Id, around.Today, amount, found.Hash, found.Soft, found.Hard, [], GrantMove.NoTexts, by, null, rule.Id);
            grants.Append(approved);
            state = GrantState.Evolve(state, approved)!;
        }
        await grants.Commit(cancellation);
        return new GrantSignature(grant.Id, state.State, state.Signers.Count, needed, false);
    }
}
