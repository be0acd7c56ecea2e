using System.Numerics;

namespace DayForThePoor.Web.Ledger.Checking;

/// <summary>The numbers that one series has given out: a bit for each.</summary>
public sealed class NumberSet
{
    private ulong[] bits = new ulong[16];
    private readonly List<int> twice = [];

    public int Greatest { get; private set; }

    /// <summary>Numbers given to more than one voucher or receipt.</summary>
    public IReadOnlyList<int> Twice => twice;

    /// <param name="number">From 1.</param>
    public void Add(int number)
    {
        var (word, bit) = (number >> 6, 1UL << (number & 63));
        if (word >= bits.Length) Array.Resize(ref bits, Math.Max(bits.Length * 2, word + 1));
        if ((bits[word] & bit) != 0) twice.Add(number);
        bits[word] |= bit;
        Greatest = Math.Max(Greatest, number);
    }

    /// <summary>Runs of numbers from 1 to the greatest that were given to nobody.</summary>
    public IEnumerable<(int From, int To)> Gaps()
    {
        if (bits.Sum(word => BitOperations.PopCount(word)) == Greatest) yield break;
        var from = 0;
        for (var number = 1; number <= Greatest; number++)
        {
            var given = (bits[number >> 6] & (1UL << (number & 63))) != 0;
            if (!given && from == 0) from = number;
            if (!given || from == 0) continue;
            yield return (from, number - 1);
            from = 0;
        }
    }
}
