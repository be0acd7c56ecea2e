using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Sponsorships.Office.Reports;

/// <summary>The question of an address: page, file and API read it alike.</summary>
public static class ReportAsked
{
    /// <param name="held">Units in which the person may read, each with what lies under it.</param>
    /// <param name="unit">Code; null: all that the person may read. A foreign one and an unknown one are refused alike.</param>
    /// <param name="from">As typed or yyyy-MM-dd; empty: the first day of the year of <paramref name="to"/>. Codes: sponsorship_report.period, sponsorship_report.group.</param>
    public static Outcome<ReportQuestion> Of(
        RegistrySnapshot known, IReadOnlyList<Guid> held, string? unit, string? from, string? to, string? by, Guid? sponsor, string? purpose, DateOnly today,
        string fromField, string toField, string byField)
    {
        var units = held.SelectMany(known.Under).ToHashSet();
        if (!string.IsNullOrEmpty(unit)) units.IntersectWith(known.UnitsByCode.TryGetValue(unit, out var named) ? known.Under(named.UnitId) : []);
        if (units.Count == 0) return AccessPolicy.OtherUnit;
        var (first, last) = (TypedDate.Parse(from, fromField, today), TypedDate.Parse(to, toField, today));
        List<Refusal> no = [.. first.Refusals, .. last.Refusals];
        if (no.Count > 0) return no;
        var end = last.Value ?? today;
        var begin = first.Value ?? new DateOnly(end.Year, 1, 1);
        if (begin > end) return Refusal.Invalid("sponsorship_report.period", fromField);
        var group = string.IsNullOrEmpty(by) ? ReportGroups.Unit : by;
        return ReportGroups.Shown.Contains(group)
            ? new ReportQuestion(units, begin, end, today, group, sponsor, SlotPurposes.All.Contains(purpose ?? "") ? purpose : null)
            : Refusal.Invalid("sponsorship_report.group", byField);
    }
}
