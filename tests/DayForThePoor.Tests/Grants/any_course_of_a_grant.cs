using CsCheck;
using DayForThePoor.Core;
using DayForThePoor.Core.Grants;

namespace DayForThePoor.Tests.Grants;

/// <summary>Whatever people try in whatever order: what becomes payable went the way that the rule demands.</summary>
public class any_course_of_a_grant
{
    private static readonly DateOnly Day = new(2026, 11, 2);
    private static readonly IReadOnlyDictionary<string, string> NoTexts = new Dictionary<string, string>();
    private static readonly Guid[] People = [.. Enumerable.Range(1, 4).Select(i => Ids.Of("person", $"{i}"))];
    private static readonly Guid Unit = Ids.Of("unit", "1"), Fund = Ids.Of("fund", "1"), Household = Ids.Of("household", "1");

    /// <summary>One attempt: which step, by whom, with which sum and what kind of luck.</summary>
    private readonly record struct Attempt(int Step, int Person, long Amount, bool Yes, int Hard);

    private static readonly Gen<Attempt> Attempts =
        from step in Gen.Int[0, 15]
        from person in Gen.Int[0, 3]
        from amount in Gen.Int[1, 12]
        from yes in Gen.Int[0, 3]
        from hard in Gen.Int[0, 7]
        select new Attempt(step, person, amount * 1_000_000L, yes > 0, hard == 0 ? 1 : 0);

    private static readonly Gen<SpendingRule> Rules =
        from signatures in Gen.Int[1, 3]
        from meeting in Gen.Bool
        from posting in Gen.Bool
        from atOnce in Gen.Bool
        from ceiling in Gen.Int[4, 12]
        from full in Gen.Int[0, 6]
        select new SpendingRule(
            Ids.Of("rule", $"{signatures}"), Purposes.Medical, ceiling * 1_000_000L, [new SignatureStep(0, 1), new SignatureStep(5_000_000, signatures)], meeting, posting, atOnce, 7,
            full * 1_000_000L, 12, null, "1/QĐ");

    /// <summary>A grant with its list and everything that happened to both.</summary>
    private sealed class Case(SpendingRule rule, string kind)
    {
        private int steps;

        public GrantState Grant { get; private set; } = GrantState.Evolve(null, new GrantRequested(
            Ids.Of("grant", "1"), Ids.Of("grant", "1"), Unit, Fund, Purposes.Medical, kind, Household, Day, false, [], NoTexts, People[0], null, 6_000_000))!;

        public ProposalState? List { get; private set; }

        public List<object> History { get; } = [];

        private Guid Step => Ids.Of("step", $"{steps}");

        public void Try(Attempt a)
        {
            steps++;
            var by = People[a.Person];
            IReadOnlyList<HeldFile> files = a.Yes ? [new(Step, GrantFiles.Minutes, ""), new(Step, GrantFiles.Photo, "")] : [];
            var found = new OverlapOutcome(a.Hard > 0 ? "hash" : "", 0, a.Hard);
            var on = Day.AddDays(30);
            switch (a.Step)
            {
                case 0: If(GrantDecider.WhyNotMeet(Grant, rule, a.Yes, a.Amount, a.Yes ? 20 : 3, a.Yes ? 2 : 9, 30, files).Count == 0, new GrantMet(Step, Grant.Id, Step, Day, a.Yes, a.Yes ? a.Amount : 0, files, NoTexts, by)); break;
                case 1: If(GrantDecider.WhyNotPost(Grant, rule, Day) is null, new GrantPosted(Step, Grant.Id, Day, Day.AddDays(7), files, NoTexts, by)); break;
                case 2: If(GrantDecider.WhyNotObject(Grant, Day) is null, new GrantObjected(Step, Grant.Id, Day, files, NoTexts, by)); break;
                case 3:
                    if (Grant.Objections.Keys.LastOrDefault() is var objection && GrantDecider.WhyNotAnswer(Grant, objection) is null)
                        Do(new GrantObjectionAnswered(Step, Grant.Id, objection, Day, !a.Yes, files, NoTexts, by));
                    break;
                case 4: If(GrantDecider.WhyNotEndPosting(Grant, a.Yes ? on : Day) is null, new GrantPostingEnded(Step, Grant.Id, on, files, NoTexts, by)); break;
                case 5: If(GrantDecider.WhyNotCheck(Grant, rule) is null, new GrantChecked(Step, Grant.Id, on, found.Hash, 0, found.Hard, files, NoTexts, by)); break;
                case 6: If(GrantDecider.WhyNotOverride(Grant, found, by) is null, new GrantOverlapOverridden(Step, Grant.Id, found.Hash, files, NoTexts, by)); break;
                case 7 or 8: Propose(a, by); break;
                case 9 or 10 or 11: Sign(a, by, found, on); break;
                case 12: If(GrantDecider.WhyNotSendBack(Grant) is null, new GrantSentBack(Step, Grant.Id, files, NoTexts, by)); break;
                case 13: If(GrantDecider.WhyNotResubmit(Grant) is null, new GrantResubmitted(Step, Grant.Id, files, NoTexts, by, a.Amount)); break;
                case 14:
                    if (List is { } list && ProposalDecider.WhyNotEnd(list) is null)
                    {
                        Do(new ProposalSentBack(Step, list.Id, NoTexts, by));
                        Do(new GrantUnlisted(Step, Grant.Id, list.Id, Grant.Before!, [], NoTexts, by));
                    }
                    break;
                case 15: If(!a.Yes && GrantDecider.WhyNotEnd(Grant, LivePayments.None) is null, new GrantWithdrawn(Step, Grant.Id, files, NoTexts, by)); break;
            }
        }

        private void Propose(Attempt a, Guid by)
        {
            if (GrantDecider.WhyNotPropose(Grant, rule, a.Amount) is not null) return;
            var id = Ids.Of("proposal", $"{steps}");
            Do(new ProposalFrozen(
                id, id, Unit, Fund, Day, [new ProposedGrant(Grant.Id, a.Amount)], a.Amount, "hash", rule.SignaturesFor(a.Amount), [.. Grant.Authors.Append(by).Distinct()], NoTexts, by));
            Do(new GrantProposed(Step, Grant.Id, id, a.Amount, [], NoTexts, by, rule.Id));
        }

        private void Sign(Attempt a, Guid by, OverlapOutcome found, DateOnly on)
        {
            if (Grant.State != GrantStates.Proposed)
            {
                if (Grant.Signers.Contains(by) || GrantDecider.WhyNotSign(Grant, rule, a.Amount, by) is not null) return;
                IReadOnlyList<Guid> signed = [.. Grant.Signers, by];
                var last = signed.Count >= rule.SignaturesFor(a.Amount);
                if (last && GrantDecider.WhyOverlaps(Grant, found, signed, Grant.Authors) is not null) return;
                Do(new GrantSigned(Step, Grant.Id, a.Amount, [], NoTexts, by));
                if (last) Do(new GrantApproved(Step, Grant.Id, on, a.Amount, found.Hash, 0, found.Hard, [], NoTexts, by, null, rule.Id));
                return;
            }
            if (List is not { } list || list.Signers.Contains(by) || ProposalDecider.WhyNotSign(list, by) is not null) return;
            IReadOnlyList<Guid> signers = [.. list.Signers, by];
            if (signers.Count >= list.Needed)
            {
                if (ProposalDecider.WhyNotApprove(list, Grant, list.Grants[0], found, signers) is not null) return;
                Do(new ProposalSigned(Step, list.Id, signers.Count, NoTexts, by));
                Do(new ProposalApproved(Step, list.Id, on, NoTexts, by));
                Do(new GrantApproved(Step, Grant.Id, on, list.Grants[0].AmountVnd, found.Hash, 0, found.Hard, [], NoTexts, by, list.Id, Grant.RuleId));
                return;
            }
            Do(new ProposalSigned(Step, list.Id, signers.Count, NoTexts, by));
        }

        private void If(bool may, object happened)
        {
            if (may) Do(happened);
        }

        private void Do(object happened)
        {
            History.Add(happened);
            if (happened is ProposalFrozen) List = null;
            if (happened is IProposalEvent) List = ProposalState.Evolve(List, happened);
            else Grant = GrantState.Evolve(Grant, happened)!;
        }
    }

    [Fact]
    public void pays_nothing_without_an_approval_by_enough_others_within_the_ceiling() =>
        Gen.Select(Rules, Gen.Bool, Attempts.Array[40, 160]).Sample((rule, atOnce, attempts) =>
        {
            var test = new Case(rule, atOnce ? GrantKinds.AtOnce : GrantKinds.Regular);
            foreach (var attempt in attempts) test.Try(attempt);
            return Lawful(test, rule);
        }, iter: 800);

    private static bool Lawful(Case test, SpendingRule rule)
    {
        var approvals = test.History.OfType<GrantApproved>().ToList();
        if ((test.Grant.State is GrantStates.Approved or GrantStates.Closed) != (approvals.Count == 1 && !test.History.OfType<GrantWithdrawn>().Any())) return false;
        if (approvals.Count == 0) return test.Grant.ApprovedVnd is null;
        if (approvals.Count > 1) return false;

        var approved = approvals[0];
        var before = test.History[..test.History.IndexOf(approved)];
        var since = before.FindLastIndex(e => e is GrantResubmitted) + 1;
        var course = before[since..];
        var authors = before.OfType<GrantResubmitted>().Select(e => e.By).Append(People[0]).ToHashSet();
        IReadOnlyList<Guid> signers;
        if (approved.ProposalId is { } id)
        {
            var list = before.OfType<ProposalFrozen>().Single(e => e.ProposalId == id);
            signers = [.. before.OfType<ProposalSigned>().Where(e => e.ProposalId == id).Select(e => e.By)];
            authors.Add(list.By);
            if (list.Grants[0].AmountVnd != approved.AmountVnd || signers.Count < list.Signatures) return false;
            if (!before.OfType<ProposalApproved>().Any(e => e.ProposalId == id)) return false; // no grant before its list
        }
        else
        {
            if (test.Grant.Kind != GrantKinds.AtOnce || !rule.ShortAllowed) return false;
            signers = [.. course.OfType<GrantSigned>().Select(e => e.By)];
        }
        if (signers.Distinct().Count() < rule.SignaturesFor(approved.AmountVnd) || signers.Any(authors.Contains)) return false;
        if (approved.AmountVnd > rule.CeilingVnd || test.Grant.ApprovedVnd != approved.AmountVnd) return false;
        if (approved.Hard > 0 && !before.OfType<GrantOverlapOverridden>().Any(o => !authors.Contains(o.By) && signers.Any(s => s != o.By))) return false;
        if (test.Grant.Kind == GrantKinds.AtOnce && rule.ShortAllowed) return true;

        var met = course.OfType<GrantMet>().LastOrDefault(e => e.Agreed);
        if (rule.NeedsMeeting && met is null) return false;
        if (met is not null && approved.AmountVnd > met.ProposedVnd) return false;
        if (rule.NeedsPosting && rule.IsFullFile(approved.AmountVnd) && !course.OfType<GrantPostingEnded>().Any()) return false;
        return course.OfType<GrantObjected>().All(o => course.OfType<GrantObjectionAnswered>().Any(a => a.ObjectionId == o.StepId && !a.Upheld));
    }

    [Theory, MemberData(nameof(States))]
    public void no_grant_is_approved_before_its_list_from_any_state(string state)
    {
        var grant = new GrantState(Ids.Of("grant", "1"), Unit, Fund, Purposes.House, GrantKinds.Regular, Household, Day, People[0], state, [People[0]]) { ProposedVnd = 5_000_000 };
        var line = new ProposedGrant(grant.Id, 5_000_000);
        ProposalState List(string of, int needed = 1) => new(Ids.Of("proposal", "1"), Unit, Fund, of, [line], 5_000_000, needed, "hash", [People[0]], []);
        var rule = SpendingRule.Default(Purposes.House) with { ShortAllowed = true };

        GrantDecider.WhyNotSign(grant, rule, 5_000_000, People[1]).ShouldNotBeNull();
        ProposalDecider.WhyNotApprove(List(ProposalStates.Proposed), grant, line, OverlapOutcome.None, [People[1]]).ShouldNotBeNull(); // on no list, or on another
        var onIt = grant with { ProposalId = Ids.Of("proposal", "1") };
        var may = ProposalDecider.WhyNotApprove(List(ProposalStates.Proposed), onIt, line, OverlapOutcome.None, [People[1]]) is null;
        may.ShouldBe(state == GrantStates.Proposed);
        ProposalDecider.WhyNotApprove(List(ProposalStates.Proposed, needed: 2), onIt, line, OverlapOutcome.None, [People[1], People[1]]).ShouldNotBeNull();
        foreach (var ended in ProposalStates.All.Where(s => s != ProposalStates.Proposed))
            ProposalDecider.WhyNotApprove(List(ended), onIt, line, OverlapOutcome.None, [People[1]]).ShouldNotBeNull();
    }

    public static TheoryData<string> States => [.. GrantStates.All];
}
