using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements;

/// <summary>Compares the sums that the bank printed with the sums of the lines read, recovered amounts included.</summary>
internal static class TotalsCheck
{
    public static void Apply(ReadOnlySpan<StatementLine> lines, DeclaredSums sums, StatementLayout layout, ProblemList problems)
    {
        var sectionStart = 0;
        foreach (var total in sums.Totals)
        {
            var whole = Sum(lines[..(total.After ?? lines.Length)]);
            var section = Sum(lines[Math.Min(sectionStart, total.After ?? 0)..(total.After ?? lines.Length)]);
            Compare(total.Row, StatementColumn.Credit, total.Credits, whole.Credits, section.Credits);
            Compare(total.Row, StatementColumn.Debit, total.Debits, whole.Debits, section.Debits);
            Compare(total.Row, StatementColumn.Amount, total.Net, whole.Credits - whole.Debits, section.Credits - section.Debits);
            sectionStart = total.After ?? sectionStart;
        }

        if (sums is not { Opening: { } opening, Closing: { } closing }) return;
        var all = Sum(lines);
        if (opening + all.Credits - all.Debits is var expected && expected != closing)
            problems.Add(StatementProblems.ClosingDiffers, sums.ClosingRow, null, Written.Amount(expected), Written.Amount(closing));

        // A bank prints sums of the whole so far or of the part since the last sum.
        void Compare(int row, StatementColumn column, long? declared, long whole, long section)
        {
            if (declared is not { } said || Math.Abs(said) == Math.Abs(whole) || Math.Abs(said) == Math.Abs(section)) return;
            problems.Add(StatementProblems.TotalDiffers, row, layout.Name(column), Written.Amount(said), Written.Amount(whole));
        }
    }

    private static (long Credits, long Debits) Sum(ReadOnlySpan<StatementLine> lines)
    {
        long credits = 0, debits = 0;
        foreach (ref readonly var line in lines)
        {
            if (line.Side == Side.Credit) credits += line.Amount;
            else debits += line.Amount;
        }
        return (credits, debits);
    }
}
