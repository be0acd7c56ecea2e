using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Grants.Pages;

/// <summary>What the pages of grants share. Inputs are named like the fields of the commands.</summary>
public abstract class GrantsPage : BooksPage
{
    [Inject]
    protected IStringLocalizer<GrantPageTexts> T { get; set; } = null!;

    [Inject]
    protected GrantSight Sight { get; set; } = null!;

    [Inject]
    protected GrantQueries Grants { get; set; } = null!;

    [Inject]
    protected HouseholdSight Register { get; set; } = null!;

    [Inject]
    protected Hamlets Hamlets { get; set; } = null!;

    protected async Task<IReadOnlyList<Choice>> HamletChoices(Guid unit) =>
        [.. (await Hamlets.Of([unit], Stop)).Where(hamlet => hamlet.ValidTo is null).Select(hamlet => new Choice(hamlet.Id.ToString(), hamlet.Name.Text))];

    protected static IReadOnlyList<Choice> Of(IReadOnlyList<UnitVersion> units) => [.. units.Select(unit => new Choice(unit.Code, unit.Name))];

    protected IReadOnlyList<Choice> FundChoices(Guid unit) =>
        [.. Known.Funds.Values.Where(fund => fund.UnitId == unit).OrderByDescending(fund => fund.Kind, StringComparer.Ordinal).Select(fund => new Choice(fund.Code, T[$"Fund.{fund.Kind}"]))];

    protected string FundName(string code) => T[$"Fund.{Known.FundsByCode[code].Kind}"];

    protected string Purpose(string purpose) => T[$"Purpose.{purpose}"];

    /// <summary>Requests that the rule sends to the hamlet's meeting.</summary>
    protected async Task<IReadOnlyList<GrantRow>> WaitingForMeeting(Guid unit, Guid? hamlet, ISpendingRules rules)
    {
        var found = await Grants.List(
            new([unit], States: [GrantStates.Requested], Kind: GrantKinds.Regular, Hamlet: hamlet, Sort: "given", PageSize: GrantQueries.MaxPageSize), Stop);
        List<GrantRow> waiting = [];
        foreach (var of in found.Items.GroupBy(grant => grant.Purpose))
            if ((await rules.On(unit, of.Key, Today, Stop)).DemandsMeeting(GrantKinds.Regular)) waiting.AddRange(of);
        return [.. found.Items.Where(waiting.Contains)];
    }

    /// <summary>Keeps the files of a field and gives their ids; what is wrong with one goes to <paramref name="no"/>.</summary>
    protected async Task<IReadOnlyList<Guid>> Keep(string field, string kind, Guid unit, List<Refusal> no)
    {
        if (!IsPost || !Http.Request.HasFormContentType) return [];
        List<Guid> kept = [];
        foreach (var file in Http.Request.Form.Files.GetFiles(field).Where(file => file.Length > 0))
        {
            await using var content = file.OpenReadStream();
            var outcome = await Bus.InvokeAsync<Outcome<GrantFileKept>>(new KeepGrantFile(Actor, unit, kind, file.FileName, content), Stop);
            if (outcome.TryGet(out var done)) kept.Add(done.FileId);
            else no.AddRange(outcome.Refusals.Select(refusal => refusal with { Field = field }));
        }
        return kept;
    }

    /// <summary>A field of a whole number; what is unreadable goes to <paramref name="no"/>.</summary>
    protected int? SentNumber(string field, List<Refusal> no)
    {
        if (Sent(field) is not { } typed) return null;
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        no.Add(Refusal.Invalid("grant_page.number", field));
        return null;
    }

    /// <summary>A field of hours and minutes; what is unreadable goes to <paramref name="no"/>.</summary>
    protected TimeOnly? SentTime(string field, List<Refusal> no)
    {
        if (Sent(field) is not { } typed) return null;
        if (TimeOnly.TryParseExact(typed, ["H:mm", "H.mm", "H'h'mm", "H'h'"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        no.Add(Refusal.Invalid("grant_page.time", field));
        return null;
    }

    /// <summary>Everything that was ticked under one name.</summary>
    protected IReadOnlyList<Guid> SentIds(string field) =>
        IsPost && Http.Request.HasFormContentType ? [.. Http.Request.Form[field].Select(value => Guid.TryParse(value, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct()] : [];

    /// <summary>Ids in the address, as a list that was chosen elsewhere hands them on.</summary>
    protected IReadOnlyList<Guid> IdsFromAddress(string name) =>
        [.. Http.Request.Query[name].Select(value => Guid.TryParse(value, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct()];

    protected static string Money(long? amount) => amount is { } vnd ? MoneyText.FormatWithUnit(new Vnd(vnd)) : "";

    protected static string Figures(long? amount) => amount is { } vnd ? MoneyText.Format(new Vnd(vnd)) : "";

    protected static string Count(long number) => MoneyText.Format(new Vnd(number));

    /// <summary>Đồng that count for a grant where it stands: decided, else put forward, else asked for.</summary>
    protected static long? AmountOf(GrantRow grant) => grant.ApprovedVnd ?? grant.ProposedVnd ?? grant.WishedVnd;
}
