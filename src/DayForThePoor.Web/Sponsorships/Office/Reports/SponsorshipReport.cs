using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Sponsorships.PayOut;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Office.Reports;

/// <summary>What a report is grouped by.</summary>
public static class ReportGroups
{
    public const string Unit = "unit";
    public const string Sponsor = "sponsor";
    public const string Purpose = "purpose";
    public const string Month = "month";

    /// <summary>One row a pledge: what a figure of the others is made of.</summary>
    public const string Pledge = "pledge";

    /// <summary>Everything in one row.</summary>
    public const string All = "all";

    public static readonly IReadOnlyList<string> Shown = [Unit, Sponsor, Purpose, Month, Pledge];
}

/// <summary>What is asked.</summary>
/// <param name="Units">That the person may read.</param>
/// <param name="To">Last day; what falls due after <paramref name="Today"/> is not promised yet.</param>
/// <param name="By">One of <see cref="ReportGroups"/>.</param>
/// <param name="Purpose">One of the purposes, or null for all.</param>
public sealed record ReportQuestion(IReadOnlyCollection<Guid> Units, DateOnly From, DateOnly To, DateOnly Today, string By, Guid? Sponsor = null, string? Purpose = null);

/// <summary>One row: what fell due, what came in and what was handed over within the days that were asked. Money in đồng.</summary>
/// <param name="Key">Id, purpose or first day of the month.</param>
/// <param name="Name">Of unit, sponsor or case; null for purposes and months, whose words are texts.</param>
/// <param name="BesideVnd">Of what came in: extra gifts and money that nobody has decided about.</param>
/// <param name="GoodsDue">Instalments of goods; they are in no sum of money.</param>
/// <param name="GoodsDelivered">Of these, handed over whole by now.</param>
public sealed record ReportRow(string Key, string? Name, int Pledges, long PromisedVnd, long ReceivedVnd, long BesideVnd, long DeliveredVnd, int GoodsDue, int GoodsDelivered)
{
    /// <summary>Promised within the days and not received within them; paid before or after, or still to come.</summary>
    public long NotReceivedVnd => Math.Max(0, PromisedVnd - (ReceivedVnd - BesideVnd));

    /// <summary>Received for instalments beyond what fell due within the days.</summary>
    public long OtherDaysVnd => Math.Max(0, ReceivedVnd - BesideVnd - PromisedVnd);

    /// <summary>Received less handed over within the days; below 0 when money of earlier days was handed over.</summary>
    public long ReceivedLessDeliveredVnd => ReceivedVnd - DeliveredVnd;
}

/// <summary>A sponsor whose instalments are late by the unit's number of days.</summary>
/// <param name="Since">Due day of the oldest.</param>
public sealed record UnpaidRow(Guid SponsorId, string Code, string Name, string Phone, Guid UnitId, int Pledges, long MissingVnd, DateOnly Since);

/// <summary>
/// Promised, received and delivered within days, for pages, files and the API. What counts as promised is said by
/// <see cref="PledgeNumbers"/> alone.
/// </summary>
public sealed class SponsorshipReport(Sessions sessions)
{
    private static readonly string Movements = $"""
        with movement (pledge_id, on_date, promised, received, beside, delivered, goods_due, goods_done) as (
          select i.pledge_id, i.due_on, i.amount, 0::bigint, 0::bigint, 0::bigint, (i.quantity is not null)::int, (i.quantity is not null and i.delivered_quantity >= i.quantity)::int
          from sponsorships.instalment i join sponsorships.pledge p on p.id = i.pledge_id
          where i.unit_id = any($1) and i.due_on between $2 and least($3, $4) and {PledgeNumbers.Promised} and {PledgeNumbers.Promises}
          union all
          select r.pledge_id, r.on_date, 0, r.amount, case when r.kind = 'instalment' then 0 else r.amount end, 0, 0, 0
          from sponsorships.received_part r join sponsorships.pledge p on p.id = r.pledge_id where p.unit_id = any($1) and r.on_date between $2 and $3
          union all
          select d.pledge_id, d.on_date, 0, d.amount, 0, d.amount, 0, 0
          from sponsorships.delivery d join sponsorships.pledge p on p.id = d.pledge_id where p.unit_id = any($1) and not d.taken_back and d.on_date between $2 and $3
          union all
          select o.pledge_id, o.on_date, 0, 0, 0, o.amount, 0, 0 from (
            select l.earmark_id as pledge_id, (coalesce(case when y.payee_kind = 'list' then l.changed_at end, y.paid_at) at time zone 'Asia/Ho_Chi_Minh')::date as on_date, l.amount
            from payments.line l join payments.payment y on y.id = l.payment_id
            where l.unit_id = any($1) and l.slot_id is not null and l.earmark_id is not null and l.state <> 'returned' and y.state = 'paid' and (y.payee_kind <> 'list' or l.state = 'collected')) o
          where o.on_date between $2 and $3
        )
        """;

    private const string Sums = """
        count(distinct m.pledge_id)::int, sum(m.promised)::bigint, sum(m.received)::bigint, sum(m.beside)::bigint, sum(m.delivered)::bigint, sum(m.goods_due)::int, sum(m.goods_done)::int
        """;

    public async Task<IReadOnlyList<ReportRow>> Ask(ReportQuestion question, CancellationToken cancellation)
    {
        var (key, name, join) = question.By switch
        {
            ReportGroups.Unit => ("p.unit_id::text", "null::text", ""),
            ReportGroups.Sponsor => ("p.sponsor_id::text", "(select s.name from sponsorships.sponsor s where s.id = p.sponsor_id)", ""),
            ReportGroups.Purpose => ("coalesce(t.purpose, '')", "null::text", ""),
            ReportGroups.Month => ("date_trunc('month', m.on_date)::date::text", "null::text", ""),
            ReportGroups.Pledge => ("p.id::text", "concat_ws(' · ', b.code, s.name)", "left join sponsorships.beneficiary b on b.id = p.beneficiary_id join sponsorships.sponsor s on s.id = p.sponsor_id"),
            ReportGroups.All => ("''", "null::text", ""),
            var unknown => throw new ArgumentOutOfRangeException(nameof(question), unknown, null),
        };
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"""
            {Movements}
            select {key}, {name}, {Sums} from movement m join sponsorships.pledge p on p.id = m.pledge_id left join sponsorships.slot t on t.id = p.slot_id {join}
            where ($5::uuid is null or p.sponsor_id = $5) and ($6::text is null or t.purpose = $6) group by 1, 2 order by 2 nulls first, 1
            """, connection)
        {
            Parameters =
            {
                new() { Value = question.Units.ToArray() }, new() { Value = question.From }, new() { Value = question.To }, new() { Value = question.Today },
                new() { Value = (object?)question.Sponsor ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid }, new() { Value = (object?)question.Purpose ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            },
        };
        List<ReportRow> rows = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            rows.Add(new(
                row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetInt32(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt32(7), row.GetInt32(8)));
        }
        return rows;
    }

    /// <summary>The sum of rows that share nothing.</summary>
    public static ReportRow Total(IEnumerable<ReportRow> rows) => rows.Aggregate(new ReportRow("", null, 0, 0, 0, 0, 0, 0, 0), (sum, row) => checked(new ReportRow(
        "", null, sum.Pledges + row.Pledges, sum.PromisedVnd + row.PromisedVnd, sum.ReceivedVnd + row.ReceivedVnd, sum.BesideVnd + row.BesideVnd, sum.DeliveredVnd + row.DeliveredVnd,
        sum.GoodsDue + row.GoodsDue, sum.GoodsDelivered + row.GoodsDelivered)));

    /// <summary>Sponsors with something late, the oldest first.</summary>
    public async Task<IReadOnlyList<UnpaidRow>> Unpaid(IReadOnlyCollection<Guid> units, DateOnly on, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select s.id, s.code, s.name, s.phone, s.unit_id, count(distinct w.pledge_id)::int, sum(w.missing)::bigint, min(w.due_on)
            from sponsorships.waiting_instalment w join sponsorships.sponsor s on s.id = w.sponsor_id left join sponsorships.setting n on n.unit_id = w.unit_id
            where w.unit_id = any($1) and w.state = 'active' and w.due_on < $2 and w.due_on + coalesce(n.late_days, 15) < $2 group by s.id order by min(w.due_on), s.code
            """, connection) { Parameters = { new() { Value = units.ToArray() }, new() { Value = on } } };
        List<UnpaidRow> rows = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            rows.Add(new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetGuid(4), row.GetInt32(5), row.GetInt64(6), row.GetFieldValue<DateOnly>(7)));
        return rows;
    }
}
