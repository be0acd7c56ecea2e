using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.PayOut.Pages;

/// <summary>What pages of paying out and handing over need: words, the chosen unit with its hamlets, and the period.</summary>
public abstract class PayOutPage : BooksPage
{
    [Inject]
    protected IStringLocalizer<PayOutTexts> T { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<SponsorshipTexts> L { get; set; } = null!;

    [Inject]
    protected Hamlets AllHamlets { get; set; } = null!;

    protected IReadOnlyList<Guid> Units { get; private set; } = [];

    protected PayPeriod Period { get; private set; } = null!;

    /// <summary>Null: all hamlets.</summary>
    protected Guid? Hamlet { get; private set; }

    protected override async Task Load()
    {
        await base.Load();
        Units = await UnitsFor(Permission.ReadSponsorships, Known);
        Period = PayPeriod.Around(Today).FirstOrDefault(p => p.Code == FromAddress("ky")) ?? PayPeriod.Quarter(Today);
        Hamlet = Guid.TryParse(FromAddress("thon"), out var hamlet) ? hamlet : null;
    }

    protected IReadOnlyList<Choice> Periods => [.. PayPeriod.Around(Today).Select(p => new Choice(p.Code, Name(p)))];

    /// <summary>"Quý 4/2026", "Tháng 11/2026".</summary>
    protected string Name(PayPeriod period) =>
        period.IsQuarter ? T["Period.Quarter", (period.From.Month + 2) / 3, period.From.Year] : T["Period.Month", period.From.Month, period.From.Year];

    protected async Task<IReadOnlyList<Choice>> HamletsOf(Guid unit) =>
        [new("", T["Hamlet.All"]), .. (await AllHamlets.Of([unit], Stop)).Where(h => h.ValidTo is null).Select(h => new Choice(h.Id.ToString("D"), h.Name.Text))];
}
