using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;

namespace DayForThePoor.Web.Grants;

/// <summary>
/// A signature under a frozen list. With the last that it needs, every grant of the list is approved: the lines are the
/// frozen ones, and what their households received meanwhile is looked up once more under the lock.
/// </summary>
/// <param name="Decision">Number of the decision (quyết định); may be empty. Sealed, taken from the last signature.</param>
public sealed record ApproveProposal(Actor By, Guid UnitId, Guid ProposalId, string? Decision) : IUnitMessage
{
    public Permission Needs => Permission.DecideGrants;
}

/// <param name="SignedBy">Different people who have signed.</param>
/// <param name="AlreadyKnown">The same person had signed before; nothing changed.</param>
public sealed record ProposalSignature(Guid ProposalId, string State, int SignedBy, int Needed, bool AlreadyKnown);

public static class ApproveProposalHandler
{
    public static async Task<Outcome<ProposalSignature>> Handle(ApproveProposal command, GrantSurroundings around, CancellationToken cancellation)
    {
        var by = command.By.PersonId;
        List<Refusal> no = [];
        var decision = GrantMove.Text(command.Decision, "decision", false, no, RequestGrant.LongestName);
        if (no.Count > 0) return no;

        await using var grants = await around.Begin(command.UnitId, cancellation);
        if (await grants.LockProposal(command.ProposalId, cancellation) is not { } list) return Refusal.NotFound("proposal.unknown");
        if (list.Signers.Contains(by) && (list.State is ProposalStates.Proposed or ProposalStates.Approved))
            return new ProposalSignature(list.Id, list.State, list.Signers.Count, list.Needed, true);
        if (ProposalDecider.WhyNotSign(list, by) is { } refusal) return refusal;

        grants.Append(new ProposalSigned(Guid.CreateVersion7(around.Now), list.Id, list.Signers.Count + 1, GrantMove.NoTexts, by));
        if (list.Signers.Count + 1 < list.Needed)
        {
            await grants.Commit(cancellation);
            return new ProposalSignature(list.Id, list.State, list.Signers.Count + 1, list.Needed, false);
        }

        if ((await FrozenList.Kept(grants.Connection, list.Id, cancellation)).ListHash != list.ListHash) return Refusal.Conflict("proposal.list_changed");
        if (await Approve(command, around, grants, list, cancellation) is { Count: > 0 } overlaps) return new Outcome<ProposalSignature>(overlaps);
        var step = Guid.CreateVersion7(around.Now);
        grants.Append(new ProposalApproved(step, list.Id, around.Today, grants.Seal(step, ("decision", decision)), by));
        await grants.Commit(cancellation);
        return new ProposalSignature(list.Id, ProposalStates.Approved, list.Signers.Count + 1, list.Needed, false);
    }

    private static async Task<IReadOnlyList<Refusal>> Approve(
        ApproveProposal command, GrantSurroundings around, HeldGrants grants, ProposalState list, CancellationToken cancellation)
    {
        var states = await grants.Lock([.. list.Grants.Select(line => line.GrantId)], cancellation);
        await grants.LockHouseholds(states.Values.Select(grant => grant.HouseholdId), cancellation);
        List<OverlapAsked> asked = [];
        foreach (var line in list.Grants)
        {
            var grant = states[line.GrantId];
            var rule = await around.Rules.Kept(grant.RuleId, grant.Purpose, cancellation);
            asked.Add(new(grant.Id, grant.UnitId, grant.HouseholdId, grant.MemberId, grant.Purpose, line.AmountVnd, around.Today, rule));
        }
        var found = await around.Overlaps(grants.Connection, asked, cancellation);
        List<Refusal> no = [];
        foreach (var ((line, outcome), i) in list.Grants.Zip(found).Select((pair, i) => (pair, i)))
        {
            var grant = states[line.GrantId];
            if (ProposalDecider.WhyNotApprove(list, grant, line, outcome, [.. list.Signers, command.By.PersonId]) is { } refusal)
                no.Add(refusal with { Field = $"lines[{i}]" });
            grants.Append(new GrantApproved(
                Guid.CreateVersion7(around.Now), grant.Id, around.Today, line.AmountVnd, outcome.Hash, outcome.Soft, outcome.Hard, [], GrantMove.NoTexts,
                command.By.PersonId, list.Id, grant.RuleId));
        }
        return no;
    }
}
