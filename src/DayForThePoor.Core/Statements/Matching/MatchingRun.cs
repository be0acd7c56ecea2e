using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements.Matching;

/// <summary>
/// Decides what the open lines of an account are, as far as that is certain. Every line is shown once; when all have been
/// seen it is known what is unique, and the decisions follow in this order: money that came late, codes, reference with
/// amount, rules that act alone, candidates without a rival. A tie is nobody's. The order of the lines does not matter.
/// </summary>
/// <param name="issuer">Of codes; two characters.</param>
/// <param name="kept">The campaign that the account is kept for alone.</param>
/// <param name="campaigns">Of the unit.</param>
/// <param name="rules">In force and in their order; the first that is about a line speaks for it, whether it may act or not.</param>
public sealed class MatchingRun(
    string issuer, Guid? kept, IReadOnlyDictionary<Guid, RunCampaign> campaigns, IReadOnlyList<RunItem> items, IReadOnlyList<MatchRule> rules, Lessons lessons)
{
    private readonly record struct Waiting(RunLine Line, int Reference, int Rule, int Name, bool Late);

    private readonly RunItems open = new(items);
    private readonly List<Waiting> lines = [];
    private readonly Dictionary<int, IReadOnlyList<string>> coded = [];
    private readonly HashSet<string> codes = [];

    /// <summary>Codes found so far in memos; which of them were issued is asked for before <see cref="Decide"/>.</summary>
    public IReadOnlyCollection<string> Codes => codes;

    /// <summary>Lines for which another module decides; known after <see cref="Decide"/>.</summary>
    public IReadOnlyList<NamedLine> Named { get; private set; } = [];

    /// <summary>Lines seen.</summary>
    public int Count => lines.Count;

    /// <param name="line">Of which nothing is taken yet.</param>
    /// <param name="origin">Account and book as it was posted.</param>
    public void Take(in LineFacts line, StatementAccount origin)
    {
        var late = line.Side == Side.Credit && (origin.CampaignId ?? kept) is { } campaign && campaigns.TryGetValue(campaign, out var window) && window.IsOver(line.Day);
        var named = CodeReader.Find(line.Folded, issuer) is { Count: > 0 } found ? found : null;
        if (named is not null)
        {
            coded[lines.Count] = named;
            codes.UnionWith(named);
        }
        lines.Add(new(new(line.Id, line.Day, line.Side, line.Amount, origin, named is null ? "" : line.Reference), open.ByReference(line), RuleOf(line, origin), open.ByName(line, origin.FundId), late));
    }

    /// <param name="issued">What the codes stand for that were issued.</param>
    public IReadOnlyList<RunDecision> Decide(IReadOnlyDictionary<string, CodeTarget> issued)
    {
        List<RunDecision> decided = [];
        var settled = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Line;
            if (!lines[i].Late) continue;
            settled[i] = true;
            if (!lessons.Forbid(line.Id, MatchReasons.Late)) Add(line, MatchReasons.Late, MatchTarget.Pending(line.Origin.CampaignId ?? kept));
        }
        var byCode = new RunCodes(open, campaigns, lessons, issued);
        foreach (var (i, found) in coded)
            if (!settled[i]) settled[i] = byCode.Take(lines[i].Line, found);
        byCode.Finish();
        Named = [.. byCode.Named.OrderBy(n => n.Line.Day).ThenBy(n => n.Line.Id).Select(n => new NamedLine(n.Line.Id, n.Line.Day, n.Line.Amount, n.Line.Reference, n.Line.Origin, n.Target))];
        foreach (var (line, target, item, amount) in byCode.Decided) Add(line, MatchReasons.Code, target, item, amount);

        Each(l => l.Reference, open.HasOneLineByReference, MatchReasons.Reference);
        for (var i = 0; i < lines.Count; i++)
        {
            if (settled[i] || lines[i].Rule < 0 || !rules[lines[i].Rule].ActsAlone) continue;
            settled[i] = true;
            decided.Add(Of(lines[i].Line, MatchReasons.Rule, rules[lines[i].Rule].Target, null, lines[i].Line.Amount, rules[lines[i].Rule].Id));
        }
        Each(l => l.Name, open.HasOneLineByName, MatchReasons.Candidate);
        return decided;

        void Add(in RunLine line, string reason, MatchTarget target, int item = RunItems.None, long? amount = null) =>
            decided.Add(Of(line, reason, target, item < 0 ? null : open[item].Id, amount ?? line.Amount));

        // Unique on both sides, in one book, and never undone before.
        void Each(Func<Waiting, int> itemOf, Func<int, bool> isOnly, string reason)
        {
            for (var i = 0; i < lines.Count; i++)
            {
                var (line, item) = (lines[i].Line, itemOf(lines[i]));
                if (settled[i] || item < 0 || !isOnly(item) || open.IsTaken(item)) continue;
                if (open[item].FundId != line.Origin.FundId || lessons.Forbid(line.Id, open[item].Id)) continue;
                settled[i] = true;
                open.Take(item);
                Add(line, reason, MatchTarget.Item, item);
            }
        }
    }

    private static RunDecision Of(in RunLine line, string reason, MatchTarget target, Guid? item, long amount, Guid? rule = null) =>
        new(line.Id, line.Day, line.Side, line.Origin, reason, target, item, amount, rule);

    private int RuleOf(in LineFacts line, StatementAccount origin)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            if (!rules[i].IsOf(origin.Id) || !rules[i].Matches(line)) continue;
            return rules[i].Applies(line, origin, campaigns) ? i : RunItems.None;
        }
        return RunItems.None;
    }
}
