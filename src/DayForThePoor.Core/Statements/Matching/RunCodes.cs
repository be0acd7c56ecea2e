namespace DayForThePoor.Core.Statements.Matching;

/// <summary>
/// What codes in memos decide. An issued code names its money beyond doubt, so a line that carries one is either matched by
/// it, exactly, or left to a person; nothing weaker looks at it.
/// </summary>
internal sealed class RunCodes(RunItems items, IReadOnlyDictionary<Guid, RunCampaign> campaigns, Lessons lessons, IReadOnlyDictionary<string, CodeTarget> issued)
{
    /// <summary>Lines that name one item each.</summary>
    private readonly Dictionary<int, List<RunLine>> ofItem = [];

    private readonly List<(RunLine Line, List<int> Items)> ofSeveral = [];

    /// <summary>How many of those lines name the item.</summary>
    private readonly Dictionary<int, int> amongSeveral = [];

    public List<(RunLine Line, MatchTarget Target, int Item, long Amount)> Decided { get; } = [];

    /// <summary>Lines for which another module decides, and what they name of it.</summary>
    public List<(RunLine Line, Guid Target)> Named { get; } = [];

    /// <summary>False: none of the codes was ever issued, so the line is as any other.</summary>
    public bool Take(in RunLine line, IReadOnlyList<string> codes)
    {
        var targets = codes.Where(issued.ContainsKey).Select(code => issued[code]).Distinct().ToList();
        if (targets.Count == 0) return false;
        if (targets.Exists(t => t.Named is not null))
        {
            if (targets is [{ Named: { } one }] && line.Side == Ledger.Side.Credit) Named.Add((line, one));
            return true;
        }
        var named = targets.Select(t => t.Item).OfType<Guid>().ToList();
        if (named.Count == 0)
        {
            if (targets.Count == 1) TakeCampaign(line, targets[0].Campaign!.Value);
            return true;
        }
        List<int> open = [.. named.Select(items.Of)];
        var (origin, side, id) = (line.Origin, line.Side, line.Id);
        if (open.Any(i => i < 0 || items[i].Side != side || items[i].FundId != origin.FundId || lessons.Forbid(id, items[i].Id))) return true;
        if (open.Count > 1)
        {
            ofSeveral.Add((line, open));
            foreach (var item in open) amongSeveral[item] = amongSeveral.GetValueOrDefault(item) + 1;
        }
        else if (ofItem.TryGetValue(open[0], out var lines)) lines.Add(line);
        else ofItem[open[0]] = [line];
        return true;
    }

    /// <summary>After the last line: items whose lines agree in amount, alone or together, and of which nobody else takes anything.</summary>
    public void Finish()
    {
        foreach (var (line, open) in ofSeveral)
        {
            if (open.Sum(i => items[i].Open) != line.Amount || open.Any(i => ofItem.ContainsKey(i) || amongSeveral[i] > 1)) continue;
            foreach (var item in open) Decide(line, item, items[item].Open);
        }
        foreach (var (item, lines) in ofItem)
        {
            if (amongSeveral.ContainsKey(item)) continue;
            var exact = lines.Where(l => l.Amount == items[item].Open).ToList();
            if (exact.Count == 1) Decide(exact[0], item, exact[0].Amount);
            else if (exact.Count == 0 && lines.Sum(l => l.Amount) == items[item].Open)
                foreach (var line in lines) Decide(line, item, line.Amount);
        }
    }

    private void Decide(in RunLine line, int item, long amount)
    {
        items.Take(item);
        Decided.Add((line, MatchTarget.Item, item, amount));
    }

    private void TakeCampaign(in RunLine line, Guid id)
    {
        if (line.Side != Ledger.Side.Credit || lessons.Forbid(line.Id, MatchReasons.Code)) return;
        if (!campaigns.TryGetValue(id, out var campaign) || !campaign.Takes(line.Day)) return;
        Decided.Add((line, MatchTarget.OfCampaign(line.Origin, campaign.FundId, id), RunItems.None, line.Amount));
    }
}

/// <summary>What is kept of a line until all have been seen.</summary>
internal readonly record struct RunLine(long Id, DateOnly Day, Ledger.Side Side, long Amount, StatementAccount Origin, string Reference = "");
