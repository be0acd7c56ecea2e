using DayForThePoor.Core.Households;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Households;

/// <summary>What the list of households is asked for. The same object feeds rows, counts and files, so that they cannot differ.</summary>
/// <param name="Units">Communes whose lists are meant.</param>
/// <param name="Year">Of the review; null: the last one that the units have.</param>
/// <param name="Search">Words of names or the code, without diacritics.</param>
public sealed record HouseholdFilter(
    IReadOnlyList<Guid> Units, int? Year = null, string? Search = null, Guid? Hamlet = null, string? Class = null, int Page = 1, int PageSize = 50);

/// <summary>A row of the list: a household as it stood in the review of the year.</summary>
/// <param name="Able">Has someone able to work; null: not said.</param>
/// <param name="Ended">moved, died, merged, or null.</param>
public sealed record HouseholdListRow(
    Guid Id, string Code, string Head, Guid UnitId, string Hamlet, string Class, int People, bool? Able, string Certificate, string? Ended);

/// <param name="Year">That was meant; null: the units have no list yet.</param>
/// <param name="ByClass">Count of each class over the filter without its class.</param>
public sealed record FoundHouseholds(
    IReadOnlyList<HouseholdListRow> Items, int Total, int? Year, IReadOnlyDictionary<string, int> ByClass, int Page, int PageSize);

/// <summary>Households of a hamlet in the review of a year.</summary>
/// <param name="ByClass">Count of each class that occurs.</param>
public sealed record HamletCount(Guid HamletId, string Hamlet, IReadOnlyDictionary<string, int> ByClass)
{
    public int Total => ByClass.Values.Sum();
}

/// <param name="MaskedId">"•••••••••123", or null.</param>
/// <param name="HasHealth">Something about health is recorded; what, is read apart.</param>
public sealed record MemberView(
    Guid Id, string Name, string Relation, DateOnly? BirthDate, int? BirthYear, string? Sex, string? MaskedId, bool HasHealth, string Schooling, DateOnly? LeftOn);

public sealed record ClassificationView(int Year, string Class, string Hamlet, bool? Able, string Certificate, int People, string Standard, string Decision, DateOnly DecidedOn);

/// <param name="Kind">See <see cref="HappeningKinds"/>.</param>
/// <param name="Purpose">Of a wish; of a reclassification the class before.</param>
/// <param name="Outcome">done, refused or withdrawn; null while it is open, and for what has none.</param>
public sealed record HappeningView(
    Guid Id, string Kind, DateOnly On, string? Purpose, string Text, Guid? OtherId, string? OtherCode, string? Outcome, string? OutcomeText, DateOnly? OutcomeOn, string RecordedBy,
    DateTimeOffset RecordedAt);

/// <summary>One household with everything about it that is not kept from plain sight.</summary>
public sealed record HouseholdView(
    Guid Id, Guid UnitId, string Code, string Head, Guid HamletId, string Hamlet, int People, string? Ended, DateOnly? EndedOn,
    IReadOnlyList<MemberView> Members, IReadOnlyList<ClassificationView> Classifications, IReadOnlyList<HappeningView> Happenings);

/// <summary>Reads the register. Who may see which unit is the caller's question.</summary>
public sealed class HouseholdQueries(Sessions sessions)
{
    public const int MaxPageSize = 500;

    private const string Order = "order by h.given collate \"vi-x-icu\", h.head_name collate \"vi-x-icu\", h.code, h.id";

    public async Task<FoundHouseholds> List(HouseholdFilter filter, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        var (page, size) = (Math.Clamp(filter.Page, 1, 100_000), Math.Clamp(filter.PageSize, 1, MaxPageSize));
        if ((filter.Year ?? await LastYear(connection, filter.Units, cancellation)) is not { } year) return new([], 0, null, new Dictionary<string, int>(), page, size);

        var words = LikeWords.Of(filter.Search);
        const string From = """
            from households.classification c join households.household h on h.id = c.household_id join households.hamlet t on t.id = c.hamlet_id
            where c.unit_id = any($1) and c.year = $2 and ($3::uuid is null or c.hamlet_id = $3) and h.folded like all ($4)
            """;
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command($"select c.class, count(*)::int {From} group by c.class"));
        var rows = Command($"""
            select h.id, h.code, h.head_name, c.unit_id, t.kind, t.name, t.former, c.class, c.people, c.able, c.certificate, h.ended {From}
            and ($5::text is null or c.class = $5) {Order} limit {size} offset {(page - 1L) * size}
            """);
        rows.Parameters.Add(new() { Value = filter.Class ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        batch.BatchCommands.Add(rows);

        await using var row = await batch.ExecuteReaderAsync(cancellation);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellation)) counts[row.GetString(0)] = row.GetInt32(1);
        await row.NextResultAsync(cancellation);
        List<HouseholdListRow> items = [];
        while (await row.ReadAsync(cancellation))
            items.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetGuid(3), HamletText(row, 4), row.GetString(7), row.GetInt16(8),
                row.IsDBNull(9) ? null : row.GetBoolean(9), row.GetString(10), row.IsDBNull(11) ? null : row.GetString(11)));
        var total = filter.Class is { } wanted ? counts.GetValueOrDefault(wanted) : counts.Values.Sum();
        return new(items, total, year, HouseholdClasses.All.Where(counts.ContainsKey).ToDictionary(c => c, c => counts[c]), page, size);

        NpgsqlBatchCommand Command(string sql) => new(sql)
        {
            Parameters =
            {
                new() { Value = filter.Units.ToArray() }, new() { Value = (short)year },
                new() { Value = filter.Hamlet ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid }, new() { Value = words },
            },
        };
    }

    /// <summary>Years for which the units have a list, the last one first.</summary>
    public async Task<IReadOnlyList<int>> Years(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select distinct year from households.classification where unit_id = any($1) order by year desc", connection)
        {
            Parameters = { new() { Value = units.ToArray() } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<int> years = [];
        while (await row.ReadAsync(cancellation)) years.Add(row.GetInt16(0));
        return years;
    }

    /// <summary>By hamlet, in the order of its name, over the filter without its hamlet, class and page.</summary>
    public async Task<IReadOnlyList<HamletCount>> ByHamlet(HouseholdFilter filter, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        if ((filter.Year ?? await LastYear(connection, filter.Units, cancellation)) is not { } year) return [];
        await using var select = new NpgsqlCommand("""
            select t.id, t.kind, t.name, t.former, c.class, count(*)::int
            from households.classification c join households.household h on h.id = c.household_id join households.hamlet t on t.id = c.hamlet_id
            where c.unit_id = any($1) and c.year = $2 and h.folded like all ($3)
            group by t.id, c.class order by t.name collate "vi-x-icu", t.former collate "vi-x-icu", t.id
            """, connection)
        {
            Parameters = { new() { Value = filter.Units.ToArray() }, new() { Value = (short)year }, new() { Value = LikeWords.Of(filter.Search) } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<(Guid Id, string Hamlet, string Class, int Count)> counts = [];
        while (await row.ReadAsync(cancellation)) counts.Add((row.GetGuid(0), HamletText(row, 1), row.GetString(4), row.GetInt32(5)));
        return [.. counts.GroupBy(count => (count.Id, count.Hamlet)).Select(hamlet => new HamletCount(hamlet.Key.Id, hamlet.Key.Hamlet, hamlet.ToDictionary(count => count.Class, count => count.Count)))];
    }

    /// <summary>The unit that a household belongs to; empty when there is no such household, and then nobody may anything in it.</summary>
    public async Task<Guid> UnitOf(Guid household, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select unit_id from households.household where id = $1", connection) { Parameters = { new() { Value = household } } };
        return await select.ExecuteScalarAsync(cancellation) as Guid? ?? Guid.Empty;
    }

    /// <summary>Null: no such household.</summary>
    public async Task<HouseholdView?> Find(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[]
        {
            """
            select h.unit_id, h.code, h.head_name, h.hamlet_id, t.kind, t.name, t.former, h.people, h.ended, h.ended_on
            from households.household h join households.hamlet t on t.id = h.hamlet_id where h.id = $1
            """,
            $"select {MemberRow.Columns} from households.member where household_id = $1 order by left_on is not null, place",
            """
            select c.year, c.class, t.kind, t.name, t.former, c.able, c.certificate, c.people, s.source, c.decision, c.decided_on
            from households.classification c join households.hamlet t on t.id = c.hamlet_id join households.standard s on s.code = c.standard
            where c.household_id = $1 order by c.year desc
            """,
            """
            select p.id, p.kind, p.on_date, p.purpose, p.text, p.other_id, o.code, p.outcome, p.outcome_text, p.outcome_on, coalesce(w.display_name, ''), p.recorded_at
            from households.happening p left join households.household o on o.id = p.other_id left join identity.person w on w.id = p.recorded_by
            where p.household_id = $1 order by p.on_date desc, p.recorded_at desc
            """,
        }) batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = id } } });

        await using var row = await batch.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        var household = new HouseholdView(
            id, row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetGuid(3), HamletText(row, 4), row.GetInt16(7),
            row.IsDBNull(8) ? null : row.GetString(8), row.IsDBNull(9) ? null : row.GetFieldValue<DateOnly>(9), [], [], []);
        await row.NextResultAsync(cancellation);
        List<MemberView> members = [];
        while (await row.ReadAsync(cancellation)) members.Add(View(MemberRow.Read(row)));
        await row.NextResultAsync(cancellation);
        List<ClassificationView> classes = [];
        while (await row.ReadAsync(cancellation))
            classes.Add(new(
                row.GetInt16(0), row.GetString(1), HamletText(row, 2), row.IsDBNull(5) ? null : row.GetBoolean(5), row.GetString(6), row.GetInt16(7),
                row.GetString(8), row.GetString(9), row.GetFieldValue<DateOnly>(10)));
        await row.NextResultAsync(cancellation);
        List<HappeningView> happenings = [];
        while (await row.ReadAsync(cancellation))
            happenings.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), Text(row, 3), row.GetString(4), row.IsDBNull(5) ? null : row.GetGuid(5), Text(row, 6),
                Text(row, 7), Text(row, 8), row.IsDBNull(9) ? null : row.GetFieldValue<DateOnly>(9), row.GetString(10), row.GetFieldValue<DateTimeOffset>(11)));
        return household with { Members = members, Classifications = classes, Happenings = happenings };
    }

    private static MemberView View(MemberRow m) => new(
        m.Id, m.Name, m.Relation, m.BirthDate, m.BirthYear, m.Sex, m.Tail is null ? null : NationalId.Mask(m.Tail), m.Disability is not null, m.Schooling, m.LeftOn);

    private static async Task<int?> LastYear(NpgsqlConnection connection, IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select max(year)::int from households.classification where unit_id = any($1)", connection)
        {
            Parameters = { new() { Value = units.ToArray() } },
        };
        return await select.ExecuteScalarAsync(cancellation) as int?;
    }

    private static string HamletText(NpgsqlDataReader row, int at) => new HamletName(row.GetString(at), row.GetString(at + 1), row.GetString(at + 2)).Text;

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}
