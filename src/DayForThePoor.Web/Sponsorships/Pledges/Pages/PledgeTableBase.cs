using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Pledges.Pages;

/// <summary>What the table of pledges is given; it stands on the list and on a sponsor's page.</summary>
public abstract class PledgeTableBase : ComponentBase
{
    [Inject]
    protected IStringLocalizer<PledgeTexts> T { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<SponsorshipTexts> W { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<PledgeRow> Rows { get; set; } = [];

    /// <summary>Whether the sponsor is told in each row; not where all rows have the same.</summary>
    [Parameter]
    public bool WithSponsor { get; set; } = true;

    [Parameter]
    public string? Caption { get; set; }

    /// <summary>The present order.</summary>
    [Parameter]
    public string? Sort { get; set; }
}
