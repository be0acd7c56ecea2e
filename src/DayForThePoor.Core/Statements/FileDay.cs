namespace DayForThePoor.Core.Statements;

/// <summary>What a file says of one bank day.</summary>
/// <param name="Credits">Đồng in, recovered amounts included.</param>
/// <param name="Debits">Đồng out, recovered amounts included.</param>
/// <param name="Opening">Balance in đồng before the day; null where no balance of the file tells it.</param>
/// <param name="Closing">Balance in đồng after the day.</param>
/// <param name="IsBound">Balances of the bank before and after bind all lines of the day: none is missing between.</param>
/// <param name="FirstRow">Row of the file with the day's first line.</param>
/// <param name="LastRow">Row with its last line; lines of other days may stand between.</param>
public sealed record FileDay(
    DateOnly Day, int Lines, long Credits, long Debits, long? Opening, long? Closing, bool IsBound, int FirstRow, int LastRow);

/// <summary>The days of a file from its lines and the balances that were followed through them.</summary>
internal static class FileDays
{
    private struct Sums
    {
        public int Lines, FirstRow, LastRow;
        public long Credits, Debits;
    }

    /// <summary>In the order of the calendar, whatever the order of the rows.</summary>
    public static IReadOnlyList<FileDay> Of(LineMarks marks, BalanceProof proof)
    {
        var sums = new SortedDictionary<DateOnly, Sums>();
        (DateOnly Day, Sums Sums) at = default;
        for (var i = 0; i < marks.Count; i++)
        {
            ref readonly var mark = ref marks[i];
            if (mark.Day != at.Day)
            {
                if (i > 0) sums[at.Day] = at.Sums;
                at = (mark.Day, sums.TryGetValue(mark.Day, out var begun) ? begun : new Sums { FirstRow = mark.Row });
            }
            at.Sums.Lines++;
            at.Sums.LastRow = mark.Row;
            if (mark.Movement > 0) at.Sums.Credits += mark.Movement;
            else at.Sums.Debits -= mark.Movement;
        }
        if (marks.Count > 0) sums[at.Day] = at.Sums;

        // A day begins where the one before ended; what a gap lacks came in or went out on the day that shows it.
        var balance = proof.Start;
        List<FileDay> days = [];
        foreach (var (day, sum) in sums)
        {
            var lacking = proof.Gaps.Where(g => g.To == day).Sum(g => g.Found - g.Expected);
            var closing = balance + sum.Credits - sum.Debits + lacking;
            days.Add(new(day, sum.Lines, sum.Credits, sum.Debits, balance, closing, balance is not null && proof.Binds(day), sum.FirstRow, sum.LastRow));
            balance = closing;
        }
        return days;
    }
}
