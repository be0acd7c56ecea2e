using System.Globalization;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Receipts;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;
using SkiaSharp;

namespace DayForThePoor.Web.Sponsorships.PayOut;

/// <summary>DANH SÁCH KÝ NHẬN of what sponsors hand over directly, on A4: people sign it, and its scan proves the hand-over.</summary>
public sealed class DeliverySheet(IRegistry registry, Installation installation)
{
    private static readonly float[] Shares = [5, 27, 8, 13, 17, 15, 15];

    private const float Text = 10, SignGap = 46;

    /// <param name="hamlet">Named when the list is of one.</param>
    public async Task<byte[]> Of(Guid unit, string? hamlet, DateOnly until, IReadOnlyList<DirectDue> lines, DateOnly day, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var fund = known.Funds.Values.Where(f => f.UnitId == unit).OrderByDescending(f => f.Kind == FundKinds.ForThePoor).First();
        var head = known.LetterheadOf(fund.Id, day);
        List<Block> blocks =
        [
            new Paragraph(9.5f, new Run(head.UnitLine)), new Paragraph(9.5f, new Run(head.BoardLine, Face.Bold)), new Space(6),
            Paragraph.Centred(15, PayOutTexts.OnPaper("Paper.List"), Face.Bold),
            Paragraph.Centred(Text, PayOutTexts.OnPaper("Paper.Until", VietnamTime.Text(until)), Face.Italic),
            new Space(4),
            new Paragraph(Text, new Run(PayOutTexts.OnPaper("Paper.Hamlet", hamlet ?? PayOutTexts.OnPaper("Paper.AllHamlets")))),
            new Paragraph(Text, SKTextAlign.Left, true, new Run(PayOutTexts.OnPaper("Paper.HandedOn") + " ")),
            new Space(4),
            new TableRow(true, [.. new[] { "No", "Name", "Born", "Slot", "Worth", "Signed", "Collector" }
                .Zip(Shares, (column, share) => (share, (Block)Paragraph.Centred(8.5f, PayOutTexts.OnPaper($"Paper.Column.{column}"), Face.Bold)))]),
            .. lines.Select((line, i) => Row(line, i + 1)),
            new TableRow(false,
                (Shares[0] + Shares[1] + Shares[2] + Shares[3], Paragraph.Centred(9, PayOutTexts.OnPaper("Paper.Total", lines.Count), Face.Bold)),
                (Shares[4], new Paragraph(9, SKTextAlign.Right, false, new Run(Money(lines.Sum(l => l.AmountVnd)), Face.Bold))),
                (Shares[5] + Shares[6], new Paragraph(9, new Run("")))),
            new Space(4),
            new Paragraph(8.5f, new Run(PayOutTexts.OnPaper("Paper.Hint"), Face.Italic)),
            new Space(6),
            new Beside(6, [.. new[] { "Giver", "Hamlet", "Officer" }.Select(office => (1f, (Block)new Stack(
                Paragraph.Centred(9.5f, PayOutTexts.OnPaper($"Sign.{office}"), Face.Bold), Paragraph.Centred(8, PayOutTexts.OnPaper("Sign.Hint"), Face.Italic), new Space(SignGap))))]),
        ];
        var marks = new PaperMarks(null, installation.Demo ? ReceiptWords.Vietnamese["Mark.Demo"] : null);
        return Paper.Write(new PaperAbout(PayOutTexts.OnPaper("Paper.List"), day, head.UnitLine), paper => paper.Pages(blocks, PayOutTexts.OnPaper("Paper.List"), marks));
    }

    private static TableRow Row(DirectDue line, int number)
    {
        Block[] cells =
        [
            Paragraph.Centred(9, number.ToString(CultureInfo.InvariantCulture)),
            new Stack(new Paragraph(9.5f, new Run(line.Name)), new Paragraph(7.5f, new Run(line.Hamlet)), new Paragraph(7.5f, new Run(line.Carer))),
            Paragraph.Centred(9, line.Born),
            new Paragraph(9, new Run(PayOutTexts.OnPaper($"Paper.Purpose.{line.Purpose}"))),
            new Paragraph(9.5f, SKTextAlign.Right, false, new Run(line.IsGoods ? Goods(line) : Money(line.AmountVnd))),
            new Stack(new Space(24)),
            new Paragraph(8, new Run("")),
        ];
        return new TableRow(false, [.. Shares.Zip(cells)]);
    }

    private static string Money(long amount) => MoneyText.Format(new Vnd(amount));

    /// <summary>"30 kg gạo".</summary>
    internal static string Goods(DirectDue line) => $"{QuantityOf(line.Quantity)} {line.GoodsUnit} {line.Goods}";

    internal static string QuantityOf(decimal quantity) => quantity.ToString("0.###", CultureInfo.GetCultureInfo("vi-VN"));
}

/// <summary>The list to sign, and the papers that were kept.</summary>
public static class DeliveryFiles
{
    public const string Address = "/do-dau/trao-truc-tiep";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet($"{Address}/danh-sach.pdf", List).RequireAuthorization().ExcludeFromDescription();
        app.MapGet($"{Address}/{{id:guid}}/van-ban", Paper).RequireAuthorization().ExcludeFromDescription();
    }

    private static async Task<IResult> List(
        HttpContext http, IAccessPolicy access, IRegistry registry, Deliveries deliveries, DeliverySheet sheet, TimeProvider clock,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "don-vi")] string? unit, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "den")] string? until,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "thon")] Guid? hamlet, CancellationToken cancellation)
    {
        if (!(await registry.Current(cancellation)).UnitsByCode.TryGetValue(unit ?? "", out var named)
            || await access.WhyNot(http.Actor(), Permission.ReadSponsorships, named.UnitId, cancellation) is not null) return AccessPolicy.OtherUnit.ToResult();
        var today = VietnamTime.TodayIn(clock);
        var typed = TypedDate.Parse(until, "den", today);
        if (typed.IsRefused) return typed.Refusals.ToResult();
        var last = typed.Value ?? PayOutApi.QuarterOf(today).Last;
        var lines = (await deliveries.DueBy(named.UnitId, last, hamlet, cancellation)).Where(line => line.Life is null).ToList();
        http.Response.Headers.CacheControl = "private, no-store";
        var pdf = await sheet.Of(named.UnitId, hamlet is null ? null : lines.FirstOrDefault()?.Hamlet, last, lines, today, cancellation);
        return Results.File(pdf, "application/pdf", $"danh-sach-ky-nhan-{last:yyyy-MM-dd}.pdf");
    }

    private static async Task<IResult> Paper(Guid id, HttpContext http, IAccessPolicy access, Sessions sessions, Deliveries deliveries, CancellationToken cancellation)
    {
        if (await deliveries.Content(id, cancellation) is not { } paper || await access.WhyNot(http.Actor(), Permission.ReadSponsorships, paper.Unit, cancellation) is not null)
            return AccessPolicy.OtherUnit.ToResult();
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return await Attachments.PaperFile.Of(connection, http, paper.Sha256, cancellation);
    }
}
