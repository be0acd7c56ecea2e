using DayForThePoor.Core.Commitments;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Ledger.Checking;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>
/// Compares payments with their events: rows and signatures, lines under the hash of their order, what became of each line,
/// slices under the hashes of their events and as a sum; and sees that no grant is paid beyond what was approved.
/// </summary>
public sealed class PaymentChecks : ILedgerCheckPart
{
    private const string PaymentMissing = "payment_missing";
    private const string PaymentDiffers = "payment_differs";
    private const string LinesDiffer = "payment_lines_differ";
    private const string LineStatesDiffer = "payment_line_states_differ";
    private const string SlicesDiffer = "payment_slices_differ";
    private const string AboveGrant = "payment_above_grant";

    public async Task Compare(NpgsqlConnection connection, Differences differences, CancellationToken cancellation)
    {
        await Each(connection, differences, PaymentMissing, Missing, cancellation);
        await Each(connection, differences, PaymentDiffers, Rows, cancellation);
        await Lines(connection, differences, cancellation);
        await Each(connection, differences, LineStatesDiffer, LineStatesOfEvents, cancellation);
        await Each(connection, differences, SlicesDiffer, SliceSums, cancellation);
        await Each(connection, differences, SlicesDiffer, SliceHashes, cancellation);
        await Each(connection, differences, AboveGrant, BeyondGrants, cancellation);
    }

    private static async Task Each(NpgsqlConnection connection, Differences differences, string code, string query, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(query, connection) { CommandTimeout = 0 };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) differences.Add(code, row.GetGuid(0), row.GetString(1), row.GetString(2));
    }

    /// <summary>Works the hash of each order's lines out again.</summary>
    private static async Task Lines(NpgsqlConnection connection, Differences differences, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select e.stream_id, e.data ->> 'lineHash', l.line, l.amount, l.support_id, l.household_id, l.member_id, l.purpose, l.earmark_id, l.campaign_id, l.salt, l.name, l.address, l.slot_id
            from dftp_events.mt_events e left join payments.line l on l.payment_id = e.stream_id where e.type = 'payment_prepared' order by e.stream_id, l.line
            """, connection) { CommandTimeout = 0 };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<(PaymentLine, byte[])> lines = [];
        (Guid Payment, string Hash) at = default;
        while (await row.ReadAsync(cancellation))
        {
            if (row.GetGuid(0) != at.Payment) Close();
            at = (row.GetGuid(0), row.GetString(1));
            if (row.IsDBNull(2)) continue;
            lines.Add((
                new(row.GetInt32(2), row.GetInt64(3), Id(4), Id(5), Id(6), row.IsDBNull(7) ? null : row.GetString(7), Id(8), Id(9), Id(13)),
                Commitment.Of(row.GetFieldValue<byte[]>(10), $"{row.GetString(11)}\n{row.GetString(12)}")));
        }
        Close();

        void Close()
        {
            if (at.Hash is not null && PaymentLines.HashOf(lines) is var found && found != at.Hash) differences.Add(LinesDiffer, at.Payment, at.Hash, $"{lines.Count} lines, {found}");
            lines.Clear();
        }

        Guid? Id(int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
    }

    private const string Missing = """
        select coalesce(e.stream_id, p.id), case when e.stream_id is null then '' else 'a row' end, case when p.id is null then '' else 'a row' end
        from (select stream_id from dftp_events.mt_events where type = 'payment_prepared') e full join payments.payment p on p.id = e.stream_id
        where e.stream_id is null or p.id is null
        """;

    /// <summary>Every column of a payment as its events tell it.</summary>
    private const string Rows = """
        with told as (
          select e.stream_id, count(*)::int as version,
            (array_agg(e.data order by e.version) filter (where e.type = 'payment_prepared'))[1] as prepared,
            min(e.timestamp) filter (where e.type = 'payment_prepared') as prepared_at,
            (array_agg(e.data) filter (where e.type = 'payment_made'))[1] as made, min(e.timestamp) filter (where e.type = 'payment_made') as made_at,
            (array_agg(e.data) filter (where e.type = 'payment_paid_out'))[1] as paid, min(e.timestamp) filter (where e.type = 'payment_paid_out') as paid_at,
            (array_agg(e.data) filter (where e.type in ('payment_cancelled', 'payment_voided')))[1] as ended,
            min(e.timestamp) filter (where e.type in ('payment_cancelled', 'payment_voided')) as ended_at, bool_or(e.type = 'payment_voided') as void,
            coalesce(string_agg(e.data ->> 'by', ',' order by e.version) filter (where e.type = 'payment_approved'), '') as signed
          from dftp_events.mt_events e where e.stream_id in (select stream_id from dftp_events.mt_events where type = 'payment_prepared') group by 1),
        back as (select (data ->> 'paymentId')::uuid as id, sum((data ->> 'amountVnd')::bigint)::bigint as amount, count(*)::int as count from dftp_events.mt_events where type = 'payment_returned' group by 1)
        select p.id, 'the events'' columns', p.state || ', version ' || p.version
        from payments.payment p join told t on t.stream_id = p.id left join back b on b.id = p.id
        where (p.unit_id, p.fund_id, p.kind, p.channel, p.account_id, p.payee_kind, p.amount, p.line_count, p.signatures::int, p.asked_date, p.prepared_by, p.prepared_at, p.version,
            p.document_date, p.voucher_kind, p.voucher_year::int, p.voucher_number, p.made_at, p.paid_at, p.paid_by, p.returned, p.returns::int, p.ended_at, p.ended_by, p.state,
            coalesce((select string_agg(a.person_id::text, ',' order by a.ordinal) from payments.approval a where a.payment_id = p.id), ''))
          is distinct from
          ((t.prepared ->> 'unitId')::uuid, (t.prepared ->> 'fundId')::uuid, t.prepared ->> 'kind', t.prepared ->> 'channel', (t.prepared ->> 'accountId')::uuid, t.prepared ->> 'payeeKind',
            (t.prepared ->> 'amountVnd')::bigint, (t.prepared ->> 'lineCount')::int, (t.prepared ->> 'signatures')::int, (t.prepared ->> 'documentDate')::date, (t.prepared ->> 'by')::uuid,
            t.prepared_at, t.version, (t.made ->> 'documentDate')::date, t.made #>> '{entries,0,voucher,kind}', (t.made #>> '{entries,0,voucher,year}')::int,
            (t.made #>> '{entries,0,voucher,number}')::int, t.made_at, t.paid_at, (t.paid ->> 'by')::uuid, coalesce(b.amount, 0), coalesce(b.count, 0), t.ended_at, (t.ended ->> 'by')::uuid,
            case when t.ended is not null then case when t.void then 'void' else 'cancelled' end when t.paid is not null then 'paid' when t.made is not null then 'awaiting_payment'
              else 'awaiting_approval' end, t.signed)
        """;

    /// <summary>The last word of the events about each line; a line that came back stays returned.</summary>
    private const string LineStatesOfEvents = """
        with marks as (
          select e.stream_id as id, (m ->> 'line')::int as line, (array_agg(m ->> 'how' order by e.version desc))[1] as how
          from dftp_events.mt_events e, jsonb_array_elements(e.data -> 'lines') m where e.type = 'payment_lines_collected' group by 1, 2),
        back as (
          select (e.data ->> 'paymentId')::uuid as id, x::int as line, (e.data ->> 'part')::int as part
          from dftp_events.mt_events e, jsonb_array_elements_text(e.data -> 'lines') x where e.type = 'payment_returned')
        select l.payment_id, 'line ' || l.line || ' ' || case when b.part is not null then 'returned ' || b.part else coalesce(m.how, 'nobody') end, l.state || ' ' || coalesce(l.how, '')
        from payments.line l left join marks m on m.id = l.payment_id and m.line = l.line left join back b on b.id = l.payment_id and b.line = l.line
        where (l.state, l.how, l.return_part::int) is distinct from
          (case when b.part is not null then 'returned' when coalesce(m.how, 'nobody') = 'nobody' then 'not_collected' else 'collected' end,
            case when b.part is null then nullif(m.how, 'nobody') end, b.part)
        """;

    /// <summary>Slices of a payment are what it cost in the end; an advance has cost nothing before it is settled.</summary>
    private const string SliceSums = """
        select p.id, (case when p.kind <> 'advance' and p.state in ('awaiting_payment', 'paid') then p.amount - p.returned else 0 end)::text, coalesce(s.amount, 0)::text
        from payments.payment p left join (select payment_id, sum(amount)::bigint as amount from payments.slice group by 1) s on s.payment_id = p.id
        where coalesce(s.amount, 0) <> case when p.kind <> 'advance' and p.state in ('awaiting_payment', 'paid') then p.amount - p.returned else 0 end
        """;

    private const string SliceHashes = """
        with told as (
          select stream_id as id, 0 as step, data ->> 'sliceHash' as hash from dftp_events.mt_events where type = 'payment_made'
          union all
          select (data ->> 'paymentId')::uuid, (data ->> 'part')::int, data ->> 'sliceHash' from dftp_events.mt_events where type = 'payment_returned'),
        found as (
          select payment_id as id, step::int as step, encode(sha256(convert_to(string_agg(source_id::text || ' ' || amount::text, ',' order by part, place), 'UTF8')), 'hex') as hash
          from payments.slice where step >= 0 group by 1, 2)
        select coalesce(t.id, f.id), coalesce(t.hash, ''), coalesce(f.hash, '')
        from told t full join found f on f.id = t.id and f.step = t.step where t.hash is distinct from f.hash
        """;

    private const string BeyondGrants = """
        select o.support_id, 'at most ' || coalesce(s.approved, 0), o.ordered::text from payments.of_support o left join grants.support s on s.id = o.support_id where o.ordered > coalesce(s.approved, 0)
        """;
}
