namespace DayForThePoor.Web.Statements.Reading.Pdf;

/// <summary>The rows of a PDF; its bytes stay in memory, since its parts stand in no order.</summary>
internal sealed class PdfSource(StatementContent content) : IRowSource
{
    /// <summary>No larger file can be sent.</summary>
    private const long Most = StatementsApi.LargestUpload;

    private byte[]? bytes;

    public IRowReader Open() => new PdfReader(bytes ??= content.All(Most), content.Limits);
}
