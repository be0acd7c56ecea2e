using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Wolverine;

namespace DayForThePoor.Web.Donations.Pages;

/// <summary>A page that does something to one recorded gift: void it, make it out again, value its goods.</summary>
public abstract class GiftDeedPage : StaffPage
{
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    protected GiftQueries Gifts { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<GiftTexts> T { get; set; } = null!;

    protected GiftDetail Gift { get; private set; } = null!;

    protected RegistrySnapshot Known { get; private set; } = null!;

    protected string GiftAddress => $"/thu/{Id:D}";

    protected override async Task Load()
    {
        Known = await Registry.Current(Stop);
        var units = await UnitsFor(Permission.RecordGifts, Known);
        Gift = await Gifts.ById(Id, Stop) is { } found && units.Contains(found.Row.UnitId) ? found : throw Denied();
        if (!IsPost && Gift.Row.Status != GiftWords.Recorded) Navigation.NavigateTo(GiftAddress);
    }

    /// <summary>"yes", "no" or not answered.</summary>
    protected bool? Answered(string name) => Sent(name) switch { "yes" => true, "no" => false, _ => null };
}
