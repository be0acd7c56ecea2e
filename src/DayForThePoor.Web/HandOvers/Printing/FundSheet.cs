using System.Globalization;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.HandOvers.Funds;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.HandOvers.Printing;

/// <summary>BIÊN BẢN BÀN GIAO QUỸ on paper, part by part.</summary>
internal static class FundSheet
{
    public static IReadOnlyList<Block> Of(HandOverRecord record, Letterhead letterhead)
    {
        var minute = record.Minute;
        return
        [
            MinuteParts.Head(letterhead, MinuteParts.Word("Fund.Title"), MinuteParts.Word("Fund.Under", minute.Fund, minute.Unit)),
            MinuteParts.Part(1, "Grounds", string.Join("; ", new[] { minute.Decision, minute.Guidance }.Where(text => text.Length > 0))),
            MinuteParts.Part(2, "Closing", MinuteParts.Word("ClosingText", MinuteParts.Day(minute.ClosingOn))),
            MinuteParts.Part(3, "Sides"),
            MinuteParts.Line(MinuteParts.Word("Giver", minute.Unit)),
            MinuteParts.Line(MinuteParts.Word("Receivers", string.Join(", ", minute.Receivers.Select(r => r.Unit)))),
            MinuteParts.Line(MinuteParts.Word("Witnesses", minute.Witnesses.Length > 0 ? minute.Witnesses : "……")),
            MinuteParts.Part(4, "Cash", MinuteParts.Word("CashText", MinuteParts.Money(minute.CashBookVnd), MinuteParts.Money(minute.CashCountedVnd), MinuteParts.Money(minute.CashCountedVnd - minute.CashBookVnd))),
            MinuteParts.Part(5, "Accounts"),
            .. Accounts(minute),
            MinuteParts.Part(6, "Goods"),
            .. Goods(minute),
            MinuteParts.Part(7, "Earmarks"),
            .. Earmarks(minute),
            MinuteParts.Part(8, "Owed"),
            .. Owed(minute),
            MinuteParts.Part(9, "OpenCases"),
            .. MinuteParts.Lines(minute.OpenCases),
            MinuteParts.Part(10, "Papers"),
            .. MinuteParts.Lines([.. minute.Papers, .. minute.UnusedNumbers]),
            MinuteParts.Part(11, "Split", MinuteParts.Word("SplitText", MinuteParts.Money(minute.TotalVnd))),
            .. Split(minute),
            MinuteParts.Line(MinuteParts.InWords(minute.TotalVnd)),
            MinuteParts.Part(12, "Remarks", minute.Remarks),
            MinuteParts.Line(MinuteParts.Word("Responsibility")),
            MinuteParts.Part(13, "Copies", MinuteParts.Word("CopiesText", minute.Copies.ToString("00", CultureInfo.InvariantCulture))),
            .. Signatures(record),
        ];
    }

    private static IEnumerable<Block> Accounts(HandOverMinute minute)
    {
        if (minute.Accounts.Count == 0) return [MinuteParts.Line(MinuteParts.Word("None"))];
        return
        [
            MinuteParts.Row(true, (22, MinuteParts.Word("Account"), false), (18, MinuteParts.Word("Bank"), false), (15, MinuteParts.Word("Book"), true),
                (15, MinuteParts.Word("ByBank"), true), (12, MinuteParts.Word("Difference"), true), (18, MinuteParts.Word("Fate"), false)),
            .. minute.Accounts.Select(a => MinuteParts.Row(false, (22, a.Number, false), (18, a.Bank, false), (15, MinuteParts.Money(a.BookVnd), true),
                (15, MinuteParts.Money(a.BankVnd), true), (12, MinuteParts.Money(a.BankVnd - a.BookVnd), true), (18, Fate(a), false))),
        ];
    }

    private static string Fate(MinuteAccount account) =>
        account.Fate == AccountFates.Holder ? MinuteParts.Word("FateHolder", account.To) : MinuteParts.Word("FateClosed");

    private static IEnumerable<Block> Goods(HandOverMinute minute)
    {
        if (minute.Goods.Count == 0) return [MinuteParts.Line(MinuteParts.Word("None"))];
        return
        [
            MinuteParts.Row(true, (34, MinuteParts.Word("GoodsName"), false), (12, MinuteParts.Word("Measure"), false), (14, MinuteParts.Word("Quantity"), true),
                (18, MinuteParts.Word("Value"), true), (22, MinuteParts.Word("Receiver"), false)),
            .. minute.Goods.Select(g => MinuteParts.Row(false, (34, g.Name, false), (12, g.Measure, false), (14, Quantity(g.Quantity), true), (18, MinuteParts.Money(g.ValueVnd), true), (22, g.To, false))),
        ];
    }

    private static string Quantity(decimal quantity) => quantity.ToString("0.###", CultureInfo.GetCultureInfo("vi"));

    private static IEnumerable<Block> Earmarks(HandOverMinute minute)
    {
        if (minute.Earmarks.Count == 0) return [MinuteParts.Line(MinuteParts.Word("None"))];
        return
        [
            MinuteParts.Row(true, (24, MinuteParts.Word("Receipt"), false), (26, MinuteParts.Word("Donor"), false), (32, MinuteParts.Word("Address"), false), (18, MinuteParts.Word("Left"), true)),
            .. minute.Earmarks.Select(e => MinuteParts.Row(false, (24, e.Receipt, false), (26, e.Donor, false), (32, e.Purpose, false), (18, MinuteParts.Money(e.LeftVnd), true))),
        ];
    }

    private static IEnumerable<Block> Owed(HandOverMinute minute)
    {
        var owed = minute.Items.Where(i => i.Holding.Role is not (Roles.Cash or Roles.Bank or Roles.Goods)).ToList();
        return owed.Count == 0 ? [MinuteParts.Line(MinuteParts.Word("None"))] : owed.Select(i => MinuteParts.Line(MinuteParts.Word("OwedText", Name(i), MinuteParts.Money(i.Holding.Balance))));
    }

    /// <summary>"Tiền gửi 509-VCB".</summary>
    public static string Name(MinuteItem item) => $"{HandOverTexts.OnPaper($"Role.{item.Holding.Role}")} {item.Account}".TrimEnd();

    /// <summary>Unit by item; with many receivers the table stands on its side: an item's parts below each other.</summary>
    private static IEnumerable<Block> Split(HandOverMinute minute)
    {
        yield return MinuteParts.Row(true, [(26, MinuteParts.Word("Item"), false), (17, MinuteParts.Word("Whole"), true), .. minute.Receivers.Select(r => (17f, r.Unit, true))]);
        foreach (var item in minute.Items)
            yield return MinuteParts.Row(false, [(26, Name(item), false), (17, MinuteParts.Money(item.Holding.Balance), true), .. minute.Receivers.Select(r => (17f, MinuteParts.Money(item.PartOf(r.UnitId)), true))]);
        yield return MinuteParts.Row(false, [(26, MinuteParts.Word("Total"), false), (17, MinuteParts.Money(minute.TotalVnd), true), .. minute.Receivers.Select(r => (17f, MinuteParts.Money(minute.TotalOf(r.UnitId)), true))]);
        foreach (var mark in minute.Earmarks)
            yield return MinuteParts.Row(false, [(26, MinuteParts.Word("OfWhich", mark.Receipt), false), (17, MinuteParts.Money(mark.LeftVnd), true), .. minute.Receivers.Select(r => (17f, MinuteParts.Money(mark.PartOf(r.UnitId)), true))]);
    }

    private static IEnumerable<Block> Signatures(HandOverRecord record)
    {
        foreach (var side in record.Sides.OrderByDescending(side => side.IsGiver))
        {
            var unit = side.IsGiver ? record.Minute.Unit : record.Minute.Receivers.First(r => r.UnitId == side.UnitId).Unit;
            yield return new Stack(
                new Space(6),
                MinuteParts.Line(MinuteParts.Word(side.IsGiver ? "SideGiver" : "SideReceiver", unit)),
                MinuteParts.Signatures((MinuteParts.Word("Representative"), side.SignedBy ?? ""), (MinuteParts.Word("Accountant"), ""), (MinuteParts.Word("Treasurer"), "")));
        }
        yield return MinuteParts.Signatures((MinuteParts.Word("Witness"), ""));
    }
}
