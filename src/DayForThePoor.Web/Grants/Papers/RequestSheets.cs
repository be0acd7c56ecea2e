using System.Globalization;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Grants.Papers;

/// <summary>What the household and its hamlet write: the request, and the slip of an emergency.</summary>
public static class RequestSheets
{
    /// <param name="earlier">What the household was granted before.</param>
    /// <param name="asked">What was written when it was asked for, by field.</param>
    public static Printed Request(GrantRow grant, HouseholdView household, IReadOnlyList<GrantRow> earlier, IReadOnlyDictionary<string, string> asked, Letterhead head)
    {
        var title = PaperWords.Of("Request.Title");
        var chief = household.Members.FirstOrDefault(member => member.Relation == "head");
        List<Block> sheet =
        [
            Nation(head, grant.RequestedOn),
            OfficialSheet.Title(title),
            OfficialSheet.Line(PaperWords.Of("Request.To", head.UnitLine, head.BoardLine)),
            OfficialSheet.Fact(PaperWords.Of("Field.Name"), household.Head),
            OfficialSheet.Fact(PaperWords.Of("Field.BirthYear"), (chief?.BirthDate?.Year ?? chief?.BirthYear)?.ToString(CultureInfo.InvariantCulture)),
            OfficialSheet.Fact(PaperWords.Of("Field.Hamlet"), household.Hamlet),
            OfficialSheet.Fact(PaperWords.Of("Field.People"), household.People.ToString(CultureInfo.InvariantCulture)),
            OfficialSheet.Fact(PaperWords.Of("Field.Class"), ClassOf(household)),
            OfficialSheet.Fact(PaperWords.Of("Field.Purpose"), PaperWords.Of($"Purpose.{grant.Purpose}")),
            OfficialSheet.Fact(PaperWords.Of("Field.Wished"), grant.WishedVnd is { } wished ? OfficialSheet.Money(wished) : null),
            OfficialSheet.Fact(PaperWords.Of("Field.Circumstances"), asked.GetValueOrDefault("reason")),
            OfficialSheet.Fact(PaperWords.Of("Field.Earlier"), Earlier(earlier, grant)),
            OfficialSheet.Line(PaperWords.Of("Request.Promise")),
        ];
        if (asked.GetValueOrDefault("confirmation") is { Length: > 0 } confirmation) sheet.Add(OfficialSheet.Fact(PaperWords.Of("Field.Confirmation"), confirmation));
        sheet.Add(OfficialSheet.Signs("Sign.Hamlet.Confirm", "Sign.Asker"));
        return new(title, $"don-de-nghi-{grant.HouseholdCode}", head.UnitLine, grant.RequestedOn, sheet);
    }

    /// <summary>Phiếu xác nhận hỗ trợ đột xuất: the hamlet confirms, the head writes whether it is paid at once.</summary>
    public static Printed Slip(GrantRow grant, HouseholdView household, IReadOnlyDictionary<string, string> asked, DateOnly? happenedOn, DateOnly? reportedOn, Letterhead head)
    {
        var title = PaperWords.Of("Slip.Title");
        List<Block> sheet =
        [
            OfficialSheet.Head(head.UnitLine, Committee(household.Hamlet), null, head.Place, grant.RequestedOn),
            OfficialSheet.Title(title),
            OfficialSheet.Fact(PaperWords.Of("Field.Household"), $"{household.Head}, {household.Hamlet}"),
            OfficialSheet.Fact(PaperWords.Of("Field.Class"), ClassOf(household)),
            OfficialSheet.Fact(PaperWords.Of("Slip.What"), asked.GetValueOrDefault("reason")),
            OfficialSheet.Fact(PaperWords.Of("Slip.When"), happenedOn is { } day ? PaperWords.InFigures(day) : null),
            OfficialSheet.Fact(PaperWords.Of("Slip.Damage"), asked.GetValueOrDefault("damage")),
            OfficialSheet.Fact(PaperWords.Of("Slip.Asked"), grant.WishedVnd is { } wished ? OfficialSheet.Money(wished) : null),
            OfficialSheet.Fact(PaperWords.Of("InWords.Label"), grant.WishedVnd is { } words and > 0 ? AmountInWords.Of(new Vnd(words)) : null),
            OfficialSheet.Fact(PaperWords.Of("Slip.ConfirmedBy"), asked.GetValueOrDefault("confirmed_by")),
            OfficialSheet.Fact(PaperWords.Of("Slip.Opinion"), grant.ApprovedVnd is { } approved ? PaperWords.Of("Slip.Agreed", OfficialSheet.Money(approved), PaperWords.InFigures(grant.ApprovedOn)) : null),
            OfficialSheet.Line(PaperWords.Of("Slip.Report", PaperWords.InFigures(reportedOn))),
            OfficialSheet.Signs("Sign.Hamlet", "Sign.Head"),
        ];
        return new(title, $"phieu-dot-xuat-{grant.HouseholdCode}", head.UnitLine, grant.RequestedOn, sheet);
    }

    public static string Committee(string hamlet) => PaperWords.Of("Committee", hamlet.ToUpperInvariant());

    private static Stack Nation(Letterhead head, DateOnly day) => new Stack(
        Paragraph.Centred(OfficialSheet.Text, PaperWords.Of("Nation"), Face.Bold),
        Paragraph.Centred(OfficialSheet.Text, PaperWords.Of("Motto"), Face.Bold),
        new Space(8),
        Paragraph.Centred(OfficialSheet.Small, PaperWords.Of("PlaceAndDay", head.Place, PaperWords.Day(day)), Face.Italic));

    private static string? ClassOf(HouseholdView household) =>
        household.Classifications.Count > 0 ? PaperWords.Of("ClassInYear", PaperWords.Of($"Class.{household.Classifications[0].Class}"), household.Classifications[0].Year) : null;

    private static string? Earlier(IReadOnlyList<GrantRow> earlier, GrantRow grant)
    {
        string[] told = [.. earlier.Where(other => other.Id != grant.Id && other.ApprovedVnd is not null)
            .Select(other => $"{PaperWords.Of($"Purpose.{other.Purpose}")} {OfficialSheet.Money(other.ApprovedVnd!.Value)} ({PaperWords.InFigures(other.ApprovedOn)})")];
        return told.Length > 0 ? string.Join("; ", told) : null;
    }
}
