using System.Globalization;
using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Donations;

/// <summary>A row of the list of gifts (danh sách khoản ủng hộ).</summary>
/// <param name="AmountVnd">Đồng; 0 for goods without a value.</param>
/// <param name="DonorName">Null when not named, or erased.</param>
public sealed record GiftRow(
    Guid DonationId, Guid UnitId, string Fund, string Channel, long AmountVnd, string? DonorName, string DonorKind, bool Anonymous, bool? MayBeNamed,
    bool Earmarked, string? Campaign, string? Account, string? BankReference, DateOnly DocumentDate, DateOnly? CollectedOn,
    string VoucherNumber, string ReceiptNumber, string ReceiptCode, DateTimeOffset RecordedAt, string Status, string? VoidReason,
    DateTimeOffset? EndedAt, Guid? ReversalId, Guid? ReplacedBy, DateTimeOffset? CashConfirmedAt, int AttachmentCount);

/// <summary>One gift with all that was written about it.</summary>
public sealed record GiftDetail(GiftRow Row, IReadOnlyDictionary<string, string?> Texts, IReadOnlyList<GoodsRow> Goods);

public sealed record GoodsRow(int Line, string? Name, decimal Quantity, string? Unit, long? ValueVnd);

/// <summary>What the list is asked for. The same object feeds rows, sum and export, so that they cannot differ.</summary>
/// <param name="Units">Units whose gifts are meant, with all that lies under them already listed.</param>
/// <param name="Search">Words of the donor's or payer's name without diacritics, a voucher or receipt number, or a code.</param>
public sealed record GiftFilter(
    IReadOnlyList<Guid> Units, string? Search = null, Guid? Fund = null, string? Channel = null, Guid? Campaign = null, string? Status = null,
    DateOnly? From = null, DateOnly? To = null, bool AwaitingCash = false, string Sort = "-date", int Page = 1, int PageSize = 50);

/// <param name="SumVnd">Đồng over the whole filter without void and replaced gifts.</param>
public sealed record GiftPage(IReadOnlyList<GiftRow> Items, int Total, long SumVnd, int Page, int PageSize);

/// <summary>Reads gifts for lists, details and first answers.</summary>
public sealed class GiftQueries(Sessions sessions, IRegistry registry)
{
    private const string Columns = """
        g.id, g.unit_id, g.fund_id, g.channel, g.amount, n.text, g.donor_kind, g.anonymous, g.may_be_named, g.earmarked, g.campaign_id, g.account_id,
        g.bank_reference, g.document_date, g.collected_on, g.voucher_kind, g.voucher_year, g.voucher_number, g.receipt_kind, g.receipt_number,
        g.receipt_code, g.recorded_at, g.status, g.void_reason, g.ended_at, g.reversal_id, g.replaced_by, g.cash_confirmed_at, g.attachment_count
        """;

    private const string From = "from dftp.gift g left join dftp.sealed_text n on n.owner_id = g.id and n.field = 'donor_name'";

    public const int MaxPageSize = 200;

    /// <summary>The answer that the first request got; null when there is none. Other content is refused.</summary>
    public async Task<Outcome<DonationReceipted>?> FirstAnswer(Guid id, byte[] hash, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var query = new NpgsqlCommand($"select r.content_hash, {Columns} {From} join ledger.request r on r.id = g.id where g.id = $1", connection)
        {
            Parameters = { new() { Value = id } },
        };
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return null;
        if (!reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(hash)) return Refusal.Conflict("donation.key_reused");
        var row = Row(reader, 1, await registry.Current(cancellation));
        return new DonationReceipted(row.DonationId, row.VoucherNumber, row.ReceiptCode, true, []);
    }

    public async Task<GiftDetail?> ById(Guid id, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"select {Columns} {From} where g.id = $1") { Parameters = { new() { Value = id } } },
                new("select field, text from dftp.sealed_text where owner_id = $1") { Parameters = { new() { Value = id } } },
                new("select line, quantity, value from dftp.gift_goods where gift_id = $1 order by line") { Parameters = { new() { Value = id } } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return null;
        var row = Row(reader, 0, known);
        await reader.NextResultAsync(cancellation);
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation)) texts[reader.GetString(0)] = Nullable(reader, 1);
        await reader.NextResultAsync(cancellation);
        List<GoodsRow> goods = [];
        while (await reader.ReadAsync(cancellation))
        {
            var line = reader.GetInt16(0);
            goods.Add(new(line, texts.GetValueOrDefault($"goods_name_{line}"), reader.GetDecimal(1), texts.GetValueOrDefault($"goods_unit_{line}"),
                reader.IsDBNull(2) ? null : reader.GetInt64(2)));
        }
        return new GiftDetail(row, texts, goods);
    }

    public async Task<GiftPage> List(GiftFilter filter, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var page = Math.Max(1, filter.Page);
        var size = Math.Clamp(filter.PageSize, 1, MaxPageSize);
        var (where, parameters) = Where(filter);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        var totals = new NpgsqlBatchCommand($"select count(*), coalesce(sum(g.amount) filter (where g.status = 'recorded'), 0)::bigint {From} where {where}");
        var rows = new NpgsqlBatchCommand($"select {Columns} {From} where {where} order by {Order(filter.Sort)} limit {size} offset {(long)(page - 1) * size}");
        foreach (var value in parameters)
        {
            totals.Parameters.Add(new NpgsqlParameter { Value = value });
            rows.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        batch.BatchCommands.Add(totals);
        batch.BatchCommands.Add(rows);

        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (total, sum) = (reader.GetInt64(0), reader.GetInt64(1));
        await reader.NextResultAsync(cancellation);
        List<GiftRow> items = [];
        while (await reader.ReadAsync(cancellation)) items.Add(Row(reader, 0, known));
        return new GiftPage(items, checked((int)total), sum, page, size);
    }

    /// <summary>The latest document date in a series; null when it has no number yet.</summary>
    public async Task<DateOnly?> LastDate(Fund fund, int year, string kind, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(fund.UnitId, cancellation);
        await using var query = new NpgsqlCommand("select last_date from ledger.series where fund_id = $1 and year = $2 and kind = $3", connection)
        {
            Parameters = { new() { Value = fund.Id }, new() { Value = checked((short)year) }, new() { Value = kind } },
        };
        return await query.ExecuteScalarAsync(cancellation) is DateOnly date ? date : null;
    }

    /// <summary>Names that this unit has written before, for the donor field while somebody types.</summary>
    public async Task<IReadOnlyList<string>> Names(Guid unit, string typed, CancellationToken cancellation)
    {
        var folded = Folding.Fold(typed).Trim();
        if (folded.Length < 2) return [];
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var query = new NpgsqlCommand("""
            select s.text from dftp.sealed_text s join dftp.gift g on g.id = s.owner_id
            where s.folded like $1 and g.unit_id = $2 and s.text is not null
            group by s.text order by max(g.recorded_at) desc limit 8
            """, connection) { Parameters = { new() { Value = LikeWords.Holding(folded) }, new() { Value = unit } } };
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        List<string> names = [];
        while (await reader.ReadAsync(cancellation)) names.Add(reader.GetString(0));
        return names;
    }

    private static (string Where, List<object> Parameters) Where(GiftFilter filter)
    {
        var where = new StringBuilder("g.unit_id = any($1)");
        List<object> parameters = [filter.Units.ToArray()];
        void And(string condition, object value)
        {
            parameters.Add(value);
            where.Append(CultureInfo.InvariantCulture, $" and ({condition.Replace("?", $"${parameters.Count}", StringComparison.Ordinal)})");
        }

        if (filter.Fund is { } fund) And("g.fund_id = ?", fund);
        if (filter.Channel is { Length: > 0 } channel) And("g.channel = ?", channel);
        if (filter.Campaign is { } campaign) And("g.campaign_id = ?", campaign);
        if (filter.Status is { Length: > 0 } status) And("g.status = ?", status);
        if (filter.From is { } from) And("g.document_date >= ?", from);
        if (filter.To is { } to) And("g.document_date <= ?", to);
        if (filter.AwaitingCash) where.Append(" and g.channel = 'cash' and g.status = 'recorded' and g.cash_confirmed_at is null");
        if (filter.Search?.Trim() is { Length: > 0 } search) AndSearch(search, And);
        return (where.ToString(), parameters);
    }

    private static void AndSearch(string search, Action<string, object> and)
    {
        if (VoucherNumberText.TryParse(search, out var number))
        {
            and("(g.voucher_kind || '-' || g.voucher_year || '-' || g.voucher_number) = ? or (g.receipt_kind || '-' || g.voucher_year || '-' || g.receipt_number) = ?",
                $"{number.Kind}-{number.Year}-{number.Number}");
        }
        else if (ReceiptCode.TryParse(search, out var code) == CodeReading.Ok)
        {
            and("g.receipt_code = ?", code.Value);
        }
        else
        {
            and("exists (select 1 from dftp.sealed_text s where s.owner_id = g.id and s.folded like ?)", LikeWords.Holding(Folding.Fold(search)));
        }
    }

    private static string Order(string sort) => sort switch
    {
        "date" => "g.document_date, g.recorded_at, g.id",
        "amount" => "g.amount, g.document_date desc, g.id",
        "-amount" => "g.amount desc, g.document_date desc, g.id",
        "name" => "n.folded collate \"vi-x-icu\" nulls last, g.document_date desc, g.id",
        "number" => "g.voucher_kind, g.voucher_year, g.voucher_number",
        _ => "g.document_date desc, g.recorded_at desc, g.id",
    };

    private static GiftRow Row(NpgsqlDataReader reader, int at, RegistrySnapshot known)
    {
        var fund = known.Funds[reader.GetGuid(at + 2)];
        var year = reader.GetInt16(at + 16);
        return new GiftRow(
            reader.GetGuid(at), reader.GetGuid(at + 1), fund.Code, reader.GetString(at + 3), reader.GetInt64(at + 4), Nullable(reader, at + 5),
            reader.GetString(at + 6), reader.GetBoolean(at + 7), reader.IsDBNull(at + 8) ? null : reader.GetBoolean(at + 8), reader.GetBoolean(at + 9),
            reader.IsDBNull(at + 10) ? null : known.Campaigns.GetValueOrDefault(reader.GetGuid(at + 10))?.Code,
            reader.IsDBNull(at + 11) ? null : known.Accounts.GetValueOrDefault(reader.GetGuid(at + 11))?.Code,
            Nullable(reader, at + 12), reader.GetFieldValue<DateOnly>(at + 13), reader.IsDBNull(at + 14) ? null : reader.GetFieldValue<DateOnly>(at + 14),
            new VoucherNumber(reader.GetString(at + 15), year, reader.GetInt32(at + 17)).Text(fund.Kind),
            new VoucherNumber(reader.GetString(at + 18), year, reader.GetInt32(at + 19)).Text(fund.Kind),
            reader.GetString(at + 20), reader.GetFieldValue<DateTimeOffset>(at + 21), reader.GetString(at + 22), Nullable(reader, at + 23),
            reader.IsDBNull(at + 24) ? null : reader.GetFieldValue<DateTimeOffset>(at + 24),
            reader.IsDBNull(at + 25) ? null : reader.GetGuid(at + 25), reader.IsDBNull(at + 26) ? null : reader.GetGuid(at + 26),
            reader.IsDBNull(at + 27) ? null : reader.GetFieldValue<DateTimeOffset>(at + 27), reader.GetInt32(at + 28));
    }

    private static string? Nullable(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
