using CsCheck;
using DayForThePoor.Core.HandOvers;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Tests.HandOvers;

/// <summary>Whatever a book holds and however it is divided: each book balances, the giver's is left empty, nothing is lost between them.</summary>
public class the_entries_of_a_hand_over
{
    private static readonly string[] Moved = [Roles.Cash, Roles.Bank, Roles.InTransit, Roles.Goods, Roles.Advance, Roles.DueToUnit];

    private static Guid Id(int number) => new($"00000000-0000-8000-8000-{number:D12}");

    private sealed record Minutes(IReadOnlyList<Holding> Holdings, IReadOnlyList<EarmarkLeft> Earmarks, IReadOnlyList<long> Weights, int Accounts);

    private static readonly Gen<Minutes> Any =
        from balances in Gen.Select(Gen.Int[0, Moved.Length - 1], Gen.Int[0, 3], Gen.Long[-5_000_000, 50_000_000].Where(b => b != 0)).Array[0, 8]
        from marks in Gen.Select(Gen.Long[1, 900_000], Gen.Bool).Array[0, 3]
        from weights in Gen.Long[0, 50].Array[1, 5]
        from accounts in Gen.Int[0, 3]
        select new Minutes(
            [.. balances.Select(b => new Holding(Moved[b.Item1], Moved[b.Item1] is Roles.Bank or Roles.InTransit ? Id(b.Item2) : null, null, null, b.Item3)).DistinctBy(h => (h.Role, h.AccountId))],
            [.. marks.Select((left, i) => new EarmarkLeft(Id(100 + i), left.Item1, left.Item2))], weights, accounts);

    private static long Sum(IEnumerable<Posting> postings) => postings.Sum(p => p.Side == Side.Debit ? p.Amount : -p.Amount);

    private static IReadOnlyList<IReadOnlyList<IReadOnlyList<Posting>>> Receivers(Minutes minutes) =>
    [
        .. minutes.Weights.Select((_, i) => HandOverLegs.OfReceiver(
            [.. minutes.Holdings.Select(h => Taken(h, i, minutes))], [.. minutes.Earmarks.Select(e => new TakenEarmark(e.EarmarkId, Shares.Split(e.Left, minutes.Weights)[i], e.InGoods))])),
    ];

    private static IReadOnlyList<IReadOnlyList<Posting>> Given(Minutes minutes) => HandOverLegs.OfGiver(minutes.Holdings, minutes.Earmarks);

    /// <summary>Odd accounts change their holder, money of the others is under way on one of some accounts.</summary>
    private static TakenHolding Taken(Holding holding, int receiver, Minutes minutes) => new(
        holding, holding.Role == Roles.Bank && minutes.Accounts > 0 ? Roles.InTransit : holding.Role,
        holding.AccountId is { } account ? Id(1_000 * (receiver + 1) + (minutes.Accounts > 0 ? account.ToByteArray()[^1] % minutes.Accounts : account.ToByteArray()[^1])) : null,
        Shares.Split(holding.Balance, minutes.Weights)[receiver]);

    [Fact]
    public void balance_in_every_book() => Any.Sample(minutes =>
    {
        foreach (var entry in Given(minutes)) Sum(entry).ShouldBe(0);
        foreach (var entry in Receivers(minutes).SelectMany(entries => entries)) Sum(entry).ShouldBe(0);
    });

    [Fact]
    public void leave_nothing_of_any_balance_with_the_giver() => Any.Sample(minutes =>
    {
        var legs = Given(minutes).SelectMany(entry => entry).Where(p => p.Role != Roles.HandedOver).ToList();
        foreach (var holding in minutes.Holdings)
            (Sum(legs.Where(p => p.Role == holding.Role && p.AccountId == holding.AccountId)) + holding.Balance).ShouldBe(0);
    });

    [Fact]
    public void give_back_to_receivers_what_the_giver_gave_and_every_earmark_whole() => Any.Sample(minutes =>
    {
        var given = Given(minutes).SelectMany(entry => entry).ToList();
        var taken = Receivers(minutes).SelectMany(entries => entries).SelectMany(entry => entry).ToList();
        Sum(given.Concat(taken).Where(p => p.Role == Roles.HandedOver)).ShouldBe(0);
        foreach (var mark in minutes.Earmarks) Sum(given.Concat(taken).Where(p => p.EarmarkId == mark.EarmarkId)).ShouldBe(0);
        Sum(taken.Where(p => p.Role != Roles.HandedOver)).ShouldBe(minutes.Holdings.Sum(h => h.Balance));
    });

    [Fact]
    public void hold_money_under_way_on_one_account_each_so_that_one_line_proves_one_voucher() => Any.Sample(minutes =>
    {
        foreach (var entry in Receivers(minutes).SelectMany(entries => entries))
            entry.Where(p => p.Role == Roles.InTransit && p.AccountId is not null).Select(p => p.AccountId).Distinct().Count().ShouldBeLessThanOrEqualTo(1);
    });

    [Fact]
    public void keep_goods_from_money_and_one_addressed_gift_from_another() => Any.Sample(minutes =>
    {
        foreach (var entry in Given(minutes).Concat(Receivers(minutes).SelectMany(entries => entries)).Where(entry => entry.Any(p => p.Role == Roles.Goods)))
            entry.ShouldAllBe(p => p.Role == Roles.Goods || p.Role == Roles.HandedOver);
        foreach (var entries in Receivers(minutes))
            foreach (var entry in entries.Skip(1).Where(entry => entry.All(p => p.Role != Roles.Goods) && entry.Any(p => p.EarmarkId is not null) && entry.Any(p => p.Role != Roles.HandedOver)))
                entry.Where(p => p.Role == Roles.HandedOver).Select(p => p.EarmarkId).Distinct().Count().ShouldBe(1);
    });

    [Fact]
    public void have_no_leg_without_an_amount() => Any.Sample(minutes =>
        Given(minutes).Concat(Receivers(minutes).SelectMany(e => e)).SelectMany(e => e).ShouldAllBe(p => p.Amount > 0));
}
