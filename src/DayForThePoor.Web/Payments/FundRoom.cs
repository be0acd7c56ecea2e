using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Payments;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>What a fund can pay: the money it owns less what it owes, and of that the part which no addressed gift has bound.</summary>
/// <param name="Holds">Đồng in cash, bank and in transit less payables. Money that left the bank and waits for its payment counts, because that payment will clear it.</param>
/// <param name="Bound">Đồng of addressed gifts that are not spent.</param>
/// <param name="Left">Of each addressed gift.</param>
public sealed record FundRoom(long Holds, long Bound, IReadOnlyDictionary<Guid, long> Left)
{
    /// <summary>For payments that name no addressed gift.</summary>
    public long General => Holds - Bound;

    private static readonly string[] Owned =
        [Roles.Cash, Roles.Bank, Roles.InTransit, Roles.SuspenseDebits, Roles.DueToFund, Roles.DueToUnit, Roles.PendingDecision];

    /// <summary>Asked with the fund's row locked, where it decides.</summary>
    public static async Task<FundRoom> Of(NpgsqlConnection connection, Guid fund, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("""
                    select coalesce(sum(case p.side when 'D' then p.amount else -p.amount end), 0)::bigint
                    from ledger.entry e join ledger.posting p on p.entry_id = e.id where e.fund_id = $1 and p.role = any($2)
                    """) { Parameters = { new() { Value = fund }, new() { Value = Owned } } },
                new("select earmark_id, received - spent from payments.earmark where fund_id = $1") { Parameters = { new() { Value = fund } } },
            },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var holds = row.GetInt64(0);
        await row.NextResultAsync(cancellation);
        var left = new Dictionary<Guid, long>();
        while (await row.ReadAsync(cancellation)) left[row.GetGuid(0)] = row.GetInt64(1);
        return new FundRoom(holds, left.Values.Sum(amount => Math.Max(0, amount)), left);
    }

    /// <summary>Codes: payment.above_fund, payment.above_earmark, payment.above_general.</summary>
    public Refusal? WhyNot(IEnumerable<PaymentLine> lines)
    {
        var byEarmark = lines.GroupBy(l => l.EarmarkId).Select(g => (Earmark: g.Key, Sum: g.Sum(l => l.Amount))).ToList();
        if (byEarmark.Sum(g => g.Sum) > Holds) return Above("payment.above_fund", Holds);
        foreach (var (earmark, sum) in byEarmark)
        {
            if (earmark is { } id && sum > Left.GetValueOrDefault(id)) return Above("payment.above_earmark", Left.GetValueOrDefault(id));
            if (earmark is null && sum > General) return Above("payment.above_general", General);
        }
        return null;
    }

    /// <summary>For money that has left the fund before: only what an addressed gift holds is asked. Code: payment.above_earmark.</summary>
    public Refusal? WhyNotAddressed(IEnumerable<PaymentLine> lines)
    {
        foreach (var addressed in lines.Where(l => l.EarmarkId is not null).GroupBy(l => l.EarmarkId!.Value))
            if (addressed.Sum(l => l.Amount) > Left.GetValueOrDefault(addressed.Key)) return Above("payment.above_earmark", Left.GetValueOrDefault(addressed.Key));
        return null;
    }

    private static Refusal Above(string code, long amount) => Refusal.Conflict(code, "lines", MoneyText.Format(new Vnd(Math.Max(0, amount))));
}
