namespace DayForThePoor.Core.Households;

/// <summary>A standard of poverty with the dates of its validity. Lines are đồng a person and month.</summary>
/// <param name="LeastIndicators">A household under the line is poor from so many deprived indicators, else near-poor.</param>
public sealed record PovertyStandard(string Code, string Source, DateOnly ValidFrom, DateOnly ValidTo, long RuralLine, long UrbanLine, int LeastIndicators)
{
    /// <summary>The one of a review year: in force on its last day.</summary>
    public static PovertyStandard? Of(int year, IEnumerable<PovertyStandard> all) =>
        all.FirstOrDefault(s => s.ValidFrom <= new DateOnly(year, 12, 31) && s.ValidTo >= new DateOnly(year, 12, 31));
}
