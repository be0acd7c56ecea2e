using DayForThePoor.Core.Households;

namespace DayForThePoor.Core.Sponsorships;

/// <summary>What decides whether somebody can be supported as one of a kind.</summary>
/// <param name="Kind">One of <see cref="BeneficiaryKinds"/>.</param>
/// <param name="Father">One of <see cref="ParentStates"/>; <paramref name="Mother"/> too.</param>
/// <param name="BirthDate">Null: the papers know the year alone, or nothing.</param>
/// <param name="Disability">One of <see cref="Disabilities"/>, or null.</param>
/// <param name="Studies">Goes to a school.</param>
public sealed record CaseFacts(string? Kind, string? Father, string? Mother, DateOnly? BirthDate, int? BirthYear, string? Disability, bool Studies)
{
    /// <summary>What is known of the birth, at its latest.</summary>
    public DateOnly? LatestBirth => Ages.LatestBirth(BirthDate, BirthYear);
}

/// <summary>Whom a case can be opened for (NĐ 20/2021 Đ.5 for old and disabled people; children as the campaigns take them).</summary>
public static class CaseRules
{
    /// <summary>Trẻ em: under 16 by law, sponsored until 18; with a school until 22 (NĐ 20/2021 Đ.5.2).</summary>
    public const int ChildUntil = 18, StudentUntil = 22;

    /// <summary>Người cao tuổi (Luật Người cao tuổi Đ.2).</summary>
    public const int OldFrom = 60;

    /// <summary>Codes: case.kind, case.father, case.mother, case.birth_date, case.birth_missing, case.birth_future, case.not_child, case.not_old, case.disability, case.orphan_parents, case.mother_gone.</summary>
    public static IReadOnlyList<Refusal> WhyNot(CaseFacts facts, DateOnly on)
    {
        List<Refusal> no = [];
        if (!BeneficiaryKinds.All.Contains(facts.Kind)) no.Add(Refusal.Invalid("case.kind", "kind"));
        if (!ParentStates.All.Contains(facts.Father)) no.Add(Refusal.Invalid("case.father", "father"));
        if (!ParentStates.All.Contains(facts.Mother)) no.Add(Refusal.Invalid("case.mother", "mother"));
        if (no.Count > 0) return no;

        if (facts.LatestBirth is not { } birth) return [Refusal.Invalid("case.birth_missing", "birthDate")];
        if (facts.BirthDate > on) return [Refusal.Invalid("case.birth_future", "birthDate")];
        if (BeneficiaryKinds.Children.Contains(facts.Kind))
        {
            if (facts.BirthDate is not { } day) return [Refusal.Invalid("case.birth_date", "birthDate")];
            var until = facts.Studies ? StudentUntil : ChildUntil;
            if (Ages.On(day, on) >= until) no.Add(Refusal.Invalid("case.not_child", "kind", $"{ChildUntil}", $"{StudentUntil}"));
        }
        if (facts.Kind == BeneficiaryKinds.LonelyOld && on.Year - birth.Year < OldFrom) no.Add(Refusal.Invalid("case.not_old", "kind", $"{OldFrom}"));
        if (facts.Kind == BeneficiaryKinds.LonelyDisabled && facts.Disability is not (Disabilities.Severe or Disabilities.VerySevere)) no.Add(Refusal.Invalid("case.disability", "kind"));
        if (facts.Kind == BeneficiaryKinds.Orphan && !IsOrphan(facts.Father!, facts.Mother!)) no.Add(Refusal.Invalid("case.orphan_parents", "father"));
        if (facts.Kind == BeneficiaryKinds.SingleParentChild && facts.Mother != ParentStates.Alive) no.Add(Refusal.Invalid("case.mother_gone", "mother"));
        return no;
    }

    /// <summary>One parent dead or missing, or neither there for the child.</summary>
    private static bool IsOrphan(string father, string mother) =>
        father is ParentStates.Dead or ParentStates.Missing || mother is ParentStates.Dead or ParentStates.Missing || (father != ParentStates.Alive && mother != ParentStates.Alive);
}

/// <summary>The code of a case (mã hồ sơ), all that the public may see of a person.</summary>
public static class CaseCode
{
    /// <summary>"ĐĐ-2026-".</summary>
    public static string Series(int year) => $"ĐĐ-{year:D4}-";

    /// <summary>"ĐĐ-2026-0007".</summary>
    public static string Text(int year, int number) => $"{Series(year)}{number:D4}";
}
