using DayForThePoor.Core;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Payments;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Payments;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.PayOut;

/// <summary>
/// Answers for lines of payments that pay pledges and slots. Everything is asked under lock, at preparing and again when the
/// order is posted: of two lists for one pledge the second sees the first.
/// </summary>
public sealed class SponsoredPayments(TimeProvider clock) : ISponsoredLines
{
    private sealed record Slot(Guid Beneficiary, Guid Unit, string Kind, long Amount, DateOnly StartsOn, DateOnly? EndsOn);

    private sealed record Case(Guid StandsFor, string State, string? Stopped);

    private sealed record Pledge(Guid Unit, Guid? Fund, string Channel, Guid? Slot, Guid? Beneficiary, string? Flagged, long Undecided);

    /// <summary>
    /// Codes: payout.pledge_unknown, payout.slot_unknown, payout.not_through_fund, payout.other_fund, payout.no_person, payout.flagged, payout.case_stopped,
    /// payout.case_not_open, payout.slot_of_goods, payout.slot_ended, payout.slot_covered, payout.above_pledge, payout.above_slot, payment.changed_meanwhile.
    /// </summary>
    public async Task<Outcome<IReadOnlyDictionary<int, SponsoredPerson>>> Hold(
        NpgsqlConnection connection, Guid unit, Guid fund, Guid except, IReadOnlyList<SponsoredLine> lines, CancellationToken cancellation)
    {
        if (lines.Count == 0) return new Outcome<IReadOnlyDictionary<int, SponsoredPerson>>(new Dictionary<int, SponsoredPerson>());
        Guid[] pledgeIds = [.. lines.Select(l => l.Pledge).OfType<Guid>()];
        var seen = await Pledges(connection, pledgeIds, "", cancellation);
        var slots = await Slots(connection, [.. lines.Select(l => l.Slot).Concat(seen.Values.Select(p => p.Slot)).OfType<Guid>()], cancellation);
        var cases = await Cases(connection, [.. slots.Values.Select(s => s.Beneficiary).Concat(seen.Values.Select(p => p.Beneficiary).OfType<Guid>())], cancellation);
        var pledges = await Pledges(connection, pledgeIds, "for update", cancellation);
        // Another slot or person meanwhile: those that were locked are not the right ones.
        if (pledges.Any(p => seen[p.Key] is var before && (before.Slot, before.Beneficiary) != (p.Value.Slot, p.Value.Beneficiary))) return Refusal.Conflict("payment.changed_meanwhile");

        var left = await Left(connection, fund, except, pledgeIds, cancellation);
        var people = await People(connection, cases, cancellation);
        var found = new Dictionary<int, SponsoredPerson>(lines.Count);
        foreach (var line in lines)
        {
            var (why, slotId) = line.Pledge is { } id
                ? (WhyNotPledge(line, pledges.GetValueOrDefault(id), unit, fund, cases, left.GetValueOrDefault(id)), pledges.GetValueOrDefault(id)?.Slot)
                : (await WhyNotSlot(connection, line, slots.GetValueOrDefault(line.Slot!.Value), unit, cases, except, cancellation), line.Slot);
            if (why is not null) return why;
            var beneficiary = line.Pledge is { } pledge ? pledges[pledge].Beneficiary!.Value : slots[slotId!.Value].Beneficiary;
            found[line.Line] = people[cases[beneficiary].StandsFor] with { SlotId = slotId!.Value };
        }
        return new Outcome<IReadOnlyDictionary<int, SponsoredPerson>>(found);
    }

    private static Refusal? WhyNotPledge(SponsoredLine line, Pledge? pledge, Guid unit, Guid fund, Dictionary<Guid, Case> cases, long earmark)
    {
        var (field, number) = ($"lines[{line.Line - 1}].pledge", $"{line.Line}");
        if (pledge is null || pledge.Unit != unit) return Refusal.NotFound("payout.pledge_unknown", field, number);
        if (pledge.Channel != PledgeChannels.Fund) return Refusal.Conflict("payout.not_through_fund", field, number);
        if (pledge.Fund != fund) return Refusal.Invalid("payout.other_fund", field, number);
        if (pledge is not { Beneficiary: { } beneficiary, Slot: not null }) return Refusal.Conflict("payout.no_person", field, number);
        if (pledge.Flagged is not null) return Refusal.Conflict("payout.flagged", field, number);
        if (cases[beneficiary].Stopped is not null) return Refusal.Conflict("payout.case_stopped", field, number);
        var left = Math.Max(0, earmark - pledge.Undecided);
        return line.AmountVnd > left ? Refusal.Conflict("payout.above_pledge", $"lines[{line.Line - 1}].amountVnd", number, MoneyText.Format(new Vnd(left))) : null;
    }

    private async Task<Refusal?> WhyNotSlot(
        NpgsqlConnection connection, SponsoredLine line, Slot? slot, Guid unit, Dictionary<Guid, Case> cases, Guid except, CancellationToken cancellation)
    {
        var (field, number) = ($"lines[{line.Line - 1}].slot", $"{line.Line}");
        if (slot is null || slot.Unit != unit) return Refusal.NotFound("payout.slot_unknown", field, number);
        if (slot.Kind != "money") return Refusal.Invalid("payout.slot_of_goods", field, number);
        var today = VietnamTime.TodayIn(clock);
        if (slot.StartsOn > today || slot.EndsOn < today) return Refusal.Conflict("payout.slot_ended", field, number);
        if (cases[slot.Beneficiary].Stopped is not null) return Refusal.Conflict("payout.case_stopped", field, number);
        if (cases[slot.Beneficiary].State != "open") return Refusal.Conflict("payout.case_not_open", field, number);
        var covers = (await SlotCovers.Of(connection, [line.Slot!.Value], cancellation))[line.Slot.Value];
        var vacant = Vacancy.Vnd(slot.Amount, slot.StartsOn, slot.EndsOn, [.. covers], slot.StartsOn, today);
        if (vacant == 0) return Refusal.Conflict("payout.slot_covered", field, number);
        var left = Math.Max(0, vacant - await Substituted(connection, line.Slot.Value, except, cancellation));
        return line.AmountVnd > left ? Refusal.Conflict("payout.above_slot", $"lines[{line.Line - 1}].amountVnd", number, MoneyText.Format(new Vnd(left))) : null;
    }

    private static async Task<Dictionary<Guid, Pledge>> Pledges(NpgsqlConnection connection, Guid[] ids, string locking, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            $"select id, unit_id, fund_id, channel, slot_id, beneficiary_id, flagged, undecided from sponsorships.pledge where id = any($1) order by id {locking}", connection)
        {
            Parameters = { new() { Value = ids } },
        };
        var found = new Dictionary<Guid, Pledge>();
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            found[row.GetGuid(0)] = new(row.GetGuid(1), Id(row, 2), row.GetString(3), Id(row, 4), Id(row, 5), row.IsDBNull(6) ? null : row.GetString(6), row.GetInt64(7));
        return found;
    }

    private static async Task<Dictionary<Guid, Slot>> Slots(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            "select id, beneficiary_id, unit_id, kind, amount, starts_on, ends_on from sponsorships.slot where id = any($1) order by id for update", connection)
        {
            Parameters = { new() { Value = ids } },
        };
        var found = new Dictionary<Guid, Slot>();
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            found[row.GetGuid(0)] = new(
                row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetInt64(4), row.GetFieldValue<DateOnly>(5), row.IsDBNull(6) ? null : row.GetFieldValue<DateOnly>(6));
        }
        return found;
    }

    /// <summary>The cases locked together with those into which they were merged: what stops the one that stands stops them.</summary>
    private static async Task<Dictionary<Guid, Case>> Cases(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellation)
    {
        await using (var locking = new NpgsqlCommand($"""
            {StandingCase}
            select 1 from sponsorships.case_state where beneficiary_id in (select at from up) order by beneficiary_id for update
            """, connection) { Parameters = { new() { Value = ids } } })
            await locking.ExecuteNonQueryAsync(cancellation);
        await using var select = new NpgsqlCommand($"""
            {StandingCase}
            select u.asked, c.beneficiary_id, c.state, c.stopped from up u join sponsorships.case_state c on c.beneficiary_id = u.at where c.merged_into is null
            """, connection) { Parameters = { new() { Value = ids } } };
        var found = new Dictionary<Guid, Case>();
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) found[row.GetGuid(0)] = new(row.GetGuid(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3));
        return found;
    }

    /// <summary>From each case of $1 to the one that answers for it.</summary>
    internal const string StandingCase = """
        with recursive up as (
          select id as asked, id as at from unnest($1::uuid[]) a(id)
          union
          select u.asked, c.merged_into from up u join sponsorships.case_state c on c.beneficiary_id = u.at where c.merged_into is not null)
        """;

    /// <summary>What each pledge's money has left: received less paid out, less orders that are not posted yet.</summary>
    private static async Task<Dictionary<Guid, long>> Left(NpgsqlConnection connection, Guid fund, Guid except, Guid[] pledges, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select a.id,
              coalesce((select sum(case p.side when 'C' then p.amount else -p.amount end) from ledger.posting p join ledger.entry e on e.id = p.entry_id
                where p.earmark_id = a.id and e.fund_id = $2), 0)::bigint
              - coalesce((select sum(l.amount) from payments.line l join payments.payment p on p.id = l.payment_id
                where l.earmark_id = a.id and p.state = 'awaiting_approval' and p.id <> $3), 0)::bigint
            from unnest($1::uuid[]) a(id)
            """, connection) { Parameters = { new() { Value = pledges }, new() { Value = fund }, new() { Value = except } } };
        var left = new Dictionary<Guid, long>();
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) left[row.GetGuid(0)] = row.GetInt64(1);
        return left;
    }

    private static async Task<long> Substituted(NpgsqlConnection connection, Guid slot, Guid except, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select coalesce(sum(l.amount), 0)::bigint from payments.line l join payments.payment p on p.id = l.payment_id
            where l.slot_id = $1 and l.earmark_id is null and l.state <> 'returned' and p.id <> $2 and p.state in ('awaiting_approval', 'awaiting_payment', 'paid')
            """, connection) { Parameters = { new() { Value = slot }, new() { Value = except } } };
        return (long)(await select.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<Dictionary<Guid, SponsoredPerson>> People(NpgsqlConnection connection, Dictionary<Guid, Case> cases, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select b.id, b.household_id, b.member_id, m.name, a.kind, a.name, a.former, coalesce(extract(year from m.birth_date)::text, m.birth_year::text, ''),
              (select c.class from households.classification c where c.household_id = h.id order by c.year desc limit 1)
            from sponsorships.beneficiary b
            join households.household h on h.id = b.household_id
            join households.hamlet a on a.id = h.hamlet_id
            join households.member m on m.id = b.member_id
            where b.id = any($1)
            """, connection) { Parameters = { new() { Value = cases.Values.Select(c => c.StandsFor).Distinct().ToArray() } } };
        var found = new Dictionary<Guid, SponsoredPerson>();
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            found[row.GetGuid(0)] = new(
                row.GetGuid(1), row.GetGuid(2), Guid.Empty, row.GetString(3), new Core.Households.HamletName(row.GetString(4), row.GetString(5), row.GetString(6)).Text,
                row.GetString(7), row.IsDBNull(8) ? null : row.GetString(8));
        }
        return found;
    }

    private static Guid? Id(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
}

/// <summary>Which pledges fill slots, and on which days; those that ended before they began filled none.</summary>
internal static class SlotCovers
{
    public static async Task<ILookup<Guid, SlotCover>> Of(NpgsqlConnection connection, IReadOnlyCollection<Guid> slots, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand($"""
            select p.slot_id, p.yearly, p.starts_on, case p.state when 'ended' then p.ended_on else p.ends_on end
            from sponsorships.pledge p where p.slot_id = any($1) and {PledgeNumbers.Promises}
            """, connection) { Parameters = { new() { Value = slots.ToArray() } } };
        List<(Guid Slot, SlotCover Cover)> found = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            found.Add((row.GetGuid(0), new(row.GetInt64(1), row.GetFieldValue<DateOnly>(2), row.IsDBNull(3) ? null : row.GetFieldValue<DateOnly>(3))));
        return found.ToLookup(f => f.Slot, f => f.Cover);
    }
}
