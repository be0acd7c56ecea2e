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

    public bool Seen { get; set; }

    public string Status => Ended is null ? "recorded" : Ended.ReplacedById is null ? "void" : "replaced";

    public void End(DonationReversed end, DateTimeOffset at) => (Ended, EndedAt) = (end, at);

    public void Value(GoodsValued valued)
    {
        Goods = [.. Goods.Zip(valued.ValuesVnd, (line, value) => line with { ValueVnd = value })];
        Amount = valued.ValuesVnd.Sum();
    }

    /// <summary>The columns that change, as one line.</summary>
    public string Changing => Line(Amount, Status, Ended?.ReasonCode, EndedAt, Ended?.ReversalId, Ended?.ReplacedById, ConfirmedAt);

    public static string Line(long amount, string status, string? reason, DateTimeOffset? endedAt, Guid? reversal, Guid? replacedBy, DateTimeOffset? confirmedAt) =>
        $"amount {amount}, {status} {reason} {endedAt?.UtcTicks} {reversal:N} {replacedBy:N}, cash {confirmedAt?.UtcTicks}";
}
