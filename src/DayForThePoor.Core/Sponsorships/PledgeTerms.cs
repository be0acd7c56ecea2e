using System.Text.Json.Serialization;

namespace DayForThePoor.Core.Sponsorships;

/// <summary>What a sponsor promises.</summary>
/// <param name="Channel">One of <see cref="PledgeChannels"/>.</param>
/// <param name="AmountVnd">Đồng of each instalment; 0 for goods. With <paramref name="TotalVnd"/> the share of all but the last.</param>
/// <param name="Frequency">One of <see cref="Frequencies"/>.</param>
/// <param name="StartsOn">First due day; those of later instalments follow it, on the last day of shorter months.</param>
/// <param name="EndRule">One of <see cref="EndRules"/>.</param>
/// <param name="EndsOn">Last day on which something can fall due, as far as the end rule tells it; null: open.</param>
/// <param name="Renews">After <paramref name="EndsOn"/> it goes on for as long again unless somebody says no.</param>
/// <param name="TotalVnd">A sum for the whole time that is split over the instalments, the remainder on the last.</param>
/// <param name="Quantity">Of goods, each instalment, in the slot's unit, at most three decimals.</param>
public sealed record PledgeTerms(
    string Channel,
    long AmountVnd,
    string Frequency,
    DateOnly StartsOn,
    string EndRule,
    bool Renews = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? EndsOn = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? TotalVnd = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Quantity = null)
{
    /// <summary>Đồng a year, by which a slot's room is counted: nothing is divided.</summary>
    [JsonIgnore]
    public long YearlyVnd => checked(AmountVnd * Frequencies.AYear(Frequency));

    /// <summary>Goods a year, in the slot's unit.</summary>
    [JsonIgnore]
    public decimal YearlyQuantity => (Quantity ?? 0) * Frequencies.AYear(Frequency);
}

/// <summary>One instalment (kỳ hỗ trợ), fixed when it was planned; nothing edits it later.</summary>
/// <param name="Seq">1, 2, … within the pledge; with it makes the id.</param>
/// <param name="AmountVnd">Đồng; 0 for goods.</param>
public sealed record Instalment(
    int Seq, DateOnly DueOn, long AmountVnd, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Quantity = null)
{
    public static Guid IdOf(Guid pledge, int seq) => Ids.Of("instalment", pledge, $"{seq}");
}

/// <summary>What a part of a payment went to.</summary>
/// <param name="Kind">One of <see cref="PartKinds"/>.</param>
/// <param name="Seq">Of the instalment; null for other kinds.</param>
/// <param name="Occasion">Of an extra gift, one of <see cref="Occasions"/>.</param>
public sealed record PaymentPart(
    string Kind,
    long AmountVnd,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Seq = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Occasion = null);

/// <summary>What of an instalment was handed over directly.</summary>
/// <param name="AmountVnd">Đồng; 0 for goods.</param>
public sealed record DeliveredPart(int Seq, long AmountVnd, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Quantity = null);
