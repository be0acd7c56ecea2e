using System.Text.Json.Serialization;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>A match as a list shows it: what, why, by whom, and whether it still stands.</summary>
/// <param name="Automatic">A run did it, not a person.</param>
/// <param name="Rule">Name of the rule that did it.</param>
/// <param name="Fund">Code of the fund that the money stands in.</param>
/// <param name="Role">That the money has now; null where it kept its own.</param>
/// <param name="Lines">Links that it made.</param>
/// <param name="TotalVnd">Đồng of them.</param>
/// <param name="Released">How many of them were undone.</param>
/// <param name="UndoneAt">When nothing of it was left.</param>
/// <param name="By">Opaque id of the person, who for a run is the one who started it.</param>
public sealed record MatchRow(
    Guid Id, [property: JsonIgnore] Guid UnitId, string Account, string Kind, string Reason, [property: JsonConverter(typeof(SideInJson))] Side Side, bool Automatic,
    Guid? RuleId, string? Rule, Guid? RunId, DateOnly? Day, string? Fund, string? Campaign, string? Role, int Lines, long TotalVnd, DateTimeOffset MadeAt, Guid By,
    int Released, DateTimeOffset? UndoneAt, Guid? UndoneBy)
{
    public bool Undone => Released == Lines;
}

public sealed record MatchPage(IReadOnlyList<MatchRow> Items, long Total, int Page, int PageSize);

/// <param name="ItemId">The gift, receipt, move of cash or payment that the line proves.</param>
/// <param name="AmountVnd">Đồng of the line that the match took.</param>
/// <param name="Live">False once undone.</param>
public sealed record MatchedLine(long LineId, string Account, DateOnly Day, string Reference, string Memo, Guid? ItemId, long AmountVnd, bool Live);

/// <param name="Note">Null where none was written, or it was erased.</param>
public sealed record MatchRelease(int Part, string Reason, int Lines, long TotalVnd, DateTimeOffset At, Guid By, string? Note, IReadOnlyList<string> Vouchers);

/// <param name="Texts">Field → what was written; null where it was erased.</param>
/// <param name="Linked">The first of its lines.</param>
public sealed record MatchDetail(
    MatchRow Match, IReadOnlyList<string> Vouchers, IReadOnlyDictionary<string, string?> Texts, IReadOnlyList<MatchedLine> Linked, IReadOnlyList<MatchRelease> Releases);

/// <param name="Kind">One of <see cref="MatchKinds"/>.</param>
/// <param name="Standing">True: not undone whole; false: undone; null: both.</param>
public sealed record MatchFilter(
    IReadOnlyList<Guid> Accounts, string? Kind = null, string? Reason = null, bool? Automatic = null, bool? Standing = null, Guid? RunId = null, Guid? RuleId = null,
    int Page = 1, int PageSize = 50)
{
    public const int MaxPageSize = 200;
}

/// <summary>Reads matches. Who may see which account is the caller's question.</summary>
public sealed class MatchQueries(Sessions sessions, IRegistry registry)
{
    public const int MostLines = 1000;

    private const string Columns = """
        m.id, m.unit_id, m.account_id, m.kind, m.reason, m.side, m.rule_id, r.name, m.run_id, m.day, m.fund_id, m.campaign_id, m.role, m.line_count, m.total,
        m.made_at, m.made_by, m.released_count, m.released_at, m.released_by
        """;

    private const string From = "from statements.match m left join statements.rule r on r.id = m.rule_id";

    /// <summary>Newest first.</summary>
    public async Task<MatchPage> List(MatchFilter filter, CancellationToken cancellation)
    {
        var size = Math.Clamp(filter.PageSize, 1, MatchFilter.MaxPageSize);
        var page = Math.Max(1, filter.Page);
        var totals = new NpgsqlBatchCommand();
        totals.CommandText = $"select count(*) {From} where {Where(filter, totals)}";
        var rows = new NpgsqlBatchCommand();
        rows.CommandText = $"select {Columns} {From} where {Where(filter, rows)} order by m.made_at desc, m.day desc, m.id limit {size} offset {(page - 1L) * size}";
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { totals, rows } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var total = reader.GetInt64(0);
        await reader.NextResultAsync(cancellation);
        List<MatchRow> items = [];
        while (await reader.ReadAsync(cancellation)) items.Add(Row(reader, known));
        return new MatchPage(items, total, page, size);
    }

    public async Task<MatchRow?> Find(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"select {Columns} {From} where m.id = $1", connection) { Parameters = { new() { Value = id } } };
        await using var reader = await select.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Row(reader, await registry.Current(cancellation)) : null;
    }

    /// <summary>A match with its first lines and what was undone of it; null when there is none.</summary>
    public async Task<MatchDetail?> Detail(Guid id, CancellationToken cancellation)
    {
        if (await Find(id, cancellation) is not { } match) return null;
        var known = await registry.Current(cancellation);
        await using var session = sessions.Query(match.UnitId);
        var events = await session.Events.FetchStreamAsync(id, token: cancellation);
        var released = events.Select(e => (e.Timestamp, Data: e.Data as StatementLinesReleased)).Where(e => e.Data is not null).Select(e => (e.Timestamp, Data: e.Data!)).ToList();
        Guid[] owners = [id, .. released.Select(r => MatchIds.OfRelease(id, r.Data.Part))];

        await using var connection = await sessions.Connect(match.UnitId, cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"""
                    select k.line_id, l.account_id, l.value_date, l.reference, l.memo, k.item_id, k.amount, k.live
                    from statements.match_link k join statements.line l on l.id = k.line_id where k.match_id = $1 order by k.ordinal limit {MostLines}
                    """) { Parameters = { new() { Value = id } } },
                new("select owner_id, field, text from dftp.sealed_text where owner_id = any($1)") { Parameters = { new() { Value = owners } } },
            },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        List<MatchedLine> linked = [];
        while (await row.ReadAsync(cancellation))
            linked.Add(new(
                row.GetInt64(0), known.Accounts[row.GetGuid(1)].Code, row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetString(4),
                row.IsDBNull(5) ? null : row.GetGuid(5), row.GetInt64(6), row.GetBoolean(7)));
        await row.NextResultAsync(cancellation);
        var texts = new Dictionary<(Guid, string), string?>();
        while (await row.ReadAsync(cancellation)) texts[(row.GetGuid(0), row.GetString(1))] = row.IsDBNull(2) ? null : row.GetString(2);

        IReadOnlyList<string> Vouchers(IReadOnlyList<JournalEntry> entries) => [.. entries.Select(e => e.Voucher.Text(known.Funds[e.FundId].Kind))];
        return new MatchDetail(
            match, events.Count > 0 && events[0].Data is StatementLinesMatched made ? Vouchers(made.Entries) : [],
            texts.Where(t => t.Key.Item1 == id).ToDictionary(t => t.Key.Item2, t => t.Value), linked,
            [.. released.Select(r => new MatchRelease(
                r.Data.Part, r.Data.ReasonCode, r.Data.Count, r.Data.Total, r.Timestamp, r.Data.By,
                texts.GetValueOrDefault((MatchIds.OfRelease(id, r.Data.Part), "note")), Vouchers(r.Data.Entries)))]);
    }

    private static string Where(MatchFilter filter, NpgsqlBatchCommand command)
    {
        List<string> all = [$"m.account_id = any({Add(filter.Accounts.ToArray())})"];
        if (filter.Kind is { Length: > 0 } kind) all.Add($"m.kind = {Add(kind)}");
        if (filter.Reason is { Length: > 0 } reason) all.Add($"m.reason = {Add(reason)}");
        if (filter.Automatic is { } automatic) all.Add($"(m.run_id is not null) = {Add(automatic)}");
        if (filter.Standing is { } standing) all.Add($"(m.released_count < m.line_count) = {Add(standing)}");
        if (filter.RunId is { } run) all.Add($"m.run_id = {Add(run)}");
        if (filter.RuleId is { } rule) all.Add($"m.rule_id = {Add(rule)}");
        return string.Join(" and ", all);

        string Add(object value)
        {
            command.Parameters.Add(new() { Value = value });
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
        }
    }

    private static MatchRow Row(NpgsqlDataReader row, RegistrySnapshot known)
    {
        T? Value<T>(int at) where T : struct => row.IsDBNull(at) ? null : row.GetFieldValue<T>(at);
        string? Text(int at) => row.IsDBNull(at) ? null : row.GetString(at);
        return new MatchRow(
            row.GetGuid(0), row.GetGuid(1), known.Accounts[row.GetGuid(2)].Code, row.GetString(3), row.GetString(4), row.GetString(5) == "C" ? Side.Credit : Side.Debit,
            !row.IsDBNull(8), Value<Guid>(6), Text(7), Value<Guid>(8), Value<DateOnly>(9), Value<Guid>(10) is { } fund ? known.Funds[fund].Code : null,
            Value<Guid>(11) is { } campaign ? known.Campaigns[campaign].Code : null, Text(12), row.GetInt32(13), row.GetInt64(14), row.GetFieldValue<DateTimeOffset>(15),
            row.GetGuid(16), row.GetInt32(17), Value<DateTimeOffset>(18), Value<Guid>(19));
    }
}
