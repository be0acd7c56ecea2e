using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants.Rules;

namespace DayForThePoor.Web.Demo.Help;

/// <summary>The spending rules of a commune: those of the two years before, and the present ones with a higher ceiling for houses.</summary>
internal static class DemoRules
{
    private static readonly SignatureStep[] OneThenTwo = [new(0, 1), new(50_000_000, 2)];

    public static async Task LayDown(DemoDesk desk)
    {
        var year = desk.Today.Year;
        var (before, now) = (new DateOnly(year - 2, 1, 1), new DateOnly(year, 1, 1));
        await Set("nha-cu", Regular(Purposes.House, $"05/QĐ-BVĐ ngày 05/01/{year - 2}", before, now.AddDays(-1), 50_000_000) with { Steps = OneThenTwo });
        await Set("nha", Regular(Purposes.House, $"03/QĐ-BVĐ ngày 02/01/{year}", now, null, 60_000_000) with { Steps = OneThenTwo });
        await Set("sinh-ke", Regular(Purposes.Livelihood, $"05/QĐ-BVĐ ngày 05/01/{year - 2}", before, null, 18_000_000));
        await Set("kham-benh", Regular(Purposes.Medical, $"05/QĐ-BVĐ ngày 05/01/{year - 2}", before, null, 10_000_000));
        foreach (var (purpose, ceiling) in new[] { (Purposes.Tet, 1_000_000L), (Purposes.Hunger, 1_000_000L), (Purposes.Hardship, 5_000_000L), (Purposes.Study, 1_500_000L) })
            await Set(purpose, Regular(purpose, $"05/QĐ-BVĐ ngày 05/01/{year - 2}", before, null, ceiling) with { SkipMeeting = true, SkipPosting = true, ShortAllowed = true });

        Task Set(string key, SpendingRuleForm form) => desk.Ask<DatedRule>(new SetSpendingRule(desk.Staff.Head, desk.Unit.UnitId, $"demo-{key}", form));
    }

    private static SpendingRuleForm Regular(string purpose, string decision, DateOnly from, DateOnly? to, long ceiling) =>
        new(purpose, decision, from, to, ceiling, null, false, false, false, null, null, null, null);
}
