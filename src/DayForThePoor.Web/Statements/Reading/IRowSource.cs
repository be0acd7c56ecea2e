namespace DayForThePoor.Web.Statements.Reading;

/// <summary>
/// One way to read a file as rows of cells: a csv with one delimiter, one sheet of a workbook, the lines of a PDF or of a
/// bank message. A file may offer several; the one that shows a header is the statement.
/// </summary>
internal interface IRowSource
{
    /// <summary>A fresh pass from the first row; it may be asked for as often as needed. Throws <see cref="UnreadableFileException"/>.</summary>
    IRowReader Open();
}
