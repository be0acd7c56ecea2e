using DayForThePoor.Core.Households;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.PayOut;

/// <summary>A direct pledge of which something is due and not handed over.</summary>
/// <param name="Born">Year of birth, empty when not known.</param>
/// <param name="Carer">Who takes it for a child: name and relation; empty when not known.</param>
/// <param name="Channel">direct or goods.</param>
/// <param name="AmountVnd">Open đồng of instalments due by the day.</param>
/// <param name="Quantity">Open goods of instalments due by the day.</param>
/// <param name="Life">A life change that nobody has decided about, or that stops the case: it is left out.</param>
public sealed record DirectDue(
    Guid Pledge, Guid Beneficiary, string Code, string Name, string Born, string Carer, Guid HamletId, string Hamlet, string Purpose, string Sponsor, string Channel, long AmountVnd,
    decimal Quantity, string Goods, string GoodsUnit, string? Life)
{
    public bool IsGoods => Quantity > 0;
}

/// <summary>A paper that proves direct hand-overs.</summary>
/// <param name="Pledges">That it proves and that were not taken back.</param>
/// <param name="TakenBack">Pledges whose hand-over was taken back.</param>
public sealed record DeliveryPaper(
    Guid Id, Guid UnitId, string Kind, Guid File, string FileName, DateOnly On, int Pledges, int TakenBack, long AmountVnd, DateTimeOffset RecordedAt, string RecordedBy);

/// <summary>One pledge on such a paper.</summary>
public sealed record DeliveredPledge(Guid Pledge, string Code, string Name, string Purpose, long AmountVnd, decimal Quantity, string GoodsUnit, string Goods, bool TakenBack);

/// <summary>Reads direct hand-overs. Who may see the unit is the caller's question.</summary>
public sealed class Deliveries(Sessions sessions)
{
    private const string Due = $"""
        select p.id, b.id, b.code, m.name, coalesce(extract(year from m.birth_date)::text, m.birth_year::text, ''),
          case when b.carer_name = '' then '' when b.carer_relation = '' then b.carer_name else b.carer_name || ' (' || b.carer_relation || ')' end,
          h.hamlet_id, a.kind, a.name, a.former, t.purpose, s.name, p.channel, d.amount, d.quantity, t.goods, t.goods_unit, coalesce(p.flagged, c.stopped)
        from sponsorships.pledge p
        join sponsorships.sponsor s on s.id = p.sponsor_id
        join sponsorships.slot t on t.id = p.slot_id
        cross join lateral (
          with recursive up as (
            select p.beneficiary_id as at
            union
            select k.merged_into from up u join sponsorships.case_state k on k.beneficiary_id = u.at where k.merged_into is not null)
          select k.beneficiary_id, k.stopped from up u join sponsorships.case_state k on k.beneficiary_id = u.at where k.merged_into is null) c
        join sponsorships.beneficiary b on b.id = c.beneficiary_id
        join households.member m on m.id = b.member_id
        join households.household h on h.id = b.household_id
        join households.hamlet a on a.id = h.hamlet_id
        cross join lateral (
          select coalesce(sum(greatest(i.amount - i.delivered, 0)), 0)::bigint as amount, coalesce(sum(greatest(i.quantity - i.delivered_quantity, 0)), 0)::numeric as quantity
          from sponsorships.instalment i where i.pledge_id = p.id and i.due_on <= $2 and {PledgeNumbers.Promised}) d
        where p.unit_id = $1 and p.channel in ('direct', 'goods') and p.state in ('held', 'active', 'paused') and (d.amount > 0 or d.quantity > 0) and ($3::uuid is null or h.hamlet_id = $3)
        order by a.name collate "vi-x-icu", a.former, h.given collate "vi-x-icu", m.name collate "vi-x-icu", p.id
        """;

    private const string PapersOf = """
        select y.id, y.unit_id, y.kind, y.file_id, f.name, max(d.on_date), count(distinct d.pledge_id) filter (where not d.taken_back)::int,
          count(distinct d.pledge_id) filter (where d.taken_back)::int, coalesce(sum(d.amount) filter (where not d.taken_back), 0)::bigint, y.recorded_at, coalesce(w.display_name, '')
        from sponsorships.delivery_paper y
        join sponsorships.file f on f.id = y.file_id
        join sponsorships.delivery d on d.delivery_id = y.id
        left join identity.person w on w.id = y.recorded_by
        """;

    /// <summary>By hamlet and name; those with a life change among them.</summary>
    public async Task<IReadOnlyList<DirectDue>> DueBy(Guid unit, DateOnly until, Guid? hamlet, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var select = new NpgsqlCommand(Due, connection)
        {
            Parameters = { new() { Value = unit }, new() { Value = until }, new() { Value = hamlet ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid } },
        };
        List<DirectDue> found = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            found.Add(new(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetGuid(6),
                new HamletName(row.GetString(7), row.GetString(8), row.GetString(9)).Text, row.GetString(10), row.GetString(11), row.GetString(12), row.GetInt64(13), row.GetDecimal(14),
                row.GetString(15), row.GetString(16), row.IsDBNull(17) ? null : row.GetString(17)));
        }
        return found;
    }

    /// <summary>The last papers of a unit, newest first, at most <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<DeliveryPaper>> Papers(Guid unit, int most, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var select = new NpgsqlCommand($"{PapersOf} where y.unit_id = $1 group by y.id, f.id, w.id order by y.recorded_at desc limit {most}", connection)
        {
            Parameters = { new() { Value = unit } },
        };
        return await Read(select, cancellation);
    }

    /// <summary>Null when there is none.</summary>
    public async Task<DeliveryPaper?> Paper(Guid delivery, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"{PapersOf} where y.id = $1 group by y.id, f.id, w.id", connection) { Parameters = { new() { Value = delivery } } };
        return await Read(select, cancellation) is [var paper, ..] ? paper : null;
    }

    /// <summary>What a paper proves, by name.</summary>
    public async Task<IReadOnlyList<DeliveredPledge>> Of(Guid delivery, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select p.id, b.code, m.name, t.purpose, sum(d.amount)::bigint, coalesce(sum(d.quantity), 0)::numeric, t.goods_unit, t.goods, d.taken_back
            from sponsorships.delivery d join sponsorships.pledge p on p.id = d.pledge_id
            join sponsorships.slot t on t.id = p.slot_id
            join sponsorships.beneficiary b on b.id = p.beneficiary_id
            join households.member m on m.id = b.member_id
            where d.delivery_id = $1 group by p.id, b.id, m.id, t.id, d.taken_back order by m.name collate "vi-x-icu", p.id
            """, connection) { Parameters = { new() { Value = delivery } } };
        List<DeliveredPledge> found = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            found.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetDecimal(5), row.GetString(6), row.GetString(7), row.GetBoolean(8)));
        }
        return found;
    }

    /// <summary>The unit and the content of a paper; null when there is none.</summary>
    public async Task<(Guid Unit, byte[] Sha256)?> Content(Guid delivery, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select y.unit_id, f.sha256 from sponsorships.delivery_paper y join sponsorships.file f on f.id = y.file_id where y.id = $1", connection)
        {
            Parameters = { new() { Value = delivery } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? (row.GetGuid(0), row.GetFieldValue<byte[]>(1)) : null;
    }

    private static async Task<IReadOnlyList<DeliveryPaper>> Read(NpgsqlCommand select, CancellationToken cancellation)
    {
        List<DeliveryPaper> found = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            found.Add(new(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetGuid(3), row.GetString(4), row.GetFieldValue<DateOnly>(5), row.GetInt32(6), row.GetInt32(7), row.GetInt64(8),
                row.GetFieldValue<DateTimeOffset>(9), row.GetString(10)));
        }
        return found;
    }
}
