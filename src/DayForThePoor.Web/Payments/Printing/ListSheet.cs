using System.Globalization;
using DayForThePoor.Core.Households;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Receipts.Printing;
using SkiaSharp;

namespace DayForThePoor.Web.Payments.Printing;

/// <summary>DANH SÁCH KÝ NHẬN on A4: one line each, the sum under every page, signers at the end.</summary>
internal static class ListSheet
{
    /// <summary>A4 in points within the margins of <see cref="Paper"/>.</summary>
    private const float Width = 595.28f - 68, Height = 841.89f - 44;

    private static readonly float[] Shares = [5, 24, 8, 8, 14, 16, 17, 8];

    /// <summary>One sheet a page, so that each page can bear its own sum.</summary>
    public static IReadOnlyList<IReadOnlyList<Block>> Of(PaymentSheet sheet)
    {
        IReadOnlyList<Block> top = Top(sheet);
        var head = Head();
        Block end = new Stack([.. End(sheet)]);
        List<List<Block>> pages = [[.. top, head]];
        var (used, sum) = (HeightOf(pages[0]), 0L);
        var pageTotal = HeightOf([Total("Paper.PageTotal", 0)]);
        foreach (var line in sheet.Payment.Lines)
        {
            Block row = Row(line);
            if (used + HeightOf([row]) + pageTotal > Height)
            {
                pages[^1].Add(Total("Paper.PageTotal", sum));
                pages.Add([PageNumber(sheet, pages.Count + 1), head]);
                (used, sum) = (HeightOf(pages[^1]), 0);
            }
            pages[^1].Add(row);
            used += HeightOf([row]);
            sum += line.AmountVnd;
        }
        pages[^1].Add(Total("Paper.PageTotal", sum));
        pages[^1].Add(Total("Paper.Total", sheet.Payment.Row.AmountVnd));
        if (HeightOf(pages[^1]) + HeightOf([end]) > Height) pages.Add([PageNumber(sheet, pages.Count + 1)]);
        pages[^1].Add(end);
        return pages;
    }

    private static IReadOnlyList<Block> Top(PaymentSheet sheet)
    {
        var (payment, row) = (sheet.Payment, sheet.Payment.Row);
        var hamlets = payment.Lines.Select(line => line.Address).Distinct().ToList();
        return
        [
            sheet.Header((PaymentWords.Of("Paper.Number", row.VoucherNumber ?? "……"), Face.Bold)),
            new Space(4), Paragraph.Centred(15, PaymentWords.Of("Paper.List"), Face.Bold),
            Paragraph.Centred(PaymentSheet.Text, payment.Text("narration") ?? "", Face.Italic),
            new Space(4),
            PaymentSheet.Line("Paper.Hamlet", hamlets.Count == 1 ? hamlets[0] : PaymentWords.Of("Paper.Hamlets", hamlets.Count)),
            PaymentSheet.Line("Paper.Decision", payment.Text("decision")),
            PaymentSheet.Line("Paper.Source", PaymentWords.Of($"Fund.{sheet.Fund.Kind}")),
            new Space(4),
        ];
    }

    private static IEnumerable<Block> End(PaymentSheet sheet)
    {
        var (payment, row) = (sheet.Payment, sheet.Payment.Row);
        yield return new Space(6);
        yield return PaymentSheet.Line("Paper.Words", PaymentSheet.InWords(row.AmountVnd));
        var open = payment.Lines.Count(line => line.State != LineStates.Collected);
        yield return row.State == PaymentStates.Paid && row.Collected > 0
            ? new Paragraph(PaymentSheet.Text, new Run(PaymentWords.Of("Paper.Handed", row.Collected, open, MoneyText.Format(new Vnd(row.ReturnedVnd)))))
            : new Paragraph(PaymentSheet.Text, SKTextAlign.Left, false, new Run(PaymentWords.Of("Paper.Handed", "……", "……", "………………")));
        yield return PaymentSheet.Signatures("Giver", "Hamlet", "Treasurer", "Accountant", "Head");
    }

    private static TableRow Head() => new(true,
        [.. new[] { "No", "Name", "Born", "Class", "Amount", "Signed", "Collector", "Note" }
            .Zip(Shares, (column, share) => (share, (Block)Paragraph.Centred(8.5f, PaymentWords.Of($"Paper.Column.{column}"), Face.Bold)))]);

    private static TableRow Row(PaymentLineRow line)
    {
        Block[] cells =
        [
            Paragraph.Centred(9, line.Line.ToString(CultureInfo.InvariantCulture)),
            new Stack(new Paragraph(9.5f, new Run(line.Name)), new Paragraph(7.5f, new Run(line.Address))),
            Paragraph.Centred(9, line.Born),
            Paragraph.Centred(9, ClassOf(line)),
            new Paragraph(9.5f, SKTextAlign.Right, false, new Run(MoneyText.Format(new Vnd(line.AmountVnd)))),
            // Room to sign by hand; what the program was told is no signature.
            new Stack(new Space(22)),
            new Paragraph(8, new Run(line.CollectorName is null ? "" : $"{line.CollectorName} ({line.CollectorRelation})")),
            new Paragraph(8, new Run(line.State == LineStates.Returned ? PaymentWords.Of("Paper.Returned") : "")),
        ];
        return new TableRow(false, [.. Shares.Zip(cells)]);
    }

    private static TableRow Total(string key, long amount) => new(false,
        (Shares[0] + Shares[1] + Shares[2] + Shares[3], Paragraph.Centred(9, PaymentWords.Of(key), Face.Bold)),
        (Shares[4], new Paragraph(9.5f, SKTextAlign.Right, false, new Run(MoneyText.Format(new Vnd(amount)), Face.Bold))),
        (Shares[5] + Shares[6] + Shares[7], new Paragraph(9, new Run(""))));

    private static string ClassOf(PaymentLineRow line) => line.Class switch
    {
        HouseholdClasses.Poor => "HN",
        HouseholdClasses.NearPoor => "HCN",
        HouseholdClasses.Difficult => "HKK",
        _ => "",
    };

    private static Paragraph PageNumber(PaymentSheet sheet, int page) =>
        new(PaymentSheet.Small, SKTextAlign.Right, false, new Run($"{sheet.Payment.Row.VoucherNumber} – {page}"));

    private static float HeightOf(IReadOnlyList<Block> blocks) => blocks.Sum(block => block.Height(Width, 1));
}
