using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Payments.Pages;

/// <summary>The list of payments as a file: the very filter of the page, all its rows.</summary>
public static class PaymentListFile
{
    public static async Task<IResult> Download(
        string kind, HttpContext http, Viewer viewer, IRegistry registry, PaymentQueries payments, TimeProvider clock, IStringLocalizer<PaymentTexts> texts,
        CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var held = await viewer.UnitsOf(Permission.ReadGrants, cancellation);
        if (held.Count == 0) throw new AccessDenied(Refusal.Forbidden("access.unit"));
        var filter = PaymentListQuery.Of(http.Request.Query).ToFilter([.. held.SelectMany(known.Under).Distinct()], known, VietnamTime.TodayIn(clock));
        return filter.ToResult(asked => new TableFile($"phieu-chi-{Shown.Iso(VietnamTime.TodayIn(clock))}", Columns(texts), Rows(asked, payments, texts, cancellation)).As(kind, cancellation));
    }

    private static IReadOnlyList<TableColumn> Columns(IStringLocalizer<PaymentTexts> texts) =>
    [
        TableColumn.Date(texts["Field.Date"]), new(texts["Field.Number"], Width: 20), TableColumn.Wide(texts["Field.Payee"]), TableColumn.Wide(texts["Field.Narration"]), new(texts["Field.Fund"]),
        new(texts["Field.Channel"]), TableColumn.Amount(texts["Field.Lines"]), TableColumn.Amount(texts["Field.Amount"]), TableColumn.Amount(texts["Field.Returned"]), new(texts["Field.State"]),
    ];

    private static IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        PaymentFilter filter, PaymentQueries payments, IStringLocalizer<PaymentTexts> texts, CancellationToken cancellation) =>
        TableFile.EveryPage(
            PaymentQueries.MaxPageSize,
            async page => (await payments.List(filter with { Page = page, PageSize = PaymentQueries.MaxPageSize }, cancellation)).Items,
            payment =>
            [
                payment.DocumentDate ?? VietnamTime.DateOf(payment.PreparedAt), payment.VoucherNumber, payment.PayeeName ?? texts["Payee.list"].Value, payment.Narration, payment.Fund,
                texts[$"Channel.{payment.Channel}"].Value, (long)payment.Lines, payment.AmountVnd, payment.ReturnedVnd, texts[$"State.{payment.State}"].Value,
            ]);
}
