namespace DayForThePoor.Core.Statements;

/// <summary>A sum row of the file: what the bank says the lines above it add up to, in đồng.</summary>
/// <param name="Row">Row of the file.</param>
/// <param name="After">Lines read before the row; null where it stands above the table and speaks of the whole.</param>
/// <param name="Credits">Money in, or null where the row says nothing of it.</param>
/// <param name="Debits">Money out, or null.</param>
/// <param name="Net">Sum of a signed column, or null.</param>
internal readonly record struct DeclaredTotal(int Row, int? After, long? Credits, long? Debits, long? Net);

/// <summary>Everything that the bank itself says about the sum of the file.</summary>
internal sealed class DeclaredSums
{
    public long? Opening { get; private set; }

    public long? Closing { get; private set; }

    public int ClosingRow { get; private set; }

    public List<DeclaredTotal> Totals { get; } = [];

    public bool Any => Closing is not null || Totals.Count > 0;

    /// <summary>A row whose label stands in <paramref name="labelCell"/>. False when it declares nothing that can be read.</summary>
    public bool Take(IStatementRow row, int labelCell, RowLabel label, StatementLayout? layout, int? after)
    {
        switch (label)
        {
            case RowLabel.Subtotal:
                return true;
            case RowLabel.OpeningBalance:
                // Pages repeat the opening balance of the page; the first one is the file's.
                var opening = Balance(row, labelCell, layout);
                Opening ??= opening;
                return opening is not null;
            case RowLabel.ClosingBalance:
                var closing = Balance(row, labelCell, layout);
                (Closing, ClosingRow) = (closing, row.Number);
                return closing is not null;
            case RowLabel.Total:
                return TakeTotal(row, labelCell, layout, after);
            default:
                return false;
        }
    }

    private bool TakeTotal(IStatementRow row, int labelCell, StatementLayout? layout, int? after)
    {
        long? In(StatementColumn column) => layout is not null && layout.Has(column) ? Amount(row, layout[column]) : null;

        // Of unsigned amounts a total is neither money in, nor out, nor the difference: it is a sum that proves nothing.
        if (layout?.Has(StatementColumn.Side) == true && In(StatementColumn.Amount) is not null) return true;
        var total = new DeclaredTotal(row.Number, after, In(StatementColumn.Credit), In(StatementColumn.Debit), In(StatementColumn.Amount));
        if (total is { Credits: null, Debits: null, Net: null })
        {
            var sum = SoleAmount(row, labelCell);
            total = RowLabels.Side(Words.Compact(row.Cell(labelCell))) switch
            {
                StatementColumn.Credit => total with { Credits = sum },
                StatementColumn.Debit => total with { Debits = sum },
                _ => total,
            };
        }

        if (total is { Credits: null, Debits: null, Net: null }) return false;
        Totals.Add(total);
        return true;
    }

    private static long? Balance(IStatementRow row, int labelCell, StatementLayout? layout) =>
        layout is not null && layout.Has(StatementColumn.Balance) && Amount(row, layout[StatementColumn.Balance]) is { } balance
            ? balance
            : SoleAmount(row, labelCell);

    /// <summary>The amount behind the label: in its own cell after a colon, else in the only other cell that holds one.</summary>
    private static long? SoleAmount(IStatementRow row, int labelCell)
    {
        var cell = row.Cell(labelCell);
        var colon = cell.LastIndexOf(':');
        if (colon >= 0 && Read(cell[(colon + 1)..]) is { } inCell) return inCell;

        long? found = null;
        for (var i = labelCell + 1; i < row.CellCount; i++)
        {
            if (Amount(row, i) is not { } amount) continue;
            if (found is not null) return null;
            found = amount;
        }
        return found;
    }

    private static long? Amount(IStatementRow row, int cell) => cell < row.CellCount ? Read(row.Cell(cell)) : null;

    private static long? Read(ReadOnlySpan<char> text) =>
        AmountText.Read(text, out var amount, out _) == AmountReading.Read ? amount : null;
}
