using System.IO.Compression;
using System.Text;
using DayForThePoor.Core.Statements;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>
/// The sheets of an xlsx or xls file. Opening a workbook costs as much as reading half of it, so the passes over it share
/// one reader; it holds nothing but memory.
/// </summary>
internal sealed class Workbook
{
    /// <summary>Bytes as sent; a workbook is read here and there and so is held in memory.</summary>
    private const long LargestFile = 128L * 1024 * 1024;

    /// <summary>Parts of an xlsx; a statement has about ten.</summary>
    private const int MostParts = 1000;

    private readonly byte[] bytes;
    private IExcelDataReader? idle;

    // Names and memos of old xls files stand in the code page of the machine that wrote them.
    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private Workbook(byte[] bytes) => this.bytes = bytes;

    /// <summary>The sheets that a person sees, in their order. Throws <see cref="UnreadableFileException"/>.</summary>
    public static IReadOnlyList<IRowSource> Sheets(StatementContent content)
    {
        var bytes = content.All(LargestFile);
        if (bytes is [(byte)'P', (byte)'K', ..]) CheckParts(bytes, content.Limits.Bytes);
        return new Workbook(bytes).VisibleSheets();
    }

    /// <summary>A reader before the first row of a sheet; it comes back by <see cref="Return"/>.</summary>
    public IExcelDataReader At(int sheet) => Guarded(() =>
    {
        var reader = idle ?? ExcelReaderFactory.CreateReader(new MemoryStream(bytes, writable: false));
        idle = null;
        reader.Reset();
        for (var i = 0; i < sheet; i++) reader.NextResult();
        return reader;
    });

    public void Return(IExcelDataReader reader) => idle = reader;

    /// <summary>What the library throws at a broken file is anything; it becomes the one problem that a person can act on.</summary>
    public static T Guarded<T>(Func<T> reading)
    {
        try
        {
            return reading();
        }
        catch (InvalidPasswordException)
        {
            throw new UnreadableFileException(StatementProblems.WorkbookLocked);
        }
        catch (Exception broken) when (broken is not (UnreadableFileException or OutOfMemoryException))
        {
            throw new UnreadableFileException(StatementProblems.WorkbookBroken);
        }
    }

    private List<IRowSource> VisibleSheets()
    {
        var reader = At(0);
        List<IRowSource> sheets = [];
        Guarded(() =>
        {
            var i = 0;
            do
            {
                if (reader.VisibleState == "visible") sheets.Add(new SheetSource(this, i, reader.Name));
                i++;
            }
            while (reader.NextResult());
            return i;
        });
        Return(reader);
        return sheets;
    }

    /// <summary>
    /// An xlsx is a zip and may unfold a thousandfold. The sizes that it declares are those at which unpacking stops, so
    /// they are what it costs: the rows pass by, the texts of all cells are held.
    /// </summary>
    private static void CheckParts(byte[] bytes, long limit)
    {
        var parts = Guarded(() =>
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false));
            return zip.Entries.Select(e => (e.FullName, e.Length)).ToList();
        });
        if (!parts.Exists(p => p.FullName.StartsWith("xl/workbook.", StringComparison.OrdinalIgnoreCase)))
            throw new UnreadableFileException(StatementProblems.NotCsv, null, "zip");
        var texts = parts.Where(p => p.FullName.Contains("sharedStrings", StringComparison.OrdinalIgnoreCase)).Sum(p => p.Length);
        if (parts.Count > MostParts || texts > limit || parts.Sum(p => p.Length) / 4 > limit)
            throw new UnreadableFileException(StatementProblems.TooLarge, null, $"{limit >> 20}");
    }
}
