using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements;

/// <summary>
/// Understands the rows of one file, one after the other in constant time each, and at the end what only the whole can
/// tell: recovered amounts, sums, identities. A row is a line, a sum, known furniture or a problem; none is passed over.
/// </summary>
public sealed class StatementReading
{
    /// <summary>Đồng; no account moves as much, and sums stay far from overflow.</summary>
    private const long LargestSum = 1000 * StatementLine.MaxAmount;

    private readonly StatementLayout layout;
    private readonly ExpectedAccount account;
    private readonly DeclaredSums sums = new();
    private readonly ProblemList problems = new();
    private readonly List<StatementLine> lines = [];
    private readonly LineReader cells;
    private readonly RowsBesideLines others;
    private DateOnly? day;
    private long moved;
    private bool lastRowIsLine;
    private (int Row, int Cells)? tooShort;

    /// <param name="layout">Where the columns are.</param>
    /// <param name="rowsAbove">The rows above the header; they say whose file it is.</param>
    /// <param name="account">The account that the file is said to belong to.</param>
    public StatementReading(StatementLayout layout, IReadOnlyList<IReadOnlyList<string>> rowsAbove, ExpectedAccount account)
    {
        this.layout = layout;
        this.account = account;
        cells = new(layout, problems);
        others = new(layout, cells, sums, problems);
        StatementHeading.Read(rowsAbove, account, sums, problems);
    }

    /// <summary>The next row below the header.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(IStatementRow row)
    {
        if (others.TakeBlank(row)) return;
        NameShortRow(StatementProblems.TooFewCells);
        lastRowIsLine = false;

        var dateCell = cells.Cell(row, StatementColumn.Date);
        var hasDate = DateText.TryRead(dateCell, out var date, out var behindDate);
        var isPlain = hasDate && cells.HasAmount(row);
        if (!isPlain && others.Take(row, hasDate, lines.Count)) return;
        if (!IsWhole(row)) return;
        if (!hasDate && !DescribesLine(row))
        {
            problems.Add(StatementProblems.RowUnclear, row.Number);
            return;
        }

        if (hasDate) day = date;
        else if (!dateCell.IsWhiteSpace()) cells.Problem(StatementProblems.DateUnreadable, row, StatementColumn.Date, Written.Quote(dateCell));
        else if (day is null) cells.Problem(StatementProblems.DateMissing, row, StatementColumn.Date);
        if (day is { } known && cells.Read(row, known, behindDate) is { } line) Add(line);
    }

    /// <summary>Problems of the file itself that the rows do not show: a cut end, a broken quote.</summary>
    public void Stop(string code, int? row = null, params IReadOnlyList<string> args) => problems.Add(code, row, null, args);

    /// <param name="lastCellMayBeCut">The file ends without a line end and without a closing quote.</param>
    /// <param name="lastRow">Number of the last row.</param>
    public StatementReadResult Finish(bool lastCellMayBeCut, int lastRow)
    {
        NameShortRow(StatementProblems.Cut);
        var all = CollectionsMarshal.AsSpan(lines);
        if (problems.Count == 0 && all.IsEmpty) problems.Add(StatementProblems.NoRows);

        var proof = new BalanceProof(sums, problems);
        if (problems.Count == 0) proof.Apply(all);
        if (problems.Count == 0) TotalsCheck.Apply(all, sums, layout, problems);
        if (problems.Count == 0 && lastCellMayBeCut && lastRowIsLine && !sums.Any) problems.Add(StatementProblems.LastRowOpen, lastRow);

        var result = new StatementReadResult
        {
            Problems = problems.Items,
            ProblemCount = problems.Count,
            Layout = layout,
            ThousandsSeparator = cells.Thousands,
            Skipped = others.Skipped,
        };
        return problems.Count > 0 ? result : Whole(result, all, proof);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private StatementReadResult Whole(StatementReadResult result, Span<StatementLine> all, BalanceProof proof)
    {
        long credits = 0, debits = 0;
        foreach (ref var line in all)
        {
            if (line.Side == Side.Credit) credits += line.Amount;
            else debits += line.Amount;
            line = line with { Fingerprint = Fingerprint.V1(account.Id, line.Date, line.Reference, line.Side, line.Amount, line.Memo) };
        }
        Ordinals.Assign(all);
        return result with
        {
            Lines = lines,
            Credits = credits,
            Debits = debits,
            Recovered = proof.Recovered,
            OpeningBalance = sums.Opening,
            ClosingBalance = sums.Closing,
            IsProvenComplete = proof.BindsAll,
            Gaps = proof.Gaps,
        };
    }

    private void Add(in StatementLine line)
    {
        moved += line.Amount;
        if (moved > LargestSum)
        {
            problems.Add(StatementProblems.SumTooLarge, line.RowNumber);
            moved = 0;
        }
        lines.Add(line);
        lastRowIsLine = true;
        others.LineFollows();
    }

    // A row without a date belongs to the day above when it carries anything of its own but words.
    private bool DescribesLine(IStatementRow row) =>
        cells.HasAmount(row) || cells.HasText(row, StatementColumn.Balance) || cells.HasText(row, StatementColumn.Reference);

    /// <summary>Says so when the row has too few cells to be a line, or words beyond the last column.</summary>
    private bool IsWhole(IStatementRow row)
    {
        if (row.CellCount <= layout.LastColumn)
        {
            tooShort = (row.Number, row.CellCount);
            return false;
        }
        for (var i = layout.Width; i < row.CellCount; i++)
        {
            if (row.Cell(i).IsWhiteSpace()) continue;
            problems.Add(StatementProblems.TooManyCells, row.Number, null, Written.Count(row.CellCount), Written.Count(layout.Width));
            return false;
        }
        return true;
    }

    // A short row in the middle is a row of the bank's gone wrong; at the end it is where the file was cut.
    private void NameShortRow(string code)
    {
        if (tooShort is not { } row) return;
        problems.Add(code, row.Row, null, Written.Count(row.Cells), Written.Count(layout.Width));
        tooShort = null;
    }
}
