using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Payments;

/// <summary>Which voucher a payment makes and what it posts.</summary>
public static class PaymentEntries
{
    /// <summary>Phiếu chi for cash and nothing but cash. By bank a phiếu kế toán, because báo Nợ belongs to the bank's own statement.</summary>
    public static string VoucherKind(string channel) => channel == PaymentChannels.Cash ? VoucherKinds.CashOut : VoucherKinds.General;

    /// <summary>Of what comes back: phiếu thu for cash, else a phiếu kế toán.</summary>
    public static string ReturnKind(string channel) => channel == PaymentChannels.Cash ? VoucherKinds.CashIn : VoucherKinds.General;

    /// <summary>Nợ per line what the money was for, Có where it came from.</summary>
    public static IReadOnlyList<Posting> Postings(string kind, string channel, Guid? account, IEnumerable<PaymentLine> lines)
    {
        List<Posting> legs = [.. lines.Select(l => Posting.Debit(RoleOf(kind), l.Amount) with { CampaignId = l.CampaignId, EarmarkId = l.EarmarkId, BeneficiaryId = l.HouseholdId, Purpose = l.Purpose })];
        legs.Add(Posting.Credit(SourceOf(channel), legs.Sum(l => l.Amount)) with { AccountId = account });
        return legs;
    }

    /// <summary>The same legs on the other sides for lines that come back.</summary>
    public static IReadOnlyList<Posting> Back(string kind, string channel, Guid? account, IEnumerable<PaymentLine> lines)
    {
        var paid = Postings(kind, channel, account, lines);
        return [.. paid.Reverse().Select(leg => leg with { Side = leg.Side == Side.Debit ? Side.Credit : Side.Debit })];
    }

    private static string SourceOf(string channel) => channel switch
    {
        PaymentChannels.Cash => Roles.Cash,
        PaymentChannels.Bank => Roles.InTransit,
        PaymentChannels.Advance => Roles.Advance,
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "No money comes from there."),
    };

    /// <summary>The role that bears a kind of payment.</summary>
    public static string RoleOf(string kind) => kind switch
    {
        PaymentKinds.Support => Roles.SupportPaid,
        PaymentKinds.RunningCosts => Roles.RunningCosts,
        PaymentKinds.Advance => Roles.Advance,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No account bears this kind of payment."),
    };
}
