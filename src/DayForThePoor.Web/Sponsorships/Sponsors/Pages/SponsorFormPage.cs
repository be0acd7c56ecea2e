using DayForThePoor.Core;
using DayForThePoor.Web.Sponsorships.Pledges.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Sponsors.Pages;

/// <summary>What the forms of a new sponsor and of one that is written anew share.</summary>
public abstract class SponsorFormPage : PledgePages
{
    [Inject]
    protected IStringLocalizer<SponsorTexts> S { get; set; } = null!;

    /// <summary>What was typed.</summary>
    protected SponsorForm Typed(List<Refusal> no) => new(
        Sent("kind"), Sent("name"), Sent("contactName"), Sent("phone"), Sent("email"), Sent("address"), NamingAnswers.Read(Sent("mayBeNamed")), MemberLines.Read(Sent("members"), "members", no));
}
