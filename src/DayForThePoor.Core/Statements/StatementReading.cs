using System.Runtime.InteropServices;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements;

/// <summary>
/// Understands the rows of one file, one after the other in constant time each, and at the end what only the whole can
/// tell: recovered amounts, sums, identities. A row is a line, a sum, known furniture or a problem; none is passed over.
/// </summary>
public sealed class StatementReading
{
    /// <summary>A million million đồng twice over; a file beyond it was misread, and sums stay far from overflow.</summary>
    private const long LargestSum = 2_000_000_000_000_000_000;

    private readonly StatementLayout layout;
    private readonly ExpectedAccount account;
    private readonly DeclaredSums sums = new();
    private readonly ProblemList problems = new();
    private readonly List<StatementLine> lines = [];
    private SkippedRows skipped;
    private DateOnly? day;
    private char thousands;
    private long moved;
    private bool lastRowIsLine, belowSums;
    private (int Row, int Cells)? tooShort;
    private readonly List<int> wordsBelowSums = [];

    /// <param name="layout">Where the columns are.</param>
    /// <param name="rowsAbove">The rows above the header; they say whose file it is.</param>
    /// <param name="account">The account that the file is said to belong to.</param>
    public StatementReading(StatementLayout layout, IReadOnlyList<IReadOnlyList<string>> rowsAbove, ExpectedAccount account)
    {
        this.layout = layout;
        this.account = account;
        StatementHeading.Read(rowsAbove, account, sums, problems);
    }

    /// <summary>The next row below the header.</summary>
    public void Take(IStatementRow row)
    {
        if (IsBlank(row))
        {
            skipped = skipped with { Blank = skipped.Blank + 1 };
            return;
        }

        NameShortRow(StatementProblems.TooFewCells);
        lastRowIsLine = false;
        var dateCell = Cell(row, StatementColumn.Date);
        var hasDate = DateText.TryRead(dateCell, out var date, out var behindDate);
        if (!(hasDate && HasAmount(row)) && IsOther(row, hasDate)) return;
        if (!IsWhole(row)) return;

        if (hasDate) day = date;
        else if (!dateCell.IsWhiteSpace()) Problem(StatementProblems.DateUnreadable, row, StatementColumn.Date, Written.Quote(dateCell));
        else if (day is null) Problem(StatementProblems.DateMissing, row, StatementColumn.Date);
        TakeLine(row, hasDate ? behindDate : []);
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
        if (lastCellMayBeCut && lastRowIsLine && !sums.Any && problems.Count == 0) problems.Add(StatementProblems.LastRowOpen, lastRow);

        var result = new StatementReadResult
        {
            Problems = problems.Items,
            ProblemCount = problems.Count,
            Layout = layout,
            ThousandsSeparator = thousands,
            Skipped = skipped,
        };
        return problems.Count > 0 ? result : Whole(result, all, proof);
    }

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

    private void TakeLine(IStatementRow row, ReadOnlySpan<char> behindDate)
    {
        var before = problems.Count;
        var (side, amount) = ReadAmount(row);
        var balance = ReadBalance(row);
        var time = ReadTime(row, ref behindDate);
        if (problems.Count > before || day is not { } date) return;

        moved += amount;
        if (moved > LargestSum)
        {
            problems.Add(StatementProblems.SumTooLarge, row.Number);
            moved = 0;
        }
        lines.Add(new(
            row.Number, date, time, Reference(row, behindDate), side, amount, AmountRecovered: false, balance,
            Cell(row, StatementColumn.Memo).ToString(), Cell(row, StatementColumn.Counterparty).ToString()));
        lastRowIsLine = true;
        NameWordsAbove();
    }

    /// <summary>Side and amount; amount 0 when the cells are blank and the balance has to give it back.</summary>
    private (Side Side, long Amount) ReadAmount(IStatementRow row)
    {
        if (layout.Has(StatementColumn.Amount))
        {
            var signed = Read(row, StatementColumn.Amount);
            return signed < 0 ? (Side.Debit, -signed) : (Side.Credit, signed);
        }

        var debit = Read(row, StatementColumn.Debit);
        var credit = Read(row, StatementColumn.Credit);
        // A minus in its own column may mean a debit or a debit taken back; banks differ, so nobody guesses.
        if (debit < 0) Problem(StatementProblems.AmountNegative, row, StatementColumn.Debit);
        if (credit < 0) Problem(StatementProblems.AmountNegative, row, StatementColumn.Credit);
        if (debit > 0 && credit > 0) problems.Add(StatementProblems.AmountOnBothSides, row.Number);
        return debit != 0 ? (Side.Debit, debit) : (Side.Credit, credit);
    }

    private long? ReadBalance(IStatementRow row) =>
        Cell(row, StatementColumn.Balance).IsWhiteSpace() ? null : Read(row, StatementColumn.Balance);

    private long Read(IStatementRow row, StatementColumn column)
    {
        var cell = Cell(row, column);
        if (cell.IsEmpty) return 0;
        switch (AmountText.Read(cell, out var amount, out var mark))
        {
            case AmountReading.Unreadable:
                Problem(StatementProblems.AmountUnreadable, row, column, Written.Quote(cell));
                return 0;
            case AmountReading.Fraction:
                Problem(StatementProblems.AmountFraction, row, column, Written.Quote(cell));
                return 0;
            case AmountReading.TooLarge:
                Problem(StatementProblems.AmountTooLarge, row, column);
                return 0;
        }
        if (column != StatementColumn.Balance && Math.Abs(amount) > StatementLine.MaxAmount)
            Problem(StatementProblems.AmountTooLarge, row, column);
        if (mark != '\0' && thousands == '\0') thousands = mark;
        if (mark != '\0' && mark != thousands)
            Problem(StatementProblems.MixedSeparators, row, column, Written.Quote(cell), thousands.ToString());
        return amount;
    }

    private TimeOnly? ReadTime(IStatementRow row, ref ReadOnlySpan<char> behindDate)
    {
        if (DateText.TryReadTime(behindDate, out var time))
        {
            behindDate = [];
            return time;
        }

        var cell = Cell(row, StatementColumn.Time);
        if (cell.IsWhiteSpace()) return null;
        if (DateText.TryReadTime(cell, out time)) return time;
        // Some banks write the whole moment into the time column; the day of the line stays the booking date.
        if (DateText.TryRead(cell, out _, out var rest) && DateText.TryReadTime(rest, out time)) return time;
        Problem(StatementProblems.TimeUnreadable, row, StatementColumn.Time, Written.Quote(cell));
        return null;
    }

    private string Reference(IStatementRow row, ReadOnlySpan<char> behindDate) =>
        Fingerprint.Canonical((layout[StatementColumn.Reference] == layout[StatementColumn.Date]
            ? behindDate
            : Cell(row, StatementColumn.Reference).Trim()).ToString());

    /// <summary>Sums, repeated headers, furniture; and rows that are nothing we know, which are named.</summary>
    private bool IsOther(IStatementRow row, bool hasDate)
    {
        if (!hasDate && layout.IsHeader(row))
        {
            skipped = skipped with { Headers = skipped.Headers + 1 };
            wordsBelowSums.Clear();
            return true;
        }
        if (IsSum(row, hasDate))
        {
            skipped = skipped with { Sums = skipped.Sums + 1 };
            belowSums = true;
            return true;
        }
        if (hasDate) return false;
        if (RowLabels.IsFurniture(Words.Compact(FirstText(row))) || (belowSums && !HasReadableAmount(row)))
        {
            skipped = skipped with { Furniture = skipped.Furniture + 1 };
            if (belowSums) wordsBelowSums.Add(row.Number);
            return true;
        }
        if (HasAmount(row) || HasText(row, StatementColumn.Balance) || HasText(row, StatementColumn.Reference)) return false;
        if (IsWhole(row)) problems.Add(StatementProblems.RowUnclear, row.Number);
        return true;
    }

    // With a date only the opening and closing balance are sums; without one a row of sums may have its label in any
    // cell that is not certain to be a donor's words.
    private bool IsSum(IStatementRow row, bool hasDate)
    {
        var hasReference = HasText(row, StatementColumn.Reference) && layout[StatementColumn.Reference] != layout[StatementColumn.Date];
        for (var i = 0; i < row.CellCount; i++)
        {
            var isDonors = i == layout[StatementColumn.Memo] || i == layout[StatementColumn.Counterparty];
            if (isDonors && hasReference) continue;
            var label = RowLabels.Of(Words.Compact(row.Cell(i)));
            if (label is RowLabel.None || (hasDate && label is not (RowLabel.OpeningBalance or RowLabel.ClosingBalance))) continue;
            if (sums.Take(row, i, label, layout, lines.Count)) return true;
        }
        return false;
    }

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

    // Below the sums a bank signs and remarks what it likes; when lines follow, those words were no end of the table.
    private void NameWordsAbove()
    {
        foreach (var row in wordsBelowSums) problems.Add(StatementProblems.RowUnclear, row);
        wordsBelowSums.Clear();
        belowSums = false;
    }

    // A short row in the middle is a row of the bank's gone wrong; at the end it is where the file was cut.
    private void NameShortRow(string code)
    {
        if (tooShort is not { } row) return;
        problems.Add(code, row.Row, null, Written.Count(row.Cells), Written.Count(layout.Width));
        tooShort = null;
    }

    private bool HasAmount(IStatementRow row) =>
        HasText(row, StatementColumn.Credit) || HasText(row, StatementColumn.Debit) || HasText(row, StatementColumn.Amount);

    private bool HasReadableAmount(IStatementRow row)
    {
        foreach (var column in (ReadOnlySpan<StatementColumn>)[StatementColumn.Credit, StatementColumn.Debit, StatementColumn.Amount, StatementColumn.Balance])
            if (AmountText.Read(Cell(row, column), out _, out _) == AmountReading.Read) return true;
        return false;
    }

    private bool HasText(IStatementRow row, StatementColumn column) => !Cell(row, column).IsWhiteSpace();

    private static bool IsBlank(IStatementRow row)
    {
        for (var i = 0; i < row.CellCount; i++)
            if (!row.Cell(i).IsWhiteSpace()) return false;
        return true;
    }

    private static ReadOnlySpan<char> FirstText(IStatementRow row)
    {
        for (var i = 0; i < row.CellCount; i++)
            if (!row.Cell(i).IsWhiteSpace()) return row.Cell(i);
        return [];
    }

    private ReadOnlySpan<char> Cell(IStatementRow row, StatementColumn column) =>
        layout[column] is >= 0 and var index && index < row.CellCount ? row.Cell(index) : [];

    private void Problem(string code, IStatementRow row, StatementColumn column, params IReadOnlyList<string> args) =>
        problems.Add(code, row.Number, layout.Name(column), args);
}
