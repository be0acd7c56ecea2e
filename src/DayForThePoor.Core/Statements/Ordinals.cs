using System.Numerics;

namespace DayForThePoor.Core.Statements;

/// <summary>
/// Tells equal lines apart: two gifts of 100.000 đ with the memo "ung ho" on one day are two gifts. The n-th line with
/// one fingerprint gets ordinal n − 1; since the date is in the fingerprint, an ordinal never reaches over a day.
/// An import then adds the lines that the account does not have, see <see cref="KnownLines"/>.
/// </summary>
internal static class Ordinals
{
    public static void Assign(LineMarks marks)
    {
        // An open table of positions: a dictionary of fingerprints would take as much memory as the marks themselves.
        var slots = new int[BitOperations.RoundUpToPowerOf2((uint)marks.Count * 3 / 2 + 1)];
        var mask = (uint)slots.Length - 1;
        for (var i = 0; i < marks.Count; i++)
        {
            ref var mark = ref marks.At(i);
            var slot = mark.Bucket & mask;
            while (slots[slot] is var last and not 0)
            {
                ref var before = ref marks.At(last - 1);
                if (before.IsEqualTo(mark))
                {
                    mark.Ordinal = before.Ordinal + 1;
                    break;
                }
                slot = (slot + 1) & mask;
            }
            slots[slot] = i + 1;
        }
    }
}
