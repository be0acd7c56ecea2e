namespace DayForThePoor.Core.Statements.Coverage;

/// <summary>How complete the statements of an account are, and whether the books agree with the bank to the đồng.</summary>
/// <param name="Days">From the first covered day to the last, none left out.</param>
/// <param name="Gaps">In the order of the days.</param>
/// <param name="Differences">What together makes <see cref="LedgerDifference"/>.</param>
public sealed record AccountCoverage(IReadOnlyList<CoverageDay> Days, IReadOnlyList<CoverageGap> Gaps, IReadOnlyList<CoverageDifference> Differences)
{
    /// <summary>The last day that files reach; null before the first file.</summary>
    public DateOnly? CoveredTo => Days.Count == 0 ? null : Days[^1].Day;

    /// <summary>The last day whose closing balance the bank tells; null where it never does.</summary>
    public CoverageDay? Balanced => Days.LastOrDefault(d => d.Closing is not null);

    /// <summary>Closing balance of the bank less the books on that day, in đồng; 0 is the goal.</summary>
    public long? LedgerDifference => Balanced?.LedgerDifference;

    public int MissingDays => Days.Count(d => d.State == DayState.Missing);

    /// <summary>Bank and books agree, and no day is missing between.</summary>
    public bool TiesOut => LedgerDifference == 0 && MissingDays == 0;

    public static AccountCoverage Of(CoverageFacts facts)
    {
        var covered = CoveredDays(facts);
        if (covered.Count == 0) return new([], [], []);
        var days = DaysOf(facts, covered);
        var gaps = GapSearch.In(days, facts);
        days = Beside(days, facts.Moves);
        return new(days, gaps, Explain(days, gaps));
    }

    private static SortedSet<DateOnly> CoveredDays(CoverageFacts facts)
    {
        var covered = new SortedSet<DateOnly>(facts.Days.Select(d => d.Day));
        foreach (var period in facts.Periods)
            for (var day = period.From; day <= period.To; day = day.AddDays(1)) covered.Add(day);
        return covered;
    }

    private static List<CoverageDay> DaysOf(CoverageFacts facts, SortedSet<DateOnly> covered)
    {
        var said = facts.Days.ToLookup(d => d.Day);
        List<CoverageDay> days = [];
        long? before = null;
        for (var day = covered.Min; day <= covered.Max; day = day.AddDays(1))
        {
            var next = Day(day, covered, [.. said[day]], before);
            before = next.Closing;
            days.Add(next);
        }
        return days;
    }

    private static CoverageDay Day(DateOnly day, SortedSet<DateOnly> covered, IReadOnlyList<SaidOfDay> said, long? before)
    {
        var state = !covered.Contains(day) ? DayState.Missing : day == covered.Max ? DayState.Provisional : DayState.Covered;
        // On a day that a file is about without a line of it, nothing moved.
        if (said.Count == 0)
        {
            var still = state == DayState.Missing ? null : before;
            return new(day, state, still, still, 0, 0, 0, still is not null, null);
        }

        var (lines, credits, debits) = (said.Sum(s => s.NewLines), said.Sum(s => s.NewCredits), said.Sum(s => s.NewDebits));
        var (opening, closing) = Balances(said, credits - debits);
        var isBound = opening is not null && opening + credits - debits == closing && said.Any(s => s.IsBound);
        return new(day, state, opening, closing, credits, debits, lines, isBound, null);
    }

    /// <summary>
    /// Files may hold parts of the day: the first its opening, the last its closing balance. Of all that they say, a pair
    /// that fits the lines is the right one; the latest file knows best.
    /// </summary>
    private static (long? Opening, long? Closing) Balances(IReadOnlyList<SaidOfDay> said, long net)
    {
        var openings = said.Where(s => s.Opening is not null).Select(s => s.Opening!.Value).ToList();
        var closings = said.Where(s => s.Closing is not null).Select(s => s.Closing!.Value).ToList();
        if (openings.Count == 0) return (null, null);
        foreach (var closing in closings.AsEnumerable().Reverse())
            if (openings.Contains(closing - net)) return (closing - net, closing);
        return (openings[0], closings[^1]);
    }

    private static List<CoverageDay> Beside(List<CoverageDay> days, IReadOnlyList<LedgerMove> moves)
    {
        var (at, balance) = (0, 0L);
        return [.. days.Select(day =>
        {
            for (; at < moves.Count && moves[at].Day <= day.Day; at++) balance += moves[at].Amount;
            return day with { LedgerDifference = day.Closing - balance };
        })];
    }

    private static List<CoverageDifference> Explain(IReadOnlyList<CoverageDay> days, IReadOnlyList<CoverageGap> gaps)
    {
        List<CoverageDifference> found = [];
        var known = days.Where(d => d.LedgerDifference is not null).ToList();
        if (known.Count == 0) return found;

        // What the books say beside the lines up to the first day is the opening balance, often dated on that very day.
        var first = known[0];
        var before = first.LedgerDifference!.Value - (first.Closing!.Value - first.Opening!.Value - first.Credits + first.Debits);
        if (before != 0) found.Add(new(first.Day, before, DifferenceCause.Opening));
        var since = first.Day.AddDays(-1);
        foreach (var day in known)
        {
            var step = day.LedgerDifference!.Value - before;
            if (step != 0) found.Add(new(day.Day, step, gaps.Any(g => g.From <= day.Day && g.To > since && g.Lacking != 0) ? DifferenceCause.Gap : DifferenceCause.Vouchers));
            (before, since) = (day.LedgerDifference.Value, day.Day);
        }
        return found;
    }
}
