using CsCheck;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Tests.Ledger;

/// <summary>Balanced entries of two to six legs over every role and dimension.</summary>
public static class GeneratedEntries
{
    private static readonly string[] AllRoles =
        [Roles.Cash, Roles.Bank, Roles.InTransit, Roles.Goods, Roles.IncomeGifts, Roles.IncomeUnlabelled, Roles.IncomeAllocated, Roles.Advance, Roles.DueToFund];

    private static readonly Gen<Guid?> Dimension = Gen.Frequency((3, Gen.Const((Guid?)null)), (1, Gen.Guid.Select(id => (Guid?)id)));

    private static readonly Gen<Posting> Leg =
        from role in OneOf(AllRoles)
        from side in OneOf(Side.Debit, Side.Credit)
        from amount in Gen.Long[1, 1_000_000_000_000_000]
        from account in Dimension
        from campaign in Dimension
        from earmark in Dimension
        from source in OneOf<string?>(null, "person", "organisation")
        select new Posting(role, side, amount, account, campaign, source, earmark);

    /// <summary>One to five legs, and one that makes up what is missing.</summary>
    private static readonly Gen<IReadOnlyList<Posting>> Legs = Leg.Array[1, 5].Select(legs =>
    {
        var missing = legs.Sum(leg => leg.Side == Side.Debit ? -leg.Amount : leg.Amount);
        return (IReadOnlyList<Posting>)(missing == 0 ? legs : [.. legs, new Posting(Roles.IncomeOther, missing > 0 ? Side.Debit : Side.Credit, Math.Abs(missing))]);
    });

    public static readonly Gen<JournalEntry> Balanced =
        from id in Gen.Guid
        from unit in Gen.Guid
        from fund in Gen.Guid
        from number in Gen.Int[1, 2_000_000]
        from date in Gen.DateOnly[new DateOnly(2024, 1, 1), new DateOnly(2030, 12, 31)]
        from legs in Legs.Where(l => l.Count >= 2)
        select new JournalEntry(id, unit, fund, new VoucherNumber(VoucherKinds.General, date.Year, number), date, legs);

    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
