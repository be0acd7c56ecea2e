using CsCheck;
using DayForThePoor.Web.Jobs;

namespace DayForThePoor.Tests.Jobs;

public class ScheduleTests
{
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    [Theory]
    [InlineData("2026-05-04T02:30:00+07:00", "2026-05-04T02:30:00+07:00")]
    [InlineData("2026-05-04T02:29:59+07:00", "2026-05-03T02:30:00+07:00")]
    [InlineData("2026-05-03T20:00:00Z", "2026-05-04T02:30:00+07:00")]
    [InlineData("2026-05-03T19:29:00Z", "2026-05-03T02:30:00+07:00")]
    public void a_daily_run_belongs_to_the_last_instant_of_its_hour_in_vietnam(string now, string due) =>
        Schedule.DailyAt(2, 30).LastUpTo(Instant(now)).ShouldBe(Instant(due));

    [Fact]
    public void a_frequent_run_belongs_to_its_minute() =>
        Schedule.EveryMinutes(15).LastUpTo(Instant("2026-05-04T10:44:59.9+07:00")).ShouldBe(Instant("2026-05-04T10:30:00+07:00"));

    [Fact]
    public void an_instant_is_never_later_than_now_and_the_next_never_earlier() =>
        Gen.Select(Gen.Int[0, 23], Gen.Int[0, 59], Gen.Long[0, TimeSpan.FromDays(10_000).Ticks]).Sample((hour, minute, ticks) =>
        {
            var now = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(ticks);
            var schedule = Schedule.DailyAt(hour, minute);
            var last = schedule.LastUpTo(now);
            last.ShouldBeLessThanOrEqualTo(now);
            schedule.NextAfter(now).ShouldBeGreaterThan(now);
            schedule.LastUpTo(last).ShouldBe(last);
            TimeOnly.FromTimeSpan(last.ToOffset(Vietnam).TimeOfDay).ShouldBe(new TimeOnly(hour, minute));
        });

    [Theory]
    [InlineData("2026-05-04T02:30:00+07:00", "2026-05-06T02:29:00+07:00", false)]
    [InlineData("2026-05-04T02:30:00+07:00", "2026-05-06T02:31:00+07:00", false)]
    [InlineData("2026-05-04T02:30:00+07:00", "2026-05-07T02:31:00+07:00", true)]
    [InlineData("2026-05-04T11:00:00+07:00", "2026-05-04T12:00:00+07:00", false)]
    public void a_job_is_late_when_more_than_one_instant_went_by(string last, string now, bool late) =>
        Schedule.DailyAt(2, 30).HasMissed(Instant(last), Instant(now)).ShouldBe(late);

    [Theory, InlineData(0), InlineData(7), InlineData(60)]
    public void minutes_that_do_not_divide_an_hour_are_refused(int minutes) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Schedule.EveryMinutes(minutes));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
