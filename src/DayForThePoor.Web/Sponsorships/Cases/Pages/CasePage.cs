using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Sponsorships.Cases.Pages;

/// <summary>What the pages of cases share. Inputs are named like the fields of the commands.</summary>
public abstract class CasePage : BooksPage
{
    [Inject]
    protected IStringLocalizer<CaseTexts> T { get; set; } = null!;

    /// <summary>Words that all of sponsorship shares.</summary>
    [Inject]
    protected IStringLocalizer<SponsorshipTexts> S { get; set; } = null!;

    [Inject]
    protected CaseSight Sight { get; set; } = null!;

    [Inject]
    protected CaseQueries Cases { get; set; } = null!;

    /// <summary>Communes that keep books and where the permission is held.</summary>
    protected async Task<IReadOnlyList<Choice>> Communes(Permission permission) => [.. (await UnitsWithBooks(permission)).Select(unit => new Choice(unit.Code, unit.Name))];

    /// <summary>One choice a code, its words under "prefix.code".</summary>
    protected IReadOnlyList<Choice> Choices(string prefix, IEnumerable<string> codes, string? none = null) =>
        [.. none is null ? Array.Empty<Choice>() : [new Choice("", none)], .. codes.Select(code => new Choice(code, S[$"{prefix}.{code}"]))];

    protected IReadOnlyList<Choice> Own(string prefix, IEnumerable<string> codes, string? none = null) =>
        [.. none is null ? Array.Empty<Choice>() : [new Choice("", none)], .. codes.Select(code => new Choice(code, T[$"{prefix}.{code}"]))];

    protected Guid? SentId(string field) => Guid.TryParse(Sent(field), out var id) ? id : null;

    /// <summary>Everything that was ticked under one name.</summary>
    protected IReadOnlyList<string> SentAll(string field) => IsPost && Http.Request.HasFormContentType ? [.. Http.Request.Form[field].OfType<string>()] : [];

    /// <summary>A field of a whole number; what is unreadable goes to <paramref name="no"/>.</summary>
    protected int? SentNumber(string field, string refusal, List<Refusal> no)
    {
        if (Sent(field) is not { } typed) return null;
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        no.Add(Refusal.Invalid(refusal, field));
        return null;
    }

    /// <summary>"2,5" as people write it here; what is unreadable goes to <paramref name="no"/>.</summary>
    protected decimal? SentQuantity(string field, List<Refusal> no)
    {
        if (Sent(field) is not { } typed) return null;
        if (decimal.TryParse(typed.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quantity)) return quantity;
        no.Add(Refusal.Invalid("slot.quantity", field));
        return null;
    }

    /// <summary>Keeps the file of a field; null when none was chosen. What is wrong with it goes to <paramref name="no"/>.</summary>
    protected async Task<Guid?> Keep(string field, string kind, Guid unit, Guid beneficiary, List<Refusal> no)
    {
        if (!IsPost || !Http.Request.HasFormContentType || Http.Request.Form.Files[field] is not { Length: > 0 } file) return null;
        await using var content = file.OpenReadStream();
        var outcome = await Bus.InvokeAsync<Outcome<CaseFileKept>>(new KeepCaseFile(Actor, unit, beneficiary, kind, file.FileName, null, content), Stop);
        if (outcome.TryGet(out var kept)) return kept.FileId;
        no.AddRange(outcome.Refusals.Select(refusal => refusal with { Field = field }));
        return null;
    }

    /// <summary>"Trẻ mồ côi".</summary>
    protected string Kind(string kind) => S[$"Kind.{kind}"];

    /// <summary>"8 tuổi (05/01/2018)", as exactly as it is known.</summary>
    protected string Born(DateOnly? date, int? year) =>
        date is { } day ? T["Age", Ages.On(day, Today), Shown.Day(day)] : year is { } y ? T["Age.Year", y.ToString(CultureInfo.InvariantCulture)] : "";

    protected string Money(long amount) => MoneyText.FormatWithUnit(new Vnd(amount));

    protected string Count(long number) => MoneyText.Format(new Vnd(number));

    /// <summary>"300.000 đ" or "10 kg gạo", each month.</summary>
    protected string Amount(SlotView slot) => slot.Kind == SlotRow.Money ? Money(slot.AmountVnd) : T["Slot.Goods", Quantity(slot.Quantity), slot.Unit, slot.Goods];

    /// <summary>"2,5".</summary>
    public static string Quantity(decimal quantity) => quantity.ToString("0.###", CultureInfo.InvariantCulture).Replace('.', ',');

    /// <summary>"đến 31/05/2030" or that it has no end.</summary>
    protected string Period(DateOnly from, DateOnly? until) => until is { } end ? T["Period", Shown.Day(from), Shown.Day(end)] : T["Period.Open", Shown.Day(from)];
}
