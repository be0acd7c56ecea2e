using DayForThePoor.Core;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Web.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Wolverine;

namespace DayForThePoor.Web.Receipts.Printing;

/// <summary><c>POST /bien-lai/{code}/in</c>: counts the print, then answers with the PDF of it.</summary>
public static class PrintRoute
{
    public static async Task<Results<FileContentHttpResult, ForbidHttpResult>> Post(
        string code, ReceiptQuery receipts, ReceiptPdf pdf, IMessageBus bus, HttpContext http, CancellationToken cancellation)
    {
        // The middleware only notes a missing token; a route without a form of its own has to refuse by itself.
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true }) return TypedResults.Forbid();

        // A code that does not exist and one of another unit answer alike.
        if (ReceiptCode.TryParse(code, out var read) != CodeReading.Ok
            || await receipts.ByCode(read, cancellation) is not { } receipt) return TypedResults.Forbid();

        var outcome = await bus.InvokeAsync<Outcome<ReceiptPrinted>>(new PrintReceipt(http.Actor(), receipt.Unit.UnitId, read), cancellation);
        if (!outcome.TryGet(out var print)) return TypedResults.Forbid();

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"inline; filename=\"{receipt.Number}.pdf\"";
        return TypedResults.File(pdf.Voucher(receipt, print), "application/pdf");
    }
}
