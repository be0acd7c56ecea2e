using System.Globalization;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Pledges.Pages;

/// <summary>What the pages of pledges and sponsors share. Inputs are named like the fields of the commands.</summary>
public abstract class PledgePages : BooksPage
{
    [Inject]
    protected IStringLocalizer<PledgeTexts> T { get; set; } = null!;

    /// <summary>Words that all of sponsorship shares.</summary>
    [Inject]
    protected IStringLocalizer<SponsorshipTexts> W { get; set; } = null!;

    [Inject]
    protected PledgeSight Sight { get; set; } = null!;

    [Inject]
    protected PledgeQueries Pledges { get; set; } = null!;

    /// <summary>Units that keep books and where pledges are kept by this person, by code.</summary>
    protected Task<IReadOnlyList<UnitVersion>> Keeping() => UnitsWithBooks(Permission.ManagePledges);

    /// <summary>"500.000 đ mỗi tháng", "10 kg gạo mỗi tháng".</summary>
    protected string Worth(PledgeRow p) => $"{(p.Quantity is { } goods ? $"{Number(goods)} {p.GoodsUnit} {p.Goods}" : Money(p.AmountVnd))} · {W[$"Frequency.{p.Frequency}"]}";

    protected static string Number(decimal quantity) => quantity.ToString("0.###", CultureInfo.GetCultureInfo("vi-VN"));

    protected static string Money(long amount) => MoneyText.FormatWithUnit(new Vnd(amount));

    protected static string Count(long number) => MoneyText.Format(new Vnd(number));

    /// <summary>"2 năm 3 tháng": how long somebody has been with us.</summary>
    protected string Since(DateOnly from)
    {
        var months = Math.Max(0, (Today.Year - from.Year) * 12 + Today.Month - from.Month - (Today.Day < from.Day ? 1 : 0));
        return months < 12 ? T["With.Months", months] : months % 12 == 0 ? T["With.Years", months / 12] : T["With.Both", months / 12, months % 12];
    }
}
