using System.Globalization;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Design;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>A notice in words, for the officer's list, the sponsor's page and letters.</summary>
public sealed class NoticeText(IStringLocalizer<OfficeTexts> texts)
{
    /// <summary>Addresses the sponsor, names nobody and says no "nợ".</summary>
    public string Of(NoticeRow notice) => texts[KeyOf(notice), [.. Words(notice.On, notice.Args)]].Value;

    /// <summary>A few words.</summary>
    public string InBrief(string kind) => texts[$"Notice.{kind}.Short"].Value;

    /// <summary>An end by age or school is told without its day: the day is a birthday or tells the grade. Without a sum it is about goods.</summary>
    public static string KeyOf(NoticeRow notice) => notice switch
    {
        { Kind: NoticeKinds.EndsSoon or NoticeKinds.Ended, EndRule: not EndRules.Date } => $"Notice.{notice.Kind}.ByRule",
        { Args: [_, "0"] } => $"Notice.{notice.Kind}.Goods",
        _ => $"Notice.{notice.Kind}",
    };

    /// <summary>Dates and amounts as people read them.</summary>
    /// <param name="on">The notice's day, said where it bears no other.</param>
    /// <param name="args">As the notice bears them.</param>
    public static IEnumerable<object> Words(DateOnly on, IReadOnlyList<string> args)
    {
        if (args.Count == 0) yield return Shown.Day(on);
        foreach (var arg in args)
            yield return DateOnly.TryParseExact(arg, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Shown.Day(day)
                : long.TryParse(arg, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? MoneyText.FormatWithUnit(new Vnd(amount))
                : arg;
    }
}
