using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Payments;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Grants.Risks;

/// <summary>
/// Looks at grants and payments before they are approved. Only what lies above the sum from which the unit's rule demands the
/// full file; of smaller ones nothing is said.
/// </summary>
public sealed class RiskLook(Sessions sessions, ISpendingRules rules, IRegistry registry, TimeProvider clock)
{
    /// <summary>A sum is unusual from so many times the median on, and a median is one from so many grants on.</summary>
    private const int UnusualTimes = 2, FewestGrants = 3;

    /// <param name="Amount">Đồng that are asked for in it, or in this payment of it.</param>
    private sealed record Asked(Guid Id, Guid Unit, Guid Fund, string Purpose, Guid? Earmark, long Amount, Guid Household);

    /// <summary>Of grants that are to be approved together.</summary>
    public async Task<IReadOnlyList<Risk>> OfGrants(IReadOnlyCollection<Guid> grants, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        var asked = await Demanding(await Rows(connection, """
            select id, unit_id, fund_id, purpose, earmark_id, coalesce(approved, proposed, wished, 0), household_id from grants.support where id = any($1)
            """, grants.ToArray(), cancellation), cancellation);
        if (asked.Count == 0) return [];
        return [
            .. await Papers(connection, SamePapersOfGrants, [.. asked.Select(grant => grant.Id)], cancellation),
            .. await Unusual(connection, asked, cancellation), .. await AboveBalance(connection, asked, cancellation), .. await SharedAccounts(connection, asked, cancellation),
        ];
    }

    /// <summary>Of a payment before it is signed.</summary>
    public async Task<IReadOnlyList<Risk>> OfPayment(Guid payment, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        var asked = await Demanding(await Rows(connection, """
            select l.support_id, p.unit_id, p.fund_id, s.purpose, l.earmark_id, l.amount, s.household_id
            from payments.line l join payments.payment p on p.id = l.payment_id join grants.support s on s.id = l.support_id where l.payment_id = any($1)
            """, [payment], cancellation), cancellation);
        if (asked.Count == 0) return [];
        return [
            .. await Papers(connection, SamePapersOfPayment, [payment], cancellation),
            .. await Unusual(connection, asked, cancellation), .. await AboveBalance(connection, asked, cancellation), .. await SharedAccounts(connection, asked, cancellation),
        ];
    }

    private static async Task<IReadOnlyList<Asked>> Rows(NpgsqlConnection connection, string sql, Guid[] ids, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = ids } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<Asked> rows = [];
        while (await row.ReadAsync(cancellation))
            rows.Add(new(row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetGuid(4), row.GetInt64(5), row.GetGuid(6)));
        return rows;
    }

    /// <summary>Those for which the unit's rule demands the full file.</summary>
    private async Task<IReadOnlyList<Asked>> Demanding(IReadOnlyList<Asked> asked, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        var limits = new Dictionary<(Guid, string), SpendingRule>();
        foreach (var kind in asked.Select(grant => (grant.Unit, grant.Purpose)).Distinct()) limits[kind] = await rules.On(kind.Unit, kind.Purpose, today, cancellation);
        return [.. asked.Where(grant => limits[(grant.Unit, grant.Purpose)].IsFullFile(grant.Amount))];
    }

    // Minutes and notices speak about many grants by their nature; invoices, slips and photos about one.
    private const string SamePapersOfGrants = """
        select m.subject_id, m.name, o.unit_id, o.at
        from (select f.subject_id, g.sha256, g.name from grants.step_file f join grants.file g on g.id = f.file_id where f.subject_id = any($1) and g.kind not in ('minutes', 'posting')) m
        cross join lateral (
          select g.unit_id, g.added_at as at from grants.file g join grants.step_file f on f.file_id = g.id where g.sha256 = m.sha256 and f.subject_id <> m.subject_id
          union all
          select p.unit_id, p.prepared_at from payments.paper a join payments.payment p on p.id = a.payment_id
          where a.sha256 = m.sha256 and p.state not in ('cancelled', 'void') and not exists (select from payments.line l where l.payment_id = p.id and l.support_id = m.subject_id)
        ) o
        """;

    private const string SamePapersOfPayment = """
        select m.payment_id, m.name, o.unit_id, o.at
        from payments.paper m
        cross join lateral (
          select p.unit_id, p.prepared_at as at from payments.paper a join payments.payment p on p.id = a.payment_id
          where a.sha256 = m.sha256 and p.id <> m.payment_id and p.state not in ('cancelled', 'void')
          union all
          select g.unit_id, g.added_at from grants.file g join grants.step_file f on f.file_id = g.id
          where g.sha256 = m.sha256 and not exists (select from payments.line l where l.payment_id = m.payment_id and l.support_id = f.subject_id)
        ) o
        where m.payment_id = any($1)
        """;

    private async Task<IReadOnlyList<Risk>> Papers(NpgsqlConnection connection, string sql, Guid[] subjects, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var select = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = subjects } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<Risk> risks = [];
        while (await row.ReadAsync(cancellation))
            risks.Add(new(
                RiskKind.SamePaper, row.GetGuid(0), Name: row.GetString(1), Unit: known.UnitsNow[row.GetGuid(2)].Name, On: VietnamTime.DateOf(row.GetFieldValue<DateTimeOffset>(3))));
        return [.. risks.Distinct().OrderBy(risk => risk.Subject).ThenByDescending(risk => risk.On)];
    }

    /// <summary>Against the middle one of the unit's grants for the purpose in the last twelve months, without those that are looked at.</summary>
    private async Task<IReadOnlyList<Risk>> Unusual(NpgsqlConnection connection, IReadOnlyList<Asked> asked, CancellationToken cancellation)
    {
        var since = VietnamTime.TodayIn(clock).AddMonths(-12);
        List<Risk> risks = [];
        foreach (var kind in asked.GroupBy(grant => (grant.Unit, grant.Purpose)))
        {
            await using var select = new NpgsqlCommand("""
                select percentile_disc(0.5) within group (order by approved) from grants.support
                where unit_id = $1 and purpose = $2 and state in ('approved', 'closed') and approved_on > $3 and id <> all($4) having count(*) >= $5
                """, connection)
            {
                Parameters =
                {
                    new() { Value = kind.Key.Unit }, new() { Value = kind.Key.Purpose }, new() { Value = since }, new() { Value = asked.Select(grant => grant.Id).ToArray() },
                    new() { Value = (long)FewestGrants },
                },
            };
            if (await select.ExecuteScalarAsync(cancellation) is not long usual) continue;
            risks.AddRange(kind.Where(grant => grant.Amount / UnusualTimes >= usual && grant.Amount > usual).Select(grant => new Risk(RiskKind.AboveUsual, grant.Id, grant.Amount, usual)));
        }
        return risks;
    }

    /// <summary>All of them together against what their fund has, and what the addressed gifts that they name have left.</summary>
    private static async Task<IReadOnlyList<Risk>> AboveBalance(NpgsqlConnection connection, IReadOnlyList<Asked> asked, CancellationToken cancellation)
    {
        List<Risk> risks = [];
        foreach (var fund in asked.GroupBy(grant => grant.Fund))
        {
            var room = await FundRoom.Of(connection, fund.Key, cancellation);
            foreach (var purse in fund.GroupBy(grant => grant.Earmark))
            {
                var (sum, left) = (purse.Sum(grant => grant.Amount), purse.Key is { } earmark ? room.Left.GetValueOrDefault(earmark) : room.General);
                if (sum > left) risks.Add(new(RiskKind.AboveBalance, purse.Key ?? fund.Key, sum, Math.Max(0, left)));
            }
        }
        return risks;
    }

    /// <summary>Recipients whose bank account another household of the unit has too: a mother's and her son's, or somebody's who collects.</summary>
    private static async Task<IReadOnlyList<Risk>> SharedAccounts(NpgsqlConnection connection, IReadOnlyList<Asked> asked, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select a.household_id, right(a.number, 4) from payments.recipient_account a
            where a.household_id = any($1) and a.ended_at is null and exists (
              select from payments.recipient_account b
              where b.unit_id = a.unit_id and b.bin = a.bin and b.number = a.number and b.household_id <> a.household_id and b.ended_at is null)
            """, connection)
        {
            Parameters = { new() { Value = asked.Select(grant => grant.Household).Distinct().ToArray() } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        var tails = new Dictionary<Guid, string>();
        while (await row.ReadAsync(cancellation)) tails[row.GetGuid(0)] = $"•••• {row.GetString(1)}";
        return [.. asked.Where(grant => tails.ContainsKey(grant.Household)).Select(grant => new Risk(RiskKind.SharedAccount, grant.Id, grant.Amount, Name: tails[grant.Household]))];
    }
}
