using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Receipts;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Payments;

/// <summary>Help that was handed out, told without names.</summary>
/// <param name="On">The voucher's day; null where several days are summed up.</param>
/// <param name="Households">How many different ones.</param>
public sealed record GiftUse(string Purpose, DateOnly? On, int Households, long AmountVnd);

/// <summary>
/// What became of a gift. An addressed gift says what its own money paid; a general one never does: it is pooled, and what
/// is told is what the fund did since.
/// </summary>
/// <param name="SpentVnd">Of an addressed gift, đồng; 0 for a general one.</param>
/// <param name="LeftVnd">Of an addressed gift, đồng still kept for its purpose.</param>
/// <param name="Uses">Of an addressed gift by day and purpose; else of the fund since the gift came, by purpose.</param>
public sealed record GiftTrace(bool Earmarked, long SpentVnd, long LeftVnd, IReadOnlyList<GiftUse> Uses);

/// <summary>Follows gifts into payments, for the public: no name, no household, no voucher.</summary>
public sealed class GiftTraces(Sessions sessions)
{
    private const string HandedOut = "p.state = 'paid' and l.purpose is not null and (l.state = 'collected' or (p.payee_kind <> 'list' and l.state <> 'returned'))";

    /// <summary>Null for a receipt that is not valid, and for goods, which are no money.</summary>
    public async Task<GiftTrace?> Of(ReceiptView receipt, CancellationToken cancellation)
    {
        if (receipt.Status != ReceiptStatus.Valid || receipt.Channel == Core.Donations.Channels.Goods) return null;
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        if (!receipt.Earmarked)
        {
            var since = await Uses(connection, "null::date", "p.fund_id = $1 and p.document_date >= $2 and l.earmark_id is null", receipt.Fund.Id, receipt.DocumentDate, cancellation);
            return new GiftTrace(false, 0, 0, since);
        }
        if (await PledgeOf(connection, receipt.GiftId, cancellation) is { } pledge) return await OfPledged(connection, receipt, pledge, cancellation);
        var uses = await Uses(connection, "p.document_date", "l.earmark_id = $1 and p.document_date >= $2", receipt.GiftId, DateOnly.MinValue, cancellation);
        await using var select = new NpgsqlCommand("select coalesce(sum(received - spent), 0)::bigint from payments.earmark where earmark_id = $1", connection)
        {
            Parameters = { new() { Value = receipt.GiftId } },
        };
        return new GiftTrace(true, uses.Sum(use => use.AmountVnd), Math.Max(0, (long)(await select.ExecuteScalarAsync(cancellation))!), uses);
    }

    private static async Task<Guid?> PledgeOf(NpgsqlConnection connection, Guid gift, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select pledge_id from dftp.gift where id = $1", connection) { Parameters = { new() { Value = gift } } };
        return await select.ExecuteScalarAsync(cancellation) as Guid?;
    }

    /// <summary>Several gifts lie under one pledge: what this one paid, its slices tell.</summary>
    private static async Task<GiftTrace> OfPledged(NpgsqlConnection connection, ReceiptView receipt, Guid pledge, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand($"""
            with paid as (select payment_id, sum(amount)::bigint as amount from payments.slice where source_id = $1 and earmark_id = $2 group by 1 having sum(amount) > 0)
            select min(l.purpose), p.document_date, count(distinct l.household_id)::int, s.amount
            from paid s join payments.payment p on p.id = s.payment_id join payments.line l on l.payment_id = p.id and l.earmark_id = $2
            where {HandedOut} group by s.payment_id, s.amount, p.document_date order by 2
            """, connection) { Parameters = { new() { Value = receipt.GiftId }, new() { Value = pledge } } };
        List<GiftUse> uses = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) uses.Add(new(row.GetString(0), row.IsDBNull(1) ? null : row.GetFieldValue<DateOnly>(1), row.GetInt32(2), row.GetInt64(3)));
        var spent = uses.Sum(use => use.AmountVnd);
        return new GiftTrace(true, spent, Math.Max(0, receipt.Amount.Amount - spent), uses);
    }

    private static async Task<IReadOnlyList<GiftUse>> Uses(NpgsqlConnection connection, string day, string which, Guid id, DateOnly from, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand($"""
            select l.purpose, {day}, count(distinct l.household_id)::int, sum(l.amount)::bigint
            from payments.line l join payments.payment p on p.id = l.payment_id where {which} and {HandedOut} group by 1, 2 order by 2, sum(l.amount) desc
            """, connection) { Parameters = { new() { Value = id }, new() { Value = from, NpgsqlDbType = NpgsqlDbType.Date } } };
        List<GiftUse> uses = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) uses.Add(new(row.GetString(0), row.IsDBNull(1) ? null : row.GetFieldValue<DateOnly>(1), row.GetInt32(2), row.GetInt64(3)));
        return uses;
    }
}
