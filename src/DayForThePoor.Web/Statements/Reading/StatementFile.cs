using DayForThePoor.Core.Statements;
using Sylvan.Data.Csv;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>
/// Reads a statement as csv, plain or gzip, into lines or problems. Whatever is wrong with the content is a problem in
/// the result; only a broken connection or a cancelled token throws.
/// </summary>
public static class StatementFile
{
    private const int RowsBetweenReports = 4096;

    /// <param name="content">The file as uploaded; read once, synchronously, from where it stands, and left open.</param>
    /// <param name="account">The account that the person chose.</param>
    /// <param name="rows">Told the number of rows read, every few thousand and at the end.</param>
    /// <param name="limits">How much is read at most; <see cref="ReadingLimits.Default"/> when null.</param>
    /// <param name="cancellation">Ends the reading with an <see cref="OperationCanceledException"/>.</param>
    public static StatementReadResult Read(
        Stream content, ExpectedAccount account, IProgress<long>? rows = null, ReadingLimits? limits = null,
        CancellationToken cancellation = default)
    {
        limits ??= ReadingLimits.Default;
        try
        {
            using var unpacked = new UnpackedStream(content, limits.Bytes);
            using var text = new StatementText(unpacked);
            return CsvTable.Detect(text.Head) is { } table
                ? ReadTable(text, table, account, limits.Rows, rows, cancellation)
                : StatementReadResult.Refused(StatementProblems.NoHeader, null, $"{StatementLayout.HeaderWithin}");
        }
        catch (UnreadableFileException unreadable)
        {
            return StatementReadResult.Refused(unreadable.Code, unreadable.Row, unreadable.Args);
        }
    }

    private static StatementReadResult ReadTable(
        StatementText text, CsvTable table, ExpectedAccount account, int mostRows, IProgress<long>? progress,
        CancellationToken cancellation)
    {
        var layout = table.Layout;
        var reading = new StatementReading(layout, table.RowsAbove, account);
        using var reader = CsvTable.Open(text, table.Delimiter);
        var row = new CsvRow(reader);
        var (last, lastIsQuoted) = (0, false);
        try
        {
            while (reader.Read())
            {
                last = row.Number;
                if (last <= layout.HeaderRow) continue;
                if (last - layout.HeaderRow > mostRows)
                {
                    reading.Stop(StatementProblems.TooManyRows, null, $"{mostRows}");
                    break;
                }
                reading.Take(row);
                lastIsQuoted = reader.GetRawRecordSpan().TrimEnd("\r\n").EndsWith('"');
                if (last % RowsBetweenReports != 0) continue;
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(last);
            }
        }
        catch (CsvRecordTooLargeException)
        {
            reading.Stop(StatementProblems.RowTooLong, last + 1);
        }
        catch (CsvInvalidCharacterException broken)
        {
            // A quote as the culprit is one that nothing closed until the end of the text; otherwise something stands behind a closed one.
            reading.Stop(broken.InvalidCharacter == '"' ? StatementProblems.Cut : StatementProblems.QuoteBroken, last + 1);
        }

        progress?.Report(last);
        return reading.Finish(lastCellMayBeCut: !text.EndsWithLineEnd && !lastIsQuoted, last);
    }
}
