using DayForThePoor.Core;
using DayForThePoor.Web.Design;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Cases.Pages;

/// <summary>A section of the page of a case; its forms post to the page.</summary>
public abstract class CaseSection : ComponentBase
{
    [Parameter, EditorRequired]
    public OneCaseBase Page { get; set; } = null!;

    [CascadingParameter]
    public Problems Problems { get; set; } = new();

    protected IStringLocalizer<CaseTexts> T => Page.Texts;

    protected IStringLocalizer<SponsorshipTexts> S => Page.Words;

    protected CaseView View => Page.View;

    protected Guid Unit => Page.Person.UnitId;

    protected Guid Id => Page.Id;

    /// <summary>Whether the form of this section was sent, so that it stays open with what is wrong.</summary>
    protected bool Opened(string form) => Page.Typed("_handler") == form;
}
