using System.Globalization;
using System.IO.Compression;
using System.Text;
using DayForThePoor.Web.Hosting;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace DayForThePoor.Web.Households.Importing;

/// <summary>Why a file is no list at all.</summary>
public enum SheetFault
{
    TooLarge,
    TooLong,
    Unreadable,
}

/// <summary>Reads the first sheet of an Excel file (xlsx, xls), or a csv, row by row as a person reads it.</summary>
public static class SheetRows
{
    /// <summary>Of the file as sent: a list of 20,000 households has 2 MiB.</summary>
    public const long LargestFile = 16L * 1024 * 1024;

    public const int MostRows = 200_000;

    /// <summary>Unpacked; a spreadsheet is a zip, and a small zip can swell a thousandfold.</summary>
    private const long LargestUnpacked = 256L * 1024 * 1024;

    private const int MostColumns = 60;

    /// <summary>Old .xls files name code pages that .NET knows only after this.</summary>
    static SheetRows() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="content">Can be rewound; left open.</param>
    /// <param name="take">Gets the number of a row, from 1, and its cells.</param>
    /// <param name="csv">A file that is no spreadsheet is read as text with separators.</param>
    /// <returns>Null: read to its end.</returns>
    public static SheetFault? Read(Stream content, Action<int, IReadOnlyList<string>> take, bool csv, CancellationToken cancellation)
    {
        try
        {
            if (content.Length > LargestFile || Swells(content)) return SheetFault.TooLarge;
            using var reader = Open(content, csv);
            for (var number = 1; reader.Read(); number++)
            {
                if (number > MostRows) return SheetFault.TooLong;
                cancellation.ThrowIfCancellationRequested();
                var cells = new string[Math.Min(reader.FieldCount, MostColumns)];
                for (var i = 0; i < cells.Length; i++) cells[i] = Text(reader.GetValue(i));
                take(number, cells);
            }
            return null;
        }
        catch (Exception broken) when (broken is ExcelReaderException or InvalidDataException or System.Xml.XmlException or EndOfStreamException or FormatException or KeyNotFoundException)
        {
            return SheetFault.Unreadable;
        }
    }

    private static IExcelDataReader Open(Stream content, bool csv)
    {
        content.Position = 0;
        // Zip (xlsx) and compound file (xls).
        var isBook = content.ReadByte() is 'P' or 0xD0;
        content.Position = 0;
        return isBook || !csv
            ? ExcelReaderFactory.CreateReader(content, new ExcelReaderConfiguration { LeaveOpen = true })
            : ExcelReaderFactory.CreateCsvReader(content, new ExcelReaderConfiguration { LeaveOpen = true, FallbackEncoding = Encoding.GetEncoding(1258), AutodetectSeparators = [',', ';', '\t'] });
    }

    /// <summary>A cell as a person reads it.</summary>
    private static string Text(object? cell) => cell switch
    {
        null => "",
        string text => text,
        DateTime date => VietnamTime.Text(DateOnly.FromDateTime(date)),
        double number => number.ToString("0.##########", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private static bool Swells(Stream content)
    {
        content.Position = 0;
        if (content.ReadByte() != 'P' || content.ReadByte() != 'K') return false;
        content.Position = 0;
        using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        return zip.Entries.Sum(entry => entry.Length) > LargestUnpacked;
    }
}
