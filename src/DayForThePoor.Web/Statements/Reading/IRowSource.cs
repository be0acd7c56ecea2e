namespace DayForThePoor.Web.Statements.Reading;

/// <summary>
/// One way to read a file as rows of cells: a csv with one delimiter, one sheet of a workbook, the lines of a PDF or of a
/// bank message. A file may offer several; the one that shows a header is the statement.
/// </summary>
internal interface IRowSource
{
    /// <summary>How the characters are written, where that had to be found out; null for formats that say it themselves.</summary>
    string? Encoding => null;

    /// <summary>Name of the sheet in a workbook, whose sheets are parts and no other ways to read the same; null elsewhere.</summary>
    string? Sheet => null;

    /// <summary>The format itself says what its columns hold, as bank messages do; nobody has to confirm it.</summary>
    bool NamesItsColumns => false;

    /// <summary>A fresh pass from the first row; it may be asked for as often as needed, one pass after the other. Throws <see cref="UnreadableFileException"/>.</summary>
    IRowReader Open();
}
