using DayForThePoor.Core.Statements;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace DayForThePoor.Web.Statements.Reading.Pdf;

/// <summary>The pages of a PDF, one after the other. What cannot be read is an <see cref="UnreadableFileException"/>.</summary>
internal sealed class PdfPages : IDisposable
{
    /// <summary>The largest statement known has 12,028 pages.</summary>
    public const int Most = 30_000;

    /// <summary>The library keeps what it has read of a document; opening it anew frees that, so that memory does not grow with the pages.</summary>
    private const int BetweenOpenings = 250;

    private readonly byte[] content;
    private readonly ReadingLimits limits;
    private PdfDocument document;
    private int opened = 1;

    public PdfPages(byte[] content, ReadingLimits limits)
    {
        this.content = content;
        this.limits = limits;
        document = Open();
        Count = document.NumberOfPages;
        if (Count > Most) throw new UnreadableFileException(StatementProblems.PdfTooManyPages, null, $"{Most}");
    }

    public int Count { get; }

    /// <param name="number">From 1; going back is allowed and costs no more.</param>
    public List<PdfLine> Lines(int number)
    {
        if (number >= opened + BetweenOpenings || number < opened)
        {
            document.Dispose();
            document = Open();
            opened = number;
        }
        return Guarded(() =>
        {
            var page = document.GetPage(number);
            var lines = PdfLines.Of(page);
            // A page without a letter but with a picture: somebody scanned it, or a whole page of lines is a picture.
            if (lines.Count == 0 && page.NumberOfImages > 0) throw new UnreadableFileException(StatementProblems.PdfScanned, null, $"{number}");
            return lines;
        });
    }

    public void Dispose() => document.Dispose();

    private PdfDocument Open() => Guarded(() => PdfDocument.Open(content, new ParsingOptions
    {
        FilterProvider = new BoundedFilters(limits.Bytes),
        UseLenientParsing = true,
        MaxStackDepth = 64,
    }));

    /// <summary>
    /// The library answers a broken or hostile file with whatever its innards threw. To us they all mean that the file
    /// cannot be read; running out of memory is no fact about the file and goes on.
    /// </summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (PdfDocumentEncryptedException)
        {
            throw new UnreadableFileException(StatementProblems.PdfLocked);
        }
        catch (Exception broken) when (broken is not (UnreadableFileException or OutOfMemoryException))
        {
            throw new UnreadableFileException(StatementProblems.PdfBroken);
        }
    }
}
