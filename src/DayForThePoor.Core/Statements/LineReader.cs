using System.Runtime.CompilerServices;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements;

/// <summary>
/// Reads the cells of a row by the columns of the layout and names what it cannot read. The hot methods are compiled
/// fully at their first call: an import from the command line is over before tiered compilation would have noticed them.
/// </summary>
internal sealed class LineReader(StatementLayout layout, ProblemList problems, char thousands = '\0')
{
    private const int ShortestReference = 5;

    private static readonly StatementColumn[] AmountColumns =
        [StatementColumn.Credit, StatementColumn.Debit, StatementColumn.Amount, StatementColumn.Balance];

    /// <summary>The mark that groups thousands in this file, as confirmed or by the first amount that shows one; '\0' until then.</summary>
    public char Thousands { get; private set; } = thousands;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<char> Cell(IStatementRow row, StatementColumn column) =>
        layout[column] is >= 0 and var index && index < row.CellCount ? row.Cell(index) : [];

    public bool HasText(IStatementRow row, StatementColumn column) => !Cell(row, column).IsWhiteSpace();

    public bool HasAmount(IStatementRow row) =>
        HasText(row, StatementColumn.Credit) || HasText(row, StatementColumn.Debit) || HasText(row, StatementColumn.Amount);

    /// <summary>
    /// Whether the row holds nothing but words in the columns of memo and counterparty, and at most a document number where
    /// the bank puts it under the day.
    /// </summary>
    public bool HasWordsOnly(IStatementRow row)
    {
        var (memo, counterparty) = (layout[StatementColumn.Memo], layout[StatementColumn.Counterparty]);
        for (var i = 0; i < row.CellCount; i++)
        {
            if (i == memo || i == counterparty || row.Cell(i).IsWhiteSpace()) continue;
            if (i != layout[StatementColumn.Date] || !IsReferenceAlone(row.Cell(i))) return false;
        }
        return true;
    }

    /// <summary>A document number without a day in the column that holds both; a misread date has two marks, not one, and a page number is short.</summary>
    public bool IsReferenceAlone(ReadOnlySpan<char> dateCell) =>
        SharesDateCell && dateCell.Trim().Length >= ShortestReference && dateCell.ContainsAnyInRange('0', '9') && !dateCell.ContainsAny('/', '-', ':') && dateCell.Count('.') < 2;

    public ReadOnlySpan<char> ReferenceInDateCell(IStatementRow row) => SharesDateCell ? Cell(row, StatementColumn.Date) : [];

    private bool SharesDateCell => layout.Has(StatementColumn.Date) && layout[StatementColumn.Reference] == layout[StatementColumn.Date];

    /// <summary>Whether an amount or balance stands where one belongs; words in those cells are no amounts.</summary>
    public bool HasReadableAmount(IStatementRow row)
    {
        foreach (var column in AmountColumns)
            if (AmountText.Read(Cell(row, column), out _, out _) == AmountReading.Read) return true;
        return false;
    }

    /// <summary>The line of a row; null when a cell of it is a problem.</summary>
    /// <param name="row">The row.</param>
    /// <param name="day">The bank's day, from this row or one above.</param>
    /// <param name="behindDate">What the date cell holds behind the date.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public StatementLine? Read(IStatementRow row, DateOnly day, ReadOnlySpan<char> behindDate)
    {
        var before = problems.Count;
        var (side, amount) = Amount(row);
        long? balance = HasText(row, StatementColumn.Balance) ? Amount(row, StatementColumn.Balance) : null;
        var time = Time(row, ref behindDate);
        if (problems.Count > before) return null;

        var reference = layout[StatementColumn.Reference] == layout[StatementColumn.Date] ? behindDate : Cell(row, StatementColumn.Reference);
        return new(
            row.Number, day, time, Fingerprint.Canonical(reference.ToString()), side, amount, AmountRecovered: false, balance,
            Cell(row, StatementColumn.Memo).ToString(), Cell(row, StatementColumn.Counterparty).ToString());
    }

    public void Problem(string code, IStatementRow row, StatementColumn column, params IReadOnlyList<string> args) =>
        problems.Add(code, row.Number, layout.Name(column), args);

    /// <summary>Side and amount; amount 0 when the cells are blank and the balance has to give it back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (Side Side, long Amount) Amount(IStatementRow row)
    {
        if (layout.Has(StatementColumn.Amount))
        {
            var signed = Amount(row, StatementColumn.Amount);
            return layout.Has(StatementColumn.Side) ? Marked(row, signed) : signed < 0 ? (Side.Debit, -signed) : (Side.Credit, signed);
        }

        var debit = Amount(row, StatementColumn.Debit);
        var credit = Amount(row, StatementColumn.Credit);
        // A minus in its own column may mean a debit or a debit taken back; banks differ, so nobody guesses.
        if (debit < 0) Problem(StatementProblems.AmountNegative, row, StatementColumn.Debit);
        if (credit < 0) Problem(StatementProblems.AmountNegative, row, StatementColumn.Credit);
        if (debit > 0 && credit > 0) problems.Add(StatementProblems.AmountOnBothSides, row.Number);
        return debit != 0 ? (Side.Debit, debit) : (Side.Credit, credit);
    }

    /// <summary>A minus beside a mark of money out says the same twice; beside one of money in nobody knows what it says.</summary>
    private (Side Side, long Amount) Marked(IStatementRow row, long amount)
    {
        var cell = Cell(row, StatementColumn.Side);
        if (SideText.Read(cell) is { } side && (amount >= 0 || side == Side.Debit)) return (side, Math.Abs(amount));
        if (amount != 0) Problem(StatementProblems.SideUnreadable, row, StatementColumn.Side, Written.Quote(cell));
        return (Side.Credit, amount);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Amount(IStatementRow row, StatementColumn column)
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
        if (mark == '\0') return amount;
        if (Thousands == '\0') Thousands = mark;
        if (mark != Thousands) Problem(StatementProblems.MixedSeparators, row, column, Written.Quote(cell), Thousands.ToString());
        return amount;
    }

    private TimeOnly? Time(IStatementRow row, ref ReadOnlySpan<char> behindDate)
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
}
