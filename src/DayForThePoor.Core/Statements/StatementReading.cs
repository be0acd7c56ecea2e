using System.Runtime.CompilerServices;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements;

/// <summary>
/// The first pass over a file: its rows one after the other, and at the end what only the whole can tell: recovered
/// amounts, sums, days, identities. Of each line it keeps numbers only; the words are read again when they are stored.
/// </summary>
public sealed class StatementReading
{
    /// <summary>Đồng; no account moves as much, and sums stay far from overflow.</summary>
    private const long LargestSum = 1000 * StatementLine.MaxAmount;

    private readonly StatementLayout layout;
    private readonly ExpectedAccount account;
    private readonly DeclaredSums sums = new();
    private readonly ProblemList problems = new();
    private readonly LineMarks marks = new();
    private readonly LineRows rows;
    private readonly DeclaredPeriod? period;
    private long moved;

    // Lines without an amount have no identity yet; their words are kept until a balance gives the amount back.
    private readonly Dictionary<int, (string Reference, string Memo)> unfinished = [];

    /// <param name="layout">Where the columns are.</param>
    /// <param name="rowsAbove">The rows above the header; they say whose file it is.</param>
    /// <param name="account">The account that the file is said to belong to.</param>
    /// <param name="thousands">The mark that groups thousands, where a person confirmed it; '\0' lets the file say it.</param>
    public StatementReading(
        StatementLayout layout, IReadOnlyList<IReadOnlyList<string>> rowsAbove, ExpectedAccount account, char thousands = '\0')
    {
        this.layout = layout;
        this.account = account;
        rows = new(layout, sums, problems, thousands);
        StatementHeading.Read(rowsAbove, account, sums, problems);
        period = DeclaredPeriod.In(rowsAbove);
    }

    /// <summary>Lines read so far.</summary>
    public int Lines => marks.Count;

    /// <summary>The next row below the header.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(IStatementRow row)
    {
        if (rows.Take(row, out var line)) Add(line);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(in StatementLine line)
    {
        moved += line.Amount;
        if (moved > LargestSum)
        {
            problems.Add(StatementProblems.SumTooLarge, line.RowNumber);
            moved = 0;
        }

        ref var mark = ref marks.Add(line);
        if (line.AmountMissing) unfinished.Add(marks.Count - 1, (line.Reference, line.Memo));
        else mark.Fingerprint = Fingerprint.V1(account.Id, line.Date, line.Reference, line.Side, line.Amount, line.Memo);
    }

    /// <summary>Problems of the file itself that the rows do not show: a cut end, a broken quote.</summary>
    public void Stop(string code, int? row = null, params IReadOnlyList<string> args) => problems.Add(code, row, null, args);

    /// <param name="lastCellMayBeCut">The file ends without a line end and without a closing quote.</param>
    /// <param name="lastRow">Number of the last row.</param>
    public StatementReadResult Finish(bool lastCellMayBeCut, int lastRow)
    {
        if (rows.End(out var line)) Add(line);
        if (problems.Count == 0 && marks.Count == 0) problems.Add(StatementProblems.NoRows);

        var proof = new BalanceProof(sums, problems);
        if (problems.Count == 0) proof.Apply(marks);
        if (problems.Count == 0) TotalsCheck.Apply(marks, sums, layout, problems);
        if (problems.Count == 0 && lastCellMayBeCut && rows.LastRowIsLine && !sums.Any) problems.Add(StatementProblems.LastRowOpen, lastRow);

        var result = new StatementReadResult
        {
            Problems = problems.Items,
            ProblemCount = problems.Count,
            Layout = layout,
            ThousandsSeparator = rows.Thousands,
            Skipped = rows.Skipped,
        };
        return problems.Count > 0 ? result : Whole(result, proof);
    }

    private StatementReadResult Whole(StatementReadResult result, BalanceProof proof)
    {
        foreach (var (index, (reference, memo)) in unfinished)
        {
            ref var mark = ref marks.At(index);
            mark.Fingerprint = Fingerprint.V1(account.Id, mark.Day, reference, mark.Side, mark.Amount, memo);
        }
        unfinished.Clear();
        Ordinals.Assign(marks);
        var days = FileDays.Of(marks, proof);
        return result with
        {
            Marks = marks,
            Days = days,
            Period = period is { } said && said.Holds(days) ? said : null,
            Credits = days.Sum(d => d.Credits),
            Debits = days.Sum(d => d.Debits),
            Recovered = proof.Recovered,
            OpeningBalance = sums.Opening,
            ClosingBalance = sums.Closing,
            IsProvenComplete = proof.BindsAll,
            Gaps = proof.Gaps,
        };
    }
}
