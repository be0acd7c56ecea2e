using DayForThePoor.Core.Statements;
using Sylvan.Data.Csv;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>The row at which a csv reader stands; cells are views of its buffer, so a cell that nobody keeps costs nothing.</summary>
internal sealed class CsvRow(CsvDataReader reader) : IStatementRow
{
    public int Number => reader.RowNumber;

    public int CellCount => reader.RowFieldCount;

    public ReadOnlySpan<char> Cell(int index) => reader.GetFieldSpan(index);
}
