using DayForThePoor.Core.Sponsorships;

namespace DayForThePoor.Tests.Sponsorships;

public class what_nobody_sponsors
{
    private static readonly DateOnly Start = new(2026, 1, 15), Until = new(2026, 6, 30);

    private static long Vacant(params SlotCover[] covers) => Vacancy.Vnd(300_000, Start, null, covers, Start, Until);

    [Fact]
    public void is_every_month_of_an_empty_slot_the_first_one_whole() => Vacant().ShouldBe(6 * 300_000);

    [Fact]
    public void is_nothing_while_one_sponsor_fills_it() => Vacant(new SlotCover(3_600_000, Start, null)).ShouldBe(0);

    [Fact]
    public void is_what_several_sponsors_leave_open() =>
        Vacant(new SlotCover(1_200_000, Start, null), new SlotCover(1_200_000, new(2026, 3, 1), null)).ShouldBe(2 * 200_000 + 4 * 100_000);

    [Fact]
    public void begins_the_month_after_a_sponsor_ended_and_ends_when_the_next_begins() =>
        Vacant(new SlotCover(3_600_000, Start, new(2026, 2, 3)), new SlotCover(3_600_000, new(2026, 5, 31), null)).ShouldBe(2 * 300_000);

    [Fact]
    public void is_never_below_zero_in_a_month_in_which_two_follow_each_other() =>
        Vacant(new SlotCover(3_600_000, Start, new(2026, 3, 31)), new SlotCover(3_600_000, new(2026, 3, 1), new(2026, 5, 31))).ShouldBe(300_000);

    [Fact]
    public void is_divided_once_over_the_whole_time() =>
        // A sponsor of 1.000.000 a year leaves 216.666,67 a month open: six months are 1.300.000, not six rounded ones.
        Vacant(new SlotCover(1_000_000, Start, null)).ShouldBe(1_300_000);

    [Fact]
    public void ends_with_the_slot() => Vacancy.Vnd(300_000, Start, new(2026, 2, 1), [], Start, Until).ShouldBe(600_000);

    [Fact]
    public void is_asked_for_a_quarter_alone() => Vacancy.Vnd(300_000, Start, null, [], new(2026, 4, 1), Until).ShouldBe(900_000);
}
