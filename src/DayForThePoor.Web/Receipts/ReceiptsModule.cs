using System.Text.Encodings.Web;
using System.Text.Unicode;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Receipts.Transfers;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DayForThePoor.Web.Receipts;

/// <summary>Registers receipts: the public page, QR codes, PDF and the donation QR.</summary>
public static class ReceiptsModule
{
    public static void AddReceipts(this WebApplicationBuilder builder)
    {
        // Vietnamese letters as they are: written as &#x1EE7; they would double the size of a page.
        builder.Services.Replace(ServiceDescriptor.Singleton(HtmlEncoder.Create(UnicodeRanges.All)));
        builder.Services.AddRefusalTexts<ReceiptTexts>();
        builder.Services.AddSingleton<ReceiptQuery>();
        builder.Services.AddSingleton<ReceiptCheck>();
        builder.Services.AddSingleton<UnknownCodeLimit>();
        builder.Services.AddSingleton<ReceiptPdf>();
        builder.Services.AddMenu(new MenuEntry(MenuSection.CashAndBank, 50, "/quy/ma-vietqr", "Menu.VietQr", Permission.ReadLedger));
    }

    public static void MapReceipts(this WebApplication app)
    {
        var open = app.MapGroup("").AllowAnonymous().RequireRateLimiting(Rates.Public);
        open.MapGet("/kiem-tra", ReceiptRoutes.TypeCode).ExcludeFromDescription();
        open.MapGet("/r/{code}", ReceiptRoutes.Page).ExcludeFromDescription();
        open.MapGet("/r/{code}.pdf", ReceiptRoutes.Pdf).ExcludeFromDescription();
        open.MapGet("/r/{code}/qr.svg", ReceiptRoutes.QrSvg).ExcludeFromDescription();
        open.MapGet("/r/{code}/qr.png", ReceiptRoutes.QrPng).ExcludeFromDescription();
        open.MapGet("/api/receipts/{code}", ReceiptApi.Get).WithSummary("A receipt by its code, as on the public page");
        open.MapGet("/api/receipts/{code}/trace", TraceApi.Get).WithSummary("What became of a gift, without names").Produces<TraceAnswer>();
        app.MapGet("/api/vietqr", TransferQrApi.Get).WithSummary("The VietQR of an account: payload and picture");
        app.MapPost("/bien-lai/{code}/in", PrintRoute.Post).RequireAuthorization()
            .WithMetadata(new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription();
    }
}
