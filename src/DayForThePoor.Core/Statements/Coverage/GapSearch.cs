namespace DayForThePoor.Core.Statements.Coverage;

/// <summary>Finds what lacks: days without a file, balances that do not follow from file to file, from row to row, within a day.</summary>
internal static class GapSearch
{
    public static IReadOnlyList<CoverageGap> In(IReadOnlyList<CoverageDay> days, CoverageFacts facts)
    {
        List<CoverageGap> gaps = [];
        (DateOnly Day, long Closing)? known = null;
        DateOnly? missingFrom = null;
        long moved = 0;
        foreach (var day in days)
        {
            if (day.State == DayState.Missing)
            {
                missingFrom ??= day.Day;
                continue;
            }

            if (missingFrom is { } from) gaps.Add(Missing(from, day.Day.AddDays(-1), known?.Closing + moved, day.Opening));
            else if (known is { } last && day.Opening is { } opening && last.Closing + moved != opening)
                gaps.Add(new(last.Day, day.Day, last.Closing + moved, opening, null, null, CoverageGaps.BetweenFiles));
            missingFrom = null;

            if (day is { Opening: { } start, Closing: { } end } && start + day.Credits - day.Debits is var expected && expected != end)
                gaps.AddRange(Inside(day, expected, end, facts.Gaps));
            if (day.Closing is { } closing) (known, moved) = ((day.Day, closing), 0);
            else moved += day.Credits - day.Debits;
        }
        return gaps;
    }

    private static CoverageGap Missing(DateOnly from, DateOnly to, long? expected, long? found) => new(
        from, to, found is null ? null : expected, expected is null ? null : found, null, null,
        expected is null || found is null ? CoverageGaps.DaysMissing : expected == found ? CoverageGaps.DaysMissingQuiet : CoverageGaps.DaysMissingMoved);

    /// <summary>The rows that show it, where a file named them; they may name less or more than a later file has closed since.</summary>
    private static IEnumerable<CoverageGap> Inside(CoverageDay day, long expected, long found, IReadOnlyList<SaidGap> said)
    {
        var rows = said.Where(g => g.To == day.Day).DistinctBy(g => (g.From, g.Expected, g.Found)).ToList();
        return rows.Count > 0 && rows.Sum(g => g.Found - g.Expected) == found - expected
            ? rows.Select(g => new CoverageGap(g.From, g.To, g.Expected, g.Found, g.Row, g.Import, CoverageGaps.InsideFile))
            : [new(day.Day, day.Day, expected, found, null, null, CoverageGaps.InsideDay)];
    }
}
