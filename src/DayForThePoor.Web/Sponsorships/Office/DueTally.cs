namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>What a daily run counts, unit by unit.</summary>
public static class DueCounts
{
    public const string HoldsEnded = "holds_ended";
    public const string Renewed = "renewed";
    public const string Ended = "ended";
    public const string Planned = "planned";
    public const string Birthdays = "birthdays";
    public const string Notices = "notices";
    public const string Raised = "raised";
    public const string Closed = "closed";

    public static readonly IReadOnlyList<string> All = [HoldsEnded, Renewed, Ended, Planned, Birthdays, Notices, Raised, Closed];
}

/// <summary>Counts of one run.</summary>
public sealed class DueTally
{
    private readonly Dictionary<Guid, Dictionary<string, long>> counts = [];

    public IReadOnlyDictionary<Guid, Dictionary<string, long>> ByUnit => counts;

    /// <summary>Everything that was done so far.</summary>
    public long Done => counts.Values.Sum(unit => unit.Values.Sum());

    public void Add(Guid unit, string count, long number)
    {
        if (number == 0) return;
        if (!counts.TryGetValue(unit, out var of)) counts[unit] = of = [];
        of[count] = checked(of.GetValueOrDefault(count) + number);
    }
}
