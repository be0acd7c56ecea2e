using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>What a line may be, offered to a person.</summary>
/// <param name="Shape">One of <see cref="CandidateShapes"/>.</param>
/// <param name="Score">1 to 100; only orders.</param>
/// <param name="Why">At least one reason.</param>
/// <param name="Target">What the lines would become.</param>
/// <param name="Takes">What accepting it takes of which line, ready for a <see cref="MatchPart"/>.</param>
/// <param name="Lines">Further lines that belong to it, besides the one that was asked about.</param>
public sealed record Candidate(
    string Shape, int Score, IReadOnlyList<CandidateReason> Why, MatchTarget Target, IReadOnlyList<MatchTake> Takes,
    IReadOnlyList<OpenItem> Items, IReadOnlyList<OpenLine> Lines, MatchRule? Rule = null)
{
    /// <summary>Another candidate agrees just as well: a person has to look.</summary>
    public bool Tied { get; init; }

    /// <summary>Names the candidate in a form while nothing changes about it.</summary>
    public string Key => Ids.Of(
        "candidate", [Shape, $"{Target.Kind}/{Target.Role}/{Target.FundId}/{Target.CampaignId}", .. Takes.Select(t => $"{t.Line}/{t.Amount}/{t.Item}")]).ToString("N");
}

public static class CandidateShapes
{
    /// <summary>One line, one item.</summary>
    public const string Item = "item";

    /// <summary>One line, several items.</summary>
    public const string Items = "items";

    /// <summary>Several lines, one item.</summary>
    public const string Lines = "lines";

    /// <summary>A line of the other side: returned, or between own accounts.</summary>
    public const string Pair = "pair";

    /// <summary>What a rule says.</summary>
    public const string Rule = "rule";

    /// <summary>Income of the campaign that the memo names.</summary>
    public const string Campaign = "campaign";

    public static readonly IReadOnlyList<string> All = [Item, Items, Lines, Pair, Rule, Campaign];
}

/// <summary>Looks for what an open line may be, best first. Who may see the line is the caller's question.</summary>
public sealed class Candidates(Sessions sessions, IRegistry registry, OpenLines lines, OpenItems items, MatchRules rules, Installation installation)
{
    private const int MostShown = 12, MostSums = 3;

    /// <summary>Where only the amounts agree, or a sum of them does.</summary>
    private const int SumPoints = 30, PairPoints = 35, RulePoints = 60, CampaignCodePoints = 80, CampaignWordPoints = 55;

    /// <summary>Words by which banks and people say that money comes back.</summary>
    private static readonly string[] ReturnWords = ["hoan", "hoan tra", "hoan lai", "tra lai", "huy", "chuyen nham", "return", "reversal"];

    public async Task<IReadOnlyList<Candidate>> For(OpenLine line, CancellationToken cancellation)
    {
        if (line.OpenVnd <= 0) return [];
        var known = await registry.Current(cancellation);
        IReadOnlyDictionary<string, IssuedCode> codes;
        await using (var connection = await sessions.Connect(line.UnitId, cancellation))
            codes = await IssuedCodes.Find(connection, line.UnitId, CodeReader.Find(line.Folded, installation.DatabaseCode), cancellation);

        var pool = await Pool(line, codes, cancellation);
        List<Candidate> found = [.. pool.Select(item => OneToOne(line, item, codes.Keys)).OfType<Candidate>()];
        found.AddRange(OneToMany(line, pool, [.. codes.Keys]));
        found.AddRange(await ManyToOne(line, pool, [.. codes.Keys], cancellation));
        found.AddRange(await Pairs(line, known, cancellation));
        found.AddRange(Campaigns(line, codes, known));
        found.AddRange(await Rules(line, cancellation));

        var ordered = found.OrderByDescending(c => c.Score).ThenBy(c => c.Shape, StringComparer.Ordinal).ThenBy(c => c.Key, StringComparer.Ordinal).Take(MostShown).ToList();
        return [.. ordered.Select(c => c with { Tied = c.Rule is null && ordered.Count(o => o.Score == c.Score && o.Rule is null) > 1 })];
    }

    /// <summary>Items that are worth looking at: of this amount, of these days, or named by reference or code.</summary>
    private async Task<IReadOnlyList<OpenItem>> Pool(OpenLine line, IReadOnlyDictionary<string, IssuedCode> codes, CancellationToken cancellation)
    {
        var about = new OpenItemFilter([line.AccountId], line.Side, Near: line.Day);
        List<OpenItem> pool = [];
        async Task Add(OpenItemFilter filter) => pool.AddRange((await items.List(filter, cancellation)).Items);

        await Add(about with { Open = line.OpenVnd, PageSize = 100 });
        await Add(about with { From = line.Day.AddDays(-CandidateScore.CertainDays), To = line.Day.AddDays(CandidateScore.CertainDays), PageSize = 100 });
        if (line.Reference.Length > 0) await Add(about with { Reference = line.Reference, PageSize = 20 });
        Guid[] named = [.. codes.Values.Select(c => c.Item).OfType<Guid>()];
        if (named.Length > 0) await Add(about with { Ids = named });
        return [.. pool.DistinctBy(i => i.Id).Where(i => i.FundId == line.FundId && i.AccountId == line.AccountId && i.Side == line.Side)];
    }

    private static Candidate? OneToOne(OpenLine line, OpenItem item, IEnumerable<string> codes)
    {
        if (CandidateScore.Of(line.Facts, line.OpenVnd, [.. codes], item.Facts) is not var (score, why)) return null;
        return new Candidate(CandidateShapes.Item, score, why, MatchTarget.Item, [new(line.Id, Math.Min(line.OpenVnd, item.OpenVnd), item.Id)], [item], []);
    }

    private static IEnumerable<Candidate> OneToMany(OpenLine line, IReadOnlyList<OpenItem> pool, IReadOnlyList<string> codes)
    {
        var facts = line.Facts;
        var smaller = pool.Where(i => i.OpenVnd < line.OpenVnd)
            .Select(i => (Item: i, Points: CandidateScore.Evidence(facts, codes, i.Facts).Score, Days: Math.Abs(i.Date.DayNumber - line.Day.DayNumber)))
            .OrderByDescending(i => i.Points).ThenBy(i => i.Days).Take(SumSearch.MostAmounts).ToList();
        var sums = SumSearch.Of([.. smaller.Select(i => i.Item.OpenVnd)], line.OpenVnd, MostSums);
        foreach (var sum in sums)
        {
            var parts = sum.Select(i => smaller[i]).ToList();
            var points = parts.Min(p => p.Points);
            if (points == 0 && sums.Count > 1) continue; // among many amounts some always make the sum
            yield return new Candidate(
                CandidateShapes.Items, Math.Min(SumPoints + points + Math.Max(0, 10 - parts.Max(p => p.Days)), CandidateScore.Greatest),
                [new(CandidateReasons.Sum, CandidateScore.Number(parts.Count)), .. points > 0 ? CandidateScore.Evidence(facts, codes, parts[0].Item.Facts).Why : []],
                MatchTarget.Item, [.. parts.Select(p => new MatchTake(line.Id, p.Item.OpenVnd, p.Item.Id))], [.. parts.Select(p => p.Item)], []);
        }
    }

    private async Task<IReadOnlyList<Candidate>> ManyToOne(OpenLine line, IReadOnlyList<OpenItem> pool, IReadOnlyList<string> codes, CancellationToken cancellation)
    {
        var facts = line.Facts;
        List<Candidate> found = [];
        foreach (var item in pool.Where(i => i.OpenVnd > line.OpenVnd && i.Name is not null && CandidateScore.Evidence(facts, codes, i.Facts).Score > 0).Take(MostSums))
        {
            var name = string.Join(' ', NameInMemo.WordsOf(Folding.Fold(item.Name!)));
            var near = new LineFilter(
                [line.AccountId], line.Day.AddDays(-CandidateScore.CertainDays), line.Day.AddDays(CandidateScore.CertainDays), line.Side, Search: name, PageSize: SumSearch.MostAmounts);
            var others = (await lines.List(new OpenLineFilter(near), cancellation)).Items.Where(l => l.Id != line.Id && l.Origin == line.Origin && l.OpenVnd < item.OpenVnd).ToList();
            var left = item.OpenVnd - line.OpenVnd;
            var subsets = others.Select((other, i) => (other, i)).Where(o => o.other.OpenVnd == left).Select(o => (IReadOnlyList<int>)[o.i])
                .Concat(SumSearch.Of([.. others.Select(o => o.OpenVnd)], left, MostSums)).Take(MostSums);
            foreach (var subset in subsets)
            {
                var with = subset.Select(i => others[i]).ToList();
                var (points, why) = CandidateScore.Evidence(facts, codes, item.Facts);
                found.Add(new Candidate(
                    CandidateShapes.Lines, Math.Min(SumPoints + points, CandidateScore.Greatest), [new(CandidateReasons.Sum, CandidateScore.Number(with.Count + 1)), .. why],
                    MatchTarget.Item, [new(line.Id, line.OpenVnd, item.Id), .. with.Select(l => new MatchTake(l.Id, l.OpenVnd, item.Id))], [item], with));
            }
        }
        return found;
    }

    private async Task<IReadOnlyList<Candidate>> Pairs(OpenLine line, RegistrySnapshot known, CancellationToken cancellation)
    {
        var accounts = known.Accounts.Values.Where(a => a.UnitId == line.UnitId).Select(a => a.Id).ToList();
        var filter = new LineFilter(
            accounts, line.Day.AddDays(-CandidateScore.CertainDays), line.Day.AddDays(CandidateScore.CertainDays),
            line.Side == Side.Credit ? Side.Debit : Side.Credit, line.OpenVnd, PageSize: 20);
        List<Candidate> found = [];
        foreach (var other in (await lines.List(new OpenLineFilter(filter), cancellation)).Items.Where(o => o.OpenVnd == line.OpenVnd))
        {
            var days = Math.Abs(other.Day.DayNumber - line.Day.DayNumber);
            List<CandidateReason> why = [new(CandidateReasons.AmountExact), new(other.AccountId == line.AccountId ? CandidateReasons.OtherSide : CandidateReasons.OwnAccount)];
            var score = PairPoints + Math.Max(0, 15 - days);
            if (ReturnWords.Any(w => WholeWords.Stand(w, line.Folded) || WholeWords.Stand(w, other.Folded)))
            {
                score += 25;
                why.Add(new(CandidateReasons.ReturnWords));
            }
            why.Add(days == 0 ? new(CandidateReasons.SameDay) : new(CandidateReasons.DaysApart, CandidateScore.Number(days)));
            found.Add(new Candidate(CandidateShapes.Pair, score, why, new(MatchKinds.Pair), [new(line.Id, line.OpenVnd), new(other.Id, other.OpenVnd)], [], [other]));
        }
        return found;
    }

    /// <summary>The campaign of an issued code, or one whose own code people typed: the latter is a word like others, so it proves little.</summary>
    private static IEnumerable<Candidate> Campaigns(OpenLine line, IReadOnlyDictionary<string, IssuedCode> codes, RegistrySnapshot known)
    {
        if (line.Side != Side.Credit) yield break;
        var issued = codes.Values.Select(c => c.Campaign).OfType<Guid>().ToHashSet();
        foreach (var campaign in known.Campaigns.Values.Where(c => c.UnitId == line.UnitId).OrderBy(c => c.Code, StringComparer.Ordinal))
        {
            var byCode = issued.Contains(campaign.Id);
            if (!byCode && !WholeWords.Stand(campaign.Code.ToLowerInvariant(), line.Folded)) continue;
            var target = MatchTarget.OfCampaign(line.Origin, campaign.FundId, campaign.Id);
            yield return new Candidate(
                CandidateShapes.Campaign, byCode ? CampaignCodePoints : CampaignWordPoints,
                [byCode ? new(CandidateReasons.Code) : new(CandidateReasons.CampaignCode, campaign.Code)], target, [new(line.Id, line.OpenVnd)], [], []);
        }
    }

    private async Task<IReadOnlyList<Candidate>> Rules(OpenLine line, CancellationToken cancellation)
    {
        var facts = line.Facts;
        // The order of the rules is the unit's own: the first that is about the line comes first.
        return
        [
            .. (await rules.InForce(line.UnitId, cancellation))
                .Where(r => r.IsOf(line.AccountId) && r.Matches(facts) && r.Target.WhyNot(line.Origin, line.Side) is null)
                .Select((rule, place) => new Candidate(
                    CandidateShapes.Rule, Math.Max(1, RulePoints - place),
                    [new(rule.LostRight ? CandidateReasons.RuleLostRight : CandidateReasons.Rule, CandidateScore.Number(rule.Position))],
                    rule.Target, [new(line.Id, line.OpenVnd)], [], [], rule)),
        ];
    }
}
