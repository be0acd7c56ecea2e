using System.Runtime.InteropServices;

namespace DayForThePoor.Core.Statements;

/// <summary>A line that earlier files left behind, as far as telling equal lines apart needs it.</summary>
/// <param name="Balance">Đồng after the line, where the bank gave it.</param>
public readonly record struct StoredLine(Fingerprint Fingerprint, TimeOnly? Time, long? Balance);

/// <summary>
/// Tells which lines of a file the account has already. Of each fingerprint max(0, in the file − stored) lines are new;
/// where both sides carry balances, a line is the stored one only if its balance is, too, so that two equal gifts on the
/// two sides of a cut stay two. Where neither reference, balance nor time can tell, nobody guesses: see
/// <see cref="Judge"/>.
/// </summary>
public static class KnownLines
{
    /// <summary>Marks the known lines of one day, and gives the new ones ordinals behind the stored.</summary>
    /// <param name="file">All lines of the file.</param>
    /// <param name="day">Positions of the day's lines in <paramref name="file"/>.</param>
    /// <param name="stored">All stored lines of the account on that day.</param>
    /// <returns>
    /// The first position of every group of equal lines whose number nobody can know: file and account each hold a part of
    /// the day that the other has not, and equal lines on both sides may be the same gifts or others.
    /// </returns>
    public static IReadOnlyList<int> Judge(LineMarks file, IReadOnlyList<int> day, IReadOnlyCollection<StoredLine> stored)
    {
        if (stored.Count == 0) return [];
        var known = stored.ToLookup(s => s.Fingerprint);
        var groups = new Dictionary<Fingerprint, List<int>>();
        foreach (var i in day)
        {
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, file[i].Fingerprint, out _);
            (group ??= []).Add(i);
        }

        var addsNothing = groups.All(g => g.Value.Count <= known[g.Key].Count());
        var holdsAll = known.All(k => groups.TryGetValue(k.Key, out var group) && group.Count >= k.Count());
        List<int> ambiguous = [];
        foreach (var (fingerprint, group) in groups)
        {
            IReadOnlyList<StoredLine> same = [.. known[fingerprint]];
            if (!addsNothing && !holdsAll && IsInDoubt(file, group, same)) ambiguous.Add(group[0]);
            JudgeGroup(file, group, same);
        }
        ambiguous.Sort();
        return ambiguous;
    }

    private static void JudgeGroup(LineMarks file, List<int> group, IReadOnlyList<StoredLine> same)
    {
        var taken = HaveBalances(file, group, same) ? same.CountBy(s => s.Balance.GetValueOrDefault()).ToDictionary() : null;
        var next = same.Count;
        for (var n = 0; n < group.Count; n++)
        {
            ref var mark = ref file.At(group[n]);
            var isKnown = taken is null ? n < same.Count : Take(taken, mark.Balance.GetValueOrDefault());
            mark.Judge(isKnown, isKnown ? 0 : next++);
        }
    }

    private static bool Take(Dictionary<long, int> left, long balance)
    {
        if (left.GetValueOrDefault(balance) == 0) return false;
        left[balance]--;
        return true;
    }

    private static bool IsInDoubt(LineMarks file, List<int> group, IReadOnlyList<StoredLine> same) =>
        same.Count > 0
        && !file[group[0]].HasReference
        && !HaveBalances(file, group, same)
        && !IsToldByTime(file, group, same)
        && (group.Count != same.Count || HaveTimes(file, group, same));

    // One file's times among the other's: the equal lines of the smaller are the same gifts.
    private static bool IsToldByTime(LineMarks file, List<int> group, IReadOnlyList<StoredLine> same)
    {
        if (!HaveTimes(file, group, same)) return false;
        var inFile = group.CountBy(i => file[i].Time.GetValueOrDefault()).ToDictionary();
        var inStore = same.CountBy(s => s.Time.GetValueOrDefault()).ToDictionary();
        return inFile.All(t => t.Value <= inStore.GetValueOrDefault(t.Key)) || inStore.All(t => t.Value <= inFile.GetValueOrDefault(t.Key));
    }

    private static bool HaveTimes(LineMarks file, List<int> group, IReadOnlyList<StoredLine> same) =>
        group.TrueForAll(i => file[i].Time is not null) && same.All(s => s.Time is not null);

    private static bool HaveBalances(LineMarks file, List<int> group, IReadOnlyList<StoredLine> same) =>
        group.TrueForAll(i => file[i].Balance is not null) && same.All(s => s.Balance is not null);
}
