using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Receipts.Printing;

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
        new PaperAbout(printed.Title, printed.Day, printed.Author), paper => paper.Pages(printed.Sheet, printed.Title, new PaperMarks(null, sample ? PaperWords.Of("Mark.Demo") : null)));
}
