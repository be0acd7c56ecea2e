using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Ledger.Books.Pages;

/// <summary>What every page of a book asks in its address: which fund, from which day to which; by default this month.</summary>
public abstract class BookPage : StaffPage
{
    [Inject]
    protected IStringLocalizer<LedgerTexts> T { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "quy")]
    public string? FundCode { get; set; }

    [SupplyParameterFromQuery(Name = "tu")]
    public string? FromTyped { get; set; }

    [SupplyParameterFromQuery(Name = "den")]
    public string? ToTyped { get; set; }

    [SupplyParameterFromQuery(Name = "trang")]
    public int? PageNumber { get; set; }

    protected RegistrySnapshot Known { get; private set; } = null!;

    protected IReadOnlyList<Guid> Units { get; private set; } = [];

    protected DateOnly From { get; private set; }

    protected DateOnly To { get; private set; }

    protected int Page => Math.Clamp(PageNumber ?? 1, 1, 100_000);

    /// <summary>Funds whose books the person may read, those of one unit together, VNN first.</summary>
    protected IReadOnlyList<Fund> Funds =>
    [
        .. Known.Funds.Values.Where(fund => Units.Contains(fund.UnitId))
            .OrderBy(fund => Known.UnitsNow[fund.UnitId].Code, StringComparer.Ordinal).ThenByDescending(fund => fund.Kind, StringComparer.Ordinal),
    ];

    /// <summary>The fund in the address; null for none. One that the person may not read is refused like an unknown one.</summary>
    protected Fund? Fund => FundCode is not { Length: > 0 } code ? null
        : Known.FundsByCode.TryGetValue(code, out var fund) && Units.Contains(fund.UnitId) ? fund
        : throw Denied();

    protected IReadOnlyList<Choice> FundChoices => [.. Funds.Select(fund => new Choice(fund.Code, NameOf(fund)))];

    /// <summary>Quỹ "Vì người nghèo" – Xã Quế Sơn.</summary>
    protected string NameOf(Fund fund) => T["Book.FundOf", T[$"Fund.{fund.Kind}"].Value, Known.UnitsNow[fund.UnitId].Name];

    protected sealed override async Task Load()
    {
        Known = await Registry.Current(Stop);
        Units = await UnitsFor(Permission.ReadLedger, Known);
        From = Day(FromTyped, "tu") ?? new DateOnly(Today.Year, Today.Month, 1);
        To = Day(ToTyped, "den") ?? Today;
        await LoadBook();
    }

    /// <summary>Reads the book, once it is known whose and of which days.</summary>
    protected abstract Task LoadBook();

    protected DateOnly? Day(string? typed, string field)
    {
        var read = TypedDate.Parse(typed, field, Today);
        if (read.TryGet(out var day)) return day;
        Refuse(read.Refusals);
        return null;
    }
}
