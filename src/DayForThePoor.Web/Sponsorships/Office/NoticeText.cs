using System.Globalization;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Design;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>A notice in words, for the officer's list, the sponsor's page and letters.</summary>
public sealed class NoticeText(IStringLocalizer<OfficeTexts> texts)
{
    /// <summary>Addresses the sponsor, names nobody and says no "nợ".</summary>
    /// <param name="kind">One of <see cref="NoticeKinds"/>.</param>
    /// <param name="on">The notice's day, said where it bears no other.</param>
    /// <param name="args">As the notice bears them.</param>
    public string Of(string kind, DateOnly on, IReadOnlyList<string> args) => texts[KeyOf(kind, args), [.. Words(on, args)]].Value;

    /// <summary>A few words.</summary>
    public string InBrief(string kind) => texts[$"Notice.{kind}.Short"].Value;

    /// <summary>Without a sum it is about goods.</summary>
    public static string KeyOf(string kind, IReadOnlyList<string> args) => args is [_, "0"] ? $"Notice.{kind}.Goods" : $"Notice.{kind}";

    /// <summary>Dates and amounts as people read them.</summary>
    public static IEnumerable<object> Words(DateOnly on, IReadOnlyList<string> args)
    {
        if (args.Count == 0) yield return Shown.Day(on);
        foreach (var arg in args)
            yield return DateOnly.TryParseExact(arg, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Shown.Day(day)
                : long.TryParse(arg, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? MoneyText.FormatWithUnit(new Vnd(amount))
                : arg;
    }
}
