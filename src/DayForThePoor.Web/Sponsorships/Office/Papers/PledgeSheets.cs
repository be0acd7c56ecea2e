using System.Globalization;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Grants.Papers;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Sponsorships.Office.Papers;

/// <summary>What a print-out for a sponsor says of a pledge.</summary>
/// <param name="CaseCode">Null: for whoever needs it most.</param>
/// <param name="FirstName">As far as the consent allows; null: the code alone.</param>
/// <param name="Child">Supported as a child: the child's own view is asked from 7.</param>
public sealed record PledgeOnPaper(
    Guid Id, Guid UnitId, Guid? FundId, Guid SponsorId, string Sponsor, string SponsorAddress, string SponsorPhone, string? CaseCode, string? FirstName, bool Child, string? Purpose, string Channel,
    long AmountVnd, decimal? Quantity, string Goods, string GoodsUnit, string Frequency, DateOnly StartsOn, DateOnly? EndsOn, string EndRule);

/// <summary>A line of a yearly statement: one pledge.</summary>
public sealed record StatementLine(string CaseCode, string? Purpose, long PromisedVnd, long ReceivedVnd, long DeliveredVnd, int GoodsDue, int GoodsDelivered);

/// <summary>Papers that a sponsor signs or gets. They name the supported person by the case's code, and further only as consented.</summary>
internal static class PledgeSheets
{
    /// <summary>Bản cam kết nhận đỡ đầu, for three sides to sign.</summary>
    public static Printed Undertaking(PledgeOnPaper pledge, DateOnly day, Letterhead head)
    {
        var title = SponsorshipWords.Of("Undertaking.Title");
        List<Block> sheet =
        [
            OfficialSheet.Head(head.UnitLine, head.BoardLine, SponsorshipWords.Of("Number.Undertaking"), head.Place, day),
            OfficialSheet.Title(title),
            OfficialSheet.Line(SponsorshipWords.Of("Undertaking.Sides"), strong: true),
            OfficialSheet.Fact(SponsorshipWords.Of("Undertaking.Sponsor"), pledge.Sponsor),
            OfficialSheet.Fact(SponsorshipWords.Of("Address"), pledge.SponsorAddress),
            OfficialSheet.Fact(SponsorshipWords.Of("Phone"), pledge.SponsorPhone),
            OfficialSheet.Fact(SponsorshipWords.Of("Undertaking.Carer"), null),
            OfficialSheet.Fact(SponsorshipWords.Of("Undertaking.Front"), head.UnitLine),
            new Space(4),
            OfficialSheet.Fact(SponsorshipWords.Of(pledge.Child ? "Undertaking.Child" : "Undertaking.Old"), pledge.CaseCode ?? SponsorshipWords.Of("Undertaking.Whoever")),
            OfficialSheet.Fact(SponsorshipWords.Of("Undertaking.Name"), pledge.FirstName ?? SponsorshipWords.Of("Undertaking.NoName")),
            new Space(4),
            OfficialSheet.Fact(SponsorshipWords.Of("Undertaking.Slot"), pledge.Purpose is { } purpose ? SponsorshipWords.OfShared($"Purpose.{purpose}") : null),
            OfficialSheet.Fact(SponsorshipWords.Of("Undertaking.Amount"), Amount(pledge)),
            OfficialSheet.Fact(SponsorshipWords.Of("Undertaking.From"), Time(pledge)),
            OfficialSheet.Fact(SponsorshipWords.Of("Undertaking.Channel"), SponsorshipWords.OfShared($"Channel.{pledge.Channel}")),
            new Space(4),
            OfficialSheet.Line(SponsorshipWords.Of("Undertaking.Visits")),
            OfficialSheet.Line(SponsorshipWords.Of("Undertaking.Stop")),
            OfficialSheet.Line(SponsorshipWords.Of("Undertaking.Never")),
        ];
        if (pledge.Child)
        {
            sheet.Add(OfficialSheet.Fact(SponsorshipWords.Of("Undertaking.View"), null));
            sheet.AddRange(OfficialSheet.Open(1));
        }
        sheet.Add(pledge.Child ? OfficialSheet.Signs("Sign.Sponsor", "Sign.Carer", "Sign.Child", "Sign.Front") : OfficialSheet.Signs("Sign.Sponsor", "Sign.Carer", "Sign.Front"));
        return new(title, $"ban-cam-ket-{pledge.CaseCode ?? "chung"}", head.UnitLine, day, sheet);
    }

    /// <summary>A letter that tells a sponsor one thing.</summary>
    public static Printed Letter(NoticeRow notice, string address, DateOnly day, Letterhead head)
    {
        var title = SponsorshipWords.Of("Letter.Title");
        List<Block> sheet =
        [
            OfficialSheet.Head(head.UnitLine, head.BoardLine, SponsorshipWords.Of("Number.Letter"), head.Place, day),
            OfficialSheet.Title(title),
            OfficialSheet.Fact(SponsorshipWords.Of("Letter.To"), notice.Sponsor),
            OfficialSheet.Fact(SponsorshipWords.Of("Address"), address),
            new Space(6),
            OfficialSheet.Line(SponsorshipWords.Of("Letter.About", notice.CaseCode ?? SponsorshipWords.Of("Undertaking.Whoever"))),
            OfficialSheet.Line(SponsorshipWords.OfNotice(notice)),
            new Space(4),
            OfficialSheet.Line(SponsorshipWords.Of("Letter.Call", head.Phone)),
            OfficialSheet.Line(SponsorshipWords.Of("Letter.Thanks")),
            new Beside(12, (50, new Space(1)), (50, OfficialSheet.Signs("Sign.Front"))),
        ];
        return new(title, $"thu-bao-tin-{Shown.Iso(day)}", head.UnitLine, day, sheet);
    }

    /// <summary>What a sponsor promised, gave and what of it reached people in a year.</summary>
    public static Printed Statement(string sponsor, int year, IReadOnlyList<StatementLine> lines, DateOnly day, Letterhead head)
    {
        var title = SponsorshipWords.Of("Statement.Title", year);
        IReadOnlyList<PaperColumn> columns =
        [
            new(SponsorshipWords.Of("Column.No"), 7), new(SponsorshipWords.Of("Column.Case"), 20), new(SponsorshipWords.Of("Column.Slot"), 19),
            new(SponsorshipWords.OfShared("Promised"), 18, true), new(SponsorshipWords.OfShared("Received"), 18, true), new(SponsorshipWords.OfShared("Delivered"), 18, true),
        ];
        List<Block> sheet =
        [
            OfficialSheet.Head(head.UnitLine, head.BoardLine, SponsorshipWords.Of("Number.Letter"), head.Place, day),
            OfficialSheet.Title(title),
            OfficialSheet.Fact(SponsorshipWords.Of("Letter.To"), sponsor),
            new Space(4),
            .. OfficialSheet.Table(columns, lines.Select((line, i) => (IReadOnlyList<string>)
            [
                (i + 1).ToString(CultureInfo.InvariantCulture), line.CaseCode.Length > 0 ? line.CaseCode : SponsorshipWords.Of("Undertaking.Whoever"),
                line.Purpose is { } purpose ? SponsorshipWords.OfShared($"Purpose.{purpose}") : "",
                line.GoodsDue > 0 ? SponsorshipWords.Of("Statement.Instalments", line.GoodsDue) : OfficialSheet.Figures(line.PromisedVnd),
                line.GoodsDue > 0 ? SponsorshipWords.Of("Statement.Instalments", line.GoodsDelivered) : OfficialSheet.Figures(line.ReceivedVnd),
                line.GoodsDue > 0 ? SponsorshipWords.Of("Statement.Instalments", line.GoodsDelivered) : OfficialSheet.Figures(line.DeliveredVnd),
            ])),
            new Space(6),
            OfficialSheet.Line(SponsorshipWords.Of("Statement.Sums", OfficialSheet.Money(lines.Sum(l => l.PromisedVnd)), OfficialSheet.Money(lines.Sum(l => l.ReceivedVnd)), OfficialSheet.Money(lines.Sum(l => l.DeliveredVnd))), strong: true),
            OfficialSheet.Line(SponsorshipWords.Of("Statement.How")),
            OfficialSheet.Line(SponsorshipWords.Of("Letter.Thanks")),
            new Beside(12, (50, new Space(1)), (50, OfficialSheet.Signs("Sign.Front"))),
        ];
        return new(title, $"bang-ke-do-dau-{year}", head.UnitLine, day, sheet);
    }

    /// <summary>"500.000 đồng, mỗi tháng", "10 kg gạo, mỗi tháng".</summary>
    private static string Amount(PledgeOnPaper pledge) => SponsorshipWords.Of("Undertaking.Each",
        pledge.Quantity is { } quantity ? $"{quantity.ToString("0.###", CultureInfo.GetCultureInfo("vi-VN"))} {pledge.GoodsUnit} {pledge.Goods}" : MoneyWords(pledge.AmountVnd),
        SponsorshipWords.OfShared($"Frequency.{pledge.Frequency}").ToLowerInvariant());

    private static string MoneyWords(long amount) => $"{OfficialSheet.Money(amount)} ({AmountInWords.Of(new Vnd(amount))})";

    private static string Time(PledgeOnPaper pledge) => pledge.EndsOn is { } end && pledge.EndRule == EndRules.Date
        ? SponsorshipWords.Of("Undertaking.Until", Shown.Day(pledge.StartsOn), Shown.Day(end))
        : SponsorshipWords.Of("Undertaking.UntilThen", Shown.Day(pledge.StartsOn), SponsorshipWords.OfShared($"EndRule.{pledge.EndRule}").ToLowerInvariant());
}
