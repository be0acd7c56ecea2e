namespace DayForThePoor.Core.Grants;

/// <summary>Where a support comes from.</summary>
public enum ReceivedFrom
{
    /// <summary>A grant of a fund in the system.</summary>
    Fund,

    /// <summary>Another programme, recorded by hand or brought in from its list.</summary>
    Outside,
}

/// <summary>How a support belongs to the household that is asked about.</summary>
public enum ReceivedAs
{
    /// <summary>It was given to this very household.</summary>
    Household,

    /// <summary>It was given to a household that was merged into this one.</summary>
    Merged,

    /// <summary>It was given, here or in another commune, to a household in which someone of this one lived at that time.</summary>
    Person,
}

/// <summary>One support that a household, or someone who lives in it, received or is about to receive.</summary>
/// <param name="Id">Of the grant or of the row that records it.</param>
/// <param name="UnitId">Whose fund gave it, or whose register it was recorded in.</param>
/// <param name="Source">The fund's id as text, or the programme's name without diacritics: equal texts are one source.</param>
/// <param name="List">The list within the source; null: it stood on none.</param>
/// <param name="MemberId">Whom of the household it was for; null: the household as a whole.</param>
/// <param name="Purpose">One of <see cref="Purposes"/>.</param>
/// <param name="Amount">Đồng, 0 or more.</param>
/// <param name="On">Day of the decision, or on which it was given; of what is still asked for, the day of the request.</param>
/// <param name="Decided">False: still asked for.</param>
/// <param name="Programme">Of another programme: its name and list as they were written.</param>
public sealed record Received(
    ReceivedFrom From, Guid Id, Guid UnitId, string Source, string? List, Guid HouseholdId, Guid? MemberId,
    string Purpose, long Amount, DateOnly On, bool Decided, ReceivedAs As, string? Programme = null);

/// <summary>A grant that is being decided, as far as it is compared with what was received.</summary>
/// <param name="Id">So that it is not compared with itself.</param>
/// <param name="On">The business date on which it is decided.</param>
public sealed record Proposed(Guid Id, string Source, string? List, Guid HouseholdId, Guid? MemberId, string Purpose, DateOnly On);

/// <summary>How far back a unit looks, by its spending rule for the purpose.</summary>
/// <param name="Months">What was received within them is shown; 0 shows nothing of the past.</param>
/// <param name="Years">House and livelihood: not again within them; 0: no such rule.</param>
public sealed record OverlapLimits(int Months, int Years);
