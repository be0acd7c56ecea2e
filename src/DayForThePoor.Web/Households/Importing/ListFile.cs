using System.Globalization;
using System.IO.Compression;
using System.Text;
using DayForThePoor.Core.Households;
using DayForThePoor.Web.Hosting;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace DayForThePoor.Web.Households.Importing;

/// <summary>Reads the first sheet of an Excel file (xlsx, xls) as an official list.</summary>
public static class ListFile
{
    /// <summary>Of the file as sent: a list of 20,000 households has 2 MiB.</summary>
    public const long LargestFile = 16L * 1024 * 1024;

    /// <summary>Unpacked; a spreadsheet is a zip, and a small zip can swell a thousandfold.</summary>
    private const long LargestUnpacked = 256L * 1024 * 1024;

    private const int MostRows = 200_000, MostColumns = 60;

    /// <summary>Old .xls files name code pages that .NET knows only after this.</summary>
    static ListFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="content">Can be rewound; left open.</param>
    public static ListReading Read(Stream content, HamletBook hamlets, DateOnly today, CancellationToken cancellation)
    {
        try
        {
            if (content.Length > LargestFile) return Refused("household_list.too_large", $"{LargestFile >> 20}");
            if (Swells(content)) return Refused("household_list.too_large", $"{LargestFile >> 20}");
            content.Position = 0;
            using var reader = ExcelReaderFactory.CreateReader(content, new ExcelReaderConfiguration { LeaveOpen = true });
            return Read(reader, hamlets, today, cancellation);
        }
        catch (Exception broken) when (broken is ExcelReaderException or InvalidDataException or System.Xml.XmlException or EndOfStreamException or FormatException or KeyNotFoundException)
        {
            return Refused("household_list.not_excel");
        }
    }

    private static ListReading Read(IExcelDataReader reader, HamletBook hamlets, DateOnly today, CancellationToken cancellation)
    {
        var list = new OfficialList(hamlets, today);
        for (var number = 1; reader.Read(); number++)
        {
            if (number > MostRows) return Refused("household_list.too_long", $"{MostRows}");
            cancellation.ThrowIfCancellationRequested();
            var cells = new string[Math.Min(reader.FieldCount, MostColumns)];
            for (var i = 0; i < cells.Length; i++) cells[i] = Text(reader.GetValue(i));
            list.Take(number, cells);
        }
        return list.Finish();
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
        if (content.ReadByte() != 'P') return false;
        content.Position = 0;
        using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        return zip.Entries.Sum(entry => entry.Length) > LargestUnpacked;
    }

    private static ListReading Refused(string code, params IReadOnlyList<string> args) => new([], 0, [new(code, null, null, args)], 1, []);
}
