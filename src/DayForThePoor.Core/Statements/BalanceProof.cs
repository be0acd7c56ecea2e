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
    private readonly HashSet<DateOnly> unbound = [];
    private int bound, verified;

    /// <summary>Balances that do not follow in a file that gives a balance only now and then.</summary>
    public IReadOnlyList<BalanceGap> Gaps { get; private set; } = [];

    /// <summary>Every line lies between two balances that agree.</summary>
    public bool BindsAll { get; private set; }

    /// <summary>Balance in đồng before the first line in the order of time; null when no balance tells it.</summary>
    public long? Start { get; private set; }

    public int Recovered { get; private set; }

    /// <summary>Whether balances before and after the day agree with its lines.</summary>
    public bool Binds(DateOnly day) => !unbound.Contains(day);

    /// <summary>Recovers blank amounts in place and names what does not add up.</summary>
    public void Apply(LineMarks lines)
    {
        if (lines.Count == 0) return;
        var newestFirst = IsNewestFirst(lines);
        Walk(lines, newestFirst ?? false);
        if (breaks.Count == 0)
        {
            Recover(lines, newestFirst);
            BindsAll = bound == lines.Count;
            Anchor(lines, newestFirst ?? false);
        }
        else if (!IsRunning(lines))
        {
            Anchor(lines, newestFirst ?? false);
            Gaps = [.. breaks];
        }
        else if (IsOneChain(lines, out var start))
        {
            BindsAll = true;
            Start = start;
        }
        else
        {
            foreach (var gap in breaks) Report(gap);
        }

        for (var i = 0; i < lines.Count; i++)
        {
            ref readonly var line = ref lines[i];
            if (line.AmountMissing) problems.Add(StatementProblems.AmountMissing, line.Row);
            if (line.IsRecovered) Recovered++;
        }
    }

    /// <summary>When nothing tells the order of the rows, only an amount that both orders give back is certain.</summary>
    private void Recover(LineMarks lines, bool? newestFirst)
    {
        var found = new Dictionary<int, long>();
        Walk(lines, newestFirst ?? false, found);
        if (found.Count == 0) return;
        if (newestFirst is null)
        {
            var otherWay = new Dictionary<int, long>();
            Walk(lines, newestFirst: true, otherWay);
            found = found.Where(f => otherWay.TryGetValue(f.Key, out var movement) && movement == f.Value).ToDictionary();
        }
        foreach (var (index, movement) in found) lines.At(index).Recover(movement);
    }

    private void Report(BalanceGap gap) => problems.Add(
        gap.Row == sums.ClosingRow ? StatementProblems.ClosingDiffers : StatementProblems.BalanceBreak,
        gap.Row, null, Written.Amount(gap.Expected), Written.Amount(gap.Found));

    /// <summary>By the balances where lines with amounts lie between them, else by dates and times; null when nothing tells.</summary>
    private bool? IsNewestFirst(LineMarks lines)
    {
        Walk(lines, newestFirst: false);
        var (oldestFirstBreaks, oldestFirstVerified) = (breaks.Count, verified);
        Walk(lines, newestFirst: true);
        if (breaks.Count != oldestFirstBreaks) return breaks.Count < oldestFirstBreaks;
        if (verified != oldestFirstVerified) return verified > oldestFirstVerified;
        ref readonly var first = ref lines[0];
        ref readonly var last = ref lines[lines.Count - 1];
        if (first.Day != last.Day) return first.Day > last.Day;
        return first.Time == last.Time || first.Time is null || last.Time is null ? null : first.Time > last.Time;
    }

    /// <summary>One pass in the order of time; leaves the breaks and the number of lines that balances bind.</summary>
    /// <param name="recovered">Takes the movements that the balances give back, by the position of their lines.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Walk(LineMarks lines, bool newestFirst, Dictionary<int, long>? recovered = null)
    {
        breaks.Clear();
        bound = verified = 0;
        var known = sums.Opening;
        var since = lines[newestFirst ? lines.Count - 1 : 0].Day;
        long movement = 0;
        int count = 0, missing = 0, missingAt = 0;
        for (var k = 0; k < lines.Count; k++)
        {
            var at = newestFirst ? lines.Count - 1 - k : k;
            ref readonly var line = ref lines[at];
            count++;
            movement += line.Movement;
            if (line.AmountMissing) (missing, missingAt) = (missing + 1, at);
            if (line.Balance is { } balance) Close(balance, line.Row, line.Day);
        }
        if (sums.Closing is { } closing) Close(closing, sums.ClosingRow, lines[newestFirst ? 0 : lines.Count - 1].Day);

        void Close(long balance, int row, DateOnly day)
        {
            if (known is { } before)
            {
                var difference = balance - before - movement;
                if (missing == 0 && difference != 0) breaks.Add(new(row, since, day, before + movement, balance));
                else if (missing <= 1) bound += count;
                if (missing == 0 && difference == 0) verified += count;
                if (missing == 1 && difference != 0 && Math.Abs(difference) <= StatementLine.MaxAmount) recovered?.Add(missingAt, difference);
            }
            known = balance;
            since = day;
            movement = 0;
            count = missing = 0;
        }
    }

    /// <summary>
    /// With all amounts known: the balance before the first line, and the days that no two agreeing balances hold between
    /// them. A single line that carries its own balance needs none before it.
    /// </summary>
    private void Anchor(LineMarks lines, bool newestFirst)
    {
        var known = sums.Opening;
        Start = known;
        long movement = 0, all = 0;
        var from = 0;
        for (var k = 0; k < lines.Count; k++)
        {
            ref readonly var line = ref At(k);
            movement += line.Movement;
            all += line.Movement;
            if (line.Balance is { } balance) Close(balance, k + 1);
        }
        if (sums.Closing is { } closing) Close(closing, lines.Count);
        for (var k = from; k < lines.Count; k++) unbound.Add(At(k).Day);

        void Close(long balance, int to)
        {
            var agrees = known is { } before ? before + movement == balance : to - from <= 1;
            if (!agrees)
                for (var k = from; k < to; k++) unbound.Add(At(k).Day);
            Start ??= balance - all;
            (known, movement, from) = (balance, 0, to);
        }

        ref readonly LineMark At(int k) => ref lines[newestFirst ? lines.Count - 1 - k : k];
    }

    /// <summary>Nearly every row has a balance, so a balance that does not follow means a lost or misread row.</summary>
    private static bool IsRunning(LineMarks lines)
    {
        long balances = 0;
        for (var i = 0; i < lines.Count; i++) balances += lines[i].Balance is null ? 0 : 1;
        return balances * 10 >= lines.Count * 9L;
    }

    /// <summary>
    /// Whether the lines form one chain in some order: every balance but the last is the starting point of one line,
    /// every starting point but the first the balance of one.
    /// </summary>
    /// <param name="start">Where the chain begins; null when it ends where it began.</param>
    private bool IsOneChain(LineMarks lines, out long? start)
    {
        start = sums.Opening;
        var loose = new Dictionary<long, int>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            ref readonly var line = ref lines[i];
            if (line.Balance is not { } after || line.AmountMissing) return false;
            loose[after] = loose.GetValueOrDefault(after) + 1;
            loose[after - line.Movement] = loose.GetValueOrDefault(after - line.Movement) - 1;
        }

        var ends = loose.Where(l => l.Value != 0).ToList();
        if (ends.Count == 0) return true;
        if (ends.Count != 2 || !ends.TrueForAll(e => Math.Abs(e.Value) == 1)) return false;
        start = ends.Single(e => e.Value == -1).Key;
        return ends.TrueForAll(e => (e.Value == 1 ? sums.Closing : sums.Opening) is not { } declared || declared == e.Key);
    }
}
