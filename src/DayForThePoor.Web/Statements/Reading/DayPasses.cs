using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>
/// Gives back the lines of a file day by day in the order of the calendar, with a bounded number of them in memory. Where
/// the rows are in that order one pass serves all days; else each pass collects as many days as fit, and a day that is
/// larger passes through alone.
/// </summary>
public static class DayPasses
{
    /// <summary>Lines held at once; some ten megabytes.</summary>
    public const int MostHeld = 20_000;

    /// <param name="days">The days that are wanted, in the order of the calendar.</param>
    /// <param name="lines">A fresh pass over the file's lines.</param>
    /// <param name="most">See <see cref="MostHeld"/>.</param>
    /// <returns>Each day with its lines, which must be gone through to their end before the next day is asked for.</returns>
    public static IEnumerable<(DateOnly Day, IEnumerable<StatementLine> Lines)> Over(
        IReadOnlyList<FileDay> days, Func<IEnumerable<StatementLine>> lines, int most = MostHeld)
    {
        foreach (var pass in Plan(days, most))
        {
            using var all = lines().GetEnumerator();
            if (InOrder(pass))
            {
                foreach (var day in pass) yield return (day.Day, Through(all, day));
                continue;
            }
            var held = Held(all, pass);
            foreach (var day in pass) yield return (day.Day, held[day.Day]);
        }
    }

    private static IEnumerable<List<FileDay>> Plan(IReadOnlyList<FileDay> days, int most)
    {
        List<FileDay> pass = [];
        foreach (var day in days)
        {
            if (pass.Count > 0 && !InOrder([.. pass, day]) && pass.Sum(d => d.Lines) + day.Lines > most)
            {
                yield return pass;
                pass = [];
            }
            pass.Add(day);
        }
        if (pass.Count > 0) yield return pass;
    }

    private static bool InOrder(List<FileDay> days)
    {
        for (var i = 1; i < days.Count; i++)
            if (days[i].FirstRow < days[i - 1].LastRow) return false;
        return true;
    }

    private static IEnumerable<StatementLine> Through(IEnumerator<StatementLine> all, FileDay day)
    {
        while (all.MoveNext())
        {
            var line = all.Current;
            if (line.Date == day.Day) yield return line;
            if (line.RowNumber >= day.LastRow) yield break;
        }
    }

    private static Dictionary<DateOnly, List<StatementLine>> Held(IEnumerator<StatementLine> all, List<FileDay> pass)
    {
        var held = pass.ToDictionary(d => d.Day, d => new List<StatementLine>(d.Lines));
        var last = pass.Max(d => d.LastRow);
        while (all.MoveNext())
        {
            var line = all.Current;
            if (held.TryGetValue(line.Date, out var day)) day.Add(line);
            if (line.RowNumber >= last) break;
        }
        return held;
    }
}
