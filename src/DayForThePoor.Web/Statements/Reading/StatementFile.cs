using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Statements.Reading.Messages;
using DayForThePoor.Web.Statements.Reading.Pdf;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>
/// Reads a statement, plain or gzip, whatever its format, and finds its lines or what is wrong with it. Whatever is wrong
/// with the content is a problem in the result; only a broken connection or a cancelled token throws.
/// </summary>
public static class StatementFile
{
    private const int RowsBetweenReports = 4096;

    /// <param name="open">Opens the file as uploaded, at its beginning; called for every pass, and closed after it.</param>
    /// <param name="account">The account that the person chose.</param>
    /// <param name="rows">Told the number of rows read, every few thousand and at the end.</param>
    /// <param name="limits">How much is read at most; <see cref="ReadingLimits.Default"/> when null.</param>
    /// <param name="known">The profiles of the account's bank.</param>
    /// <param name="cancellation">Ends the reading with an <see cref="OperationCanceledException"/>.</param>
    public static ReadStatement Read(
        Func<Stream> open, ExpectedAccount account, IProgress<long>? rows = null, ReadingLimits? limits = null,
        KnownColumns? known = null, CancellationToken cancellation = default)
    {
        limits ??= ReadingLimits.Default;
        known ??= KnownColumns.None;
        try
        {
            var content = new StatementContent(open, limits);
            if (!account.TakesMessages && FileKind.Message(content.Start) is not null)
                return new(StatementReadResult.Refused(StatementProblems.MessagesOff));
            return Look(content, known) is { Table: { } table }
                ? new(ReadTable(table, account, limits.Rows, rows, cancellation), table)
                : new(StatementReadResult.Refused(known.ByWords ? StatementProblems.NoHeader : StatementProblems.OtherHeader, null, $"{StatementLayout.HeaderWithin}"));
        }
        catch (UnreadableFileException unreadable)
        {
            return new(StatementReadResult.Refused(unreadable.Code, unreadable.Row, unreadable.Args));
        }
    }

    /// <summary>Looks for the table of the file. Throws <see cref="UnreadableFileException"/>.</summary>
    internal static FileLook Look(StatementContent content, KnownColumns known)
    {
        List<FirstRows> tried = [];
        List<FileLook> found = [];
        foreach (var source in Sources(content))
        {
            var first = FirstRows.Of(source);
            tried.Add(first);
            if (StatementTable.Detect(first, known) is not { } table) continue;
            found.Add(new(first, table));
            if (source.Sheet is null) break;
        }
        if (found.Count > 1) throw new UnreadableFileException(StatementProblems.SeveralTables, null, string.Join(", ", found.Select(f => f.First.Source.Sheet)));
        if (found.Count == 1) return found[0];
        if (tried.Find(first => first.Broken is { IsOfRow: false })?.Broken is { } broken) throw broken;
        if (!tried.Exists(first => first.HasWords)) throw new UnreadableFileException(StatementProblems.Empty);
        return new(tried.MaxBy(first => first.Cells)!, null);
    }

    /// <summary>The ways to read the file, by what its bytes really are.</summary>
    private static IEnumerable<IRowSource> Sources(StatementContent content) => (FileKind.Message(content.Start) ?? FileKind.NotText(content.Start)) switch
    {
        FileKind.Mt940 => [new Mt940Source(content)],
        FileKind.Camt053 => [new Camt053Source(content)],
        FileKind.Pdf => [new PdfSource(content)],
        null => CsvSource.Of(content),
        FileKind.Xlsx or FileKind.Xls or FileKind.Zip => Workbook.Sheets(content),
        var kind => throw new UnreadableFileException(StatementProblems.NotCsv, null, kind),
    };

    private static StatementReadResult ReadTable(
        StatementTable table, ExpectedAccount account, int mostRows, IProgress<long>? progress, CancellationToken cancellation)
    {
        var header = table.Layout.HeaderRow;
        var reading = new StatementReading(table.Layout, table.RowsAbove, account, table.Confirmed?.Thousands ?? '\0');
        using var row = table.Rows.Open();
        var last = 0;
        try
        {
            while (row.Next())
            {
                last = row.Number;
                if (last <= header) continue;
                if (last - header > mostRows)
                {
                    reading.Stop(StatementProblems.TooManyRows, null, $"{mostRows}");
                    break;
                }
                reading.Take(row);
                if (last % RowsBetweenReports != 0) continue;
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(last);
            }
        }
        catch (UnreadableFileException unreadable)
        {
            reading.Stop(unreadable.Code, unreadable.Row, unreadable.Args);
        }

        progress?.Report(last);
        return reading.Finish(row.EndMayBeCut, last) with
        {
            Encoding = table.Rows.Encoding,
            Profile = table.Confirmed?.Id,
        };
    }
}

/// <summary>What a first look at a file shows.</summary>
/// <param name="First">The rows among which the header must be; where none was found, those that come apart into the most cells.</param>
/// <param name="Table">Null when none of them is a header.</param>
internal sealed record FileLook(FirstRows First, StatementTable? Table);
