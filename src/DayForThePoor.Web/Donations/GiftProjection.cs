using DayForThePoor.Core.Donations;
using DayForThePoor.Web.Ledger;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Donations;

/// <summary>Writes <c>dftp.gift</c> and <c>dftp.gift_goods</c>: what lists, receipts and the public page read.</summary>
public sealed class GiftProjection : IProjection
{
    private const string InsertGifts = """
        insert into dftp.gift (id, unit_id, fund_id, campaign_id, channel, amount, donor_kind, anonymous, may_be_named, earmarked, account_id, bank_reference,
          document_date, collected_on, attachment_count, voucher_kind, voucher_year, voucher_number, receipt_kind, receipt_number, receipt_code, letterhead_id,
          recorded_at, recorded_by, status)
        select *, 'recorded' from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::bigint[], $7::text[], $8::boolean[], $9::boolean[], $10::boolean[],
          $11::uuid[], $12::text[], $13::date[], $14::date[], $15::int[], $16::text[], $17::smallint[], $18::int[], $19::text[], $20::int[], $21::text[], $22::uuid[],
          $23::timestamptz[], $24::uuid[])
        """;

    private const string InsertGoods =
        "insert into dftp.gift_goods (gift_id, line, quantity, value) select * from unnest($1::uuid[], $2::smallint[], $3::numeric[], $4::bigint[])";

    private const string EndGifts = """
        update dftp.gift g set status = case when r.replaced_by is null then 'void' else 'replaced' end,
          void_reason = r.reason, ended_at = r.at, reversal_id = r.reversal_id, replaced_by = r.replaced_by
        from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::uuid[], $5::uuid[]) r(id, reason, at, reversal_id, replaced_by) where g.id = r.id
        """;

    private const string ConfirmCash = """
        update dftp.gift g set cash_confirmed_at = c.at from unnest($1::uuid[], $2::timestamptz[]) c(id, at) where g.id = c.id and g.cash_confirmed_at is null
        """;

    private const string ValueGoods = """
        update dftp.gift_goods g set value = v.value from unnest($1::uuid[], $2::smallint[], $3::bigint[]) v(gift_id, line, value)
        where g.gift_id = v.gift_id and g.line = v.line
        """;

    private const string ValueGifts =
        "update dftp.gift g set amount = v.amount from unnest($1::uuid[], $2::bigint[]) v(id, amount) where g.id = v.id";

    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var recorded = Of<DonationRecorded>(events);
        if (recorded.Count > 0) Insert(operations, recorded);

        var reversed = Of<DonationReversed>(events);
        if (reversed.Count > 0)
        {
            Queue(operations, EndGifts,
                Column(reversed, e => e.Data.DonationId, NpgsqlDbType.Uuid),
                Column(reversed, e => e.Data.ReasonCode, NpgsqlDbType.Text),
                Column(reversed, e => e.Timestamp.ToUniversalTime(), NpgsqlDbType.TimestampTz),
                Column(reversed, e => e.Data.ReversalId, NpgsqlDbType.Uuid),
                Column(reversed, e => e.Data.ReplacedById, NpgsqlDbType.Uuid));
        }

        var confirmed = Of<CashReceiptConfirmed>(events);
        if (confirmed.Count > 0)
        {
            Queue(operations, ConfirmCash,
                Column(confirmed, e => e.Data.DonationId, NpgsqlDbType.Uuid),
                Column(confirmed, e => e.Timestamp.ToUniversalTime(), NpgsqlDbType.TimestampTz));
        }

        var valued = Of<GoodsValued>(events);
        if (valued.Count > 0)
        {
            var lines = valued.SelectMany(e => e.Data.ValuesVnd.Select((value, i) => (e.Data.DonationId, Line: (short)(i + 1), Value: value))).ToList();
            Queue(operations, ValueGoods,
                Column(lines, l => l.DonationId, NpgsqlDbType.Uuid),
                Column(lines, l => l.Line, NpgsqlDbType.Smallint),
                Column(lines, l => l.Value, NpgsqlDbType.Bigint));
            Queue(operations, ValueGifts,
                Column(valued, e => e.Data.DonationId, NpgsqlDbType.Uuid),
                Column(valued, e => e.Data.ValuesVnd.Sum(), NpgsqlDbType.Bigint));
        }
        return Task.CompletedTask;
    }

    private static void Insert(IDocumentOperations operations, List<IEvent<DonationRecorded>> gifts)
    {
        Queue(operations, InsertGifts,
            Column(gifts, e => e.Data.DonationId, NpgsqlDbType.Uuid),
            Column(gifts, e => e.Data.UnitId, NpgsqlDbType.Uuid),
            Column(gifts, e => e.Data.FundId, NpgsqlDbType.Uuid),
            Column(gifts, e => e.Data.CampaignId, NpgsqlDbType.Uuid),
            Column(gifts, e => e.Data.Channel, NpgsqlDbType.Text),
            Column(gifts, e => e.Data.AmountVnd, NpgsqlDbType.Bigint),
            Column(gifts, e => e.Data.DonorKind, NpgsqlDbType.Text),
            Column(gifts, e => e.Data.Anonymous, NpgsqlDbType.Boolean),
            Column(gifts, e => e.Data.MayBeNamed, NpgsqlDbType.Boolean),
            Column(gifts, e => e.Data.Earmarked, NpgsqlDbType.Boolean),
            Column(gifts, e => e.Data.AccountId, NpgsqlDbType.Uuid),
            Column(gifts, e => e.Data.BankReference, NpgsqlDbType.Text),
            Column(gifts, e => e.Data.DocumentDate, NpgsqlDbType.Date),
            Column(gifts, e => e.Data.CollectedOn, NpgsqlDbType.Date),
            Column(gifts, e => e.Data.AttachmentCount, NpgsqlDbType.Integer),
            Column(gifts, e => e.Data.Entries[0].Voucher.Kind, NpgsqlDbType.Text),
            Column(gifts, e => (short)e.Data.Entries[0].Voucher.Year, NpgsqlDbType.Smallint),
            Column(gifts, e => e.Data.Entries[0].Voucher.Number, NpgsqlDbType.Integer),
            Column(gifts, e => e.Data.Receipt.Number.Kind, NpgsqlDbType.Text),
            Column(gifts, e => e.Data.Receipt.Number.Number, NpgsqlDbType.Integer),
            Column(gifts, e => e.Data.Receipt.Code, NpgsqlDbType.Text),
            Column(gifts, e => e.Data.LetterheadId, NpgsqlDbType.Uuid),
            Column(gifts, e => e.Timestamp.ToUniversalTime(), NpgsqlDbType.TimestampTz),
            Column(gifts, e => e.Data.By, NpgsqlDbType.Uuid));

        var goods = gifts.Where(e => e.Data.Goods is not null)
            .SelectMany(e => e.Data.Goods!.Select((line, i) => (e.Data.DonationId, Line: (short)(i + 1), Goods: line))).ToList();
        if (goods.Count == 0) return;
        Queue(operations, InsertGoods,
            Column(goods, g => g.DonationId, NpgsqlDbType.Uuid),
            Column(goods, g => g.Line, NpgsqlDbType.Smallint),
            Column(goods, g => g.Goods.Quantity, NpgsqlDbType.Numeric),
            Column(goods, g => g.Goods.ValueVnd, NpgsqlDbType.Bigint));
    }

    private static List<IEvent<T>> Of<T>(IReadOnlyList<IEvent> events) where T : notnull => [.. events.OfType<IEvent<T>>()];

    private static NpgsqlParameter Column<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value, NpgsqlDbType type) =>
        UnnestInsert.Column(rows, value, type);

    private static void Queue(IDocumentOperations operations, string sql, params NpgsqlParameter[] columns) =>
        operations.QueueOperation(new UnnestInsert(sql, columns));
}
