using System.Globalization;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Jobs;

/// <summary>
/// When a job is due, in Asia/Ho_Chi_Minh: at instants of one distance that fall alike on every day. So the instant that a
/// late or repeated run belongs to follows from the clock alone.
/// </summary>
public sealed record Schedule
{
    private readonly TimeSpan period, offset;

    private Schedule(string cron, TimeSpan period, TimeSpan offset) => (Cron, this.period, this.offset) = (cron, period, offset);

    /// <summary>The same as a cron expression on a Vietnamese clock.</summary>
    public string Cron { get; }

    /// <summary>More often than hourly: a run that failed is not worth repeating, the next is near.</summary>
    public bool IsFrequent => period < TimeSpan.FromHours(1);

    /// <param name="minutes">A divisor of 60.</param>
    public static Schedule EveryMinutes(int minutes) => minutes is >= 1 and < 60 && 60 % minutes == 0
        ? new($"*/{minutes} * * * *", TimeSpan.FromMinutes(minutes), TimeSpan.Zero)
        : throw new ArgumentOutOfRangeException(nameof(minutes), minutes, "Not a divisor of 60.");

    public static Schedule DailyAt(int hour, int minute) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{minute} {hour} * * *"), TimeSpan.FromDays(1), new TimeOnly(hour, minute).ToTimeSpan());

    /// <summary>The instant to which a run belongs that begins at <paramref name="now"/>.</summary>
    public DateTimeOffset LastUpTo(DateTimeOffset now)
    {
        var sinceFirst = VietnamTime.Local(now).Ticks - offset.Ticks;
        return new DateTimeOffset(offset.Ticks + sinceFirst / period.Ticks * period.Ticks, VietnamTime.Offset);
    }

    /// <summary>Whether more than one instant went by after <paramref name="last"/> without a run: one alone may be waiting for its turn.</summary>
    public bool HasMissed(DateTimeOffset last, DateTimeOffset now) => LastUpTo(now) - LastUpTo(last) > 2 * period;

    public DateTimeOffset NextAfter(DateTimeOffset now) => LastUpTo(now) + period;
}
