using System.Text.Json;
using System.Text.Json.Serialization;

namespace DayForThePoor.Core.Money;

/// <summary>
/// An amount of Vietnamese đồng, whole and signed. The đồng has no minor unit, so nothing here ever rounds; a sum beyond
/// the range of <see cref="long"/> throws instead of wrapping. In JSON a plain number. The default value is 0 đ.
/// </summary>
[JsonConverter(typeof(VndJsonConverter))]
public readonly record struct Vnd(long Amount) : IComparable<Vnd>
{
    public static readonly Vnd Zero;

    public static Vnd operator +(Vnd a, Vnd b) => new(checked(a.Amount + b.Amount));
    public static Vnd operator -(Vnd a, Vnd b) => new(checked(a.Amount - b.Amount));
    public static Vnd operator -(Vnd a) => new(checked(-a.Amount));
    public static bool operator >(Vnd a, Vnd b) => a.Amount > b.Amount;
    public static bool operator <(Vnd a, Vnd b) => a.Amount < b.Amount;
    public static bool operator >=(Vnd a, Vnd b) => a.Amount >= b.Amount;
    public static bool operator <=(Vnd a, Vnd b) => a.Amount <= b.Amount;

    public int CompareTo(Vnd other) => Amount.CompareTo(other.Amount);

    /// <summary>As people write it, without the unit: 1.234.567.</summary>
    public override string ToString() => MoneyText.Format(this);
}

public static class VndSums
{
    public static Vnd Sum(this IEnumerable<Vnd> amounts) => amounts.Aggregate(Vnd.Zero, (sum, amount) => sum + amount);

    public static Vnd Sum<T>(this IEnumerable<T> items, Func<T, Vnd> amountOf) => items.Select(amountOf).Sum();
}

/// <summary>Whole JSON numbers only: 1.5, 1e3 and "5" are refused, since a reader that is kind to them hides a caller's mistake.</summary>
internal sealed class VndJsonConverter : JsonConverter<Vnd>
{
    public override Vnd Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var amount)
            ? new Vnd(amount)
            : throw new JsonException("An amount is a whole number of đồng.");

    public override void Write(Utf8JsonWriter writer, Vnd value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Amount);
}
