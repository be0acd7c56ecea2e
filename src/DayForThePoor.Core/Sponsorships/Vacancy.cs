namespace DayForThePoor.Core.Sponsorships;

/// <summary>A pledge on a slot, for the days on which it fills its part.</summary>
/// <param name="LastDay">Null: open.</param>
public readonly record struct SlotCover(long YearlyVnd, DateOnly StartsOn, DateOnly? LastDay);

/// <summary>How much of a slot nobody sponsors: what the general fund may pay in a sponsor's place.</summary>
public static class Vacancy
{
    /// <summary>
    /// Đồng over the calendar months of the slot from <paramref name="from"/> to <paramref name="until"/>, each month less what
    /// pledges fill of it on any of its days. Counted by the year and divided once, downwards.
    /// </summary>
    /// <param name="monthlyVnd">The slot's đồng a month.</param>
    /// <param name="endsOn">The slot's last day; null while it stands.</param>
    public static long Vnd(long monthlyVnd, DateOnly startsOn, DateOnly? endsOn, IReadOnlyCollection<SlotCover> covers, DateOnly from, DateOnly until)
    {
        var month = FirstOf(from > startsOn ? from : startsOn);
        var last = endsOn < until ? endsOn.Value : until;
        var open = 0L;
        for (; month <= last; month = month.AddMonths(1))
        {
            var end = month.AddMonths(1).AddDays(-1);
            var filled = covers.Where(c => c.StartsOn <= end && (c.LastDay is not { } day || day >= month)).Sum(c => c.YearlyVnd);
            open = checked(open + Math.Max(0, 12 * monthlyVnd - filled));
        }
        return open / 12;
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
