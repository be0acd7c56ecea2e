using CsCheck;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;

namespace DayForThePoor.IntegrationTests.Matching;

/// <summary>Whatever people and runs do to lines, and undo again, in any order: the bank stays, the sums are those of a small model.</summary>
public class any_sequence_of_matches(AppFixture app) : MatchingTest(app)
{
    private enum Act { Item, Income, Charge, General, Other, Pair, UndoWhole, UndoLine, Run }

    /// <param name="A">Which line, or which match.</param>
    /// <param name="B">Which item, or which other line.</param>
    /// <param name="Share">Quarters of what is open that are taken.</param>
    private sealed record Step(Act Act, int A, int B, int Share);

    private static readonly Gen<Step> Steps = Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[1, 4], (act, a, b, share) => new Step(act, a, b, share));

    private sealed record ModelLink(long Line, Guid? Item, long Amount)
    {
        public bool Live { get; set; } = true;
    }

    private sealed record ModelMatch(Guid Id, string Kind, string? Role, Side Side, List<ModelLink> Links)
    {
        public long Live => Links.Where(l => l.Live).Sum(l => l.Amount);
    }

    [Fact]
    public async Task keeps_the_totals() => await Steps.Array[10, 18].SampleAsync(Keeps, iter: 6, threads: 1);

    private async Task Keeps(Step[] steps)
    {
        var account = await NewAccount();
        var items = new Dictionary<Guid, long>
        {
            [await Announce(account, 40_000, name: "Lê Thị Mơ")] = 40_000,
            [await Announce(account, 90_000)] = 90_000,
            [await Receive(account, 120_000)] = 120_000,
        };
        await NewRule(account, Side.Credit, "lai", MatchKinds.Income, Roles.IncomeInterest);
        await Import(account, Csv(
            In(Day, "1", 40_000, "le thi mo"), In(Day, "2", 90_000), In(Day, "3", 120_000), In(Day, "4", 7_000, "lai"), In(Day.AddDays(1), "5", 8_000, "tien lai"), In(Day.AddDays(1), "6", 55_000),
            Out(Day, "7", 55_000), Out(Day, "8", 11_000), Out(Day.AddDays(1), "9", 33_000)));
        var lines = await Open(account);
        List<ModelMatch> model = [];
        foreach (var step in steps) await Do(account, step, lines, items, model);

        (await Stand(account)).ShouldBe(Expected(lines, items.Values.Sum(), model));
        foreach (var role in new[] { Roles.IncomeInterest, Roles.IncomeOther, Roles.BankCharges, Roles.Advance })
            (await Balance(account, role)).ShouldBe(model.Where(m => m.Role == role).Sum(m => m.Side == Side.Credit ? -m.Live : m.Live), role);
        (await Scalar<long>(
            "select coalesce(sum(case p.side when 'D' then p.amount else -p.amount end), 0)::bigint from ledger.posting p join ledger.entry e on e.id = p.entry_id where e.unit_id = $1",
            account.UnitId)).ShouldBe(0);
        await BooksAgree();
    }

    private async Task Do(BankAccount account, Step step, IReadOnlyList<OpenLine> lines, Dictionary<Guid, long> items, List<ModelMatch> model)
    {
        var line = lines[step.A % lines.Count];
        var amount = Math.Max(1, line.AmountVnd * step.Share / 4);
        switch (step.Act)
        {
            case Act.Item: await Tie(account, MatchTarget.Item, model, lines, items, new MatchTake(line.Id, amount, items.Keys.ElementAt(step.B % items.Count))); break;
            case Act.Income: await Tie(account, new(MatchKinds.Income, Roles.IncomeOther), model, lines, items, new MatchTake(line.Id, amount)); break;
            case Act.Charge: await Tie(account, MatchTarget.Charge, model, lines, items, new MatchTake(line.Id, amount)); break;
            case Act.General: await Tie(account, MatchTarget.General, model, lines, items, new MatchTake(line.Id, amount)); break;
            case Act.Other:
                var also = lines[step.B % lines.Count];
                MatchTake[] takes = also.Id == line.Id ? [new(line.Id, amount)] : [new(line.Id, amount), new(also.Id, also.AmountVnd)];
                await Tie(account, new(MatchKinds.Other, Roles.Advance), model, lines, items, takes);
                break;
            case Act.Pair:
                var other = lines[step.B % lines.Count];
                var both = Math.Min(line.AmountVnd, other.AmountVnd);
                await Tie(account, new(MatchKinds.Pair), model, lines, items, new(line.Id, both), new(other.Id, both));
                break;
            case Act.UndoWhole when model.Count > 0: await Undo(account, model[step.A % model.Count], null); break;
            case Act.UndoLine when model.Count > 0:
                var match = model[step.A % model.Count];
                await Undo(account, match, match.Links[step.B % match.Links.Count].Line);
                break;
            case Act.Run:
                var run = await Reconcile(account);
                foreach (var made in (await Matches(account)).Where(m => m.RunId == run.RunId))
                    model.Add(new(made.Id, made.Kind, made.Role, made.Side, [.. (await The<MatchQueries>().Detail(made.Id, Ct))!.Linked.Select(l => new ModelLink(l.LineId, l.ItemId, l.AmountVnd))]));
                break;
        }
    }

    /// <summary>The product accepts it exactly when the model has room for it and the sides fit.</summary>
    private async Task Tie(BankAccount account, MatchTarget target, List<ModelMatch> model, IReadOnlyList<OpenLine> lines, Dictionary<Guid, long> items, params MatchTake[] takes)
    {
        var outcome = await Match(account, target, takes);
        var of = takes.Select(t => lines.Single(l => l.Id == t.Line)).ToList();
        var room = takes.GroupBy(t => t.Line).All(g => Taken(model, l => l.Line == g.Key) + g.Sum(t => t.Amount) <= lines.Single(l => l.Id == g.Key).AmountVnd)
            && takes.Where(t => t.Item is not null).All(t => Taken(model, l => l.Item == t.Item) + t.Amount <= items[t.Item!.Value]);
        var fits = target.Kind switch
        {
            MatchKinds.Pair => of.Select(l => l.Side).Distinct().Count() == 2,
            MatchKinds.Charge => of.All(l => l.Side == Side.Debit),
            MatchKinds.Other => of.Select(l => l.Side).Distinct().Count() == 1,
            _ => of.All(l => l.Side == Side.Credit),
        };
        outcome.IsRefused.ShouldBe(!(room && fits), outcome.ToString());
        if (outcome.TryGet(out var made))
            model.Add(new(made.Matches[0].MatchId, target.Kind, target.RoleThen, of[0].Side, [.. takes.Select(t => new ModelLink(t.Line, t.Item, t.Amount))]));
    }

    private async Task Undo(BankAccount account, ModelMatch match, long? line)
    {
        var outcome = line is { } one ? await Release(account, match.Id, one) : await Release(account, match.Id);
        var free = match.Links.Where(l => l.Live && (line is null || l.Line == line)).ToList();
        outcome.IsRefused.ShouldBe(free.Count == 0 || (line is not null && match.Kind == MatchKinds.Pair), outcome.ToString());
        if (outcome.IsRefused) return;
        foreach (var link in free) link.Live = false;
    }

    private static long Taken(List<ModelMatch> model, Func<ModelLink, bool> which) => model.SelectMany(m => m.Links).Where(l => l.Live && which(l)).Sum(l => l.Amount);

    private static (long, long, long, long) Expected(IReadOnlyList<OpenLine> lines, long announced, List<ModelMatch> model)
    {
        var (credit, debit) = (lines.Where(l => l.Side == Side.Credit).Sum(l => l.AmountVnd), lines.Where(l => l.Side == Side.Debit).Sum(l => l.AmountVnd));
        var credits = lines.Where(l => l.Side == Side.Credit).Select(l => l.Id).ToHashSet();
        var told = model.Where(m => m.Kind != MatchKinds.General).SelectMany(m => m.Links).Where(l => l.Live).ToList();
        return (
            credit - debit, announced - Taken(model, l => l.Item is not null),
            -(credit - told.Where(l => credits.Contains(l.Line)).Sum(l => l.Amount)), debit - told.Where(l => !credits.Contains(l.Line)).Sum(l => l.Amount));
    }
}
