using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Wolverine;

namespace DayForThePoor.Web.Units.Pages;

/// <summary>What the pages of units, funds, accounts and campaigns share. Inputs are named like the fields of the commands.</summary>
public abstract class SettingsPage : StaffPage
{
    [Inject]
    protected IStringLocalizer<UnitTexts> T { get; set; } = null!;

    protected RegistrySnapshot Known { get; private set; } = null!;

    /// <summary>The units that the person looks after, by code.</summary>
    protected IReadOnlyList<UnitVersion> Units { get; private set; } = [];

    /// <summary>Their funds, the permanent one first.</summary>
    protected IReadOnlyList<Fund> Funds { get; private set; } = [];

    protected IReadOnlyList<Choice> FundChoices => [.. Funds.Select(fund => new Choice(fund.Code, Name(fund)))];

    protected virtual Permission Needed => Permission.ManageSettings;

    protected override async Task OnInitializedAsync()
    {
        Known = await Registry.Current(Stop);
        Units = [.. (await UnitsFor(Needed, Known)).Select(id => Known.UnitsNow[id]).OrderBy(u => u.Code.Length).ThenBy(u => u.Code, StringComparer.Ordinal)];
        var codes = Units.Select((unit, place) => (unit.UnitId, place)).ToDictionary(u => u.UnitId, u => u.place);
        Funds = [.. Known.Funds.Values.Where(f => codes.ContainsKey(f.UnitId)).OrderBy(f => codes[f.UnitId]).ThenByDescending(f => f.Kind, StringComparer.Ordinal)];
    }

    /// <summary>"Xã Quế Sơn – Quỹ Cứu trợ".</summary>
    protected string Name(Fund fund) => $"{Known.UnitsNow[fund.UnitId].Name} – {T[$"fund.{fund.Kind}"]}";

    /// <summary>The fund that was chosen, which must be one of theirs.</summary>
    protected Fund Chosen(string field) => Funds.FirstOrDefault(f => f.Code == Sent(field)) ?? throw Denied();
}
