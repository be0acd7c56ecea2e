using DayForThePoor.Core.Donations;
using DayForThePoor.Web.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Donations;

/// <summary>
/// Rows of <c>dftp.gift</c> and <c>dftp.gift_goods</c> and what later events change in them, gathered column by column:
/// live and in a rebuild. Gifts are inserted before they are changed, so that one batch may hold a gift and its end.
/// </summary>
public sealed class GiftRows : IEventRows
{
    private const string InsertGifts = """
        insert into dftp.gift (id, unit_id, fund_id, campaign_id, channel, amount, donor_kind, anonymous, may_be_named, earmarked, account_id, bank_reference,
          document_date, collected_on, attachment_count, voucher_kind, voucher_year, voucher_number, receipt_kind, receipt_number, receipt_code, letterhead_id,
          recorded_at, recorded_by, pledge_id, status)
        select *, 'recorded' from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::bigint[], $7::text[], $8::boolean[], $9::boolean[], $10::boolean[],
          $11::uuid[], $12::text[], $13::date[], $14::date[], $15::int[], $16::text[], $17::smallint[], $18::int[], $19::text[], $20::int[], $21::text[], $22::uuid[],
          $23::timestamptz[], $24::uuid[], $25::uuid[])
        """;

    private const string InsertGoods = """
        insert into dftp.gift_goods (gift_id, line, quantity, value, receipt_value)
        select g.gift_id, g.line, g.quantity, g.value, g.value
        from unnest($1::uuid[], $2::smallint[], $3::numeric[], $4::bigint[]) g(gift_id, line, quantity, value)
        """;

    private const string EndGifts = """
        update dftp.gift g set status = case when r.replaced_by is null then 'void' else 'replaced' end,
          void_reason = r.reason, ended_at = r.at, reversal_id = r.reversal_id, replaced_by = r.replaced_by, copy_returned = r.copy_returned
        from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::uuid[], $5::uuid[], $6::boolean[]) r(id, reason, at, reversal_id, replaced_by, copy_returned)
        where g.id = r.id
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

    private readonly record struct At<T>(T Data, DateTimeOffset Time);

    private readonly record struct GoodsRow(Guid Gift, short Line, GoodsLine Goods);

    private readonly record struct ValueRow(Guid Gift, short Line, long Value);

    private readonly List<At<DonationRecorded>> recorded = [];
    private readonly List<GoodsRow> goods = [];
    private readonly List<At<DonationReversed>> reversed = [];
    private readonly List<At<CashReceiptConfirmed>> confirmed = [];
    private readonly HashSet<Guid> confirmedGifts = [];
    private readonly List<GoodsValued> valued = [];
    private readonly List<ValueRow> values = [];

    /// <summary>Events that are not about a gift leave no row.</summary>
    public void Add(in StoredEvent stored)
    {
        switch (stored.Data)
        {
            case DonationRecorded gift:
                recorded.Add(new(gift, stored.At));
                short line = 1;
                foreach (var item in gift.Goods ?? []) goods.Add(new(gift.DonationId, line++, item));
                break;
            case DonationReversed end:
                reversed.Add(new(end, stored.At));
                break;
            case CashReceiptConfirmed cash:
                // The first confirmation stands; two in one batch would leave it to chance which is kept.
                if (confirmedGifts.Add(cash.DonationId)) confirmed.Add(new(cash, stored.At));
                break;
            case GoodsValued value:
                valued.Add(value);
                short at = 1;
                foreach (var amount in value.ValuesVnd) values.Add(new(value.DonationId, at++, amount));
                break;
        }
    }

    /// <summary>What has to be run to write the rows, in this order.</summary>
    public IEnumerable<(string Sql, NpgsqlParameter[] Columns)> Statements()
    {
        if (recorded.Count > 0) yield return (InsertGifts, GiftColumns());
        if (goods.Count > 0) yield return (InsertGoods, GoodsColumns());
        if (reversed.Count > 0) yield return (EndGifts, EndColumns());
        if (confirmed.Count > 0)
        {
            yield return (ConfirmCash, [Column(confirmed, c => c.Data.DonationId, NpgsqlDbType.Uuid), Column(confirmed, c => c.Time, NpgsqlDbType.TimestampTz)]);
        }
        if (valued.Count == 0) yield break;
        yield return (ValueGoods,
            [Column(values, v => v.Gift, NpgsqlDbType.Uuid), Column(values, v => v.Line, NpgsqlDbType.Smallint), Column(values, v => v.Value, NpgsqlDbType.Bigint)]);
        yield return (ValueGifts, [Column(valued, v => v.DonationId, NpgsqlDbType.Uuid), Column(valued, v => v.ValuesVnd.Sum(), NpgsqlDbType.Bigint)]);
    }

    private NpgsqlParameter[] GiftColumns() =>
    [
        Column(recorded, e => e.Data.DonationId, NpgsqlDbType.Uuid),
        Column(recorded, e => e.Data.UnitId, NpgsqlDbType.Uuid),
        Column(recorded, e => e.Data.FundId, NpgsqlDbType.Uuid),
        Column(recorded, e => e.Data.CampaignId, NpgsqlDbType.Uuid),
        Column(recorded, e => e.Data.Channel, NpgsqlDbType.Text),
        Column(recorded, e => e.Data.AmountVnd, NpgsqlDbType.Bigint),
        Column(recorded, e => e.Data.DonorKind, NpgsqlDbType.Text),
        Column(recorded, e => e.Data.Anonymous, NpgsqlDbType.Boolean),
        Column(recorded, e => e.Data.MayBeNamed, NpgsqlDbType.Boolean),
        Column(recorded, e => e.Data.Earmarked, NpgsqlDbType.Boolean),
        Column(recorded, e => e.Data.AccountId, NpgsqlDbType.Uuid),
        Column(recorded, e => e.Data.BankReference, NpgsqlDbType.Text),
        Column(recorded, e => e.Data.DocumentDate, NpgsqlDbType.Date),
        Column(recorded, e => e.Data.CollectedOn, NpgsqlDbType.Date),
        Column(recorded, e => e.Data.AttachmentCount, NpgsqlDbType.Integer),
        Column(recorded, e => e.Data.Entries[0].Voucher.Kind, NpgsqlDbType.Text),
        Column(recorded, e => (short)e.Data.Entries[0].Voucher.Year, NpgsqlDbType.Smallint),
        Column(recorded, e => e.Data.Entries[0].Voucher.Number, NpgsqlDbType.Integer),
        Column(recorded, e => e.Data.Receipt.Number.Kind, NpgsqlDbType.Text),
        Column(recorded, e => e.Data.Receipt.Number.Number, NpgsqlDbType.Integer),
        Column(recorded, e => e.Data.Receipt.Code, NpgsqlDbType.Text),
        Column(recorded, e => e.Data.LetterheadId, NpgsqlDbType.Uuid),
        Column(recorded, e => e.Time, NpgsqlDbType.TimestampTz),
        Column(recorded, e => e.Data.By, NpgsqlDbType.Uuid),
        Column(recorded, e => e.Data.PledgeId, NpgsqlDbType.Uuid),
    ];

    private NpgsqlParameter[] GoodsColumns() =>
    [
        Column(goods, g => g.Gift, NpgsqlDbType.Uuid),
        Column(goods, g => g.Line, NpgsqlDbType.Smallint),
        Column(goods, g => g.Goods.Quantity, NpgsqlDbType.Numeric),
        Column(goods, g => g.Goods.ValueVnd, NpgsqlDbType.Bigint),
    ];

    private NpgsqlParameter[] EndColumns() =>
    [
        Column(reversed, e => e.Data.DonationId, NpgsqlDbType.Uuid),
        Column(reversed, e => e.Data.ReasonCode, NpgsqlDbType.Text),
        Column(reversed, e => e.Time, NpgsqlDbType.TimestampTz),
        Column(reversed, e => e.Data.ReversalId, NpgsqlDbType.Uuid),
        Column(reversed, e => e.Data.ReplacedById, NpgsqlDbType.Uuid),
        Column(reversed, e => e.Data.CopyReturned, NpgsqlDbType.Boolean),
    ];

    private static NpgsqlParameter Column<TRow, TValue>(List<TRow> rows, Func<TRow, TValue> value, NpgsqlDbType type) =>
        UnnestInsert.Column(rows, value, type);
}
