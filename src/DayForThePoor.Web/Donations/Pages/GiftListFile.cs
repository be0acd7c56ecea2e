using System.Text;
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
        HttpContext http, Viewer viewer, IRegistry registry, GiftQueries gifts, TimeProvider clock, IStringLocalizer<GiftTexts> texts, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var held = await viewer.UnitsOf(Permission.ReadLedger, cancellation);
        if (held.Count == 0) throw new AccessDenied(Refusal.Forbidden("access.unit"));
        var filter = GiftListQuery.Of(http.Request.Query).ToFilter([.. held.SelectMany(known.Under).Distinct()], known, VietnamTime.TodayIn(clock));
        if (!filter.TryGet(out var asked)) return Results.BadRequest();

        return Results.Stream(stream => Write(stream, asked, gifts, texts, cancellation), "text/csv; charset=utf-8", $"khoan-ung-ho-{Shown.Iso(VietnamTime.TodayIn(clock))}.csv");
    }

    private static async Task Write(Stream stream, GiftFilter filter, GiftQueries gifts, IStringLocalizer<GiftTexts> texts, CancellationToken cancellation)
    {
        // With a byte order mark: without it Excel reads the names as Latin-1.
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        string[] columns = ["Field.Date", "Column.Number", "Column.Voucher", "Field.DonorName", "Field.FundAlone", "Field.Campaign", "Field.Channel", "Field.Amount", "Field.Status", "CheckCode"];
        await writer.WriteLineAsync(CsvLine.Of(columns.Select(column => texts[column].Value)));
        for (var page = 1; ; page++)
        {
            var rows = await gifts.List(filter with { Page = page, PageSize = GiftQueries.MaxPageSize }, cancellation);
            foreach (var gift in rows.Items)
            {
                await writer.WriteLineAsync(CsvLine.Of(
                [
                    Shown.Iso(gift.DocumentDate), gift.ReceiptNumber, gift.VoucherNumber, gift.DonorName ?? texts["Anonymous"], gift.Fund, gift.Campaign ?? "",
                    texts[$"Channel.{gift.Channel}"], Shown.Plain(gift.AmountVnd), texts[$"ListStatus.{gift.Status}"], GiftWords.Code(gift.ReceiptCode),
                ]));
            }
            if (rows.Items.Count < GiftQueries.MaxPageSize) return;
        }
    }
}
