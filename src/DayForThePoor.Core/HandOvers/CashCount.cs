namespace DayForThePoor.Core.HandOvers;

/// <summary>Notes and coins of one value.</summary>
/// <param name="Value">Mệnh giá in đồng.</param>
/// <param name="Pieces">Số tờ, from 0.</param>
public readonly record struct CountedNotes(long Value, long Pieces)
{
    public long Vnd => checked(Value * Pieces);
}

/// <summary>A cash box counted note by note (kiểm kê quỹ theo mệnh giá).</summary>
public static class CashCount
{
    /// <summary>Values in circulation, the greatest first.</summary>
    public static readonly IReadOnlyList<long> Values = [500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100];

    /// <summary>More notes of one value than any box of a commune holds; a slip of the finger is refused.</summary>
    public const long MostPieces = 1_000_000;

    /// <summary>Codes: office.notes.</summary>
    public static Outcome<long> Sum(IReadOnlyList<CountedNotes> notes, string field)
    {
        var wrong = notes.FirstOrDefault(n => !Values.Contains(n.Value) || n.Pieces is < 0 or > MostPieces);
        return wrong != default ? Refusal.Invalid("office.notes", field, $"{wrong.Value}") : notes.Sum(n => n.Vnd);
    }
}
