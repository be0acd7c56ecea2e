using DayForThePoor.Core.Donations;

namespace DayForThePoor.Web.Ledger.Checking;

/// <summary>What the row of one gift must hold. Columns that never change are one fingerprint.</summary>
public sealed class ExpectedGift(UInt128 frozen, DonationRecorded recorded)
{
    public UInt128 Frozen { get; } = frozen;

    public long Amount { get; private set; } = recorded.AmountVnd;

    public DonationReversed? Ended { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Empty for everything but goods.</summary>
    public IReadOnlyList<GoodsLine> Goods { get; private set; } = recorded.Goods ?? [];

    /// <summary>Its row was found.</summary>
    public bool Seen { get; set; }

    /// <summary>The key it came with was found.</summary>
    public bool Requested { get; set; }

    public string Status => Ended is null ? "recorded" : Ended.ReplacedById is null ? "void" : "replaced";

    public void End(DonationReversed end, DateTimeOffset at) => (Ended, EndedAt) = (end, at);

    public void Value(GoodsValued valued)
    {
        Goods = [.. Goods.Zip(valued.ValuesVnd, (line, value) => line with { ValueVnd = value })];
        Amount = valued.ValuesVnd.Sum();
    }

    public override string ToString() => Describe(Amount, Status);

    public static string Describe(long amount, string status) => $"{amount} đ, {status}";
}
