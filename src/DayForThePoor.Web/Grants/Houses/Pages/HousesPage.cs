using DayForThePoor.Core;
using DayForThePoor.Core.Grants.Houses;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Grants.Houses.Pages;

/// <summary>What the pages of houses share. Inputs are named like the fields of the commands.</summary>
public abstract class HousesPage : StaffPage
{
    [Inject]
    protected HouseQueries Houses { get; set; } = null!;

    [Inject]
    protected HouseSight Sight { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<HouseTexts> T { get; set; } = null!;

    protected const string ListPath = "/nha-dai-doan-ket";

    protected IReadOnlyList<Choice> KindChoices => [.. HouseKinds.All.Select(kind => new Choice(kind, T[$"Kind.{kind}"]))];

    protected static string PathOf(Guid house) => $"{ListPath}/{house}";

    protected static string Count(long number) => MoneyText.Format(new Vnd(number));

    /// <summary>What is given for the day of a step and the like when nothing was typed.</summary>
    protected string TodayText => Shown.Day(Today);

    /// <summary>m², "42,5".</summary>
    protected static string? Size(decimal? area) => area?.ToString("0.#", System.Globalization.CultureInfo.GetCultureInfo("vi"));

    protected async Task<bool> May(Permission permission, Guid unit)
    {
        var known = await Registry.Current(Stop);
        return (await Viewer.UnitsOf(permission, Stop)).Any(above => known.Contains(above, unit));
    }

    /// <summary>The house if the person may change it; else as if there were none.</summary>
    protected async Task<HouseView> Changeable(Guid id, Permission permission = Permission.RequestGrants)
    {
        var house = await Sight.Find(Actor, id, Stop) ?? throw Denied();
        return await May(permission, house.UnitId) ? house : throw Denied();
    }

    protected SurveyForm SentSurvey(List<Refusal> no) => new(
        Sent("kind"), SentDate("surveyedOn", no), Sent("condition"), Sent("work"), Sent("landPaper"), Sent("landNumber"), SentSize("area", no), SentCount("rooms", no));

    /// <summary>"42,5" or "42.5".</summary>
    protected decimal? SentSize(string field, List<Refusal> no)
    {
        if (Sent(field) is not { } typed) return null;
        if (decimal.TryParse(typed.Replace(',', '.'), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var size)) return size;
        no.Add(Refusal.Invalid("house.number", field));
        return null;
    }

    protected int? SentCount(string field, List<Refusal> no)
    {
        if (Sent(field) is not { } typed) return null;
        if (int.TryParse(typed, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count)) return count;
        no.Add(Refusal.Invalid("house.number", field));
        return null;
    }
}
