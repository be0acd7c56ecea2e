using DayForThePoor.Core.Money;
using DayForThePoor.Core.Statements.Coverage;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Statements.Coverage;

/// <summary>Gaps and differences as sentences, and where each is solved.</summary>
public static class CoverageWords
{
    /// <summary>{0} first day, {1} last day, {2} expected, {3} found, {4} what lacks, {5} the row.</summary>
    public static string Of(this IStringLocalizer<CoverageTexts> texts, CoverageGap gap) => texts[
        gap.From == gap.To ? $"{gap.Code}.one" : gap.Code,
        Shown.Day(gap.From), Shown.Day(gap.To), Sum(gap.Expected), Sum(gap.Found), WithSign(gap.Lacking), gap.Row ?? 0];

    /// <summary>{0} the day, {1} the amount.</summary>
    public static string Of(this IStringLocalizer<CoverageTexts> texts, CoverageDifference difference) =>
        texts[$"Difference.{difference.Cause}", Shown.Day(difference.Day), WithSign(difference.Amount)];

    /// <summary>The page where the difference is solved.</summary>
    public static string Href(BankAccount account, CoverageDifference difference) => difference.Cause switch
    {
        DifferenceCause.Opening => "/so-sach/so-du-dau-ky",
        DifferenceCause.Gap => $"/sao-ke/nap?tai-khoan={account.Code}",
        DifferenceCause.Vouchers => $"/so-sach/ngan-hang?tk={account.Code}&tu={Shown.Iso(difference.Day)}&den={Shown.Iso(difference.Day)}",
        _ => throw new InvalidOperationException($"No page for {difference.Cause}."),
    };

    /// <summary>+1.000 đ, −1.000 đ, 0 đ.</summary>
    public static string WithSign(long? amount) => amount is > 0 ? $"+{Sum(amount)}" : Sum(amount);

    private static string Sum(long? amount) => amount is { } known ? MoneyText.FormatWithUnit(new Vnd(known)) : "";
}
