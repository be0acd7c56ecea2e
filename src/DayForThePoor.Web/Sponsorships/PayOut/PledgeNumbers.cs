using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.PayOut;

/// <summary>
/// The three numbers, for every page and report from here alone. The day says what has fallen due; received and delivered
/// are what the books know now. Offers promise nothing yet, nor do pledges that ended before they began; while a pledge
/// pauses nothing falls due.
/// </summary>
public sealed class PledgeNumbers(Sessions sessions)
{
    /// <summary>Which pledges promise. $1: the day.</summary>
    internal const string Promises = "(p.state in ('held', 'active', 'paused') or (p.state = 'ended' and p.activated_on is not null))";

    /// <summary>Which instalments a promising pledge promises once they are due.</summary>
    internal const string Promised =
        "not i.dropped and not (p.state = 'paused' and i.due_on >= p.paused_from and i.received + i.delivered = 0 and i.delivered_quantity = 0)";

    private const string Columns = $"""
        coalesce(sum(d.promised), 0)::bigint, coalesce(sum(p.received + p.delivered_directly), 0)::bigint, coalesce(sum(coalesce(o.delivered, 0) + p.delivered_directly), 0)::bigint,
        coalesce(sum(d.missing), 0)::bigint, coalesce(sum(p.undecided), 0)::bigint, count(d.late_since)::int, min(d.late_since),
        coalesce(sum(d.goods_due), 0)::int, coalesce(sum(d.goods_done), 0)::int
        """;

    private const string From = $"""
        from sponsorships.pledge p
        left join sponsorships.setting n on n.unit_id = p.unit_id
        left join lateral (
          select sum(i.amount) as promised, sum(greatest(i.amount - i.received - i.delivered, 0)) as missing,
            count(*) filter (where i.quantity is not null) as goods_due, count(*) filter (where i.quantity is not null and i.delivered_quantity >= i.quantity) as goods_done,
            min(i.due_on) filter (where i.due_on + coalesce(n.late_days, 15) < $1
              and case when i.quantity is null then i.received + i.delivered < i.amount else i.delivered_quantity < i.quantity end) as late_since
          from sponsorships.instalment i where i.pledge_id = p.id and i.due_on <= $1 and {Promised} and {Promises}) d on true
        left join lateral (
          select sum(l.amount) as delivered
          from payments.line l join payments.payment y on y.id = l.payment_id
          where l.earmark_id = p.id and l.slot_id is not null and y.state = 'paid' and (y.payee_kind <> 'list' or l.state = 'collected') and l.state <> 'returned') o on true
        """;

    /// <summary>Cases with those that were merged into them: what is asked of them is answered by the one that stands.</summary>
    private const string SameCase = """
        with recursive same as (
          select id as asked, id from unnest($2::uuid[]) a(id)
          union
          select s.asked, c.beneficiary_id from same s join sponsorships.case_state c on c.merged_into = s.id)
        """;

    /// <summary>By pledge; every id that was asked has an answer.</summary>
    public Task<IReadOnlyDictionary<Guid, ThreeNumbers>> OfPledges(IReadOnlyCollection<Guid> pledges, DateOnly on, CancellationToken cancellation) =>
        Of($"select p.id, {Columns} {From} where p.id = any($2) group by 1", pledges, on, cancellation);

    /// <summary>By case, over all its pledges and those of cases that were merged into it.</summary>
    public async Task<IReadOnlyDictionary<Guid, ThreeNumbers>> OfCases(IReadOnlyCollection<Guid> cases, DateOnly on, CancellationToken cancellation) => await WithSubstitutes(
        await Of($"{SameCase} select s.asked, {Columns} {From} join same s on s.id = p.beneficiary_id group by 1", cases, on, cancellation),
        $"{SameCase} select s.asked, sum(l.amount)::bigint from same s join sponsorships.slot t on t.beneficiary_id = s.id {Substitutes} group by 1", cases, on, cancellation);

    public Task<IReadOnlyDictionary<Guid, ThreeNumbers>> OfSponsors(IReadOnlyCollection<Guid> sponsors, DateOnly on, CancellationToken cancellation) =>
        Of($"select p.sponsor_id, {Columns} {From} where p.sponsor_id = any($2) group by 1", sponsors, on, cancellation);

    /// <summary>By unit; a commune's total is the sum over the units under it.</summary>
    public async Task<IReadOnlyDictionary<Guid, ThreeNumbers>> OfUnits(IReadOnlyCollection<Guid> units, DateOnly on, CancellationToken cancellation) => await WithSubstitutes(
        await Of($"select p.unit_id, {Columns} {From} where p.unit_id = any($2) group by 1", units, on, cancellation),
        $"select t.unit_id, sum(l.amount)::bigint from sponsorships.slot t {Substitutes} where t.unit_id = any($2) group by 1", units, on, cancellation);

    private const string Substitutes = """
        join payments.line l on l.slot_id = t.id and l.earmark_id is null and l.state <> 'returned'
        join payments.payment y on y.id = l.payment_id and y.state = 'paid' and (y.payee_kind <> 'list' or l.state = 'collected') and $1::date is not null
        """;

    private async Task<IReadOnlyDictionary<Guid, ThreeNumbers>> Of(string sql, IReadOnlyCollection<Guid> keys, DateOnly on, CancellationToken cancellation)
    {
        var numbers = keys.Distinct().ToDictionary(key => key, _ => ThreeNumbers.None);
        if (keys.Count == 0) return numbers;
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = on }, new() { Value = keys.ToArray() } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            numbers[row.GetGuid(0)] = new(
                row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt32(6), row.IsDBNull(7) ? null : row.GetFieldValue<DateOnly>(7),
                row.GetInt32(8), row.GetInt32(9));
        }
        return numbers;
    }

    private async Task<IReadOnlyDictionary<Guid, ThreeNumbers>> WithSubstitutes(
        IReadOnlyDictionary<Guid, ThreeNumbers> numbers, string sql, IReadOnlyCollection<Guid> keys, DateOnly on, CancellationToken cancellation)
    {
        if (keys.Count == 0) return numbers;
        var with = new Dictionary<Guid, ThreeNumbers>(numbers);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = on }, new() { Value = keys.ToArray() } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) with[row.GetGuid(0)] = with[row.GetGuid(0)] with { SubstitutedVnd = row.GetInt64(1) };
        return with;
    }
}
