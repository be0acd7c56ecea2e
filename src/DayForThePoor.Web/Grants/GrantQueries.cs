using System.Globalization;
using System.Text;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Households;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Grants;

/// <summary>A row of the board of grants.</summary>
/// <param name="WishedVnd">Đồng asked for; <paramref name="ProposedVnd"/> put forward by meeting or list; <paramref name="ApprovedVnd"/> decided.</param>
/// <param name="Class">Of the household, as last recognised; null: on no list.</param>
/// <param name="OverlapHard">Earlier supports that stand against it, as last looked up.</param>
/// <param name="Unreported">An emergency that the board has not been told of yet.</param>
/// <param name="RuleId">The spending rule that it was put forward or decided under; null for the shipped one, and before.</param>
public sealed record GrantRow(
    Guid Id, Guid UnitId, string Fund, string Purpose, string Kind, string State, Guid HouseholdId, string HouseholdCode, string Head, string Hamlet, string? Class,
    Guid? MemberId, long? WishedVnd, long? ProposedVnd, long? ApprovedVnd, DateOnly RequestedOn, Guid RequestedBy, DateOnly? MetOn, DateOnly? PostedUntil,
    DateOnly? PostingEndedOn, int OverlapSoft, int OverlapHard, Guid? ProposalId, DateOnly? ApprovedOn, DateOnly? HandedOverOn, bool Unreported, DateTimeOffset StateSince,
    Guid? RuleId = null);

/// <summary>What the board is asked for. The same object feeds rows, counts and files, so that they cannot differ.</summary>
/// <param name="Units">Units whose grants are meant, with all that lies under them already listed.</param>
/// <param name="Search">Words of the household's names or code, without diacritics.</param>
/// <param name="States">Of <see cref="GrantStates"/>; null or empty: all.</param>
/// <param name="Undecided">Only what waits: neither decided nor ended.</param>
/// <param name="Unreported">Only emergencies that the board has not been told of.</param>
/// <param name="PostingOver">Only notices that may come down on this day.</param>
/// <param name="WaitingFor">Only short grants that this person may still sign: not asked for by them, not signed by them, on no list.</param>
/// <param name="Sort">given (given name of the head), -requested, requested, amount, -amount, state.</param>
public sealed record GrantFilter(
    IReadOnlyList<Guid> Units, string? Search = null, IReadOnlyList<string>? States = null, string? Purpose = null, string? Kind = null, Guid? Household = null,
    Guid? Hamlet = null, Guid? Fund = null, Guid? Proposal = null, DateOnly? From = null, DateOnly? To = null, bool Undecided = false, bool Unreported = false,
    DateOnly? PostingOver = null, Guid? WaitingFor = null, string Sort = "-requested", int Page = 1, int PageSize = 50);

/// <param name="ByState">Count of each state over the filter without its states.</param>
/// <param name="SumVnd">Đồng over the filter: approved, else proposed, else asked for.</param>
public sealed record GrantPage(IReadOnlyList<GrantRow> Items, int Total, long SumVnd, IReadOnlyDictionary<string, int> ByState, int Page, int PageSize);

/// <summary>Reads grants for lists. Who may see which unit is the caller's question.</summary>
public sealed class GrantQueries(Sessions sessions, IRegistry registry)
{
    public const int MaxPageSize = 500;

    private const string Columns = """
        s.id, s.unit_id, s.fund_id, s.purpose, s.kind, s.state, s.household_id, h.code, h.head_name, t.kind, t.name, t.former,
        (select c.class from households.classification c where c.household_id = h.id order by c.year desc limit 1),
        s.member_id, s.wished, s.proposed, s.approved, s.requested_on, s.requested_by, s.met_on, s.posted_until, s.posting_ended_on, s.overlap_soft, s.overlap_hard,
        s.proposal_id, s.approved_on, s.handed_over_on, s.state_since, s.reported_on, s.rule_id
        """;

    private const string From =
        "from grants.support s join households.household h on h.id = s.household_id join households.hamlet t on t.id = h.hamlet_id";

    private const string IsUnreported = "s.kind = 'short' and s.approved_on is not null and s.proposal_id is null and s.reported_on is null";

    public async Task<GrantPage> List(GrantFilter filter, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var (page, size) = (Math.Clamp(filter.Page, 1, 100_000), Math.Clamp(filter.PageSize, 1, MaxPageSize));
        var (where, values) = Where(filter);
        var states = filter.States is { Count: > 0 } wanted ? wanted : GrantStates.All;
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command($"select s.state, count(*)::int, coalesce(sum(coalesce(s.approved, s.proposed, s.wished)), 0)::bigint {From} where {where} group by s.state"));
        var rows = Command($"select {Columns} {From} where {where} and s.state = any(${values.Count + 1}) order by {Order(filter.Sort)} limit {size} offset {(page - 1L) * size}");
        rows.Parameters.Add(new() { Value = states.ToArray() });
        batch.BatchCommands.Add(rows);

        await using var row = await batch.ExecuteReaderAsync(cancellation);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var (total, sum) = (0, 0L);
        while (await row.ReadAsync(cancellation))
        {
            counts[row.GetString(0)] = row.GetInt32(1);
            if (!states.Contains(row.GetString(0))) continue;
            total += row.GetInt32(1);
            sum = checked(sum + row.GetInt64(2));
        }
        await row.NextResultAsync(cancellation);
        List<GrantRow> items = [];
        while (await row.ReadAsync(cancellation)) items.Add(Row(row, known));
        return new(items, total, sum, GrantStates.All.Where(counts.ContainsKey).ToDictionary(s => s, s => counts[s]), page, size);

        NpgsqlBatchCommand Command(string sql)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            return command;
        }
    }

    /// <summary>Null: no such grant.</summary>
    public async Task<GrantRow?> Find(Guid id, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"select {Columns} {From} where s.id = $1", connection) { Parameters = { new() { Value = id } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? Row(row, known) : null;
    }

    /// <summary>The unit that a grant belongs to; empty when there is no such grant, and then nobody may anything in it.</summary>
    public async Task<Guid> UnitOf(Guid grant, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select unit_id from grants.support where id = $1", connection) { Parameters = { new() { Value = grant } } };
        return await select.ExecuteScalarAsync(cancellation) as Guid? ?? Guid.Empty;
    }

    private static (string Where, List<object> Values) Where(GrantFilter filter)
    {
        var where = new StringBuilder("s.unit_id = any($1)");
        List<object> values = [filter.Units.ToArray()];
        void And(string condition, object value)
        {
            values.Add(value);
            where.Append(CultureInfo.InvariantCulture, $" and ({condition.Replace("?", $"${values.Count}", StringComparison.Ordinal)})");
        }

        if (filter.Purpose is { Length: > 0 } purpose) And("s.purpose = ?", purpose);
        if (filter.Kind is { Length: > 0 } kind) And("s.kind = ?", kind);
        if (filter.Household is { } household) And("s.household_id = ?", household);
        if (filter.Hamlet is { } hamlet) And("h.hamlet_id = ?", hamlet);
        if (filter.Fund is { } fund) And("s.fund_id = ?", fund);
        if (filter.Proposal is { } proposal) And("s.proposal_id = ?", proposal);
        if (filter.From is { } from) And("s.requested_on >= ?", from);
        if (filter.To is { } to) And("s.requested_on <= ?", to);
        if (filter.PostingOver is { } day) And("s.state = 'posted' and s.posting_ended_on is null and s.posted_until <= ?", day);
        if (filter.WaitingFor is { } person)
            And("s.kind = 'short' and s.state = 'requested' and s.requested_by <> ? and not exists (select from grants.signature g where g.subject_id = s.id and g.person_id = ?)", person);
        if (filter.Undecided) where.Append(" and s.state in ('requested', 'met', 'posted', 'checked', 'proposed', 'sent_back')");
        if (filter.Unreported) where.Append(CultureInfo.InvariantCulture, $" and {IsUnreported}");
        var words = LikeWords.Of(filter.Search);
        if (words.Length > 0) And("h.folded like all (?)", words);
        return (where.ToString(), values);
    }

    private static string Order(string sort) => sort switch
    {
        "given" => "h.given collate \"vi-x-icu\", h.head_name collate \"vi-x-icu\", s.requested_on desc, s.id",
        "requested" => "s.requested_on, s.requested_at, s.id",
        "amount" => "coalesce(s.approved, s.proposed, s.wished), s.requested_on desc, s.id",
        "-amount" => "coalesce(s.approved, s.proposed, s.wished) desc nulls last, s.requested_on desc, s.id",
        "state" => "s.state_since, s.id",
        _ => "s.requested_on desc, s.requested_at desc, s.id",
    };

    private static GrantRow Row(NpgsqlDataReader r, RegistrySnapshot known)
    {
        var kind = r.GetString(4);
        var approvedOn = Date(r, 25);
        var proposal = Id(r, 24);
        return new GrantRow(
            r.GetGuid(0), r.GetGuid(1), known.Funds[r.GetGuid(2)].Code, r.GetString(3), kind, r.GetString(5), r.GetGuid(6), r.GetString(7), r.GetString(8),
            new HamletName(r.GetString(9), r.GetString(10), r.GetString(11)).Text, r.IsDBNull(12) ? null : r.GetString(12),
            Id(r, 13), Vnd(r, 14), Vnd(r, 15), Vnd(r, 16), r.GetFieldValue<DateOnly>(17), r.GetGuid(18), Date(r, 19), Date(r, 20), Date(r, 21), r.GetInt32(22), r.GetInt32(23),
            proposal, approvedOn, Date(r, 26), kind == GrantKinds.AtOnce && approvedOn is not null && proposal is null && r.IsDBNull(28),
            r.GetFieldValue<DateTimeOffset>(27), Id(r, 29));
    }

    private static Guid? Id(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetGuid(at);

    private static long? Vnd(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetInt64(at);

    private static DateOnly? Date(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateOnly>(at);
}
