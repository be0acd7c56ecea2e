using System.Globalization;
using System.Text.Json.Serialization;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>Money that a voucher of ours announced and that no line of a statement has proved yet.</summary>
/// <param name="Id">Stream of the gift, receipt, move of cash or payment.</param>
/// <param name="Source">Alias of the event that announced it: donation_recorded, other_receipt_recorded, cash_moved, …</param>
/// <param name="Side">Of the line that will prove it: Credit is money in.</param>
/// <param name="Voucher">"PKT-VNN-2026-000012".</param>
/// <param name="OpenVnd">Đồng that no line has taken.</param>
/// <param name="Reference">The bank's, where somebody wrote it down; else empty.</param>
/// <param name="Name">Of the donor or payer; null when not named, or erased.</param>
/// <param name="Codes">By which a memo may name it: the receipt's, and transfer codes issued for it.</param>
public sealed record OpenItem(
    Guid Id, Guid EntryId, string Source, Guid UnitId, Guid FundId, Guid AccountId, string Account, [property: JsonConverter(typeof(SideInJson))] Side Side, string Voucher,
    DateOnly Date, long AmountVnd, long OpenVnd, string Reference, string? Name, Guid? CampaignId, [property: JsonIgnore] IReadOnlyList<string> Codes)
{
    [JsonIgnore]
    public ItemFacts Facts => new(Id, Date, OpenVnd, Reference, Name is null ? "" : Folding.Fold(Name), Codes);
}

/// <param name="Search">Words of the name without marks, a reference, or a voucher's number.</param>
/// <param name="Open">Đồng left, exactly.</param>
/// <param name="Near">Those nearest to this day come first; else by date.</param>
/// <param name="Reference">The bank's, exactly.</param>
/// <param name="WithClosed">Those that lines have taken whole, too; for looking items up by id.</param>
public sealed record OpenItemFilter(
    IReadOnlyList<Guid> Accounts, Side? Side = null, string? Search = null, long? Open = null, DateOnly? From = null, DateOnly? To = null, DateOnly? Near = null,
    string? Reference = null, IReadOnlyCollection<Guid>? Ids = null, bool WithClosed = false, int Page = 1, int PageSize = 50)
{
    public const int MaxPageSize = 500;
}

public sealed record OpenItemPage(IReadOnlyList<OpenItem> Items, long Total, int Page, int PageSize);

/// <summary>Items that wait for their line. Who may see which account is the caller's question.</summary>
public sealed class OpenItems(Sessions sessions, IRegistry registry)
{
    private const string Columns = """
        a.item_id, a.entry_id, a.source, a.unit_id, a.fund_id, a.account_id, a.side, a.kind, a.year, a.number, a.document_date, a.amount, a.amount - t.taken,
        coalesce(g.bank_reference, ''), n.text, g.campaign_id, g.receipt_code, array(select c.code from statements.transfer_code c where c.kind = 'item' and c.target_id = a.item_id)
        """;

    private const string Tables = """
        statements.announced a
        cross join lateral (select coalesce(sum(k.amount), 0)::bigint as taken from statements.live_link k where k.item_id = a.item_id) t
        left join dftp.gift g on g.id = a.item_id
        left join lateral (select s.text from dftp.sealed_text s where s.owner_id = a.item_id and s.field in ('donor_name', 'payee_name', 'payer_name') and s.text is not null
          order by s.field limit 1) n on true
        """;

    public async Task<OpenItemPage> List(OpenItemFilter filter, CancellationToken cancellation)
    {
        var size = Math.Clamp(filter.PageSize, 1, OpenItemFilter.MaxPageSize);
        var page = Math.Max(1, filter.Page);
        var totals = new NpgsqlBatchCommand();
        totals.CommandText = $"select count(*) from {Tables} where {Where(filter, totals)}";
        var rows = new NpgsqlBatchCommand();
        var where = Where(filter, rows);
        var order = "a.document_date, a.number, a.item_id";
        if (filter.Near is { } near)
        {
            rows.Parameters.Add(new() { Value = near });
            order = $"abs(a.document_date - ${rows.Parameters.Count}), {order}";
        }
        rows.CommandText = $"select {Columns} from {Tables} where {where} order by {order} limit {size} offset {(page - 1L) * size}";

        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { totals, rows } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var total = reader.GetInt64(0);
        await reader.NextResultAsync(cancellation);
        List<OpenItem> items = [];
        while (await reader.ReadAsync(cancellation)) items.Add(Read(reader, known));
        return new OpenItemPage(items, total, page, size);
    }

    /// <summary>Items by their ids, those too that are taken whole; without those that were taken back.</summary>
    public async Task<IReadOnlyList<OpenItem>> Find(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) => ids.Count == 0
        ? []
        : (await List(new OpenItemFilter([], Ids: ids, WithClosed: true, PageSize: OpenItemFilter.MaxPageSize), cancellation)).Items;

    private static string Where(OpenItemFilter filter, NpgsqlBatchCommand command)
    {
        List<string> all = [];
        if (filter.Ids is { } ids) all.Add($"a.item_id = any({Add(ids.ToArray())})");
        else all.Add($"a.account_id = any({Add(filter.Accounts.ToArray())})");
        if (!filter.WithClosed) all.Add("t.taken < a.amount");
        if (filter.Side is { } side) all.Add($"a.side = {Add(side == Side.Credit ? "C" : "D")}");
        if (filter.Open is { } open) all.Add($"a.amount - t.taken = {Add(open)}");
        if (filter.From is { } from) all.Add($"a.document_date >= {Add(from)}");
        if (filter.To is { } to) all.Add($"a.document_date <= {Add(to)}");
        if (filter.Reference is { } reference) all.Add($"g.bank_reference = {Add(reference)}");
        if (filter.Search?.Trim() is { Length: > 0 } search) all.Add($"({Searched(search)})");
        return string.Join(" and ", all);

        string Searched(string search)
        {
            if (VoucherNumberText.TryParse(search, out var number))
                return $"a.kind = {Add(number.Kind)} and a.year = {Add((short)number.Year, NpgsqlDbType.Smallint)} and a.number = {Add(number.Number)}";
            var words = Folding.Fold(search).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8);
            var named = string.Join(" and ", words.Select(w => $"dftp_folded like {Add(LikeWords.Holding(w))}"));
            return $"g.bank_reference = {Add(search)} or exists (select from dftp.sealed_text s cross join lateral (select coalesce(s.folded, lower(s.text)) as dftp_folded) f "
                + $"where s.owner_id = a.item_id and s.field in ('donor_name', 'payee_name', 'payer_name', 'narration') and {named})";
        }

        string Add(object value, NpgsqlDbType? type = null)
        {
            command.Parameters.Add(type is { } known ? new() { Value = value, NpgsqlDbType = known } : new() { Value = value });
            return string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
        }
    }

    private static OpenItem Read(NpgsqlDataReader row, RegistrySnapshot known)
    {
        var fund = known.Funds[row.GetGuid(4)];
        IReadOnlyList<string> codes = row.GetFieldValue<string[]>(17);
        if (!row.IsDBNull(16)) codes = [row.GetString(16), .. codes];
        return new OpenItem(
            row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetGuid(3), fund.Id, row.GetGuid(5), known.Accounts[row.GetGuid(5)].Code,
            row.GetString(6) == "C" ? Side.Credit : Side.Debit, new VoucherNumber(row.GetString(7), row.GetInt16(8), row.GetInt32(9)).Text(fund.Kind),
            row.GetFieldValue<DateOnly>(10), row.GetInt64(11), row.GetInt64(12), row.GetString(13), row.IsDBNull(14) ? null : row.GetString(14),
            row.IsDBNull(15) ? null : row.GetGuid(15), codes);
    }
}
