using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements;

/// <summary>
/// What is kept of a line between two passes over its file: numbers, so that a file of a million lines is held in the
/// memory of a picture. The words come back from the file itself.
/// </summary>
public struct LineMark
{
    private const int TimeMask = 0x1FFFF, NoTime = TimeMask;
    private const int BalanceBit = 1 << 17, ReferenceBit = 1 << 18, RecoveredBit = 1 << 19, KnownBit = 1 << 20;

    // Two halves instead of a UInt128, whose alignment would cost eight bytes a line.
    private ulong upper, lower;
    private readonly long balance;
    private readonly int day, referenceHash;
    private int bits;

    internal LineMark(in StatementLine line)
    {
        Row = line.RowNumber;
        day = line.Date.DayNumber;
        Movement = line.Movement;
        balance = line.Balance.GetValueOrDefault();
        referenceHash = line.Reference.GetHashCode(StringComparison.Ordinal);
        bits = (line.Time is { } time ? time.Hour * 3600 + time.Minute * 60 + time.Second : NoTime)
            | (line.Balance is null ? 0 : BalanceBit)
            | (line.Reference.Length == 0 ? 0 : ReferenceBit);
    }

    /// <summary>Row of the file, from 1.</summary>
    public int Row { get; }

    public readonly DateOnly Day => DateOnly.FromDayNumber(day);

    /// <summary>What the line does to the account's balance, in đồng: money in above 0, money out below. 0 while the amount is missing.</summary>
    public long Movement { get; private set; }

    public readonly Side Side => Movement >= 0 ? Side.Credit : Side.Debit;

    /// <summary>Đồng.</summary>
    public readonly long Amount => Math.Abs(Movement);

    /// <summary>Account balance in đồng after the line, where the file gives it.</summary>
    public readonly long? Balance => (bits & BalanceBit) == 0 ? null : balance;

    /// <summary>To the second.</summary>
    public readonly TimeOnly? Time => (bits & TimeMask) is var second and not NoTime ? new TimeOnly(0).Add(TimeSpan.FromSeconds(second)) : null;

    public readonly bool HasReference => (bits & ReferenceBit) != 0;

    public readonly bool IsRecovered => (bits & RecoveredBit) != 0;

    /// <summary>The account has the line from an earlier file.</summary>
    public readonly bool IsKnown => (bits & KnownBit) != 0;

    public Fingerprint Fingerprint
    {
        readonly get => new(new UInt128(upper, lower));
        internal set => (upper, lower) = unchecked(((ulong)(value.Value >> 64), (ulong)value.Value));
    }

    /// <summary>0, 1, 2 … among lines of one fingerprint.</summary>
    public int Ordinal { get; internal set; }

    internal readonly bool AmountMissing => Movement == 0;

    /// <summary>Cheap to compare and well mixed, because a fingerprint is a hash.</summary>
    internal readonly uint Bucket => unchecked((uint)lower);

    internal readonly bool IsEqualTo(in LineMark other) => upper == other.upper && lower == other.lower;

    /// <summary>Whether it may be the line of this reference and amount; false is certain, true but for one in four thousand million.</summary>
    internal readonly bool MayBe(int reference, long movement) => HasReference && referenceHash == reference && Movement == movement;

    internal void Recover(long movement)
    {
        Movement = movement;
        bits |= RecoveredBit;
    }

    /// <param name="ordinal">Given to a line that is new, behind those that are stored.</param>
    internal void Judge(bool isKnown, int ordinal)
    {
        if (isKnown) bits |= KnownBit;
        else Ordinal = ordinal;
    }
}
