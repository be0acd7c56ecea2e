namespace DayForThePoor.Core.Grants;

/// <summary>
/// What a unit has laid down about one purpose, from a day on (quy chế chi, mức hỗ trợ). A grant keeps the rule that it was
/// decided under, so a rule is never changed: it ends, and another begins.
/// </summary>
/// <param name="ValidTo">Last day; null while no end is known.</param>
/// <param name="Terms">What it says; for the shipped rule of a purpose its id is null.</param>
public sealed record DatedRule(Guid UnitId, DateOnly ValidFrom, DateOnly? ValidTo, SpendingRule Terms)
{
    public string Purpose => Terms.Purpose;

    public bool StandsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    /// <summary>Two rules of one unit and purpose may not say something about the same day.</summary>
    public bool Overlaps(DatedRule other) =>
        UnitId == other.UnitId && Purpose == other.Purpose
        && ValidFrom <= (other.ValidTo ?? DateOnly.MaxValue) && other.ValidFrom <= (ValidTo ?? DateOnly.MaxValue);

    /// <summary>Whether both were laid down as the same; the end, which may be said later, does not count.</summary>
    public bool SaysTheSame(DatedRule other) =>
        (UnitId, ValidFrom) == (other.UnitId, other.ValidFrom) && Terms.Steps.SequenceEqual(other.Terms.Steps) && Terms with { Steps = [] } == other.Terms with { Steps = [] };
}
