namespace DayForThePoor.Core.Sponsorships;

/// <summary>What the members of a group give together, beside what the group promised.</summary>
/// <param name="MonthlyVnd">Đồng a month of all who are members now.</param>
/// <param name="PledgedYearlyVnd">Đồng a year of the group's living pledges: a promise a school year has no whole đồng a month.</param>
public sealed record GroupShares(long MonthlyVnd, long PledgedYearlyVnd)
{
    private const int Months = 12;

    public long YearlyVnd => checked(MonthlyVnd * Months);

    /// <summary>Đồng a year by which the shares are more than the promise; negative: less.</summary>
    public long YearlyDifferenceVnd => checked(YearlyVnd - PledgedYearlyVnd);

    /// <summary>Đồng a month; null where the promise is no whole number a month, then the year says it.</summary>
    public long? MonthlyDifferenceVnd => PledgedYearlyVnd % Months == 0 ? YearlyDifferenceVnd / Months : null;

    public bool Agree => YearlyDifferenceVnd == 0;

    /// <summary>Null where nothing can be compared: a group that promised no money.</summary>
    public static GroupShares? Of(IEnumerable<long> sharesVnd, long pledgedYearlyVnd) =>
        pledgedYearlyVnd > 0 ? new(sharesVnd.Aggregate(0L, (sum, share) => checked(sum + share)), pledgedYearlyVnd) : null;
}
