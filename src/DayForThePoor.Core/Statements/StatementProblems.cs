namespace DayForThePoor.Core.Statements;

/// <summary>Codes of everything that stops a statement; each is a key of the texts in both languages.</summary>
public static class StatementProblems
{
    // The file as a whole.
    public const string Empty = "statement.empty";
    public const string TooLarge = "statement.too_large";
    public const string TooManyRows = "statement.too_many_rows";
    /// <summary>Another kind of file than those that are read. Argument: what it is (zip, xlsx, pdf, …).</summary>
    public const string NotCsv = "statement.not_csv";
    public const string NotUtf8 = "statement.not_utf8";
    /// <summary>Vietnamese in a font from before Unicode. Argument: which.</summary>
    public const string OldFont = "statement.old_font";
    public const string WorkbookBroken = "statement.workbook_broken";
    public const string WorkbookLocked = "statement.workbook_locked";
    /// <summary>More than one sheet holds a table of lines. Argument: their names.</summary>
    public const string SeveralTables = "statement.several_tables";
    public const string CompressionBroken = "statement.compression_broken";
    /// <summary>The file ends in the middle of a row.</summary>
    public const string Cut = "statement.cut";
    /// <summary>The last row has all its cells but no line end, so its last cell may have been cut.</summary>
    public const string LastRowOpen = "statement.last_row_open";
    public const string NoHeader = "statement.no_header";
    /// <summary>None of the first rows is the header of the profile that was named.</summary>
    public const string OtherHeader = "statement.other_header";
    public const string NoRows = "statement.no_rows";
    public const string OtherAccount = "statement.other_account";
    public const string OtherBank = "statement.other_bank";
    public const string OtherCurrency = "statement.other_currency";

    // PDF.
    /// <summary>It opens only with a password.</summary>
    public const string PdfLocked = "statement.pdf_locked";
    /// <summary>A page is a picture and holds no text. Argument: the page.</summary>
    public const string PdfScanned = "statement.pdf_scanned";
    public const string PdfBroken = "statement.pdf_broken";
    public const string PdfTooManyPages = "statement.pdf_too_many_pages";
    /// <summary>The bank numbers its rows, and a number is missing. Arguments: the last number before, the next one found.</summary>
    public const string PdfRowMissing = "statement.pdf_row_missing";

    // Messages from bank to program (MT940, camt.053).
    /// <summary>The unit has not switched them on.</summary>
    public const string MessagesOff = "statement.messages_off";
    public const string MessageSeveralAccounts = "statement.message_several_accounts";
    /// <summary>Argument: the field that cannot be read.</summary>
    public const string MessageBroken = "statement.message_broken";

    // One row.
    public const string QuoteBroken = "statement.quote_broken";
    public const string RowTooLong = "statement.row_too_long";
    public const string TooFewCells = "statement.too_few_cells";
    public const string TooManyCells = "statement.too_many_cells";
    public const string RowUnclear = "statement.row_unclear";
    public const string DateMissing = "statement.date_missing";
    public const string DateUnreadable = "statement.date_unreadable";
    public const string TimeUnreadable = "statement.time_unreadable";
    public const string AmountUnreadable = "statement.amount_unreadable";
    public const string AmountFraction = "statement.amount_fraction";
    public const string AmountNegative = "statement.amount_negative";

    /// <summary>The mark beside an amount says neither debit nor credit, or another than the amount's sign. Argument: the cell.</summary>
    public const string SideUnreadable = "statement.side_unreadable";
    public const string AmountTooLarge = "statement.amount_too_large";
    public const string AmountOnBothSides = "statement.amount_on_both_sides";
    public const string AmountMissing = "statement.amount_missing";
    public const string MixedSeparators = "statement.mixed_separators";

    /// <summary>The file cuts a day through equal lines, see <see cref="KnownLines"/>. Argument: the day as dd/MM/yyyy.</summary>
    public const string CutInsideDay = "statement.cut_inside_day";

    // Sums.
    public const string BalanceBreak = "statement.balance_break";
    public const string ClosingDiffers = "statement.closing_differs";
    public const string TotalDiffers = "statement.total_differs";
    public const string SumTooLarge = "statement.sum_too_large";
}
