using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.HandOvers;

/// <summary>One balance of a fund's book: what it holds, is owed or owes.</summary>
/// <param name="Balance">Debit less credit in đồng; negative for what is owed to others. Never 0.</param>
public sealed record Holding(string Role, Guid? AccountId, Guid? CounterFundId, Guid? BeneficiaryId, long Balance)
{
    /// <summary>
    /// Roles whose balances pass on: what a fund owns and owes. Income and spending stay where they happened, or the successor
    /// would report as raised what it never raised.
    /// </summary>
    public static readonly IReadOnlyList<string> Roles =
    [
        Ledger.Roles.Cash, Ledger.Roles.Bank, Ledger.Roles.InTransit, Ledger.Roles.Goods, Ledger.Roles.Advance,
        Ledger.Roles.SuspenseDebits, Ledger.Roles.BankCharges, Ledger.Roles.PendingDecision,
        Ledger.Roles.DueFromFund, Ledger.Roles.DueToFund, Ledger.Roles.DueFromUnit, Ledger.Roles.DueToUnit,
    ];

    /// <summary>The leg that leaves nothing of it in the giver's book.</summary>
    public Posting Leave() => Leg(Balance > 0 ? Side.Credit : Side.Debit, Math.Abs(Balance));

    /// <summary>The leg by which a part of it stands in a receiver's book.</summary>
    /// <param name="part">Of the sign of the balance; not 0.</param>
    public Posting Arrive(long part) => Leg(part > 0 ? Side.Debit : Side.Credit, Math.Abs(part));

    private Posting Leg(Side side, long amount) =>
        new(Role, side, amount, AccountId, BeneficiaryId: BeneficiaryId, CounterFundId: CounterFundId);
}

/// <summary>An addressed gift (có địa chỉ) that is not spent yet.</summary>
/// <param name="EarmarkId">The gift's id; it keeps it wherever the money goes.</param>
/// <param name="Left">Đồng, above 0.</param>
/// <param name="InGoods">It was given in goods.</param>
public sealed record EarmarkLeft(Guid EarmarkId, long Left, bool InGoods);
