using DayForThePoor.Core.Households;

namespace DayForThePoor.Core.Sponsorships;

/// <summary>Groups of NĐ 20/2021 Đ.5 that get a monthly allowance (trợ cấp xã hội hằng tháng).</summary>
public static class AidCategories
{
    public const string ChildAloneUnder4 = "child_alone_under_4";
    public const string ChildAlone = "child_alone";
    public const string YouthAloneStudying = "youth_alone_studying";
    public const string SingleParentPerChild = "single_parent_per_child";
    public const string OldAloneUnder80 = "old_alone_under_80";
    public const string OldAlone80 = "old_alone_80";
    public const string OldTakenIn = "old_taken_in";
    public const string DisabledSevere = "disabled_severe";
    public const string DisabledVerySevere = "disabled_very_severe";
    public const string DisabledSevereChildOrOld = "disabled_severe_child_or_old";
    public const string DisabledVerySevereChildOrOld = "disabled_very_severe_child_or_old";

    public static readonly IReadOnlyList<string> All =
    [
        ChildAloneUnder4, ChildAlone, YouthAloneStudying, SingleParentPerChild, OldAloneUnder80, OldAlone80, OldTakenIn, DisabledSevere, DisabledVerySevere,
        DisabledSevereChildOrOld, DisabledVerySevereChildOrOld,
    ];

    /// <summary>The groups that somebody belongs to on a day; of them only the highest coefficient is paid. What was recorded moves on with age.</summary>
    /// <param name="recorded">As the decision on the allowance said; null: none.</param>
    /// <param name="disability">As recorded of the member; counts for whoever is supported because of it.</param>
    public static IReadOnlyList<string> On(string? recorded, string kind, string? disability, DateOnly birth, DateOnly day)
    {
        var age = Ages.On(birth, day);
        List<string> groups = [];
        if (recorded is not null)
        {
            groups.Add(recorded switch
            {
                ChildAloneUnder4 or ChildAlone or YouthAloneStudying => age < 4 ? ChildAloneUnder4 : age < 16 ? ChildAlone : YouthAloneStudying,
                OldAloneUnder80 or OldAlone80 => age < 80 ? OldAloneUnder80 : OldAlone80,
                DisabledSevere or DisabledSevereChildOrOld => Severe(age),
                DisabledVerySevere or DisabledVerySevereChildOrOld => VerySevere(age),
                _ => recorded,
            });
        }
        if (recorded is not null && kind == BeneficiaryKinds.LonelyDisabled)
        {
            if (disability == Disabilities.Severe) groups.Add(Severe(age));
            if (disability == Disabilities.VerySevere) groups.Add(VerySevere(age));
        }
        return [.. groups.Distinct()];
    }

    private static string Severe(int age) => age is < 16 or >= 60 ? DisabledSevereChildOrOld : DisabledSevere;

    private static string VerySevere(int age) => age is < 16 or >= 60 ? DisabledVerySevereChildOrOld : DisabledVerySevere;
}
