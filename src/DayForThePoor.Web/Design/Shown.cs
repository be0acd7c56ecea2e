using System.Globalization;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Design;

/// <summary>Dates as pages show them, whatever the server's culture and clock.</summary>
public static class Shown
{
    /// <summary>05/01/2026.</summary>
    public static string Day(DateOnly day) => day.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);

    /// <summary>14:05 05/01/2026 in Vietnam.</summary>
    public static string Instant(DateTimeOffset at) =>
        VietnamTime.Local(at).ToString("HH':'mm dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);

    /// <summary>1234567: for files that programs read.</summary>
    public static string Plain(long amount) => amount.ToString(CultureInfo.InvariantCulture);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
