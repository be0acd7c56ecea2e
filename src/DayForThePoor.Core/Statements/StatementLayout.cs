namespace DayForThePoor.Core.Statements;

/// <summary>The columns that are read; all others of a file are left alone.</summary>
public enum StatementColumn
{
    Date,
    Time,
    Reference,
    Debit,
    Credit,

    /// <summary>One signed column in place of debit and credit; plus is money in.</summary>
    Amount,
    Balance,
    Memo,
    Counterparty,
}

/// <summary>Where the table of a file begins and which column holds what.</summary>
public sealed class StatementLayout
{
    /// <summary>Banks print up to some thirteen rows above the table; beyond this many there is no table.</summary>
    public const int HeaderWithin = 40;

    private readonly int[] indexes;
    private readonly string[] header;

    private StatementLayout(int headerRow, string[] header, int[] indexes)
    {
        HeaderRow = headerRow;
        this.header = header;
        this.indexes = indexes;
        LastColumn = indexes.Max();
    }

    /// <summary>Row of the file that holds the header, from 1.</summary>
    public int HeaderRow { get; }

    /// <summary>Cells of the header row, blank ones at its end not counted.</summary>
    public int Width => header.Length;

    /// <summary>Index of the last column that is read; a row that ends before it is not whole.</summary>
    public int LastColumn { get; }

    /// <summary>Index of a column from 0, or −1 where the file has none.</summary>
    public int this[StatementColumn column] => indexes[(int)column];

    public bool Has(StatementColumn column) => this[column] >= 0;

    /// <summary>The column's header as the file writes it, on one line.</summary>
    public string? Name(StatementColumn column) => Has(column) ? Fingerprint.Canonical(header[this[column]]) : null;

    /// <summary>The columns found with their headers, for a person to confirm.</summary>
    public IReadOnlyList<(StatementColumn Column, string Header)> Columns =>
        [.. Enum.GetValues<StatementColumn>().Where(Has).Select(c => (c, Name(c)!))];

    /// <summary>
    /// Finds the header: the first row that names a day, an amount and something that describes the line. Null when
    /// none of the first <see cref="HeaderWithin"/> rows does.
    /// </summary>
    public static StatementLayout? Detect(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        for (var i = 0; i < Math.Min(rows.Count, HeaderWithin); i++)
            if (Of(i + 1, rows[i]) is { } layout) return layout;
        return null;
    }

    /// <summary>Whether the row repeats the header, as the pages of a printed statement do.</summary>
    public bool IsHeader(IStatementRow row)
    {
        var cells = new string[row.CellCount];
        for (var i = 0; i < cells.Length; i++) cells[i] = row.Cell(i).ToString();
        return Of(row.Number, cells) is not null;
    }

    private static StatementLayout? Of(int number, IReadOnlyList<string> cells)
    {
        var indexes = new int[Enum.GetValues<StatementColumn>().Length];
        var ranks = new int[indexes.Length];
        Array.Fill(indexes, -1);
        for (var i = 0; i < cells.Count; i++)
        {
            if (HeaderWords.Column(cells[i], out var rank) is not { } column) continue;
            ref var index = ref indexes[(int)column];
            if (index >= 0 && ranks[(int)column] <= rank) continue;
            index = i;
            ranks[(int)column] = rank;
        }

        Combine(indexes, cells);
        return IsTable(indexes) ? new(number, WithoutBlankEnd(cells), indexes) : null;
    }

    private static void Combine(int[] indexes, IReadOnlyList<string> cells)
    {
        ref var date = ref indexes[(int)StatementColumn.Date];
        ref var time = ref indexes[(int)StatementColumn.Time];
        ref var reference = ref indexes[(int)StatementColumn.Reference];
        ref var amount = ref indexes[(int)StatementColumn.Amount];
        if (date < 0 && time >= 0) (date, time) = (time, -1);
        if (reference < 0 && date >= 0 && HeaderWords.NamesReferenceToo(cells[date])) reference = date;
        if (indexes[(int)StatementColumn.Debit] >= 0 || indexes[(int)StatementColumn.Credit] >= 0) amount = -1;
    }

    private static bool IsTable(int[] indexes)
    {
        bool Has(StatementColumn column) => indexes[(int)column] >= 0;
        return Has(StatementColumn.Date)
            && (Has(StatementColumn.Credit) || Has(StatementColumn.Debit) || Has(StatementColumn.Amount))
            && (Has(StatementColumn.Memo) || Has(StatementColumn.Reference));
    }

    private static string[] WithoutBlankEnd(IReadOnlyList<string> cells)
    {
        var width = cells.Count;
        while (width > 0 && string.IsNullOrWhiteSpace(cells[width - 1])) width--;
        return [.. cells.Take(width)];
    }
}
