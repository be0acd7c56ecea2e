using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>What somebody needs each month.</summary>
/// <param name="Purpose">One of <see cref="SlotPurposes"/>.</param>
/// <param name="Kind">money or goods; null: by what is given.</param>
/// <param name="AmountVnd">Đồng a month.</param>
/// <param name="Goods">"gạo", with <paramref name="Unit"/> "kg" and <paramref name="Quantity"/> a month, at most three decimals.</param>
/// <param name="StartsOn">Today when null.</param>
/// <param name="EndsOn">Last day; null: while it is needed.</param>
public sealed record SlotForm(string? Purpose, string? Kind, long? AmountVnd, string? Goods, string? Unit, decimal? Quantity, DateOnly? StartsOn, DateOnly? EndsOn);

/// <summary>A row of <c>sponsorships.slot</c>.</summary>
internal sealed record SlotRow(Guid Id, string Purpose, string Kind, long Amount, string Goods, string GoodsUnit, decimal Quantity, DateOnly StartsOn, DateOnly? EndsOn)
{
    public const string Money = "money", InKind = "goods";

    /// <summary>A milliard and more is a slip of the hand; below a thousand nothing can be paid.</summary>
    private const long LeastVnd = 1_000, MostVnd = 999_999_999;

    private const decimal MostGoods = 10_000;

    private const int LongestGoods = 40, LongestUnit = 20;

    /// <summary>Codes: slot.purpose, slot.kind, slot.amount, slot.quantity, slot.period and those of texts.</summary>
    /// <param name="at">Before the names of the fields: "slots[1].".</param>
    public static SlotRow? Read(SlotForm form, string at, Typed typed, List<Refusal> no)
    {
        var before = no.Count;
        var purpose = typed.OneOf(form.Purpose, SlotPurposes.All, at + "purpose", "slot.purpose");
        var kind = form.Kind ?? (form.Goods is { Length: > 0 } ? InKind : Money);
        if (kind is not (Money or InKind)) no.Add(Refusal.Invalid("slot.kind", at + "kind"));
        var (goods, unit) = ("", "");
        if (kind == InKind)
        {
            goods = typed.Text(form.Goods, at + "goods", true, LongestGoods);
            unit = typed.Text(form.Unit, at + "unit", true, LongestUnit);
            if (form.Quantity is not (> 0 and <= MostGoods and var q) || decimal.Round(q, 3) != q) no.Add(Refusal.Invalid("slot.quantity", at + "quantity"));
        }
        else if (form.AmountVnd is not (>= LeastVnd and <= MostVnd))
        {
            no.Add(Refusal.Invalid("slot.amount", at + "amountVnd"));
        }
        var starts = form.StartsOn ?? typed.Today;
        if (form.EndsOn < starts) no.Add(Refusal.Invalid("slot.period", at + "endsOn"));
        if (no.Count > before) return null;
        return kind == InKind
            ? new(Guid.CreateVersion7(), purpose!, kind, 0, goods, unit, form.Quantity!.Value, starts, form.EndsOn)
            : new(Guid.CreateVersion7(), purpose!, kind, form.AmountVnd!.Value, "", "", 0, starts, form.EndsOn);
    }

    public async Task Insert(NpgsqlConnection connection, Guid unit, Guid beneficiary, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("""
            insert into sponsorships.slot (id, beneficiary_id, unit_id, purpose, kind, amount, goods, goods_unit, quantity, starts_on, ends_on, recorded_at, recorded_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """, connection)
        {
            Parameters =
            {
                new() { Value = Id }, new() { Value = beneficiary }, new() { Value = unit }, new() { Value = Purpose }, new() { Value = Kind }, new() { Value = Amount },
                new() { Value = Goods }, new() { Value = GoodsUnit }, new() { Value = Quantity }, new() { Value = StartsOn },
                new() { Value = EndsOn ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date }, new() { Value = at.ToUniversalTime() }, new() { Value = by },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }
}
