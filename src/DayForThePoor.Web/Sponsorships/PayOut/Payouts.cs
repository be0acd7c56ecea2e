using DayForThePoor.Core.Households;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.PayOut;

/// <summary>A line that could stand on the next signing list.</summary>
/// <param name="Pledge">Null: the general fund would pay in a sponsor's place.</param>
/// <param name="Purpose">One of <see cref="SlotPurposes"/>; null where the pledge has no slot yet.</param>
/// <param name="Sponsor">Name; null without pledge.</param>
/// <param name="AmountVnd">What could be paid out now; 0 where something stands in the way.</param>
/// <param name="MostVnd">The most that a line may take; above it preparing is refused.</param>
/// <param name="UndecidedVnd">Of the pledge's money, what waits for a person; not in the amounts.</param>
/// <param name="LeftOut">Why it is left out: flagged, stopped, no_person; null: it is not.</param>
/// <param name="Life">The life change that stands in the way; one of <see cref="LifeChanges"/>.</param>
public sealed record PayoutLine(
    Guid? Pledge, Guid? Slot, Guid? Beneficiary, string? BeneficiaryCode, string? Name, Guid? HamletId, string Hamlet, string? Purpose, string? Sponsor, long AmountVnd, long MostVnd,
    long UndecidedVnd, string? LeftOut, string? Life);

/// <summary>What a fund could hand on by a day.</summary>
/// <param name="Lines">Pledges with money to hand on, by hamlet and name.</param>
/// <param name="Substitutes">Slots that nobody fills; nothing is paid for them unless somebody says so.</param>
/// <param name="LeftOut">Pledges with money that may not be handed on now, with the reason.</param>
public sealed record PayoutProposal(DateOnly From, DateOnly Until, IReadOnlyList<PayoutLine> Lines, IReadOnlyList<PayoutLine> Substitutes, IReadOnlyList<PayoutLine> LeftOut)
{
    public long TotalVnd => Lines.Sum(line => line.AmountVnd);
}

/// <summary>Finds what is to be paid out. Who may see the unit is the caller's question.</summary>
public sealed class Payouts(Sessions sessions)
{
    /// <summary>
    /// Of each pledge: what was received for instalments due by the day, and as extra gifts, less what live payments take.
    /// Early money waits until it is due, undecided money until a person has decided.
    /// </summary>
    private const string OfPledges = $"""
        select p.id, p.slot_id, b.id, b.code, m.name, h.hamlet_id, a.kind, a.name, a.former, t.purpose, s.name,
          greatest(0, least(w.held - p.undecided, d.received + x.extra - o.ordered))::bigint, greatest(0, w.held - p.undecided)::bigint, p.undecided, p.flagged, c.stopped
        from sponsorships.pledge p
        join sponsorships.sponsor s on s.id = p.sponsor_id
        left join lateral (
          with recursive up as (
            select p.beneficiary_id as at
            union
            select k.merged_into from up u join sponsorships.case_state k on k.beneficiary_id = u.at where k.merged_into is not null)
          select k.beneficiary_id, k.stopped from up u join sponsorships.case_state k on k.beneficiary_id = u.at where k.merged_into is null) c on true
        left join sponsorships.beneficiary b on b.id = c.beneficiary_id
        left join sponsorships.slot t on t.id = p.slot_id
        left join households.member m on m.id = b.member_id
        left join households.household h on h.id = b.household_id
        left join households.hamlet a on a.id = h.hamlet_id
        cross join lateral (select coalesce(sum(i.received), 0) as received from sponsorships.instalment i where i.pledge_id = p.id and i.due_on <= $3 and not i.dropped) d
        cross join lateral (select coalesce(sum(r.amount), 0) as extra from sponsorships.received_part r where r.pledge_id = p.id and r.kind = 'extra') x
        cross join lateral (
          select coalesce(sum(l.amount), 0) as ordered, coalesce(sum(l.amount) filter (where y.state = 'awaiting_approval'), 0) as waiting
          from payments.line l join payments.payment y on y.id = l.payment_id
          where l.earmark_id = p.id and l.state <> 'returned' and y.state in ('awaiting_approval', 'awaiting_payment', 'paid')) o
        cross join lateral (
          select coalesce(sum(case q.side when 'C' then q.amount else -q.amount end), 0) - o.waiting as held
          from ledger.posting q join ledger.entry e on e.id = q.entry_id where q.earmark_id = p.id and e.fund_id = p.fund_id) w
        where p.unit_id = $1 and p.fund_id = $2 and p.channel = 'fund' and p.received > 0
        order by a.name collate "vi-x-icu", a.former, h.given collate "vi-x-icu", m.name collate "vi-x-icu", p.id
        """;

    private const string OfSlots = """
        select t.id, b.id, b.code, m.name, h.hamlet_id, a.kind, a.name, a.former, t.purpose, t.amount, t.starts_on, t.ends_on,
          coalesce(sum(l.amount), 0)::bigint,
          coalesce(sum(l.amount) filter (where coalesce(y.document_date, y.asked_date, (y.prepared_at at time zone 'Asia/Ho_Chi_Minh')::date) >= $2), 0)::bigint
        from sponsorships.slot t
        join sponsorships.beneficiary b on b.id = t.beneficiary_id
        join sponsorships.case_state c on c.beneficiary_id = b.id and c.state = 'open' and c.stopped is null
        join households.member m on m.id = b.member_id
        join households.household h on h.id = b.household_id
        join households.hamlet a on a.id = h.hamlet_id
        left join (payments.line l join payments.payment y on y.id = l.payment_id and l.state <> 'returned' and y.state in ('awaiting_approval', 'awaiting_payment', 'paid'))
          on l.slot_id = t.id and l.earmark_id is null
        where t.unit_id = $1 and t.kind = 'money' and t.starts_on <= $3 and (t.ends_on is null or t.ends_on >= $3)
        group by t.id, b.id, m.id, h.id, a.id
        order by a.name collate "vi-x-icu", a.former, h.given collate "vi-x-icu", m.name collate "vi-x-icu", t.id
        """;

    /// <param name="from">First day of the month or quarter; slots without sponsor are proposed for its months.</param>
    /// <param name="until">Its last day, or an earlier one; instalments due later wait.</param>
    /// <param name="today">Months after this day are not paid in advance.</param>
    /// <param name="hamlet">Only people of this hamlet.</param>
    public async Task<PayoutProposal> Of(Guid unit, Guid fund, DateOnly from, DateOnly until, DateOnly today, Guid? hamlet, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        List<PayoutLine> pledges = [];
        await using (var select = new NpgsqlCommand(OfPledges, connection) { Parameters = { new() { Value = unit }, new() { Value = fund }, new() { Value = until } } })
        await using (var row = await select.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
            {
                var life = Text(row, 14) ?? Text(row, 15);
                var leftOut = row.IsDBNull(1) || row.IsDBNull(2) ? "no_person" : !row.IsDBNull(14) ? "flagged" : !row.IsDBNull(15) ? "stopped" : null;
                pledges.Add(new(
                    row.GetGuid(0), Id(row, 1), Id(row, 2), Text(row, 3), Text(row, 4), Id(row, 5), row.IsDBNull(6) ? "" : new HamletName(row.GetString(6), row.GetString(7), row.GetString(8)).Text,
                    Text(row, 9), row.GetString(10), row.GetInt64(11), row.GetInt64(12), row.GetInt64(13), leftOut, life));
            }
        }
        var substitutes = await Substitutes(connection, unit, from, until < today ? until : today, cancellation);
        var here = pledges.Where(IsHere).ToList();
        return new(from, until, [.. here.Where(l => l.LeftOut is null && l.AmountVnd > 0)], [.. substitutes.Where(IsHere)], [.. here.Where(l => l.LeftOut is not null && l.MostVnd > 0)]);

        bool IsHere(PayoutLine line) => hamlet is null || line.HamletId == hamlet;
    }

    private static async Task<IReadOnlyList<PayoutLine>> Substitutes(NpgsqlConnection connection, Guid unit, DateOnly from, DateOnly until, CancellationToken cancellation)
    {
        List<(PayoutLine Line, long Amount, DateOnly StartsOn, DateOnly? EndsOn, long Ever, long Since)> slots = [];
        await using (var select = new NpgsqlCommand(OfSlots, connection) { Parameters = { new() { Value = unit }, new() { Value = from }, new() { Value = until } } })
        await using (var row = await select.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
            {
                var line = new PayoutLine(
                    null, row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetGuid(4), new HamletName(row.GetString(5), row.GetString(6), row.GetString(7)).Text,
                    row.GetString(8), null, 0, 0, 0, null, null);
                slots.Add((line, row.GetInt64(9), row.GetFieldValue<DateOnly>(10), row.IsDBNull(11) ? null : row.GetFieldValue<DateOnly>(11), row.GetInt64(12), row.GetInt64(13)));
            }
        }
        var covers = await SlotCovers.Of(connection, [.. slots.Select(s => s.Line.Slot!.Value)], cancellation);
        List<PayoutLine> open = [];
        foreach (var (line, amount, startsOn, endsOn, ever, since) in slots)
        {
            List<SlotCover> filled = [.. covers[line.Slot!.Value]];
            var most = Vacancy.Vnd(amount, startsOn, endsOn, filled, startsOn, until) - ever;
            var now = Math.Min(most, Vacancy.Vnd(amount, startsOn, endsOn, filled, from, until) - since);
            if (now > 0) open.Add(line with { AmountVnd = now, MostVnd = most });
        }
        return open;
    }

    private static Guid? Id(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
