using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Design;

/// <summary>A page of the staff that works in units that keep books: which of them, and what the person may do there.</summary>
public abstract class BooksPage : StaffPage
{
    protected RegistrySnapshot Known { get; private set; } = null!;

    protected override async Task Load() => Known = await Registry.Current(Stop);

    /// <summary>Whether the person holds the permission in this unit or above it.</summary>
    protected async Task<bool> MayIn(Permission permission, Guid unit) => (await Viewer.UnitsOf(permission, Stop)).Any(held => Known.Contains(held, unit));

    /// <summary>Units that keep books and where the permission is held, by code.</summary>
    protected async Task<IReadOnlyList<UnitVersion>> UnitsWithBooks(Permission permission)
    {
        var held = (await UnitsFor(permission, Known)).ToHashSet();
        return [.. Known.Funds.Values.Select(fund => fund.UnitId).Distinct().Where(held.Contains).Select(id => Known.UnitsNow[id]).OrderBy(unit => unit.Code, StringComparer.Ordinal)];
    }

    /// <summary>The unit that the address or the form names, or the first; foreign and unknown ones are denied.</summary>
    protected UnitVersion Chosen(IReadOnlyList<UnitVersion> units)
    {
        var code = FromAddress("don-vi") ?? Sent("don-vi");
        return (code is null ? (units is [var first, ..] ? first : null) : units.FirstOrDefault(unit => unit.Code == code)) ?? throw Denied();
    }
}
