using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>What came in for pledges, what was handed over, and which instalments are not promised any more.</summary>
internal sealed class MoneyRows
{
    /// <summary>Parts that were decided anew keep the day of their gift.</summary>
    private const string UpsertParts = """
        insert into sponsorships.received_part (gift_id, ordinal, pledge_id, kind, seq, occasion, amount, on_date)
        select c.gift_id, c.ordinal, c.pledge_id, c.kind, c.seq, c.occasion, c.amount,
          coalesce(c.on_date, (select min(p.on_date) from sponsorships.received_part p where p.gift_id = c.gift_id))
        from unnest($1::uuid[], $2::smallint[], $3::uuid[], $4::text[], $5::int[], $6::text[], $7::bigint[], $8::date[])
          c(gift_id, ordinal, pledge_id, kind, seq, occasion, amount, on_date)
        on conflict (gift_id, ordinal) do update set kind = excluded.kind, seq = excluded.seq, occasion = excluded.occasion, amount = excluded.amount
        """;

    private const string DropParts = """
        delete from sponsorships.received_part p using unnest($1::uuid[], $2::int[]) c(gift_id, parts) where p.gift_id = c.gift_id and p.ordinal > c.parts
        """;

    private const string InsertDeliveries = """
        insert into sponsorships.delivery (delivery_id, pledge_id, seq, on_date, amount, quantity, at, by_person)
        select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::date[], $5::bigint[], $6::numeric[], $7::timestamptz[], $8::uuid[])
        """;

    private const string TakeBackDeliveries = """
        update sponsorships.delivery d set taken_back = true from unnest($1::uuid[], $2::uuid[]) c(delivery_id, pledge_id)
        where d.delivery_id = c.delivery_id and d.pledge_id = c.pledge_id
        """;

    private const string DropAfter = """
        update sponsorships.instalment i set dropped = true from unnest($1::uuid[], $2::date[]) c(pledge_id, on_date) where i.pledge_id = c.pledge_id and i.due_on > c.on_date
        """;

    private const string Skip = """
        update sponsorships.instalment i set dropped = true from unnest($1::uuid[], $2::int[]) c(pledge_id, seq) where i.pledge_id = c.pledge_id and i.seq = c.seq
        """;

    private const string SumInstalments = """
        with touched as (select unnest($1::uuid[]) as id),
          come as (select r.pledge_id, r.seq, sum(r.amount) as amount from sponsorships.received_part r join touched t on t.id = r.pledge_id where r.seq is not null group by 1, 2),
          given as (
            select d.pledge_id, d.seq, sum(d.amount) as amount, sum(coalesce(d.quantity, 0)) as quantity
            from sponsorships.delivery d join touched t on t.id = d.pledge_id where not d.taken_back group by 1, 2)
        update sponsorships.instalment i set received = n.received, delivered = n.delivered, delivered_quantity = n.quantity
        from (
          select j.pledge_id, j.seq, coalesce(c.amount, 0) as received, coalesce(g.amount, 0) as delivered, coalesce(g.quantity, 0) as quantity
          from sponsorships.instalment j join touched t on t.id = j.pledge_id
          left join come c on c.pledge_id = j.pledge_id and c.seq = j.seq
          left join given g on g.pledge_id = j.pledge_id and g.seq = j.seq) n
        where i.pledge_id = n.pledge_id and i.seq = n.seq and (i.received, i.delivered, i.delivered_quantity) is distinct from (n.received, n.delivered, n.quantity)
        """;

    private const string SumPledges = """
        with touched as (select unnest($1::uuid[]) as id)
        update sponsorships.pledge p set
          received = coalesce((select sum(r.amount) from sponsorships.received_part r where r.pledge_id = p.id), 0),
          undecided = coalesce((select sum(r.amount) from sponsorships.received_part r where r.pledge_id = p.id and r.kind = 'undecided'), 0),
          delivered_directly = coalesce((select sum(d.amount) from sponsorships.delivery d where d.pledge_id = p.id and not d.taken_back), 0)
        from touched t where p.id = t.id
        """;

    private readonly record struct PartRow(Guid Gift, int Ordinal, Guid Pledge, PaymentPart Part, DateOnly? On);

    private readonly record struct DeliveryRow(Guid Delivery, Guid Pledge, DeliveredPart Part, DateOnly On, DateTimeOffset At, Guid By);

    private readonly record struct Gift(Guid Pledge, DateOnly? On, IReadOnlyList<PaymentPart> Parts);

    /// <summary>As each gift stands after the batch; without parts when it was taken back.</summary>
    private readonly Dictionary<Guid, Gift> gifts = [];
    private readonly List<DeliveryRow> deliveries = [];
    private readonly List<(Guid Delivery, Guid Pledge)> takenBack = [];
    private readonly List<(Guid Pledge, DateOnly On)> ended = [];
    private readonly List<(Guid Pledge, int Seq)> skipped = [];
    private readonly HashSet<Guid> touched = [];

    public void Add(IPledgeEvent step, DateTimeOffset at)
    {
        switch (step)
        {
            case PledgeReceived e:
                gifts[e.GiftId] = new(e.PledgeId, e.On, e.Parts);
                break;
            case PledgeReceiptDecided e:
                gifts[e.GiftId] = new(e.PledgeId, gifts.TryGetValue(e.GiftId, out var was) ? was.On : null, e.Parts);
                break;
            case PledgeReceiptTakenBack e:
                gifts[e.GiftId] = new(e.PledgeId, null, []);
                break;
            case PledgeDelivered e:
                foreach (var part in e.Parts) deliveries.Add(new(e.DeliveryId, e.PledgeId, part, e.On, at, e.By));
                break;
            case PledgeDeliveryTakenBack e:
                takenBack.Add((e.DeliveryId, e.PledgeId));
                break;
            case PledgeEnded e:
                ended.Add((e.PledgeId, e.On));
                return;
            case PledgeResumed e:
                foreach (var seq in e.Skipped) skipped.Add((e.PledgeId, seq));
                return;
            default:
                return;
        }
        touched.Add(step.PledgeId);
    }

    public IEnumerable<(string Sql, NpgsqlParameter[] Columns)> Statements()
    {
        if (ended.Count > 0)
            yield return (DropAfter, [UnnestInsert.Column(ended, e => e.Pledge, NpgsqlDbType.Uuid), UnnestInsert.Column(ended, e => e.On, NpgsqlDbType.Date)]);
        if (skipped.Count > 0)
            yield return (Skip, [UnnestInsert.Column(skipped, s => s.Pledge, NpgsqlDbType.Uuid), UnnestInsert.Column(skipped, s => s.Seq, NpgsqlDbType.Integer)]);
        if (touched.Count == 0) yield break;

        var parts = gifts.SelectMany(g => g.Value.Parts.Select((part, i) => new PartRow(g.Key, i + 1, g.Value.Pledge, part, g.Value.On))).ToList();
        if (parts.Count > 0)
        {
            yield return (UpsertParts,
            [
                UnnestInsert.Column(parts, p => p.Gift, NpgsqlDbType.Uuid), UnnestInsert.Column(parts, p => (short)p.Ordinal, NpgsqlDbType.Smallint),
                UnnestInsert.Column(parts, p => p.Pledge, NpgsqlDbType.Uuid), UnnestInsert.Column(parts, p => p.Part.Kind, NpgsqlDbType.Text),
                UnnestInsert.Column(parts, p => p.Part.Seq, NpgsqlDbType.Integer), UnnestInsert.Column(parts, p => p.Part.Occasion, NpgsqlDbType.Text),
                UnnestInsert.Column(parts, p => p.Part.AmountVnd, NpgsqlDbType.Bigint), UnnestInsert.Column(parts, p => p.On, NpgsqlDbType.Date),
            ]);
        }
        if (gifts.Count > 0)
        {
            var left = gifts.ToList();
            yield return (DropParts, [UnnestInsert.Column(left, g => g.Key, NpgsqlDbType.Uuid), UnnestInsert.Column(left, g => g.Value.Parts.Count, NpgsqlDbType.Integer)]);
        }
        if (deliveries.Count > 0)
        {
            yield return (InsertDeliveries,
            [
                UnnestInsert.Column(deliveries, d => d.Delivery, NpgsqlDbType.Uuid), UnnestInsert.Column(deliveries, d => d.Pledge, NpgsqlDbType.Uuid),
                UnnestInsert.Column(deliveries, d => d.Part.Seq, NpgsqlDbType.Integer), UnnestInsert.Column(deliveries, d => d.On, NpgsqlDbType.Date),
                UnnestInsert.Column(deliveries, d => d.Part.AmountVnd, NpgsqlDbType.Bigint), UnnestInsert.Column(deliveries, d => d.Part.Quantity, NpgsqlDbType.Numeric),
                UnnestInsert.Column(deliveries, d => d.At, NpgsqlDbType.TimestampTz), UnnestInsert.Column(deliveries, d => d.By, NpgsqlDbType.Uuid),
            ]);
        }
        if (takenBack.Count > 0)
            yield return (TakeBackDeliveries, [UnnestInsert.Column(takenBack, d => d.Delivery, NpgsqlDbType.Uuid), UnnestInsert.Column(takenBack, d => d.Pledge, NpgsqlDbType.Uuid)]);
        var pledges = touched.ToList();
        yield return (SumInstalments, [UnnestInsert.Column(pledges, id => id, NpgsqlDbType.Uuid)]);
        yield return (SumPledges, [UnnestInsert.Column(pledges, id => id, NpgsqlDbType.Uuid)]);
    }
}
