using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace DayForThePoor.Web.Payments.Printing;

/// <summary>The papers of a payment, its list as a spreadsheet, and the files that were attached.</summary>
public static class PrintRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var payment = app.MapGroup("/chi/phieu-chi/{id:guid}").ExcludeFromDescription();
        payment.MapGet("phieu.pdf", Voucher);
        payment.MapGet("danh-sach.pdf", List);
        payment.MapGet("danh-sach.xlsx", Table);
        payment.MapGet("nop-lai/{part:int}.pdf", Return);
        payment.MapGet("van-ban/{ordinal:int}", Attached);
    }

    private static async Task<IResult> Voucher(Guid id, HttpContext http, IAccessPolicy access, PaymentQueries payments, PaymentPdf pdf, CancellationToken cancellation) =>
        await Readable(id, http, access, payments, cancellation) is { Row: { VoucherNumber: not null, Channel: PaymentChannels.Cash } } payment
            ? File(await pdf.Voucher(payment, cancellation), $"{payment.Row.VoucherNumber}.pdf")
            : AccessPolicy.OtherUnit.ToResult();

    private static async Task<IResult> List(Guid id, HttpContext http, IAccessPolicy access, PaymentQueries payments, PaymentPdf pdf, CancellationToken cancellation) =>
        await Readable(id, http, access, payments, cancellation) is { Row.IsList: true } payment
            ? File(await pdf.List(payment, cancellation), $"danh-sach-{payment.Row.VoucherNumber ?? "du-thao"}.pdf")
            : AccessPolicy.OtherUnit.ToResult();

    private static async Task<IResult> Return(int part, Guid id, HttpContext http, IAccessPolicy access, PaymentQueries payments, PaymentPdf pdf, CancellationToken cancellation) =>
        await Readable(id, http, access, payments, cancellation) is { } payment && payment.Returns.FirstOrDefault(back => back.Part == part) is { } back
            ? File(await pdf.Return(payment, back, cancellation), $"tra-lai-{back.VoucherNumber}.pdf")
            : AccessPolicy.OtherUnit.ToResult();

    private static async Task<IResult> Table(
        Guid id, HttpContext http, IAccessPolicy access, PaymentQueries payments, IStringLocalizer<PaymentTexts> texts, CancellationToken cancellation)
    {
        if (await Readable(id, http, access, payments, cancellation) is not { Row.IsList: true } payment) return AccessPolicy.OtherUnit.ToResult();
        IReadOnlyList<TableColumn> columns =
        [
            TableColumn.Amount(texts["Field.Line"]), TableColumn.Wide(texts["Field.Name"]), new(texts["Field.Hamlet"], Width: 28), new(texts["Field.Born"], Width: 10),
            TableColumn.Amount(texts["Field.Amount"]), new(texts["Field.LineState"]), new(texts["Field.CollectedBy"], Width: 28),
        ];
        return new TableFile($"danh-sach-{payment.Row.VoucherNumber ?? "du-thao"}", columns, Rows(payment, texts)).As("xlsx", cancellation);
    }

    private static IEnumerable<IReadOnlyList<object?>> Rows(PaymentDetail payment, IStringLocalizer<PaymentTexts> texts) => payment.Lines.Select(line => (IReadOnlyList<object?>)
    [
        (long)line.Line, line.Name, line.Address, line.Born, line.AmountVnd, line.How is { } how ? texts[$"How.{how}"].Value : texts[$"Line.{line.State}"].Value,
        line.CollectorName is null ? null : $"{line.CollectorName} ({line.CollectorRelation})",
    ]);

    private static async Task<IResult> Attached(
        int ordinal, Guid id, HttpContext http, IAccessPolicy access, PaymentQueries payments, Sessions sessions, CancellationToken cancellation)
    {
        if (await Readable(id, http, access, payments, cancellation) is not { } payment || payment.Papers.FirstOrDefault(paper => paper.Ordinal == ordinal) is not { } found)
            return AccessPolicy.OtherUnit.ToResult();
        await using var connection = await sessions.Connect(payment.Row.UnitId, cancellation);
        return await PaperFile.Of(connection, http, Convert.FromHexString(found.Sha256), cancellation);
    }

    /// <summary>A foreign payment and one that does not exist are answered alike.</summary>
    private static async Task<PaymentDetail?> Readable(Guid id, HttpContext http, IAccessPolicy access, PaymentQueries payments, CancellationToken cancellation) =>
        await payments.ById(id, cancellation) is { } payment && await access.WhyNot(http.Actor(), Permission.ReadGrants, payment.Row.UnitId, cancellation) is null ? payment : null;

    private static IResult File(byte[] content, string name) => Results.File(content, "application/pdf", name);
}
