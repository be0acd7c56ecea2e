using DayForThePoor.Core;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Wolverine;

namespace DayForThePoor.Web.Statements.Bench.Pages;

/// <summary>What the pages of reconciliation share: whose accounts, which unit, and how a form is read.</summary>
public abstract class BenchPage : StaffPage
{
    [Inject]
    protected ReadableAccounts Readable { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<BenchTexts> T { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "don-vi")]
    public string? UnitCode { get; set; }

    protected RegistrySnapshot Known { get; private set; } = null!;

    /// <summary>Accounts that the person may work with on this page, by code.</summary>
    protected IReadOnlyList<BankAccount> Accounts { get; private set; } = [];

    /// <summary>Units of those accounts, by code.</summary>
    protected IReadOnlyList<UnitVersion> Units { get; private set; } = [];

    /// <summary>The unit in the address; without one the person's first.</summary>
    protected UnitVersion Unit { get; private set; } = null!;

    protected virtual Permission Needed => Permission.Reconcile;

    protected IReadOnlyList<Choice> UnitChoices => [.. Units.Select(unit => new Choice(unit.Code, unit.Name))];

    protected sealed override async Task Load()
    {
        Known = await Registry.Current(Stop);
        Accounts = await Readable.Of(Actor, Needed, Stop);
        if (Accounts.Count == 0) throw Denied();
        Units = [.. Accounts.Select(a => a.UnitId).Distinct().Select(id => Known.UnitsNow[id]).OrderBy(u => u.Code, StringComparer.Ordinal)];
        Unit = string.IsNullOrEmpty(UnitCode) ? Units[0] : Units.FirstOrDefault(unit => unit.Code == UnitCode) ?? throw Denied();
        await LoadBench();
    }

    protected abstract Task LoadBench();
}
