using DayForThePoor.Core.Statements;
using ExcelDataReader;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>The rows of one sheet of a workbook, hidden rows and columns included.</summary>
internal sealed class SheetSource(Workbook workbook, int sheet, string name) : IRowSource
{
    public string Sheet => name;

    public IRowReader Open() => new SheetReader(workbook, workbook.At(sheet));

    private sealed class SheetReader(Workbook workbook, IExcelDataReader rows) : IRowReader
    {
        /// <summary>Cells of a row that are read; a sheet may claim sixteen thousand.</summary>
        private const int MostColumns = 256;

        private readonly string?[] texts = new string?[Math.Min(rows.FieldCount, MostColumns)];

        public int Number => rows.Depth + 1;

        public int CellCount => texts.Length;

        public bool ColumnsAreFixed => true;

        public ReadOnlySpan<char> Cell(int index) => texts[index] ??= CellText.Of(rows, index);

        public bool Next()
        {
            Array.Clear(texts);
            return Workbook.Guarded(rows.Read);
        }

        public void Dispose() => workbook.Return(rows);
    }
}
