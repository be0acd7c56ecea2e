namespace DayForThePoor.Core.Statements;

/// <summary>Compares the sums that the bank printed with the sums of the lines read, recovered amounts included.</summary>
internal static class TotalsCheck
{
    private readonly record struct Moved(long Credits, long Debits)
    {
        public static Moved operator -(Moved a, Moved b) => new(a.Credits - b.Credits, a.Debits - b.Debits);
    }

    public static void Apply(LineMarks lines, DeclaredSums sums, StatementLayout layout, ProblemList problems)
    {
        // A printed statement has a sum on each of its ten thousand pages, so the lines are gone through once for all.
        Moved whole = default, before = default;
        var at = 0;
        foreach (var total in sums.Totals.Where(t => t.After is not null))
        {
            Advance(total.After!.Value);
            Compare(total, whole, whole - before);
            before = whole;
        }
        Advance(lines.Count);
        foreach (var total in sums.Totals.Where(t => t.After is null)) Compare(total, whole, whole);

        if (sums is not { Opening: { } opening, Closing: { } closing }) return;
        if (opening + whole.Credits - whole.Debits is var expected && expected != closing)
            problems.Add(StatementProblems.ClosingDiffers, sums.ClosingRow, null, Written.Amount(expected), Written.Amount(closing));

        void Advance(int to)
        {
            for (; at < to; at++)
            {
                var movement = lines[at].Movement;
                whole = movement > 0 ? whole with { Credits = whole.Credits + movement } : whole with { Debits = whole.Debits - movement };
            }
        }

        // A bank prints sums of the whole so far or of the part since the last sum.
        void Compare(DeclaredTotal total, Moved soFar, Moved section)
        {
            CompareOne(total.Row, StatementColumn.Credit, total.Credits, soFar.Credits, section.Credits);
            CompareOne(total.Row, StatementColumn.Debit, total.Debits, soFar.Debits, section.Debits);
            CompareOne(total.Row, StatementColumn.Amount, total.Net, soFar.Credits - soFar.Debits, section.Credits - section.Debits);
        }

        void CompareOne(int row, StatementColumn column, long? declared, long soFar, long section)
        {
            if (declared is not { } said || Math.Abs(said) == Math.Abs(soFar) || Math.Abs(said) == Math.Abs(section)) return;
            problems.Add(StatementProblems.TotalDiffers, row, layout.Name(column), Written.Amount(said), Written.Amount(soFar));
        }
    }
}
