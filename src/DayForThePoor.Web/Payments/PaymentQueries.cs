using System.Globalization;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>A row of the list of payments.</summary>
/// <param name="Account">Code of the bank account, when by bank.</param>
/// <param name="PayeeName">Null for a list, and once erased.</param>
/// <param name="Approved">Signatures given.</param>
/// <param name="VoucherNumber">Null before it is posted.</param>
/// <param name="CollectedVnd">Đồng of lines that were collected.</param>
/// <param name="ProvedOn">The bank's day of the line that shows it, once lines cover it whole.</param>
public sealed record PaymentRow(
    Guid Id, Guid UnitId, string Fund, string Kind, string Channel, string? Account, string PayeeKind, string? PayeeName, string? Narration, long AmountVnd, int Lines,
    int Signatures, int Approved, string State, DateTimeOffset PreparedAt, string PreparedBy, string? VoucherNumber, DateOnly? DocumentDate, DateTimeOffset? PaidAt,
    long ReturnedVnd, int Collected, long CollectedVnd, DateOnly? ProvedOn)
{
    public bool IsList => PayeeKind == PayeeKinds.List;
}

/// <param name="Class">Of the household in the last review, then.</param>
/// <param name="CollectorName">Who took it in the person's place.</param>
/// <param name="SlotId">Of a sponsorship; its pledge is the earmark, without one the general fund pays.</param>
public sealed record PaymentLineRow(
    int Line, Guid? SupportId, Guid? HouseholdId, string? Purpose, Guid? EarmarkId, long AmountVnd, string Name, string Address, string Born, string? Class, string State, string? How,
    string? CollectorName, string? CollectorRelation, DateTimeOffset? ChangedAt, Guid? SlotId = null);

/// <param name="At">Null: it is the author's step, or one of many collected lines.</param>
public sealed record PaymentHappening(string Kind, DateTimeOffset At, string By, long? AmountVnd, int? Lines, string? Reason);

public sealed record PaymentPaper(int Ordinal, string Name, string Sha256);

/// <param name="VoucherNumber">PT for cash.</param>
public sealed record PaymentReturn(Guid Id, int Part, string VoucherNumber, DateOnly DocumentDate, long AmountVnd, string? Reason, IReadOnlyList<int> Lines);

/// <summary>One payment with everything that was written about it.</summary>
/// <param name="Texts">payee_name, payee_address, collector_name, collector_relation, narration, decision.</param>
/// <param name="Approvers">Ids, in the order of signing.</param>
public sealed record PaymentDetail(
    PaymentRow Row, Guid FundId, Guid PreparedById, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<PaymentLineRow> Lines, IReadOnlyList<Guid> Approvers,
    IReadOnlyList<PaymentPaper> Papers, IReadOnlyList<PaymentHappening> History, IReadOnlyList<PaymentReturn> Returns)
{
    public string? Text(string field) => Texts.GetValueOrDefault(field);

    public long NotCollectedVnd => Lines.Where(l => l.State == LineStates.NotCollected).Sum(l => l.AmountVnd);
}

/// <summary>What the list is asked for. The same object feeds rows, sum and export, so that they cannot differ.</summary>
/// <param name="Search">Words of payee or narration without diacritics, or a voucher number.</param>
/// <param name="Sort">date, number, name, amount, state; with a minus before it downwards.</param>
/// <param name="ApprovableBy">Orders that this person could still sign.</param>
public sealed record PaymentFilter(
    IReadOnlyList<Guid> Units, string? Search = null, Guid? Fund = null, string? State = null, string? Channel = null, bool ListsOnly = false, DateOnly? From = null, DateOnly? To = null,
    Guid? ApprovableBy = null, string Sort = "-date", int Page = 1, int PageSize = 50);

/// <param name="SumVnd">Đồng over the whole filter, without cancelled and void ones.</param>
public sealed record PaymentPage(IReadOnlyList<PaymentRow> Items, int Total, long SumVnd, int Page, int PageSize);

/// <summary>Reads payments for lists and details. Who may see which unit is the caller's question.</summary>
public sealed class PaymentQueries(Sessions sessions, IRegistry registry)
{
    public const int MaxPageSize = 200;

    private const string Columns = """
        p.id, p.unit_id, p.fund_id, p.kind, p.channel, p.account_id, p.payee_kind, n.text, t.text, p.amount, p.line_count, p.signatures,
        (select count(*) from payments.approval a where a.payment_id = p.id)::int, p.state, p.prepared_at, coalesce(w.display_name, ''), p.voucher_kind, p.voucher_year, p.voucher_number,
        p.document_date, p.paid_at, p.returned, c.collected, c.collected_sum, (select max(s.value_date) from statements.live_link k join statements.line s on s.id = k.line_id
          where k.item_id = p.id having sum(k.amount) >= p.amount)
        """;

    private const string From = """
        from payments.payment p
        left join dftp.sealed_text n on n.owner_id = p.id and n.field = 'payee_name'
        left join dftp.sealed_text t on t.owner_id = p.id and t.field = 'narration'
        left join identity.person w on w.id = p.prepared_by
        left join lateral (select count(*)::int as collected, coalesce(sum(l.amount), 0)::bigint as collected_sum from payments.line l
          where l.payment_id = p.id and l.state = 'collected') c on true
        """;

    public async Task<PaymentPage> List(PaymentFilter filter, CancellationToken cancellation)
    {
        var size = Math.Clamp(filter.PageSize, 1, MaxPageSize);
        var page = Math.Max(1, filter.Page);
        var totals = new NpgsqlBatchCommand();
        totals.CommandText = $"""
            select count(*)::int, coalesce(sum(p.amount) filter (where p.state in ('awaiting_approval', 'awaiting_payment', 'paid')), 0)::bigint
            from payments.payment p left join dftp.sealed_text n on n.owner_id = p.id and n.field = 'payee_name'
            left join dftp.sealed_text t on t.owner_id = p.id and t.field = 'narration' where {Where(filter, totals)}
            """;
        var rows = new NpgsqlBatchCommand();
        rows.CommandText = $"select {Columns} {From} where {Where(filter, rows)} order by {Order(filter.Sort)} limit {size} offset {(page - 1L) * size}";
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { totals, rows } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (total, sum) = (reader.GetInt32(0), reader.GetInt64(1));
        await reader.NextResultAsync(cancellation);
        List<PaymentRow> items = [];
        while (await reader.ReadAsync(cancellation)) items.Add(Row(reader, known));
        return new PaymentPage(items, total, sum, page, size);
    }

    /// <summary>Null when there is none.</summary>
    public async Task<PaymentDetail?> ById(Guid id, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"select {Columns}, p.prepared_by {From} where p.id = $1"),
                new("select field, text from dftp.sealed_text where owner_id = $1 and text is not null"),
                new("""
                    select line, support_id, household_id, purpose, earmark_id, amount, name, address, born, class, state, how, collector_name, collector_relation, changed_at, slot_id
                    from payments.line where payment_id = $1 order by line
                    """),
                new("select person_id from payments.approval where payment_id = $1 order by ordinal"),
                new("select ordinal::int, name, encode(sha256, 'hex') from payments.paper where payment_id = $1 order by ordinal"),
                new("""
                    select e.type, e.timestamp, coalesce(w.display_name, ''), (e.data ->> 'amountVnd')::bigint, jsonb_array_length(e.data -> 'lines'), r.text
                    from dftp_events.mt_events e
                    left join identity.person w on w.id = (e.data ->> 'by')::uuid
                    left join dftp.sealed_text r on r.field in ('reason', 'void_reason') and r.owner_id = any($2)
                      and r.owner_id = case e.type when 'payment_returned' then e.stream_id when 'payment_cancelled' then $2[1] when 'payment_voided' then $2[2] end
                    where e.stream_id = $1 or e.stream_id = any($2) order by e.timestamp, e.version
                    """),
                new("""
                    select e.stream_id, (e.data ->> 'part')::int, n.kind, n.year, n.number, n.document_date, (e.data ->> 'amountVnd')::bigint, r.text,
                      array(select x::int from jsonb_array_elements_text(e.data -> 'lines') x)
                    from dftp_events.mt_events e join ledger.entry n on n.stream_id = e.stream_id left join dftp.sealed_text r on r.owner_id = e.stream_id and r.field = 'reason'
                    where e.stream_id = any($1) and e.type = 'payment_returned' order by 2
                    """),
            },
        };
        for (var i = 0; i < 6; i++) batch.BatchCommands[i].Parameters.Add(new() { Value = id });
        Guid[] related = [PaymentIds.OfCancelling(id), RequestIds.OfReversal(id), .. await Returns(id, connection, cancellation)];
        batch.BatchCommands[5].Parameters.Add(new() { Value = related });
        batch.BatchCommands[6].Parameters.Add(new() { Value = related });

        await using var row = await batch.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        var (main, fund, author) = (Row(row, known), row.GetGuid(2), row.GetGuid(25));
        var texts = (await All(row, r => (r.GetString(0), r.GetString(1)), cancellation)).ToDictionary(t => t.Item1, t => t.Item2);
        var lines = await All(row, r => new PaymentLineRow(
            r.GetInt32(0), Id(r, 1), Id(r, 2), Text(r, 3), Id(r, 4), r.GetInt64(5), r.GetString(6), r.GetString(7), r.GetString(8), Text(r, 9), r.GetString(10), Text(r, 11), Text(r, 12), Text(r, 13),
            At(r, 14), Id(r, 15)), cancellation);
        var approvers = await All(row, r => r.GetGuid(0), cancellation);
        var papers = await All(row, r => new PaymentPaper(r.GetInt32(0), r.GetString(1), r.GetString(2)), cancellation);
        var history = await All(row, r => new PaymentHappening(
            r.GetString(0), r.GetFieldValue<DateTimeOffset>(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetInt64(3), r.IsDBNull(4) ? null : r.GetInt32(4), Text(r, 5)), cancellation);
        var kind = known.Funds[fund].Kind;
        var returns = await All(row, r => new PaymentReturn(
            r.GetGuid(0), r.GetInt32(1), new VoucherNumber(r.GetString(2), r.GetInt16(3), r.GetInt32(4)).Text(kind), r.GetFieldValue<DateOnly>(5), r.GetInt64(6), Text(r, 7),
            r.GetFieldValue<int[]>(8)), cancellation);
        return new PaymentDetail(main, fund, author, texts, lines, approvers, papers, history, returns);
    }

    private static async Task<IReadOnlyList<Guid>> Returns(Guid id, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select returns::int from payments.payment where id = $1", connection) { Parameters = { new() { Value = id } } };
        return await select.ExecuteScalarAsync(cancellation) is int count ? [.. Enumerable.Range(1, count).Select(part => PaymentIds.OfReturn(id, part))] : [];
    }

    private static async Task<List<T>> All<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await reader.NextResultAsync(cancellation);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
        return rows;
    }

    private static string Where(PaymentFilter filter, NpgsqlBatchCommand command)
    {
        List<string> where = [$"p.unit_id = any({Add(filter.Units.ToArray())})"];
        if (filter.Fund is { } fund) where.Add($"p.fund_id = {Add(fund)}");
        if (filter.State is { } state) where.Add($"p.state = {Add(state)}");
        if (filter.Channel is { } channel) where.Add($"p.channel = {Add(channel)}");
        if (filter.ListsOnly) where.Add("p.payee_kind = 'list'");
        if (filter.From is { } from) where.Add($"coalesce(p.document_date, (p.prepared_at at time zone 'Asia/Ho_Chi_Minh')::date) >= {Add(from)}");
        if (filter.To is { } to) where.Add($"coalesce(p.document_date, (p.prepared_at at time zone 'Asia/Ho_Chi_Minh')::date) <= {Add(to)}");
        if (filter.ApprovableBy is { } person)
        {
            var by = Add(person);
            where.Add($"p.state = 'awaiting_approval' and p.prepared_by <> {by} and not exists (select from payments.approval a where a.payment_id = p.id and a.person_id = {by})");
        }
        if (string.IsNullOrWhiteSpace(filter.Search)) return string.Join(" and ", where);
        if (VoucherNumberText.TryParse(filter.Search, out var number))
            where.Add($"p.voucher_kind = {Add(number.Kind)} and p.voucher_year = {Add((short)number.Year)} and p.voucher_number = {Add(number.Number)}");
        else
            foreach (var word in LikeWords.Of(filter.Search))
            {
                var like = Add(word);
                where.Add($"(n.folded like {like} or t.folded like {like})");
            }
        return string.Join(" and ", where);

        string Add(object value)
        {
            command.Parameters.Add(new() { Value = value });
            return string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
        }
    }

    private static string Order(string sort)
    {
        var direction = sort.StartsWith('-') ? "desc" : "asc";
        var by = sort.TrimStart('-') switch
        {
            "number" => $"p.voucher_year {direction} nulls last, p.voucher_kind {direction}, p.voucher_number {direction}",
            "name" => $"n.text collate \"vi-x-icu\" {direction} nulls last",
            "amount" => $"p.amount {direction}",
            "state" => $"p.state {direction}",
            _ => $"coalesce(p.document_date, (p.prepared_at at time zone 'Asia/Ho_Chi_Minh')::date) {direction}, p.prepared_at {direction}",
        };
        return $"{by}, p.id";
    }

    private static PaymentRow Row(NpgsqlDataReader r, RegistrySnapshot known)
    {
        var fund = known.Funds[r.GetGuid(2)];
        return new(
            r.GetGuid(0), r.GetGuid(1), fund.Code, r.GetString(3), r.GetString(4), r.IsDBNull(5) ? null : known.Accounts[r.GetGuid(5)].Code, r.GetString(6), Text(r, 7), Text(r, 8),
            r.GetInt64(9), r.GetInt32(10), r.GetInt16(11), r.GetInt32(12), r.GetString(13), r.GetFieldValue<DateTimeOffset>(14), r.GetString(15),
            r.IsDBNull(16) ? null : new VoucherNumber(r.GetString(16), r.GetInt16(17), r.GetInt32(18)).Text(fund.Kind),
            r.IsDBNull(19) ? null : r.GetFieldValue<DateOnly>(19), At(r, 20), r.GetInt64(21), r.GetInt32(22), r.GetInt64(23), r.IsDBNull(24) ? null : r.GetFieldValue<DateOnly>(24));
    }

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static Guid? Id(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetGuid(column);

    private static DateTimeOffset? At(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetFieldValue<DateTimeOffset>(column);
}
