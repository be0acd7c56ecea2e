using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.HandOvers;

/// <summary>What one receiver gets of one balance.</summary>
/// <param name="AccountId">The bank account in the receiver's book; null where the balance is on none.</param>
/// <param name="Role">As in the giver's book; money of an account that the bank closes is under way until the receiver's own statement shows it.</param>
public sealed record TakenHolding(Holding Holding, string Role, Guid? AccountId, long Part);

/// <summary>What one receiver gets of an addressed gift.</summary>
/// <param name="Part">Đồng, from 0.</param>
public readonly record struct TakenEarmark(Guid EarmarkId, long Part, bool InGoods);

/// <summary>
/// The entries of a hand-over. In each book they sum to zero, and over all books so does <see cref="Roles.HandedOver"/>.
/// Goods stand apart from money, because what pays for people looks for money.
/// </summary>
public static class HandOverLegs
{
    /// <summary>Money that an addressed gift is taken from, in this order: what is at hand before what is under way.</summary>
    private static readonly string[] AtHand = [Roles.Cash, Roles.Bank, Roles.InTransit];

    private readonly record struct Piece(string Role, Guid? AccountId, Holding Like, long Sum)
    {
        public Posting Leg => (Like with { Role = Role, AccountId = AccountId }).Arrive(Sum);

        /// <summary>The account whose statement will prove it.</summary>
        public Guid? UnderWayOn => Role == Roles.InTransit ? AccountId : null;
    }

    /// <summary>Every balance to zero: an entry over money and one over goods, each where there is any. The counter-legs say how
    /// much belongs to which addressed gift.</summary>
    public static IReadOnlyList<IReadOnlyList<Posting>> OfGiver(IReadOnlyList<Holding> holdings, IReadOnlyList<EarmarkLeft> earmarks)
    {
        List<IReadOnlyList<Posting>> entries = [];
        foreach (var goods in (bool[])[false, true])
        {
            var own = holdings.Where(h => h.Role == Roles.Goods == goods).ToList();
            var marks = earmarks.Where(e => e.InGoods == goods).Select(e => (e.EarmarkId, e.Left)).ToList();
            if (own.Count + marks.Count > 0) entries.Add([.. own.Select(h => h.Leave()), .. Counter(own.Sum(h => h.Balance), marks, leaving: true)]);
        }
        return entries;
    }

    /// <summary>
    /// One receiver's entries, each a voucher: one that holds what is bound by nothing, one for each addressed gift, one for
    /// goods, and more where money is under way on several accounts; for what pays later has to know whose money it is, and a
    /// line of a statement proves a voucher, not a part of one.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<Posting>> OfReceiver(IReadOnlyList<TakenHolding> taken, IReadOnlyList<TakenEarmark> earmarks)
    {
        var pieces = taken.Where(t => t.Part != 0)
            .GroupBy(t => (t.Role, t.AccountId, t.Holding.CounterFundId, t.Holding.BeneficiaryId))
            .Select(g => new Piece(g.Key.Role, g.Key.AccountId, g.First().Holding, g.Sum(t => t.Part)))
            .Where(piece => piece.Sum != 0).ToList();
        var money = pieces.Where(p => p.Role != Roles.Goods).OrderBy(p => Array.IndexOf(AtHand, p.Role) is >= 0 and var at ? at : AtHand.Length).ToList();
        var goods = pieces.Where(p => p.Role == Roles.Goods).ToList();

        List<IReadOnlyList<Posting>> bound = [];
        List<(Guid EarmarkId, long Part)> uncovered = [];
        foreach (var mark in earmarks.Where(e => e is { InGoods: false, Part: > 0 }))
        {
            var (used, missing) = TakeFrom(money, mark.Part);
            bound.AddRange(used.GroupBy(p => p.UnderWayOn).Select(g => (IReadOnlyList<Posting>)
                [.. g.Select(p => p.Leg), .. Counter(g.Sum(p => p.Sum), [(mark.EarmarkId, g.Sum(p => p.Sum))], leaving: false)]));
            if (missing > 0) uncovered.Add((mark.EarmarkId, missing));
        }
        return
        [
            .. Free(money, uncovered), .. bound,
            .. Whole(goods, [.. earmarks.Where(e => e is { InGoods: true, Part: > 0 }).Select(e => (e.EarmarkId, e.Part))]),
        ];
    }

    /// <summary>Takes so much out of the pieces; how much they could not give.</summary>
    private static (List<Piece> Used, long Missing) TakeFrom(List<Piece> pieces, long wanted)
    {
        List<Piece> used = [];
        for (var i = 0; i < pieces.Count && wanted > 0; i++)
        {
            if (pieces[i].Sum <= 0 || !AtHand.Contains(pieces[i].Role)) continue;
            var part = Math.Min(pieces[i].Sum, wanted);
            used.Add(pieces[i] with { Sum = part });
            pieces[i] = pieces[i] with { Sum = pieces[i].Sum - part };
            wanted -= part;
        }
        pieces.RemoveAll(piece => piece.Sum == 0);
        return (used, wanted);
    }

    /// <summary>What no addressed gift has bound: one entry, and one more for each further account on which money is under way.</summary>
    private static IEnumerable<IReadOnlyList<Posting>> Free(List<Piece> pieces, List<(Guid EarmarkId, long Part)> uncovered)
    {
        var accounts = pieces.Select(p => p.UnderWayOn).OfType<Guid>().Distinct().ToList();
        var first = pieces.Where(p => p.UnderWayOn is not { } account || account == accounts[0]).ToList();
        return [.. Whole(first, uncovered), .. accounts.Skip(1).SelectMany(account => Whole([.. pieces.Where(p => p.UnderWayOn == account)], []))];
    }

    private static IEnumerable<IReadOnlyList<Posting>> Whole(List<Piece> pieces, List<(Guid EarmarkId, long Part)> marks) =>
        pieces.Count + marks.Count == 0 ? [] : [[.. pieces.Select(p => p.Leg), .. Counter(pieces.Sum(p => p.Sum), marks, leaving: false)]];

    /// <param name="total">Debit less credit of what is handed over.</param>
    private static IEnumerable<Posting> Counter(long total, IReadOnlyList<(Guid EarmarkId, long Part)> earmarks, bool leaving)
    {
        var general = total - earmarks.Sum(e => e.Part);
        foreach (var (earmark, part) in earmarks.Where(e => e.Part != 0)) yield return Leg(part) with { EarmarkId = earmark };
        if (general != 0) yield return Leg(general);

        Posting Leg(long part) => new(Roles.HandedOver, (part > 0) == leaving ? Side.Debit : Side.Credit, Math.Abs(part));
    }
}
