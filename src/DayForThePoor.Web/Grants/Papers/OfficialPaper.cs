using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Receipts.Printing;
using SkiaSharp;

namespace DayForThePoor.Web.Grants.Papers;

/// <summary>A print-out on its way: what it is called, and its parts.</summary>
/// <param name="File">Name of the file without its ending.</param>
public sealed record Printed(string Title, string File, string Author, DateOnly Day, IReadOnlyList<Block> Sheet);

/// <summary>Puts a print-out on A4 pages, under the mark of sample data where it is one.</summary>
public static class OfficialPaper
{
    public static IResult Answer(Printed printed, Installation installation, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"inline; filename=\"{printed.File}.pdf\"";
        return Results.Bytes(Write(printed, installation.Demo), "application/pdf");
    }

    public static byte[] Write(Printed printed, bool sample) => Paper.Write(
        Metadata(printed), paper => paper.Pages(printed.Sheet, printed.Title, new PaperMarks(null, sample ? PaperWords.Of("Mark.Demo") : null)));

    /// <summary>The file bears the paper's day and not the clock's.</summary>
    private static SKDocumentPdfMetadata Metadata(Printed printed)
    {
        var date = printed.Day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return new SKDocumentPdfMetadata
        {
            Title = printed.Title,
            Author = printed.Author,
            Creator = "DayForThePoor",
            Producer = "DayForThePoor",
            Creation = date,
            Modified = date,
            RasterDpi = SKDocument.DefaultRasterDpi,
            EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
            PdfA = true,
        };
    }
}
