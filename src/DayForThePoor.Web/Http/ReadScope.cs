using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Http;

/// <summary>Which units a reader means and may see.</summary>
public static class ReadScope
{
    /// <summary>
    /// The named unit or fund's unit with all that lies under it, if the person may read there; everything the person may
    /// read when none is named. Foreign and unknown codes are refused alike.
    /// </summary>
    public static async Task<Outcome<IReadOnlyList<Guid>>> Of(
        Actor actor, IAccessPolicy access, RegistrySnapshot known, string? unit, string? fund, CancellationToken cancellation)
    {
        List<Guid> roots = [];
        if (fund is not null)
        {
            if (!known.FundsByCode.TryGetValue(fund, out var named)) return Refusal.Forbidden("access.unit");
            roots.Add(named.UnitId);
        }
        if (unit is not null)
        {
            if (!known.UnitsByCode.TryGetValue(unit, out var named)) return Refusal.Forbidden("access.unit");
            roots.Add(named.UnitId);
        }
        foreach (var root in roots)
            if (await access.WhyNot(actor, Permission.ReadLedger, root, cancellation) is { } refusal) return refusal;
        if (roots.Count == 0) roots.AddRange(await access.UnitsOf(actor, Permission.ReadLedger, cancellation));
        if (roots.Count == 0) return Refusal.Forbidden("access.unit");
        return new Outcome<IReadOnlyList<Guid>>([.. roots.SelectMany(known.Under).Distinct()]);
    }

    /// <summary>yyyy-MM-dd of a query string.</summary>
    public static DateOnly? Date(string? text, string field, List<Refusal> no)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        no.Add(Refusal.Invalid("json.date", field));
        return null;
    }
}
