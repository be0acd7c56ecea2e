using System.Globalization;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.HandOvers.Offices;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.HandOvers.Printing;

/// <summary>BIÊN BẢN BÀN GIAO CÔNG VIỆC THỦ QUỸ (KẾ TOÁN) on paper.</summary>
internal static class OfficeSheet
{
    public static IReadOnlyList<Block> Of(OfficeRecord record, Letterhead letterhead)
    {
        var minute = record.Minute;
        return
        [
            MinuteParts.Head(letterhead, MinuteParts.Word($"Office.Title.{minute.Office}"), MinuteParts.Word("Office.Under", minute.Unit, MinuteParts.Day(minute.HandedOn))),
            MinuteParts.Line(MinuteParts.Word("Office.Giver", minute.Giver)),
            MinuteParts.Line(MinuteParts.Word("Office.Receiver", minute.Receiver)),
            MinuteParts.Part(1, "Office.Decision", minute.Decision),
            MinuteParts.Part(2, "Office.Count", minute.Safe.Length > 0 ? MinuteParts.Word("Office.Safe", minute.Safe) : ""),
            .. minute.Cash.SelectMany(Cash),
            MinuteParts.Part(3, "Office.Open"),
            .. Open(minute),
            MinuteParts.Part(4, "Office.Books"),
            .. MinuteParts.Lines([.. minute.Books, .. minute.HamletBooks]),
            MinuteParts.Part(5, "Office.Reconciled"),
            .. minute.Accounts.Select(a => MinuteParts.Line(MinuteParts.Word("Office.ReconciledText", a.Account, a.Bank, a.ReconciledTo is { } day ? MinuteParts.Day(day) : "……"))),
            MinuteParts.Line(MinuteParts.Word("Office.ReportsDue", minute.ReportsDue.Count > 0 ? string.Join("; ", minute.ReportsDue) : "……")),
            MinuteParts.Part(6, "Office.SignIn", record is { State: OfficeStates.Done, EndedAt: { } at } ? Shown.Instant(at) : "……"),
            .. minute.Remarks.Length > 0 ? [MinuteParts.Part(7, "Remarks", minute.Remarks)] : Array.Empty<Block>(),
            MinuteParts.Signatures(
                (MinuteParts.Word("Office.Sign.giver"), minute.Giver), (MinuteParts.Word("Office.Sign.receiver"), minute.Receiver),
                (MinuteParts.Word(minute.Office == PersonRoles.Treasurer ? "Accountant" : "Treasurer"), record.SignatureOf(OfficeParts.Other)?.Name ?? ""),
                (MinuteParts.Word("Head"), record.SignatureOf(OfficeParts.Head)?.Name ?? "")),
        ];
    }

    private static IEnumerable<Block> Cash(OfficeCash box)
    {
        yield return MinuteParts.Line(MinuteParts.Word("Office.Box", box.Fund, MinuteParts.Money(box.BookVnd), MinuteParts.Money(box.NotInVnd), MinuteParts.Money(box.NotOutVnd), MinuteParts.Money(box.ExpectedVnd)));
        if (box.CountedVnd is not { } counted) yield break;
        if (box.Notes.Count > 0)
        {
            yield return MinuteParts.Row(true, (34, MinuteParts.Word("Office.Value"), true), (33, MinuteParts.Word("Office.Pieces"), true), (33, MinuteParts.Word("Office.Sum"), true));
            foreach (var note in box.Notes)
                yield return MinuteParts.Row(false, (34, MinuteParts.Money(note.Value), true), (33, note.Pieces.ToString(CultureInfo.InvariantCulture), true), (33, MinuteParts.Money(note.Vnd), true));
        }
        yield return MinuteParts.Line(MinuteParts.Word("Office.Counted", MinuteParts.Money(counted), MinuteParts.Money(box.DifferenceVnd)));
        if (box.DifferenceVnd != 0)
            yield return MinuteParts.Line(MinuteParts.Word(box.DifferenceVnd > 0 ? "Office.TooMuch" : "Office.Missing", MinuteParts.Money(Math.Abs(box.DifferenceVnd))));
    }

    private static IEnumerable<Block> Open(OfficeMinute minute)
    {
        if (minute.OpenVouchers.Count + minute.Advances.Count == 0) return [MinuteParts.Line(MinuteParts.Word("None"))];
        return
        [
            .. minute.OpenVouchers.Select(v => MinuteParts.Line(MinuteParts.Word("Office.Voucher", v.Voucher, MinuteParts.Day(v.Date), MinuteParts.Money(v.AmountVnd)))),
            .. minute.Advances.Select(a => MinuteParts.Line(MinuteParts.Word("Office.Advance", a.Fund, MinuteParts.Money(a.OpenVnd)))),
        ];
    }
}
