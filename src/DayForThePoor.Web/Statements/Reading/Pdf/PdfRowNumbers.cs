using System.Globalization;
using DayForThePoor.Core.Statements;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Web.Statements.Reading.Pdf;

/// <summary>
/// Where the bank numbers its rows (STT), the numbers must follow each other: a row that got lost between two pages
/// shows itself here even when the bank prints no balances.
/// </summary>
internal sealed class PdfRowNumbers
{
    private readonly int column;
    private int? before;
    private int step;

    public PdfRowNumbers(IReadOnlyList<PdfWord> header) =>
        column = header.Index().Where(c => Folding.Fold(c.Item.Text) is var name && (name.StartsWith("stt", StringComparison.Ordinal) || name is "no" or "no." or "tt"))
            .Select(c => c.Index).DefaultIfEmpty(-1).First();

    /// <summary>Throws <see cref="UnreadableFileException"/> when the row is not the next one.</summary>
    public void Check(PdfRow row)
    {
        if (column < 0 || !int.TryParse(row.Cells[column].Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return;
        if (before is { } last && step == 0 && Math.Abs(number - last) == 1) step = number - last;
        // Some banks begin again with each day.
        if (before is { } previous && number != 1 && number != previous + (step == 0 ? 1 : step))
            throw new UnreadableFileException(StatementProblems.PdfRowMissing, null, $"{previous}", $"{number}");
        before = number;
    }
}
