using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Grants.Rules.Pages;

/// <summary>What the pages of the rules of spending share: the unit that is looked at, and how a rule is told.</summary>
public abstract class SpendingRulePage : StaffPage
{
    [Inject]
    protected IStringLocalizer<SpendingRuleTexts> T { get; set; } = null!;

    [Inject]
    protected SpendingRules Rules { get; set; } = null!;

    protected RegistrySnapshot Known { get; private set; } = null!;

    /// <summary>Units that keep books and whose rules the person sees.</summary>
    protected IReadOnlyList<UnitVersion> Units { get; private set; } = [];

    protected UnitVersion Unit { get; private set; } = null!;

    protected bool MaySet { get; private set; }

    protected IReadOnlyList<Choice> UnitChoices => [.. Units.Select(unit => new Choice(unit.Code, unit.Name))];

    protected string List => $"/thiet-lap/quy-che-chi?don-vi={Unit.Code}";

    protected override async Task Load()
    {
        Known = await Registry.Current(Stop);
        var seen = (await UnitsFor(Permission.ReadGrants, Known)).ToHashSet();
        Units = [.. Known.Funds.Values.Select(fund => fund.UnitId).Distinct().Where(seen.Contains).Select(id => Known.UnitsNow[id]).OrderBy(unit => unit.Code, StringComparer.Ordinal)];
        var code = FromAddress("don-vi");
        Unit = (code is null ? (Units is [var first, ..] ? first : null) : Units.FirstOrDefault(unit => unit.Code == code)) ?? throw Denied();
        await See(Unit.UnitId);
    }

    /// <summary>Looks at the unit of a rule, which must be one that the person sees.</summary>
    protected async Task See(Guid unit)
    {
        Unit = Units.FirstOrDefault(seen => seen.UnitId == unit) ?? throw Denied();
        MaySet = (await Viewer.UnitsOf(Permission.SetSpendingRules, Stop)).Any(held => Known.Contains(held, unit));
    }

    protected string Purpose(string purpose) => T[$"Purpose.{purpose}"];

    /// <summary>"1 người; từ 5.000.000 đ: 2 người".</summary>
    protected string Signatures(SpendingRule rule) => string.Join("; ", rule.Steps.Select(step =>
        step.FromVnd == 0 ? T["Signatures.First", step.Signatures].Value : T["Signatures.From", Amount(step.FromVnd), step.Signatures].Value));

    protected string Steps(SpendingRule rule) => string.Join("; ", new[]
    {
        T[rule.NeedsMeeting ? "Meeting.hold" : "Meeting.skip"].Value,
        rule.NeedsPosting ? T["Posting.days", rule.PostingDays].Value : T["Posting.skip"].Value,
        rule.ShortAllowed ? T["Short.allowed"].Value : null,
    }.OfType<string>());

    protected static string Amount(long amount) => MoneyText.FormatWithUnit(new Vnd(amount));

    protected static string Count(long number) => MoneyText.Format(new Vnd(number));
}
