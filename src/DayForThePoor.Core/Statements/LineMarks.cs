using System.Collections;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements;

/// <summary>The marks of all lines of a file in its order. It grows by blocks, so nothing is ever copied or held twice.</summary>
public sealed class LineMarks : IReadOnlyList<LineMark>
{
    private const int BlockBits = 12, BlockMask = (1 << BlockBits) - 1;

    private readonly List<LineMark[]> blocks = [];
    private readonly Dictionary<(string, long), int> counted = [];

    public int Count { get; private set; }

    LineMark IReadOnlyList<LineMark>.this[int index] => this[index];

    public ref readonly LineMark this[int index] => ref At(index);

    /// <summary>How many credit lines have this reference and amount; counted too high at worst.</summary>
    public int Credits(string reference, long amount)
    {
        if (counted.TryGetValue((reference, amount), out var known)) return known;
        var hash = reference.GetHashCode(StringComparison.Ordinal);
        var count = 0;
        for (var i = 0; i < Count; i++)
            if (At(i).MayBe(hash, amount)) count++;
        return counted[(reference, amount)] = count;
    }

    public IEnumerator<LineMark> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return At(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ref LineMark At(int index) => ref blocks[index >> BlockBits][index & BlockMask];

    internal ref LineMark Add(in StatementLine line)
    {
        if (Count >> BlockBits == blocks.Count) blocks.Add(new LineMark[1 << BlockBits]);
        ref var mark = ref At(Count++);
        mark = new(line);
        return ref mark;
    }
}
