using System.Globalization;

namespace DayForThePoor.Web.Hosting;

/// <summary>
/// Business dates are days in Asia/Ho_Chi_Minh: UTC+7 without summer time since 1975, so a fixed offset serves and the
/// program does not depend on the machine's zone data.
/// </summary>
public static class VietnamTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>For libraries that want a zone.</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("Asia/Ho_Chi_Minh", Offset, "Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh");

    /// <summary>Today's business date.</summary>
    public static DateOnly TodayIn(TimeProvider time) => DateOf(time.GetUtcNow());

    /// <summary>The business date on which an instant falls.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The same instant on a Vietnamese clock, for showing.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => instant.ToOffset(Offset);

    /// <summary>dd/MM/yyyy, as screens show it.</summary>
    public static string Text(DateOnly date) => date.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);
}
