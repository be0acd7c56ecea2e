using System.Runtime.CompilerServices;
namespace DayForThePoor.Core.Statements;

/// <summary>
/// Follows the account balance through the lines. Between two known balances the lines must make up the difference;
/// when exactly one amount between them is blank, the difference gives it back. Files run oldest or newest first, and
/// some are re-ordered: then the balances are compared without regard to order before a break is named.
/// </summary>
internal sealed class BalanceProof(DeclaredSums sums, ProblemList problems)
{
    private readonly List<BalanceGap> breaks = [];
    private int bound, verified;

    /// <summary>Balances that do not follow in a file that gives a balance only now and then.</summary>
    public IReadOnlyList<BalanceGap> Gaps { get; private set; } = [];

    /// <summary>Every line lies between two balances that agree.</summary>
    public bool BindsAll { get; private set; }

    public int Recovered { get; private set; }

    /// <summary>Recovers blank amounts in place and names what does not add up.</summary>
    public void Apply(Span<StatementLine> lines)
    {
        if (lines.IsEmpty) return;
        var newestFirst = IsNewestFirst(lines);
        Walk(lines, newestFirst ?? false, recover: false);
        if (breaks.Count == 0)
        {
            Recover(lines, newestFirst);
            BindsAll = bound == lines.Length;
        }
        else if (!IsRunning(lines))
        {
            Gaps = [.. breaks];
        }
        else if (IsOneChain(lines))
        {
            BindsAll = true;
        }
        else
        {
            foreach (var gap in breaks) Report(gap);
        }

        foreach (ref readonly var line in lines)
        {
            if (line.AmountMissing) problems.Add(StatementProblems.AmountMissing, line.RowNumber);
            if (line.AmountRecovered) Recovered++;
        }
    }

    /// <summary>When nothing tells the order of the rows, only an amount that both orders give back is certain.</summary>
    private void Recover(Span<StatementLine> lines, bool? newestFirst)
    {
        StatementLine[] otherWay = newestFirst is null ? lines.ToArray() : [];
        Walk(otherWay, newestFirst: true, recover: true);
        Walk(lines, newestFirst ?? false, recover: true);
        for (var i = 0; i < otherWay.Length; i++)
            if (otherWay[i].Movement != lines[i].Movement) lines[i] = lines[i] with { Amount = 0, AmountRecovered = false };
    }

    private void Report(BalanceGap gap) => problems.Add(
        gap.Row == sums.ClosingRow ? StatementProblems.ClosingDiffers : StatementProblems.BalanceBreak,
        gap.Row, null, Written.Amount(gap.Expected), Written.Amount(gap.Found));

    /// <summary>By the balances where lines with amounts lie between them, else by dates and times; null when nothing tells.</summary>
    private bool? IsNewestFirst(Span<StatementLine> lines)
    {
        Walk(lines, newestFirst: false, recover: false);
        var (oldestFirstBreaks, oldestFirstVerified) = (breaks.Count, verified);
        Walk(lines, newestFirst: true, recover: false);
        if (breaks.Count != oldestFirstBreaks) return breaks.Count < oldestFirstBreaks;
        if (verified != oldestFirstVerified) return verified > oldestFirstVerified;
        var (first, last) = (lines[0], lines[^1]);
        if (first.Date != last.Date) return first.Date > last.Date;
        return first.Time == last.Time || first.Time is null || last.Time is null ? null : first.Time > last.Time;
    }

    /// <summary>One pass in the order of time; leaves the breaks and the number of lines that balances bind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Walk(Span<StatementLine> lines, bool newestFirst, bool recover)
    {
        breaks.Clear();
        bound = verified = 0;
        var known = sums.Opening;
        long movement = 0;
        int count = 0, missing = 0, missingAt = 0;
        for (var k = 0; k < lines.Length; k++)
        {
            var at = newestFirst ? lines.Length - 1 - k : k;
            ref readonly var line = ref lines[at];
            count++;
            movement += line.Movement;
            if (line.AmountMissing) (missing, missingAt) = (missing + 1, at);
            if (line.Balance is not { } balance) continue;
            Close(lines, balance, line.RowNumber);
        }
        if (sums.Closing is { } closing) Close(lines, closing, sums.ClosingRow);

        void Close(Span<StatementLine> lines, long balance, int row)
        {
            if (known is { } before)
            {
                var difference = balance - before - movement;
                if (missing == 0 && difference != 0) breaks.Add(new(row, before + movement, balance));
                else if (missing <= 1) bound += count;
                if (missing == 0 && difference == 0) verified += count;
                if (missing == 1 && recover) Recover(ref lines[missingAt], difference);
            }
            known = balance;
            movement = 0;
            count = missing = 0;
        }
    }

    private static void Recover(ref StatementLine line, long difference)
    {
        if (difference == 0 || Math.Abs(difference) > StatementLine.MaxAmount) return;
        var side = difference > 0 ? Ledger.Side.Credit : Ledger.Side.Debit;
        line = line with { Side = side, Amount = Math.Abs(difference), AmountRecovered = true };
    }

    /// <summary>Nearly every row has a balance, so a balance that does not follow means a lost or misread row.</summary>
    private static bool IsRunning(ReadOnlySpan<StatementLine> lines)
    {
        long balances = 0;
        foreach (ref readonly var line in lines) balances += line.Balance is null ? 0 : 1;
        return balances * 10 >= lines.Length * 9L;
    }

    /// <summary>
    /// Whether the lines form one chain in some order: every balance but the last is the starting point of one line,
    /// every starting point but the first the balance of one.
    /// </summary>
    private bool IsOneChain(ReadOnlySpan<StatementLine> lines)
    {
        var loose = new Dictionary<long, int>(lines.Length);
        foreach (ref readonly var line in lines)
        {
            if (line.Balance is not { } after || line.AmountMissing) return false;
            loose[after] = loose.GetValueOrDefault(after) + 1;
            loose[after - line.Movement] = loose.GetValueOrDefault(after - line.Movement) - 1;
        }

        var ends = loose.Where(l => l.Value != 0).ToList();
        if (ends.Count == 0) return true;
        return ends.Count == 2
            && ends.TrueForAll(e => Math.Abs(e.Value) == 1)
            && ends.TrueForAll(e => (e.Value == 1 ? sums.Closing : sums.Opening) is not { } declared || declared == e.Key);
    }
}
