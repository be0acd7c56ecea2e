using System.Runtime.InteropServices;

namespace DayForThePoor.Core.Statements;

/// <summary>
/// Tells equal lines apart: two gifts of 100.000 đ with the memo "ung ho" on one day are two gifts. The n-th line with
/// one fingerprint gets ordinal n − 1; since the date is in the fingerprint, an ordinal never reaches over a day.
/// An import then adds max(0, in the file − stored) lines of a fingerprint.
/// </summary>
public static class Ordinals
{
    public static void Assign(Span<StatementLine> lines)
    {
        var seen = new Dictionary<Fingerprint, int>(lines.Length);
        foreach (ref var line in lines)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, line.Fingerprint, out _);
            if (count > 0) line = line with { Ordinal = count };
            count++;
        }
    }
}
