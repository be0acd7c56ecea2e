using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>
/// One pass over the rows of a file, whatever its format: csv, spreadsheet, PDF, bank message. Cells are text as a person
/// would read them; a format without a table of its own makes one, with a header row that <c>HeaderWords</c> knows.
/// </summary>
internal interface IRowReader : IStatementRow, IDisposable
{
    /// <summary>Moves to the next row; false at the end. Everything else that is wrong is an <see cref="UnreadableFileException"/>.</summary>
    bool Next();

    /// <summary>Behind the last row: the format marks no end, and the last cell may go on in a part of the file that is missing.</summary>
    bool EndMayBeCut => false;
}
