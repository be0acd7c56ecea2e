using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Access;

/// <summary>From a code that a caller wrote to the unit that a command is about.</summary>
public static class UnitCodes
{
    /// <summary>For an unknown code a unit that nobody holds a role in, so that it is refused like a foreign one.</summary>
    public static Guid IdOf(this RegistrySnapshot units, string? code) =>
        code is not null && units.UnitsByCode.TryGetValue(code, out var unit) ? unit.UnitId : Guid.Empty;
}
