using System.Globalization;
using System.Net;
using System.Text;
using QRCoder;

namespace DayForThePoor.Web.Receipts;

/// <summary>
/// A QR code as modules, to be drawn as lines: sharp at every size. Error correction M, which a folded or stained paper
/// survives; four light modules stand around it, as scanners need.
/// </summary>
public sealed class QrPicture
{
    private readonly QRCodeData data;

    public QrPicture(string content) => data = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);

    /// <summary>Modules of a side, with the light border.</summary>
    public int Size => data.ModuleMatrix.Count;

    /// <summary>Dark modules in runs: row, first column and length.</summary>
    public IEnumerable<(int Row, int Column, int Length)> Runs()
    {
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                if (!data.ModuleMatrix[row][column]) continue;
                var start = column;
                while (column < Size && data.ModuleMatrix[row][column]) column++;
                yield return (row, start, column - start);
            }
        }
    }

    /// <param name="title">What it is, for people who do not see it.</param>
    public string Svg(string title)
    {
        var path = new StringBuilder();
        foreach (var (row, column, length) in Runs())
            path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h{length}v1h-{length}z");
        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Size} {Size}" role="img" shape-rendering="crispEdges"><title>{WebUtility.HtmlEncode(title)}</title><path fill="#fff" d="M0 0h{Size}v{Size}H0z"/><path d="{path}"/></svg>""";
    }

    /// <param name="pixels">Pixels of a module's side.</param>
    public byte[] Png(int pixels = 10)
    {
        using var png = new PngByteQRCode(data);
        return png.GetGraphic(pixels);
    }
}
