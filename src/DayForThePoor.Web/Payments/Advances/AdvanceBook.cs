using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Payments.Advances;

/// <summary>SỔ THEO DÕI TẠM ỨNG as a file: người · ngày · số tiền · đã thanh toán · còn · hạn.</summary>
public static class AdvanceBook
{
    /// <summary>Rows read at a time.</summary>
    private const int Batch = 500;

    public static async Task<IResult> Download(
        string kind, HttpContext http, IAccessPolicy access, IRegistry registry, AdvanceQueries advances, TimeProvider clock, IStringLocalizer<AdvanceTexts> texts, CancellationToken cancellation)
    {
        var scope = await ReadScope.Of(http.Actor(), access, await registry.Current(cancellation), null, null, cancellation);
        if (!scope.TryGet(out var units)) return scope.Refusals.ToResult();
        var today = VietnamTime.TodayIn(clock);
        return new TableFile(
            $"so-theo-doi-tam-ung-{Shown.Iso(today)}",
            [
                TableColumn.Wide(texts["Field.Person"]), new(texts["Field.Voucher"], Width: 22), TableColumn.Date(texts["Field.PaidOn"]), TableColumn.Wide(texts["Field.Reason"]),
                TableColumn.Amount(texts["Field.Amount"]), TableColumn.Amount(texts["Field.Settled"]), TableColumn.Amount(texts["Field.Returned"]), TableColumn.Amount(texts["Field.Open"]),
                TableColumn.Date(texts["Field.DueOn"]),
            ],
            Rows(advances, units, today, cancellation)).As(kind, cancellation);
    }

    private static IAsyncEnumerable<IReadOnlyList<object?>> Rows(AdvanceQueries advances, IReadOnlyList<Guid> units, DateOnly today, CancellationToken cancellation) =>
        TableFile.EveryPage(
            Batch,
            async page => (await advances.List(new(units, today, Page: page, PageSize: Batch), cancellation)).Items,
            row => [row.Person, row.Voucher, row.PaidOn, row.Reason, row.Amount, row.Settled, row.Returned, row.Open, row.DueOn]);
}
