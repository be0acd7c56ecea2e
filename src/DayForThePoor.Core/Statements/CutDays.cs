namespace DayForThePoor.Core.Statements;

/// <summary>A line that earlier files left behind, as far as telling equal lines apart needs it.</summary>
public readonly record struct StoredLine(DateOnly Date, Fingerprint Fingerprint, TimeOnly? Time);

/// <summary>
/// Finds the days on which counting equal lines would be a guess. When one file ends inside a day and another begins
/// there, neither holds the whole day; a gift that looks the same in both may be one gift or two. Only lines without
/// reference and balance can look the same; their times, where the bank gives them, may still tell.
/// </summary>
public static class CutDays
{
    /// <summary>The first line of the file in every group of equal ones whose number nobody can know; empty for most files.</summary>
    /// <param name="file">The lines read.</param>
    /// <param name="stored">All stored lines of the account on the days of the file.</param>
    public static IReadOnlyList<StatementLine> Ambiguous(IReadOnlyList<StatementLine> file, IReadOnlyCollection<StoredLine> stored)
    {
        if (stored.Count == 0 || !file.Any(CanLookTheSame)) return [];
        var storedDays = stored.ToLookup(s => s.Date);
        return
        [
            .. from day in file.GroupBy(l => l.Date)
               where storedDays.Contains(day.Key)
               from line in AmbiguousOf([.. day], [.. storedDays[day.Key]])
               select line,
        ];
    }

    private static IEnumerable<StatementLine> AmbiguousOf(IReadOnlyList<StatementLine> file, IReadOnlyList<StoredLine> stored)
    {
        var inFile = file.ToLookup(l => l.Fingerprint);
        var inStore = stored.ToLookup(s => s.Fingerprint);
        var fileAddsNothing = inFile.All(g => g.Count() <= inStore[g.Key].Count());
        var fileHoldsAll = inStore.All(g => g.Count() <= inFile[g.Key].Count());
        if (fileAddsNothing || fileHoldsAll) return [];

        return from equal in inFile
               where equal.All(CanLookTheSame)
               where inStore.Contains(equal.Key) && !IsToldByTime(equal, inStore[equal.Key])
               where equal.Count() != inStore[equal.Key].Count() || HasTimes(equal, inStore[equal.Key])
               select equal.First();
    }

    private static bool CanLookTheSame(StatementLine line) => line.Reference.Length == 0 && line.Balance is null;

    // One file's times among the other's: the equal lines of the smaller are the same gifts.
    private static bool IsToldByTime(IEnumerable<StatementLine> file, IEnumerable<StoredLine> stored)
    {
        if (!HasTimes(file, stored)) return false;
        var inFile = file.CountBy(l => l.Time.GetValueOrDefault()).ToDictionary();
        var inStore = stored.CountBy(s => s.Time.GetValueOrDefault()).ToDictionary();
        return inFile.All(t => t.Value <= inStore.GetValueOrDefault(t.Key)) || inStore.All(t => t.Value <= inFile.GetValueOrDefault(t.Key));
    }

    private static bool HasTimes(IEnumerable<StatementLine> file, IEnumerable<StoredLine> stored) =>
        file.All(l => l.Time is not null) && stored.All(s => s.Time is not null);
}
