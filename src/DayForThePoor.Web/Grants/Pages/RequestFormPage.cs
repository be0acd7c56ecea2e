using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Households;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Households;
using Microsoft.AspNetCore.Components;

namespace DayForThePoor.Web.Grants.Pages;

/// <summary>What the forms of a request and of an emergency slip share: first the household is found, then the form is filled in.</summary>
public abstract class RequestFormPage : GrantsPage
{
    private const int Hits = 20;

    [Inject]
    protected HouseholdQueries Households { get; set; } = null!;

    [Inject]
    protected ISpendingRules Rules { get; set; } = null!;

    protected HouseholdView? Household { get; private set; }

    /// <summary>What was found; null while nothing was asked.</summary>
    protected FoundHouseholds? Found { get; private set; }

    /// <summary>What was granted to the household before, the latest first.</summary>
    protected IReadOnlyList<GrantRow> Earlier { get; private set; } = [];

    protected IReadOnlyDictionary<string, SpendingRule> RuleOf { get; private set; } = new Dictionary<string, SpendingRule>();

    protected abstract string Path { get; }

    protected string? Class => Household?.Classifications.Count > 0 ? Household.Classifications[0].Class : null;

    /// <summary>Whether the hamlet has to confirm the hardship, because no list knows it.</summary>
    protected bool NeedsConfirmation => Class is not (HouseholdClasses.Poor or HouseholdClasses.NearPoor or HouseholdClasses.LeftPoverty or HouseholdClasses.Difficult);

    protected string Here => $"{Path}?ho={Household?.Id}";

    protected IReadOnlyList<Choice> MemberChoices =>
        [new("", T["Member.all"]), .. Household!.Members.Where(member => member.LeftOn is null).Select(member => new Choice(member.Id.ToString(), member.Name))];

    protected IReadOnlyList<Choice> WishChoices =>
        [new("", T["Wish.none"]), .. Household!.Happenings.Where(happening => happening.Kind == HappeningKinds.Wish && happening.Outcome is null)
            .Select(wish => new Choice(wish.Id.ToString(), $"{Shown.Day(wish.On)}: {wish.Text}"))];

    /// <summary>Purposes with their ceilings beside them, so that nobody has to look the rule up.</summary>
    protected IReadOnlyList<Choice> PurposeChoices(Func<SpendingRule, bool> takes) =>
        [.. Purposes.All.Where(purpose => takes(RuleOf[purpose])).Select(purpose => new Choice(purpose,
            RuleOf[purpose].CeilingVnd is { } ceiling ? T["Purpose.Ceiling", Purpose(purpose), Money(ceiling)] : Purpose(purpose)))];

    protected override async Task Load()
    {
        await base.Load();
        var units = await UnitsFor(Permission.RequestGrants, Known);
        if (Guid.TryParse(FromAddress("ho"), out var id))
        {
            Household = await Register.Find(Actor, id, Stop) is { } found && units.Contains(found.UnitId) ? found : throw Denied();
            Earlier = (await Grants.List(new([Household.UnitId], Household: id, PageSize: Hits), Stop)).Items;
            var rules = new Dictionary<string, SpendingRule>(StringComparer.Ordinal);
            foreach (var purpose in Purposes.All) rules[purpose] = await Rules.On(Household.UnitId, purpose, Today, Stop);
            RuleOf = rules;
        }
        else if (FromAddress("tim") is { } words)
        {
            Found = await Households.List(new HouseholdFilter(units, Search: words, PageSize: Hits), Stop);
        }
    }

    protected async Task Ask(GrantForm form, List<Refusal> no)
    {
        if (no.Count > 0)
        {
            Refuse(no);
            return;
        }
        var outcome = await Bus.InvokeAsync<Outcome<GrantWritten>>(new RequestGrant(Actor, Household!.UnitId, Key, form), Stop);
        if (outcome.TryGet(out var written)) Navigation.NavigateTo($"/chi/de-nghi/{written.GrantId}");
        else Refuse(outcome.Refusals);
    }

    protected Guid? SentId(string field) => Guid.TryParse(Sent(field), out var id) ? id : null;
}
