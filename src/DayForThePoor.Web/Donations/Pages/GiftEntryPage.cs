using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Wolverine;

namespace DayForThePoor.Web.Donations.Pages;

/// <summary>
/// Recording one gift after the other. A recorded gift leads back to the same page, which shows its receipt and an empty
/// form with the last fund, campaign, day and collector; these come from the gift, so that no name stands in an address.
/// </summary>
public abstract class GiftEntryPage : StaffPage
{
    /// <summary>The gift that was just recorded.</summary>
    [SupplyParameterFromQuery(Name = "vua")]
    public Guid? JustRecorded { get; set; }

    [Inject]
    protected GiftQueries Gifts { get; set; } = null!;

    [Inject]
    private IPledgedGifts Pledges { get; set; } = null!;

    [Inject]
    protected LikelyDuplicates Duplicates { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<GiftTexts> T { get; set; } = null!;

    protected abstract string Channel { get; }

    /// <summary>Of this page.</summary>
    protected abstract string Path { get; }

    protected GiftInput Input { get; private set; } = new();

    protected FundChoices Choices { get; private set; } = null!;

    protected GiftDetail? Recorded { get; private set; }

    /// <summary>Voucher of today that has the same name and sum.</summary>
    protected string? DuplicateOf { get; private set; }

    /// <summary>Today's last gifts of this channel, newest first.</summary>
    protected IReadOnlyList<GiftRow> Latest { get; private set; } = [];

    private RegistrySnapshot known = null!;

    protected override async Task Load()
    {
        known = await Registry.Current(Stop);
        var units = await UnitsFor(Permission.RecordGifts, known);
        Choices = new FundChoices(known, units, Today, T);
        if (JustRecorded is { } id && await Gifts.ById(id, Stop) is { } gift && units.Contains(gift.Row.UnitId)) Recorded = gift;
        Input = IsPost ? GiftInput.Read(Http.Request.Form) : Recorded is not null ? GiftInput.After(Recorded) : new GiftInput();
        Latest = (await Gifts.List(new GiftFilter(units, Channel: Channel, From: Today, PageSize: 6), Stop)).Items;
    }

    protected async Task Submit()
    {
        var fund = Choices.Find(Input.Fund) ?? throw Denied();
        List<Refusal> unread = [];
        if (Input.ToForm(Channel, Today, unread) is not { } form)
        {
            Refuse(unread);
            return;
        }
        if (Input.Pledge is { } typed)
        {
            var pledge = await Pledges.Find(fund.UnitId, typed, Stop);
            if (!pledge.TryGet(out var found))
            {
                Refuse(pledge.Refusals);
                return;
            }
            form = form with { Pledge = found };
        }
        if (!Input.Distinct && await LikelyDuplicate(fund, form) is { } voucher)
        {
            DuplicateOf = voucher;
            return;
        }
        var outcome = await Bus.InvokeAsync<Outcome<DonationReceipted>>(new RecordDonation(Actor, fund.UnitId, Input.Key, form), Stop);
        if (outcome.TryGet(out var receipted)) Navigation.NavigateTo($"{Path}?vua={receipted.DonationId:D}");
        else Refuse(outcome.Refusals);
    }

    private async Task<string?> LikelyDuplicate(Fund fund, GiftForm form)
    {
        var around = RecordDonationHandler.Surroundings(form, fund, known, Today);
        if (!GiftRules.Check(form, around).TryGet(out var gift)) return null;
        var warnings = await Duplicates.Warnings(fund, gift, Stop);
        return warnings.Count > 0 ? warnings[0].Args[0] : null;
    }
}
