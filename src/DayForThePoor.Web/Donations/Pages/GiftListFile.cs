using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Donations.Pages;

/// <summary>The list of gifts as a file: the very filter of the page, all its rows.</summary>
public static class GiftListFile
{
    public static async Task<IResult> Download(
        string kind, HttpContext http, Viewer viewer, IRegistry registry, GiftQueries gifts, TimeProvider clock, IStringLocalizer<GiftTexts> texts, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var held = await viewer.UnitsOf(Permission.ReadLedger, cancellation);
        if (held.Count == 0) throw new AccessDenied(Refusal.Forbidden("access.unit"));
        var filter = GiftListQuery.Of(http.Request.Query).ToFilter([.. held.SelectMany(known.Under).Distinct()], known, VietnamTime.TodayIn(clock));
        if (!filter.TryGet(out var asked)) return Results.BadRequest();

        return new TableFile($"khoan-ung-ho-{Shown.Iso(VietnamTime.TodayIn(clock))}", Columns(texts), Rows(asked, gifts, texts, cancellation)).As(kind, cancellation);
    }

    private static IReadOnlyList<TableColumn> Columns(IStringLocalizer<GiftTexts> texts) =>
    [
        TableColumn.Date(texts["Field.Date"]), new(texts["Column.Number"], Width: 20), new(texts["Column.Voucher"], Width: 20), TableColumn.Wide(texts["Field.DonorName"]),
        new(texts["Field.FundAlone"]), new(texts["Field.Campaign"]), new(texts["Field.Channel"]), TableColumn.Amount(texts["Field.Amount"]),
        new(texts["Field.Status"]), new(texts["CheckCode"]),
    ];

    private static IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        GiftFilter filter, GiftQueries gifts, IStringLocalizer<GiftTexts> texts, CancellationToken cancellation) =>
        TableFile.EveryPage(
            GiftQueries.MaxPageSize,
            async page => (await gifts.List(filter with { Page = page, PageSize = GiftQueries.MaxPageSize }, cancellation)).Items,
            gift =>
            [
                gift.DocumentDate, gift.ReceiptNumber, gift.VoucherNumber, gift.DonorName ?? texts["Anonymous"].Value, gift.Fund, gift.Campaign,
                texts[$"Channel.{gift.Channel}"].Value, gift.AmountVnd, texts[$"ListStatus.{gift.Status}"].Value, GiftWords.Code(gift.ReceiptCode),
            ]);
}
