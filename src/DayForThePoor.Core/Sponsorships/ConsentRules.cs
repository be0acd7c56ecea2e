namespace DayForThePoor.Core.Sponsorships;

/// <summary>One consent to one item, as it was signed.</summary>
/// <param name="Item">One of <see cref="ConsentItems"/>.</param>
/// <param name="ForPublic">False: for the sponsor alone.</param>
/// <param name="ByGuardian">Father, mother or guardian signed.</param>
/// <param name="ByPerson">The person signed, a child too.</param>
/// <param name="ValidUntil">Last day.</param>
public sealed record ConsentFacts(string Item, bool ForPublic, DateOnly GivenOn, bool ByGuardian, bool ByPerson, DateOnly ValidUntil, bool Withdrawn);

/// <summary>
/// Who may agree that something of a person is shown, and how long that holds. A child under 7 is spoken for by the guardian;
/// from 7 both sign (Luật Trẻ em Đ.6.11, NĐ 56/2017 Đ.36); from 18 the person alone. A consent never outlives the age it was given at.
/// </summary>
public static class ConsentRules
{
    /// <summary>From this birthday the child is asked too.</summary>
    public const int OwnViewFrom = 7;

    /// <summary>From this birthday the person decides alone.</summary>
    public const int OfAge = 18;

    /// <summary>
    /// Codes: consent.before_birth, consent.future, consent.guardian_missing, consent.child_missing, consent.adult_alone, consent.person_missing,
    /// consent.until_missing, consent.until_before.
    /// </summary>
    /// <param name="birth">At its latest.</param>
    /// <param name="until">As asked; null: as long as the age allows.</param>
    public static IReadOnlyList<Refusal> WhyNot(DateOnly birth, DateOnly givenOn, bool byGuardian, bool byPerson, DateOnly? until, DateOnly today)
    {
        if (givenOn < birth) return [Refusal.Invalid("consent.before_birth", "givenOn")];
        if (givenOn > today) return [Refusal.Invalid("consent.future", "givenOn")];
        List<Refusal> no = [];
        var age = Ages.On(birth, givenOn);
        if (age < OfAge && !byGuardian) no.Add(Refusal.Invalid("consent.guardian_missing", "guardian", $"{OfAge}"));
        if (age is >= OwnViewFrom and < OfAge && !byPerson) no.Add(Refusal.Invalid("consent.child_missing", "child", $"{OwnViewFrom}"));
        if (age >= OfAge && byGuardian) no.Add(Refusal.Invalid("consent.adult_alone", "guardian", $"{OfAge}"));
        if (age >= OfAge && !byPerson) no.Add(Refusal.Invalid("consent.person_missing", "child"));
        if (age >= OfAge && until is null) no.Add(Refusal.Invalid("consent.until_missing", "validUntil"));
        if (until < givenOn) no.Add(Refusal.Invalid("consent.until_before", "validUntil"));
        return no;
    }

    /// <summary>Last day of a consent: as asked, but never beyond the eve of the 7th and the 18th birthday.</summary>
    public static DateOnly ValidUntil(DateOnly birth, DateOnly givenOn, DateOnly? until) => LastDay(birth, givenOn) is { } eve && (until is null || until > eve)
        ? eve
        : until ?? throw new ArgumentNullException(nameof(until), "Somebody of age says until when.");

    /// <summary>The eve of the next birthday from which somebody else has to be asked; null: of age.</summary>
    public static DateOnly? LastDay(DateOnly birth, DateOnly givenOn) => Ages.On(birth, givenOn) switch
    {
        < OwnViewFrom => Ages.Reaches(birth, OwnViewFrom).AddDays(-1),
        < OfAge => Ages.Reaches(birth, OfAge).AddDays(-1),
        _ => null,
    };

    /// <summary>Whether a consent holds on a day. Asked of the birth as it is known now: one that was put right may have made the signature worthless.</summary>
    public static bool Holds(ConsentFacts consent, DateOnly birth, DateOnly on) =>
        !consent.Withdrawn && consent.GivenOn <= on && on <= consent.ValidUntil && !(LastDay(birth, consent.GivenOn) < on)
        && WhyNot(birth, consent.GivenOn, consent.ByGuardian, consent.ByPerson, consent.ValidUntil, on).Count == 0;

    /// <summary>The items that may be shown on a day.</summary>
    /// <param name="birth">At its latest; null: nothing is shown.</param>
    /// <param name="publicly">To everybody; else to the sponsor.</param>
    public static IReadOnlySet<string> Shown(IEnumerable<ConsentFacts> consents, DateOnly? birth, DateOnly on, bool publicly) =>
        birth is not { } born ? new HashSet<string>()
        : consents.Where(c => (c.ForPublic || !publicly) && Holds(c, born, on)).Select(c => c.Item).ToHashSet(StringComparer.Ordinal);
}
