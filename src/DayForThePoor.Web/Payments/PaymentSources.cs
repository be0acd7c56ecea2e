using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>Money that came in and paid a part of a payment. For the staff alone.</summary>
/// <param name="Kind">gift, bank_day or other.</param>
/// <param name="Number">Of a gift's receipt.</param>
public sealed record PaymentSource(Guid Id, string Kind, DateOnly? Day, string? Number, long AmountVnd);

/// <summary>Reads which money paid what.</summary>
public sealed class PaymentSources(Sessions sessions, IRegistry registry)
{
    /// <summary>A payment may eat a hundred thousand gifts; nobody reads them on a page.</summary>
    public const int Most = 100;

    /// <summary>The first <see cref="Most"/>, in the order of taking.</summary>
    public async Task<IReadOnlyList<PaymentSource>> Of(Guid payment, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"""
            with held as (
              select source_id, fund_id, sum(amount)::bigint as amount, min(part) as part, min(place) as place from payments.slice where payment_id = $1 group by 1, 2
              having sum(amount) <> 0 order by min(part), min(place) limit {Most})
            select h.source_id, case when g.id is not null then 'gift' when e.source = 'statement_day_posted' then 'bank_day' else 'other' end, coalesce(g.document_date, e.document_date),
              g.receipt_kind, g.voucher_year, g.receipt_number, h.fund_id, h.amount
            from held h left join dftp.gift g on g.id = h.source_id
            left join lateral (select n.source, n.document_date from ledger.entry n where n.stream_id = h.source_id order by n.recorded_at limit 1) e on true
            order by h.part, h.place
            """, connection) { Parameters = { new() { Value = payment } } };
        List<PaymentSource> sources = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            sources.Add(new(
                row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateOnly>(2),
                row.IsDBNull(3) ? null : new VoucherNumber(row.GetString(3), row.GetInt16(4), row.GetInt32(5)).Text(known.Funds[row.GetGuid(6)].Kind), row.GetInt64(7)));
        }
        return sources;
    }
}
