using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Payments.Pages;

/// <summary>What every page about payments needs: its words, its queries, and the units that the person may see.</summary>
public abstract class PaymentsPage : StaffPage
{
    [Inject]
    protected PaymentQueries Payments { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<PaymentTexts> T { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<HouseholdTexts> Of { get; set; } = null!;

    protected RegistrySnapshot Known { get; private set; } = null!;

    protected IReadOnlyList<Guid> Units { get; private set; } = [];

    /// <summary>Whoever does not hold it sees nothing of the page.</summary>
    protected virtual Permission Needs => Permission.ReadGrants;

    protected override async Task Load()
    {
        Known = await Registry.Current(Stop);
        Units = await UnitsFor(Needs, Known);
    }

    /// <summary>"Quỹ "Vì người nghèo" – Xã Quế Sơn".</summary>
    protected string FundName(Fund fund) => $"{T[$"Fund.{fund.Kind}"]} – {Known.UnitsNow[fund.UnitId].ShortName}";

    protected IReadOnlyList<Choice> Funds =>
    [
        .. Known.Funds.Values.Where(fund => Units.Contains(fund.UnitId))
            .OrderBy(fund => Known.UnitsNow[fund.UnitId].Code, StringComparer.Ordinal).ThenByDescending(fund => fund.Kind, StringComparer.Ordinal)
            .Select(fund => new Choice(fund.Code, FundName(fund))),
    ];
}

/// <summary>A page about one payment; a foreign one and one that does not exist are answered alike.</summary>
public abstract class OnePaymentPage : PaymentsPage
{
    [Parameter]
    public Guid Id { get; set; }

    protected PaymentDetail Payment { get; private set; } = null!;

    protected PaymentRow Row => Payment.Row;

    protected string Address => $"/chi/phieu-chi/{Id:D}";

    /// <summary>"PC-VNN-2026-000012"; an order without number is called by what it is for.</summary>
    protected string Name => Row.VoucherNumber ?? T["Order"].Value;

    protected override async Task Load()
    {
        await base.Load();
        Payment = await Payments.ById(Id, Stop) is { } found && Units.Contains(found.Row.UnitId) ? found : throw Denied();
    }

    protected async ValueTask<bool> MayHere(Permission permission) =>
        (await Viewer.UnitsOf(permission, Stop)).Any(above => Known.Contains(above, Row.UnitId));
}
