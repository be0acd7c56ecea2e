using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Sponsorships;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>A slot whose row is locked, with the person that it is of.</summary>
/// <param name="AmountVnd">Đồng a month; 0 for goods.</param>
/// <param name="CaseState">open, closed or merged.</param>
/// <param name="Stopped">The life change after which nothing may be paid; null: none.</param>
public sealed record LockedSlot(
    Guid Id, Guid BeneficiaryId, Guid UnitId, string Kind, long AmountVnd, decimal Quantity, string GoodsUnit, DateOnly StartsOn, DateOnly? EndsOn, string CaseState, string? Stopped);

/// <summary>
/// The room of a slot. Whoever fills it locks its row first, so that of two at the same instant the second sees the first.
/// </summary>
public static class SlotRoom
{
    /// <summary>The slots of this unit among those asked, by id, their rows locked, and then their cases against changes; others are left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, LockedSlot>> Lock(NpgsqlConnection connection, Guid unit, IEnumerable<Guid> slots, CancellationToken cancellation)
    {
        var ids = slots.Distinct().ToArray();
        await using (var locking = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select 1 from sponsorships.slot where id = any($1) and unit_id = $2 order by id for update") { Parameters = { new() { Value = ids }, new() { Value = unit } } },
                new("""
                    select 1 from sponsorships.case_state where beneficiary_id in (select beneficiary_id from sponsorships.slot where id = any($1) and unit_id = $2)
                    order by beneficiary_id for share
                    """) { Parameters = { new() { Value = ids }, new() { Value = unit } } },
            },
        })
            await locking.ExecuteNonQueryAsync(cancellation);

        // A snapshot of its own: sees what the locks waited for.
        await using var select = new NpgsqlCommand("""
            select s.id, s.beneficiary_id, s.kind, s.amount, s.quantity, s.goods_unit, s.starts_on, s.ends_on, coalesce(c.state, 'open'), c.stopped
            from sponsorships.slot s left join sponsorships.case_state c on c.beneficiary_id = s.beneficiary_id
            where s.id = any($1) and s.unit_id = $2
            """, connection) { Parameters = { new() { Value = ids }, new() { Value = unit } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        var found = new Dictionary<Guid, LockedSlot>();
        while (await row.ReadAsync(cancellation))
        {
            var id = row.GetGuid(0);
            found[id] = new(
                id, row.GetGuid(1), unit, row.GetString(2), row.GetInt64(3), row.GetDecimal(4), row.GetString(5), row.GetFieldValue<DateOnly>(6),
                row.IsDBNull(7) ? null : row.GetFieldValue<DateOnly>(7), row.GetString(8), row.IsDBNull(9) ? null : row.GetString(9));
        }
        return found;
    }

    /// <summary>Null: these terms fit into the slot on every day from today, or from their start, to their end.</summary>
    /// <param name="leaving">Pledges that make room in the same transaction, with the last day that they fill it; a pledge that only moves within the slot is left out by a day in the past.</param>
    public static async Task<Refusal?> WhyNot(
        NpgsqlConnection connection, LockedSlot slot, PledgeTerms terms, long yearlyVnd, DateOnly? endsOn, DateOnly today, CancellationToken cancellation,
        IReadOnlyDictionary<Guid, DateOnly>? leaving = null)
    {
        if (slot.CaseState != "open") return Refusal.Conflict("pledge.case_closed", "beneficiary");
        if (slot.Stopped is not null) return Refusal.Conflict("pledge.case_stopped", "beneficiary");
        if ((terms.Channel == PledgeChannels.Goods) != (slot.Kind == "goods")) return Refusal.Invalid("pledge.slot_kind", "channel");
        var until = terms.Renews ? null : endsOn;
        if (terms.StartsOn < slot.StartsOn) return Refusal.Invalid("pledge.before_slot", "startsOn", Day(slot.StartsOn));
        if (slot.EndsOn is { } over && (until is null || until > over)) return Refusal.Invalid("pledge.beyond_slot", "endsOn", Day(over));

        var from = terms.StartsOn > today ? terms.StartsOn : today;
        var one = new Filling(from, until, yearlyVnd, terms.YearlyQuantity);
        var others = await Fillings(connection, slot.Id, from, leaving ?? new Dictionary<Guid, DateOnly>(), cancellation);
        if (SlotFill.Fits(slot.AmountVnd, slot.Quantity, others, one)) return null;
        var (vnd, quantity) = SlotFill.Most(others, one.From, one.Until);
        return slot.Kind == "goods"
            ? Refusal.Conflict("pledge.slot_full_goods", "slot", Math.Max(0, slot.Quantity - quantity / 12).ToString("0.###", CultureInfo.GetCultureInfo("vi-VN")), slot.GoodsUnit)
            : Refusal.Conflict("pledge.slot_full", "slot", new Vnd(Math.Max(0, slot.AmountVnd - (vnd + 11) / 12)).ToString());
    }

    /// <inheritdoc cref="WhyNot(NpgsqlConnection, LockedSlot, PledgeTerms, long, DateOnly?, DateOnly, CancellationToken, IReadOnlyDictionary{Guid, DateOnly})"/>
    /// <param name="pledge">As it would fill the slot; where it fills it already, that does not count.</param>
    public static Task<Refusal?> WhyNot(NpgsqlConnection connection, LockedSlot slot, PledgeState pledge, DateOnly today, CancellationToken cancellation) =>
        WhyNot(
            connection, slot, pledge.Terms, Schedule.YearlyVnd(pledge.Terms, [.. pledge.Instalments.Select(i => i.Planned)]), pledge.EndsOn, today, cancellation,
            new Dictionary<Guid, DateOnly> { [pledge.Id] = DateOnly.MinValue });

    private static async Task<IReadOnlyList<Filling>> Fillings(
        NpgsqlConnection connection, Guid slot, DateOnly from, IReadOnlyDictionary<Guid, DateOnly> leaving, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            "select pledge_id, from_on, until_on, yearly, yearly_quantity from sponsorships.filling where slot_id = $1 and (until_on is null or until_on >= $2)", connection)
        {
            Parameters = { new() { Value = slot }, new() { Value = from } },
        };
        List<Filling> found = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            DateOnly? until = row.IsDBNull(2) ? null : row.GetFieldValue<DateOnly>(2);
            if (leaving.TryGetValue(row.GetGuid(0), out var last)) until = until < last ? until : last;
            found.Add(new(row.GetFieldValue<DateOnly>(1), until, row.GetInt64(3), row.GetDecimal(4)));
        }
        return found;
    }

    private static string Day(DateOnly day) => $"{day:dd/MM/yyyy}";
}
