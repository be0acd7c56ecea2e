using System.Globalization;
using System.Text;
using DayForThePoor.Core.Households;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>What the list of cases is asked for. The same object feeds rows, counts and files, so that they cannot differ.</summary>
/// <param name="Units">Units whose cases are meant.</param>
/// <param name="Search">Words of names in the household, of code, school and carer, without diacritics.</param>
/// <param name="State">open, closed or merged; null: all but those that were merged away.</param>
/// <param name="Waiting">Only those with a need that has room for a sponsor.</param>
/// <param name="Sort">-code, code, name, opened, -opened.</param>
public sealed record CaseFilter(
    IReadOnlyList<Guid> Units, string? Search = null, string? Kind = null, string? State = null, Guid? Officer = null, bool Waiting = false, string Sort = "-code", int Page = 1,
    int PageSize = 50);

/// <param name="ByState">Count of each state over the filter without its state.</param>
public sealed record FoundCases(IReadOnlyList<CaseRow> Items, int Total, IReadOnlyDictionary<string, int> ByState, int Page, int PageSize);

/// <summary>Reads cases for lists. Who may see which unit is the caller's question.</summary>
public sealed class CaseQueries(Sessions sessions, TimeProvider clock)
{
    public const int MaxPageSize = 500;

    /// <summary>Of slot s on the day $2: what pledges fill of it, now or later, đồng and goods a year.</summary>
    internal const string Filled = """
        lateral (select coalesce(sum(p.yearly), 0)::bigint as vnd, coalesce(sum(p.yearly_quantity), 0) as quantity from sponsorships.pledge p
          where p.slot_id = s.id and p.state in ('held', 'active', 'paused') and (p.ends_on is null or p.ends_on >= $2))
        """;

    internal const string HasRoom = "case s.kind when 'money' then f.vnd < s.amount * 12 else f.quantity < s.quantity * 12 end";

    private const string Bare = "from sponsorships.beneficiary b join sponsorships.case_state c on c.beneficiary_id = b.id";

    private const string From = $"{Bare} join households.household h on h.id = b.household_id";

    private const string Latest = "b.code desc, b.id";

    private const string Columns = """
        b.id, b.unit_id, b.code, coalesce(m.name, ''), m.birth_date, m.birth_year, m.sex, b.kind, c.state, c.stopped, c.stopped_on, b.household_id, h.code, b.member_id, t.kind, t.name, t.former,
        b.officer_id, coalesce(o.display_name, ''), b.opened_on, c.merged_into, n.slots, n.room, (select count(*)::int from sponsorships.pledge p
          where p.beneficiary_id = b.id and p.state in ('held', 'active', 'paused'))
        """;

    private const string Around = $"""
        left join households.member m on m.id = b.member_id join households.hamlet t on t.id = h.hamlet_id left join identity.person o on o.id = b.officer_id
        cross join lateral (select count(*)::int as slots, (count(*) filter (where {HasRoom}))::int as room from sponsorships.slot s cross join {Filled} f
          where s.beneficiary_id = b.id and (s.ends_on is null or s.ends_on >= $2)) n
        """;

    public async Task<FoundCases> List(CaseFilter filter, CancellationToken cancellation)
    {
        var (page, size) = (Math.Clamp(filter.Page, 1, 100_000), Math.Clamp(filter.PageSize, 1, MaxPageSize));
        var (where, values) = Where(filter);
        string[] states = filter.State is { Length: > 0 } one ? [one] : [CaseStates.Open, CaseStates.Closed];
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(values.Count == 2 && !filter.Waiting
            ? new(StateCounts.Of(StateCounts.Cases)) { Parameters = { new() { Value = filter.Units.ToArray() } } }
            : Command($"select c.state, count(*)::int {From} where $2::date is not null and {where} group by c.state"));
        // Only the rows of the page are looked at closely; the latest of each unit are found without reading the others.
        var (order, skip, joined) = (Order(filter.Sort), (page - 1L) * size, filter.Search is { Length: > 0 } ? From : Bare);
        var wanted = $"$2::date is not null and {where} and c.state = any(${values.Count + 1})";
        var ids = order == Latest
            ? $"""
              select x.id from unnest($1) u(id) cross join lateral (
                select b.id, b.code {joined} where b.unit_id = u.id and {wanted} order by {Latest} limit {skip + size}) x
              order by x.code desc, x.id limit {size} offset {skip}
              """
            : $"select b.id {joined}{(filter.Sort == "name" ? " left join households.member m on m.id = b.member_id" : "")} where {wanted} order by {order} limit {size} offset {skip}";
        var rows = Command($"with page as ({ids}) select {Columns} {From} {Around} where b.id in (select id from page) order by {order}");
        rows.Parameters.Add(new() { Value = states });
        batch.BatchCommands.Add(rows);
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellation)) counts[row.GetString(0)] = row.GetInt32(1);
        await row.NextResultAsync(cancellation);
        List<CaseRow> items = [];
        while (await row.ReadAsync(cancellation)) items.Add(Row(row));
        return new(items, states.Sum(s => counts.GetValueOrDefault(s)), CaseStates.All.Where(counts.ContainsKey).ToDictionary(s => s, s => counts[s]), page, size);

        NpgsqlBatchCommand Command(string sql)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            return command;
        }
    }

    /// <summary>Null: no such case.</summary>
    public async Task<CaseRow?> Find(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"select {Columns} {From} {Around} where b.id = $1", connection)
        {
            Parameters = { new() { Value = id }, new() { Value = VietnamTime.TodayIn(clock) } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? Row(row) : null;
    }

    /// <summary>The unit that a case belongs to; empty when there is no such case, and then nobody may anything in it.</summary>
    public async Task<Guid> UnitOf(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select unit_id from sponsorships.beneficiary where id = $1", connection) { Parameters = { new() { Value = id } } };
        return await select.ExecuteScalarAsync(cancellation) as Guid? ?? Guid.Empty;
    }

    /// <summary>Officers who look after cases of the units, by name.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> Officers(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select p.id, p.display_name from identity.person p where exists (select from sponsorships.beneficiary b where b.officer_id = p.id and b.unit_id = any($1))
            order by p.display_name collate "vi-x-icu", p.id
            """, connection) { Parameters = { new() { Value = units.ToArray() } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<(Guid, string)> officers = [];
        while (await row.ReadAsync(cancellation)) officers.Add((row.GetGuid(0), row.GetString(1)));
        return officers;
    }

    private (string Where, List<object> Values) Where(CaseFilter filter)
    {
        var where = new StringBuilder("b.unit_id = any($1)");
        List<object> values = [filter.Units.ToArray(), VietnamTime.TodayIn(clock)];
        void And(string condition, object value)
        {
            values.Add(value);
            where.Append(CultureInfo.InvariantCulture, $" and ({condition.Replace("?", $"${values.Count}", StringComparison.Ordinal)})");
        }

        if (filter.Kind is { Length: > 0 } kind) And("b.kind = ?", kind);
        if (filter.Officer is { } officer) And("b.officer_id = ?", officer);
        if (filter.Waiting)
            where.Append(CultureInfo.InvariantCulture, $" and exists (select from sponsorships.slot s cross join {Filled} f where s.beneficiary_id = b.id and (s.ends_on is null or s.ends_on >= $2) and {HasRoom})");
        var words = LikeWords.Of(filter.Search);
        if (words.Length > 0) And("(b.folded || ' ' || h.folded) like all (?)", words);
        return (where.ToString(), values);
    }

    private static string Order(string sort) => sort switch
    {
        "name" => "split_part(m.name, ' ', -1) collate \"vi-x-icu\", m.name collate \"vi-x-icu\", b.id",
        "code" => "b.code, b.id",
        "opened" => "b.opened_on, b.code, b.id",
        "-opened" => "b.opened_on desc, b.code desc, b.id",
        _ => Latest,
    };

    private static CaseRow Row(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetString(3), Date(r, 4), r.IsDBNull(5) ? null : r.GetInt16(5), Text(r, 6), r.GetString(7), r.GetString(8), Text(r, 9), Date(r, 10),
        r.GetGuid(11), r.GetString(12), r.GetGuid(13), new HamletName(r.GetString(14), r.GetString(15), r.GetString(16)).Text, r.IsDBNull(17) ? null : r.GetGuid(17), r.GetString(18),
        r.GetFieldValue<DateOnly>(19), r.IsDBNull(20) ? null : r.GetGuid(20), r.GetInt32(21), r.GetInt32(22), r.GetInt32(23));

    private static DateOnly? Date(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateOnly>(at);

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}
