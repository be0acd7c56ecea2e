using System.Globalization;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Payments;
using DayForThePoor.Web.Receipts.Pages;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DayForThePoor.Web.Receipts;

/// <summary>The public addresses of a receipt. They change nothing and need no sign-in: the code is the key.</summary>
public static class ReceiptRoutes
{
    public static async Task<IResult> Page(
        string code, ReceiptCheck check, GiftTraces traces, IRegistry registry, TimeProvider time, HttpContext http, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var found = await check.Find(code, http.RateKey(), cancellation);
        if (found.Receipt is not { } receipt) return Unknown(http, code, found);

        var today = VietnamTime.DateOf(time.GetUtcNow());
        return new RazorComponentResult<ReceiptPage>(new
        {
            Receipt = receipt,
            Words = ReceiptWords.Current,
            Now = VietnamTime.Local(time.GetUtcNow()).ToString("HH':'mm dd'/'MM'/'yyyy", CultureInfo.InvariantCulture),
            (await registry.Current(cancellation)).LetterheadOf(receipt.Fund.Id, today).Phone,
            Trace = await traces.Of(receipt, cancellation),
        });
    }

    /// <summary>The form, or what was typed into it: <c>/kiem-tra?ma=…</c> leads to the receipt's own address.</summary>
    public static IResult TypeCode(string? ma)
    {
        if (string.IsNullOrWhiteSpace(ma)) return new RazorComponentResult<CheckCodePage>(new { Words = ReceiptWords.Current });

        var code = ReceiptCode.TryParse(ma, out var read) == CodeReading.Ok ? read.Value : Short(ma.Trim());
        return TypedResults.LocalRedirect($"/r/{Uri.EscapeDataString(code)}");
    }

    public static Task<IResult> QrSvg(string code, ReceiptCheck check, Installation installation, HttpContext http, CancellationToken cancellation) =>
        Qr(code, check, installation, http, (qr, title) => TypedResults.Text(qr.Svg(title), "image/svg+xml"), cancellation);

    public static Task<IResult> QrPng(string code, ReceiptCheck check, Installation installation, HttpContext http, CancellationToken cancellation) =>
        Qr(code, check, installation, http, (qr, _) => TypedResults.Bytes(qr.Png(), "image/png"), cancellation);

    /// <summary>The electronic copy for everybody: what the page shows, with masked names, and no places to sign.</summary>
    public static async Task<IResult> Pdf(string code, ReceiptCheck check, ReceiptPdf pdf, HttpContext http, CancellationToken cancellation)
    {
        var found = await check.Find(code, http.RateKey(), cancellation);
        if (found.Receipt is not { } receipt) return Unknown(http, code, found);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"inline; filename=\"{receipt.Number}.pdf\"";
        return TypedResults.Bytes(pdf.ElectronicCopy(receipt), "application/pdf");
    }

    public static void TellWait(HttpContext http, CheckedCode found)
    {
        if (found.Wait is { } wait)
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<IResult> Qr(
        string code, ReceiptCheck check, Installation installation, HttpContext http, Func<QrPicture, string, IResult> draw, CancellationToken cancellation)
    {
        var found = await check.Find(code, http.RateKey(), cancellation);
        if (found.Receipt is not { } receipt) return Unknown(http, code, found);
        http.Response.Headers.CacheControl = "public, max-age=86400";
        return draw(new QrPicture(ReceiptAddress.Of(installation, receipt.Code)), ReceiptAddress.Of(installation, receipt.Code));
    }

    private static RazorComponentResult<UnknownReceiptPage> Unknown(HttpContext http, string typed, CheckedCode found)
    {
        TellWait(http, found);
        return new(new { Words = ReceiptWords.Current, Typed = Short(typed), found.Reading, found.Wait }) { StatusCode = found.StatusCode };
    }

    /// <summary>Enough to see one's own mistake; a page does not repeat a kilobyte that somebody put into an address.</summary>
    private static string Short(string typed) => typed.Length <= 40 ? typed : typed[..40];
}
