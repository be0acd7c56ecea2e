using DayForThePoor.Web.Design;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Money.Pages;

/// <summary>Why no rule could place the money of a gift.</summary>
internal static class WhyWords
{
    public static string Of(UndecidedGift gift, IStringLocalizer<MoneyTexts> texts, IStringLocalizer<SponsorshipTexts> words) => gift.Why switch
    {
        "flagged" => texts["Why.flagged", words[$"Life.{gift.Detail}"].Value],
        "ended" => texts["Why.ended", gift.EndedOn is { } day ? Shown.Day(day) : ""],
        "extra" => texts["Why.extra", words[$"Occasion.{gift.Detail}"].Value],
        _ => texts["Why.amount"],
    };
}
