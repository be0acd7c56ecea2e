using System.Text.Json.Serialization;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>A line of a statement with what nobody has told about it yet.</summary>
/// <param name="AmountVnd">Đồng of the whole line.</param>
/// <param name="OpenVnd">Đồng that no match and no gift has taken.</param>
/// <param name="EntryId">The voucher that posted it.</param>
/// <param name="FundId">The book that it was posted in.</param>
/// <param name="CampaignId">The campaign on its leg there; the account may have got another since.</param>
/// <param name="General">Left as a general gift of the account's fund; a gift may still take it.</param>
public sealed record OpenLine(
    long Id, Guid UnitId, Guid AccountId, string Account, DateOnly Day, TimeOnly? Time, string Reference, [property: JsonConverter(typeof(SideInJson))] Side Side,
    long AmountVnd, long OpenVnd, string Memo, string Counterparty, string Folded, Guid EntryId, Guid FundId, Guid? CampaignId, bool General)
{
    /// <summary>Account and book as the line was posted.</summary>
    public StatementAccount Origin => new(AccountId, UnitId, FundId, CampaignId);

    public LineFacts Facts => new(Id, Day, Side, AmountVnd, Reference, Folded, Counterparty.Length == 0 ? "" : Folding.Fold(Counterparty));
}

/// <param name="Filter">Accounts, days, side, words, page; see <see cref="LineFilter"/>.</param>
/// <param name="Sort">day, -day, amount or -amount.</param>
/// <param name="WithGeneral">Lines left as general gifts too.</param>
/// <param name="Last">Lines that come after all others, whatever the order.</param>
public sealed record OpenLineFilter(LineFilter Filter, string Sort = "day", bool WithGeneral = false, IReadOnlyCollection<long>? Last = null);

/// <param name="CreditVnd">Open đồng in over the whole filter.</param>
/// <param name="DebitVnd">Open đồng out over the whole filter.</param>
public sealed record OpenLinePage(IReadOnlyList<OpenLine> Items, long Total, long CreditVnd, long DebitVnd, int Page, int PageSize);

/// <summary>Lines of which something is left to be told. Who may see which account is the caller's question.</summary>
public sealed class OpenLines(Sessions sessions, IRegistry registry)
{
    private const string Columns = """
        l.id, e.unit_id, l.account_id, l.value_date, l.at_time, l.reference, l.side, l.amount, l.amount - t.taken, l.memo, l.counterparty, l.folded, l.day_event, e.fund_id,
        (select p.campaign_id from ledger.posting p where p.entry_id = l.day_event and p.role = 'income_unlabelled'),
        exists (select from statements.match_link k join statements.match m on m.id = k.match_id where k.line_id = l.id and k.live and m.kind = 'general')
        """;

    private static string Tables(bool withGeneral) => $"""
        statements.line l join ledger.entry e on e.id = l.day_event
        cross join lateral (select coalesce(sum(k.amount), 0)::bigint as taken from statements.live_link k
          where k.line_id = l.id{(withGeneral ? " and not exists (select from statements.match m where m.id = k.match_id and m.kind = 'general')" : "")}) t
        """;

    public async Task<OpenLinePage> List(OpenLineFilter asked, CancellationToken cancellation)
    {
        var filter = asked.Filter.Bounded();
        var totals = new NpgsqlBatchCommand();
        totals.CommandText = $"""
            select count(*), coalesce(sum(l.amount - t.taken) filter (where l.side = 'C'), 0)::bigint, coalesce(sum(l.amount - t.taken) filter (where l.side = 'D'), 0)::bigint
            from {Tables(asked.WithGeneral)} where {filter.Where(totals)} and t.taken < l.amount
            """;
        var rows = new NpgsqlBatchCommand();
        var where = filter.Where(rows);
        var last = "";
        if (asked.Last is { Count: > 0 } put)
        {
            rows.Parameters.Add(new() { Value = put.ToArray() });
            last = $"l.id = any(${rows.Parameters.Count}), ";
        }
        rows.CommandText = $"""
            select {Columns} from {Tables(asked.WithGeneral)} where {where} and t.taken < l.amount
            order by {last}{Order(asked.Sort)} limit {filter.PageSize} offset {(filter.Page - 1L) * filter.PageSize}
            """;
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { totals, rows } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (total, credit, debit) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        await reader.NextResultAsync(cancellation);
        return new OpenLinePage(await Read(reader, known, cancellation), total, credit, debit, filter.Page, filter.PageSize);
    }

    /// <summary>Lines by their ids, open or not, in the order of bank days.</summary>
    public async Task<IReadOnlyList<OpenLine>> Find(IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0) return [];
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"select {Columns} from {Tables(false)} where l.id = any($1) order by l.value_date, l.id", connection)
        {
            Parameters = { new() { Value = ids.ToArray() } },
        };
        await using var reader = await select.ExecuteReaderAsync(cancellation);
        return await Read(reader, known, cancellation);
    }

    private static string Order(string sort) => sort switch
    {
        "-day" => "l.value_date desc, l.id desc",
        "amount" => "l.amount - t.taken, l.value_date, l.id",
        "-amount" => "l.amount - t.taken desc, l.value_date, l.id",
        _ => "l.value_date, l.id",
    };

    private static async Task<IReadOnlyList<OpenLine>> Read(NpgsqlDataReader row, RegistrySnapshot known, CancellationToken cancellation)
    {
        List<OpenLine> lines = [];
        while (await row.ReadAsync(cancellation))
        {
            var account = row.GetGuid(2);
            lines.Add(new OpenLine(
                row.GetInt64(0), row.GetGuid(1), account, known.Accounts[account].Code, row.GetFieldValue<DateOnly>(3), row.IsDBNull(4) ? null : row.GetFieldValue<TimeOnly>(4),
                row.GetString(5), row.GetString(6) == "C" ? Side.Credit : Side.Debit, row.GetInt64(7), row.GetInt64(8), row.GetString(9), row.GetString(10), row.GetString(11),
                row.GetGuid(12), row.GetGuid(13), row.IsDBNull(14) ? null : row.GetGuid(14), row.GetBoolean(15)));
        }
        return lines;
    }
}
