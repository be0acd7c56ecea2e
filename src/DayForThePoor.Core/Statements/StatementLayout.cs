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

    /// <summary>Says of an unsigned <see cref="Amount"/> whether it is money in or out: C and D, Có and Nợ, + and −.</summary>
    Side,
}

/// <summary>Where the table of a file begins and which column holds what.</summary>
public sealed class StatementLayout
{
    /// <summary>Banks print up to some thirteen rows above the table; beyond this many there is no table.</summary>
    public const int HeaderWithin = 40;

    private readonly int[] indexes;
    private readonly string[] header;
    private readonly string[][] rows;

    private StatementLayout(int headerRow, string[][] rows, int[] indexes)
    {
        HeaderRow = headerRow;
        this.rows = rows;
        this.indexes = indexes;
        header = Joined(rows);
        LastColumn = indexes.Max();
    }

    /// <summary>Row of the file that holds the header, from 1; the lower one where the header takes two.</summary>
    public int HeaderRow { get; }

    /// <summary>Rows that the header takes: 1, or 2 where "Phát sinh" stands above "Nợ" and "Có".</summary>
    public int HeaderRows => rows.Length;

    /// <summary>Cells of the header, each on one line, blank ones at the end not counted.</summary>
    public IReadOnlyList<string> Header => header;

    /// <summary>Number of <see cref="Header"/> cells.</summary>
    public int Width => header.Length;

    /// <summary>Index of the last column that is read; a row that ends before it is not whole.</summary>
    public int LastColumn { get; }

    /// <summary>Index of a column from 0, or −1 where the file has none.</summary>
    public int this[StatementColumn column] => indexes[(int)column];

    public bool Has(StatementColumn column) => this[column] >= 0;

    /// <summary>The column's header as the file writes it, on one line.</summary>
    public string? Name(StatementColumn column) => Has(column) ? header[this[column]] : null;

    /// <summary>The columns that are read and their indexes.</summary>
    public ColumnMapping Mapping => new(HeaderMark.Of(header), HeaderRows,
        Enum.GetValues<StatementColumn>().Where(Has).ToDictionary(column => column, column => this[column]));

    /// <summary>
    /// Finds the header: the first row, or two rows together, that name a day, an amount and something that describes the
    /// line. Null when none of the first <see cref="HeaderWithin"/> rows does.
    /// </summary>
    public static StatementLayout? Detect(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        for (var i = 0; i < Math.Min(rows.Count, HeaderWithin); i++)
        {
            var one = Of(i + 1, rows[i]);
            if (one is not null && one.Has(StatementColumn.Credit)) return one;
            if (i + 1 < rows.Count && Of(i + 2, rows[i], rows[i + 1]) is { } two && (one is null || two.Has(StatementColumn.Credit))) return two;
            if (one is not null) return one;
        }
        return null;
    }

    /// <summary>The layout that a person confirmed, where one of the first rows is its header; null when none is.</summary>
    public static StatementLayout? Find(IReadOnlyList<IReadOnlyList<string>> rows, ColumnMapping mapping)
    {
        for (var last = mapping.HeaderRows; last <= Math.Min(rows.Count, HeaderWithin); last++)
            if (By(rows, last, mapping.HeaderRows, mapping.Columns) is { } layout && layout.Mapping.HeaderMark == mapping.HeaderMark) return layout;
        return null;
    }

    /// <summary>The layout of columns chosen by hand; null when the header has no such columns or too few are chosen to read lines.</summary>
    /// <param name="rows">The first rows of the file.</param>
    /// <param name="headerRow">Row of the file from 1, the lower one of two.</param>
    /// <param name="headerRows">1 or 2.</param>
    /// <param name="columns">Index of each column that is read.</param>
    public static StatementLayout? By(
        IReadOnlyList<IReadOnlyList<string>> rows, int headerRow, int headerRows, IReadOnlyDictionary<StatementColumn, int> columns)
    {
        if (headerRows is < 1 or > 2 || headerRow < headerRows || headerRow > rows.Count) return null;
        var indexes = NoColumns();
        foreach (var (column, index) in columns) indexes[(int)column] = index;
        string[][] header = [.. rows.Skip(headerRow - headerRows).Take(headerRows).Select(WithoutBlankEnd)];
        return IsTable(indexes) && indexes.All(i => i < header.Max(r => r.Length)) ? new(headerRow, header, indexes) : null;
    }

    /// <summary>What the words of a row name, also when it is not enough to read lines by.</summary>
    public static IReadOnlyDictionary<StatementColumn, int> Named(IReadOnlyList<string> cells)
    {
        var indexes = Indexes(cells);
        return Enum.GetValues<StatementColumn>().Where(column => indexes[(int)column] >= 0).ToDictionary(column => column, column => indexes[(int)column]);
    }

    /// <summary>Whether the row repeats the header or one row of it, as the pages of a printed statement do.</summary>
    public bool IsHeader(IStatementRow row)
    {
        var cells = new string[row.CellCount];
        for (var i = 0; i < cells.Length; i++) cells[i] = row.Cell(i).ToString();
        return Array.Exists(rows, header => header.SequenceEqual(WithoutBlankEnd(cells), StringComparer.Ordinal)) || Of(row.Number, cells) is not null;
    }

    private static StatementLayout? Of(int number, IReadOnlyList<string> cells) =>
        Columns(cells) is { } indexes ? new(number, [WithoutBlankEnd(cells)], indexes) : null;

    // Only a lower row whose every word is a column's name completes a header; alone it must not be one, or the upper row is a title.
    private static StatementLayout? Of(int number, IReadOnlyList<string> upper, IReadOnlyList<string> lower)
    {
        if (upper.Count(HasWords) < 2 || !lower.Any(HasWords) || Columns(lower) is not null) return null;
        if (lower.Any(cell => HasWords(cell) && HeaderWords.Column(cell, out _) is null)) return null;
        string[][] rows = [WithoutBlankEnd(upper), WithoutBlankEnd(lower)];
        return Columns(Joined(rows)) is { } indexes ? new(number, rows, indexes) : null;
    }

    /// <summary>Null when the cells do not name a table.</summary>
    private static int[]? Columns(IReadOnlyList<string> cells) => Indexes(cells) is var indexes && IsTable(indexes) ? indexes : null;

    private static int[] Indexes(IReadOnlyList<string> cells)
    {
        var indexes = NoColumns();
        var ranks = new int[indexes.Length];
        for (var i = 0; i < cells.Count; i++)
        {
            if (HeaderWords.Column(cells[i], out var rank) is not { } column) continue;
            ref var index = ref indexes[(int)column];
            if (index >= 0 && ranks[(int)column] <= rank) continue;
            index = i;
            ranks[(int)column] = rank;
        }

        Combine(indexes, cells);
        return indexes;
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
        if (amount < 0) indexes[(int)StatementColumn.Side] = -1;
    }

    private static bool IsTable(int[] indexes)
    {
        bool Has(StatementColumn column) => indexes[(int)column] >= 0;
        return Has(StatementColumn.Date)
            && (Has(StatementColumn.Credit) || Has(StatementColumn.Debit) || Has(StatementColumn.Amount))
            && (Has(StatementColumn.Memo) || Has(StatementColumn.Reference));
    }

    private static int[] NoColumns()
    {
        var indexes = new int[Enum.GetValues<StatementColumn>().Length];
        Array.Fill(indexes, -1);
        return indexes;
    }

    /// <summary>The cells of a header, each on one line, those of two rows together.</summary>
    public static IReadOnlyList<string> HeaderOf(IReadOnlyList<IReadOnlyList<string>> rows, int headerRow, int headerRows) =>
        Joined([.. rows.Skip(headerRow - headerRows).Take(headerRows).Select(WithoutBlankEnd)]);

    private static string[] Joined(string[][] rows) =>
        [.. Enumerable.Range(0, rows.Max(r => r.Length))
            .Select(i => Fingerprint.Canonical(string.Join(' ', rows.Where(r => i < r.Length).Select(r => r[i]))))];

    private static bool HasWords(string cell) => !string.IsNullOrWhiteSpace(cell);

    private static string[] WithoutBlankEnd(IReadOnlyList<string> cells)
    {
        var width = cells.Count;
        while (width > 0 && string.IsNullOrWhiteSpace(cells[width - 1])) width--;
        return [.. cells.Take(width)];
    }
}
