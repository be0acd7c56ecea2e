using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Payments;

/// <summary>
/// Rows of <c>payments.payment</c> and <c>payments.approval</c>, gathered from events: live and in a rebuild. Orders are
/// inserted before they are changed and the changes follow the order of a payment's life, so that one batch may hold it whole.
/// </summary>
public sealed class PaymentRows : IEventRows
{
    private const string InsertPayments = """
        insert into payments.payment (id, unit_id, fund_id, kind, channel, account_id, payee_kind, amount, line_count, signatures, asked_date, prepared_at, prepared_by, state, version)
        select *, 'awaiting_approval', 0 from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::bigint[], $9::int[], $10::smallint[],
          $11::date[], $12::timestamptz[], $13::uuid[])
        """;

    private const string InsertApprovals = """
        insert into payments.approval (payment_id, person_id, ordinal, at)
        select a.payment_id, a.person_id, a.place + (select count(*) from payments.approval b where b.payment_id = a.payment_id), a.at
        from unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::timestamptz[]) a(payment_id, person_id, place, at)
        """;

    private const string Make = """
        update payments.payment p set state = 'awaiting_payment', document_date = m.date, voucher_kind = m.kind, voucher_year = m.year, voucher_number = m.number, made_at = m.at
        from unnest($1::uuid[], $2::date[], $3::text[], $4::smallint[], $5::int[], $6::timestamptz[]) m(id, date, kind, year, number, at) where p.id = m.id
        """;

    private const string PayOut = """
        update payments.payment p set state = 'paid', paid_at = o.at, paid_by = o.by from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) o(id, by, at) where p.id = o.id
        """;

    private const string Return = """
        update payments.payment p set returned = p.returned + r.amount, returns = p.returns + r.count
        from (select id, sum(amount) as amount, count(*) as count from unnest($1::uuid[], $2::bigint[]) u(id, amount) group by id) r where p.id = r.id
        """;

    private const string End = """
        update payments.payment p set state = e.state, ended_at = e.at, ended_by = e.by
        from unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[]) e(id, state, by, at) where p.id = e.id
        """;

    private const string Count = """
        update payments.payment p set version = p.version + v.events from unnest($1::uuid[], $2::int[]) v(id, events) where p.id = v.id
        """;

    private readonly record struct At<T>(T Data, DateTimeOffset Time);

    private readonly record struct Ended(Guid Payment, string State, Guid By, DateTimeOffset Time);

    private readonly record struct Placed(PaymentApproved Data, short Place, DateTimeOffset Time);

    private readonly List<At<PaymentPrepared>> prepared = [];
    private readonly List<Placed> approved = [];
    private readonly List<At<PaymentMade>> made = [];
    private readonly List<At<PaymentPaidOut>> paid = [];
    private readonly List<PaymentReturned> returned = [];
    private readonly List<Ended> ended = [];
    private readonly Dictionary<Guid, int> versions = [];
    private readonly Dictionary<Guid, short> places = [];

    /// <summary>Events that are not about a payment leave no row.</summary>
    public void Add(in StoredEvent stored)
    {
        switch (stored.Data)
        {
            case PaymentPrepared order:
                prepared.Add(new(order, stored.At));
                break;
            case PaymentApproved signature:
                approved.Add(new(signature, places[signature.PaymentId] = (short)(places.GetValueOrDefault(signature.PaymentId) + 1), stored.At));
                break;
            case PaymentMade voucher:
                made.Add(new(voucher, stored.At));
                break;
            case PaymentPaidOut payout:
                paid.Add(new(payout, stored.At));
                break;
            case PaymentReturned back:
                returned.Add(back);
                return; // a stream of its own
            case PaymentCancelled cancelled:
                ended.Add(new(cancelled.PaymentId, PaymentStates.Cancelled, cancelled.By, stored.At));
                break;
            case PaymentVoided end:
                ended.Add(new(end.PaymentId, PaymentStates.Void, end.By, stored.At));
                break;
            case PaymentLinesCollected:
                break;
            default:
                return;
        }
        versions[stored.StreamId] = versions.GetValueOrDefault(stored.StreamId) + 1;
    }

    /// <summary>What has to be run to write the rows, in this order.</summary>
    public IEnumerable<(string Sql, NpgsqlParameter[] Columns)> Statements()
    {
        if (prepared.Count > 0) yield return (InsertPayments, PaymentColumns());
        if (approved.Count > 0)
        {
            yield return (InsertApprovals,
                [Column(approved, a => a.Data.PaymentId, NpgsqlDbType.Uuid), Column(approved, a => a.Data.By, NpgsqlDbType.Uuid), Column(approved, a => a.Place, NpgsqlDbType.Smallint), Column(approved, a => a.Time, NpgsqlDbType.TimestampTz)]);
        }
        if (made.Count > 0) yield return (Make, MadeColumns());
        if (paid.Count > 0)
            yield return (PayOut, [Column(paid, p => p.Data.PaymentId, NpgsqlDbType.Uuid), Column(paid, p => p.Data.By, NpgsqlDbType.Uuid), Column(paid, p => p.Time, NpgsqlDbType.TimestampTz)]);
        if (returned.Count > 0) yield return (Return, [Column(returned, r => r.PaymentId, NpgsqlDbType.Uuid), Column(returned, r => r.AmountVnd, NpgsqlDbType.Bigint)]);
        if (ended.Count > 0)
        {
            yield return (End,
                [Column(ended, e => e.Payment, NpgsqlDbType.Uuid), Column(ended, e => e.State, NpgsqlDbType.Text), Column(ended, e => e.By, NpgsqlDbType.Uuid), Column(ended, e => e.Time, NpgsqlDbType.TimestampTz)]);
        }
        if (versions.Count == 0) yield break;
        List<KeyValuePair<Guid, int>> counted = [.. versions];
        yield return (Count, [Column(counted, v => v.Key, NpgsqlDbType.Uuid), Column(counted, v => v.Value, NpgsqlDbType.Integer)]);
    }

    private NpgsqlParameter[] PaymentColumns() =>
    [
        Column(prepared, e => e.Data.PaymentId, NpgsqlDbType.Uuid),
        Column(prepared, e => e.Data.UnitId, NpgsqlDbType.Uuid),
        Column(prepared, e => e.Data.FundId, NpgsqlDbType.Uuid),
        Column(prepared, e => e.Data.Kind, NpgsqlDbType.Text),
        Column(prepared, e => e.Data.Channel, NpgsqlDbType.Text),
        Column(prepared, e => e.Data.AccountId, NpgsqlDbType.Uuid),
        Column(prepared, e => e.Data.PayeeKind, NpgsqlDbType.Text),
        Column(prepared, e => e.Data.AmountVnd, NpgsqlDbType.Bigint),
        Column(prepared, e => e.Data.LineCount, NpgsqlDbType.Integer),
        Column(prepared, e => (short)e.Data.Signatures, NpgsqlDbType.Smallint),
        Column(prepared, e => e.Data.DocumentDate, NpgsqlDbType.Date),
        Column(prepared, e => e.Time, NpgsqlDbType.TimestampTz),
        Column(prepared, e => e.Data.By, NpgsqlDbType.Uuid),
    ];

    private NpgsqlParameter[] MadeColumns() =>
    [
        Column(made, e => e.Data.PaymentId, NpgsqlDbType.Uuid),
        Column(made, e => e.Data.DocumentDate, NpgsqlDbType.Date),
        Column(made, e => e.Data.Entries[0].Voucher.Kind, NpgsqlDbType.Text),
        Column(made, e => (short)e.Data.Entries[0].Voucher.Year, NpgsqlDbType.Smallint),
        Column(made, e => e.Data.Entries[0].Voucher.Number, NpgsqlDbType.Integer),
        Column(made, e => e.Time, NpgsqlDbType.TimestampTz),
    ];

    private static NpgsqlParameter Column<TRow, TValue>(List<TRow> rows, Func<TRow, TValue> value, NpgsqlDbType type) => UnnestInsert.Column(rows, value, type);
}
