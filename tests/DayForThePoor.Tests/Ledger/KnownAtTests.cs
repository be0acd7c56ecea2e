using DayForThePoor.Web.Ledger.Books;

namespace DayForThePoor.Tests.Ledger;

/// <summary>Which moment "as it was known on" means.</summary>
public sealed class KnownAtTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void without_a_moment_everything_known_now_counts() => KnownAt.Of(null, Now).ShouldBe(new KnownAt(null, Now, false));

    [Fact]
    public void a_settled_moment_is_answered_as_asked()
    {
        var asked = new DateTimeOffset(2026, 11, 20, 14, 59, 0, TimeSpan.FromHours(7));
        KnownAt.Of(asked, Now).ShouldBe(new KnownAt(asked.ToUniversalTime(), asked.ToUniversalTime(), false));
    }

    [Theory]
    [InlineData(-59)]
    [InlineData(0)]
    [InlineData(3600)]
    public void the_last_minute_and_the_future_are_answered_as_of_a_minute_ago_and_say_so(int seconds) =>
        KnownAt.Of(Now.AddSeconds(seconds), Now).ShouldBe(new KnownAt(Now.AddSeconds(-60), Now.AddSeconds(-60), true));

    [Theory]
    [InlineData("2026-11-20T08:00:00Z")]
    [InlineData("2026-11-20T15:00:00+07:00")]
    [InlineData("2026-11-20T15:00:00 07:00")]
    [InlineData("2026-11-20T08:00:00.000000Z")]
    public void a_moment_is_read_with_its_offset(string text) => KnownAt.Parse(text, "knownAt").Value.ShouldBe(Now);

    [Theory]
    [InlineData("2026-11-20")]
    [InlineData("2026-11-20T08:00:00")]
    [InlineData("20/11/2026 08:00")]
    public void a_moment_without_offset_is_refused_not_guessed(string text) =>
        KnownAt.Parse(text, "knownAt").Refusals.ShouldHaveSingleItem().Code.ShouldBe("ledger.instant_unreadable");
}
