using System.Runtime.InteropServices;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements.Matching;

/// <summary>The open items of an account, found by reference and by name without looking at all of them for each line.</summary>
internal sealed class RunItems
{
    public const int None = -1, Several = -2;

    /// <summary>A pair of words that more items of one amount bear says nothing, and looking through them for each line would not end.</summary>
    private const int MostNamesakes = 500;

    private readonly IReadOnlyList<RunItem> items;
    private readonly Dictionary<Guid, int> byId;
    private readonly Dictionary<(string Reference, long Amount, Side Side), int> byReference = [];
    private readonly Dictionary<(long Amount, int Words), List<int>> byWords = [];
    private readonly HashSet<long> named = [];
    private readonly bool[] taken;
    private readonly int[] linesByReference, linesByName;

    public RunItems(IReadOnlyList<RunItem> items)
    {
        this.items = items;
        byId = new(items.Count);
        taken = new bool[items.Count];
        linesByReference = new int[items.Count];
        linesByName = new int[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            byId[items[i].Id] = i;
            if (items[i].Reference.Length == 0) continue;
            ref var at = ref CollectionsMarshal.GetValueRefOrAddDefault(byReference, (items[i].Reference, items[i].Open, items[i].Side), out var known);
            at = known ? Several : i;
        }
        IndexNames();
    }

    public RunItem this[int item] => items[item];

    public int Of(Guid id) => byId.GetValueOrDefault(id, None);

    public bool IsTaken(int item) => taken[item];

    public void Take(int item) => taken[item] = true;

    /// <summary>The one item of the line's reference and amount; it remembers how many lines asked for it.</summary>
    public int ByReference(in LineFacts line)
    {
        if (line.Reference.Length == 0 || !byReference.TryGetValue((line.Reference, line.Amount, line.Side), out var item)) return None;
        if (item >= 0) linesByReference[item]++;
        return item;
    }

    public bool HasOneLineByReference(int item) => linesByReference[item] == 1;

    /// <summary>The one item of the line's amount, side and days whose whole name stands in its memo; remembers how many lines asked for each.</summary>
    public int ByName(in LineFacts line, Guid fund)
    {
        if (!named.Contains(line.Amount)) return None;
        var found = None;
        var before = 0;
        foreach (var word in new WordsOf(line.Folded))
        {
            var hash = string.GetHashCode(word, StringComparison.Ordinal);
            if (before != 0 && byWords.TryGetValue((line.Amount, HashCode.Combine(before, hash)), out var bucket) && bucket.Count <= MostNamesakes)
            {
                foreach (var i in bucket)
                {
                    if (i == found || !Agrees(items[i], line, fund)) continue;
                    linesByName[i]++;
                    found = found == None ? i : Several;
                }
            }
            before = hash;
        }
        return found;
    }

    public bool HasOneLineByName(int item) => linesByName[item] == 1;

    private static bool Agrees(in RunItem item, in LineFacts line, Guid fund)
    {
        if (item.Side != line.Side || item.FundId != fund || item.Open != line.Amount) return false;
        if (Math.Abs(item.Date.DayNumber - line.Day.DayNumber) > CandidateScore.CertainDays) return false;
        foreach (var word in NameInMemo.WordsOf(item.Name))
            if (!WholeWords.Stand(word, line.Folded)) return false;
        return true;
    }

    /// <summary>Each item under the rarest two neighbouring words of its name, so that the many "Nguyễn Thị" do not meet in one place.</summary>
    private void IndexNames()
    {
        var names = items.Select(i => NameInMemo.WordsOf(i.Name)).ToArray();
        var bearers = new Dictionary<int, int>();
        foreach (var words in names)
            for (var w = 1; w < words.Length; w++) CollectionsMarshal.GetValueRefOrAddDefault(bearers, Pair(words, w), out _)++;
        for (var i = 0; i < items.Count; i++)
        {
            var words = names[i];
            if (words.Length < 2 || words.Sum(w => w.Length) < 6) continue;
            var rarest = Enumerable.Range(1, words.Length - 1).MinBy(w => bearers[Pair(words, w)]);
            ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(byWords, (items[i].Open, Pair(words, rarest)), out _);
            (bucket ??= []).Add(i);
            named.Add(items[i].Open);
        }
    }

    private static int Pair(string[] words, int second) =>
        HashCode.Combine(string.GetHashCode(words[second - 1], StringComparison.Ordinal), string.GetHashCode(words[second], StringComparison.Ordinal));

    /// <summary>Runs of letters and digits.</summary>
    private ref struct WordsOf(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> rest = text;

        public ReadOnlySpan<char> Current { get; private set; }

        public readonly WordsOf GetEnumerator() => this;

        public bool MoveNext()
        {
            var start = 0;
            while (start < rest.Length && !char.IsLetterOrDigit(rest[start])) start++;
            var end = start;
            while (end < rest.Length && char.IsLetterOrDigit(rest[end])) end++;
            Current = rest[start..end];
            rest = rest[end..];
            return !Current.IsEmpty;
        }
    }
}
