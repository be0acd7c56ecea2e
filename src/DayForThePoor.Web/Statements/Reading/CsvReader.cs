using DayForThePoor.Core.Statements;
using Sylvan.Data.Csv;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>A pass over the rows of a csv. Cells are views of the reader's buffer, so a cell that nobody keeps costs nothing.</summary>
internal sealed class CsvReader : IRowReader
{
    /// <summary>Characters of the longest row that is read; an unclosed quote would otherwise swallow the file.</summary>
    private const int LongestRow = 1024 * 1024;

    private readonly StatementText text;
    private readonly CsvDataReader rows;
    private bool lastIsQuoted;

    public CsvReader(StatementText text, bool isDecomposed, char delimiter)
    {
        this.text = text;
        rows = CsvDataReader.Create(isDecomposed ? new ComposedText(text) : text, new()
        {
            HasHeaders = false,
            Delimiter = delimiter,
            ResultSetMode = ResultSetMode.SingleResult,
            BufferSize = 64 * 1024,
            MaxBufferSize = LongestRow,
        });
    }

    public int Number { get; private set; }

    public int CellCount => rows.RowFieldCount;

    public ReadOnlySpan<char> Cell(int index) => rows.GetFieldSpan(index);

    public bool EndMayBeCut => !text.EndsWithLineEnd && !lastIsQuoted;

    public bool Next()
    {
        try
        {
            if (!rows.Read()) return false;
        }
        catch (CsvRecordTooLargeException)
        {
            throw new UnreadableFileException(StatementProblems.RowTooLong, Number + 1);
        }
        catch (CsvInvalidCharacterException broken)
        {
            // A quote as the culprit is one that nothing closed until the end of the text; otherwise something stands behind a closed one.
            throw new UnreadableFileException(broken.InvalidCharacter == '"' ? StatementProblems.Cut : StatementProblems.QuoteBroken, Number + 1);
        }
        Number = rows.RowNumber;
        lastIsQuoted = rows.GetRawRecordSpan().TrimEnd("\r\n").EndsWith('"');
        return true;
    }

    public void Dispose()
    {
        rows.Dispose();
        text.Dispose();
    }
}
