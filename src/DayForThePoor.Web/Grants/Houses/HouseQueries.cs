using DayForThePoor.Core.Grants.Houses;
using DayForThePoor.Core.Households;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants.Houses;

/// <param name="Units">Whose houses are meant.</param>
/// <param name="Search">Words of the names of a household or its code, without diacritics.</param>
/// <param name="Year">In which the survey was made.</param>
public sealed record HouseFilter(IReadOnlyList<Guid> Units, string? Search = null, string? State = null, string? Kind = null, Guid? Hamlet = null, int? Year = null, int Page = 1, int PageSize = 50);

/// <param name="Amount">Đồng; of days of work their value.</param>
public sealed record HouseSource(string Kind, string Name, long Amount, decimal? Days);

/// <summary>A row of the list and of Biểu 04.</summary>
/// <param name="ByKind">Kind of source → đồng.</param>
public sealed record HouseListRow(
    Guid Id, Guid UnitId, Guid HouseholdId, string Head, string HouseholdCode, string Hamlet, string Kind, string State, string GrantState, long? Approved,
    DateOnly SurveyedOn, DateOnly? StartedOn, DateOnly? FinishedOn, DateOnly? HandedOverOn, DateOnly? MendBy, IReadOnlyDictionary<string, long> ByKind)
{
    /// <summary>Tổng giá trị, đồng.</summary>
    public long Value => ByKind.Values.Sum();
}

/// <param name="ByState">Count of each state over the filter without its state.</param>
/// <param name="ByKind">Kind of source → đồng over the whole filter.</param>
public sealed record FoundHouses(
    IReadOnlyList<HouseListRow> Items, int Total, IReadOnlyDictionary<string, int> ByState, IReadOnlyDictionary<string, long> ByKind, int Page, int PageSize);

/// <param name="Kind">A step, or survey, corrected, sources, instalments.</param>
public sealed record HouseStepView(string Kind, DateOnly On, string Text, DateOnly? DueOn, string State, string By, DateTimeOffset RecordedAt);

/// <summary>A posted payment for a house.</summary>
/// <param name="Amount">Đồng of this house in it.</param>
public sealed record HousePayment(DateOnly On, VoucherNumber Voucher, long Amount, Guid PaymentId);

public sealed record HousePhotoView(Guid Id, string Phase, DateOnly TakenOn, string Note, int Width, int Height);

/// <summary>Everything about one house.</summary>
/// <param name="Id">Of the grant.</param>
/// <param name="Class">Of the household in its last review; null: on no list.</param>
public sealed record HouseView(
    Guid Id, Guid UnitId, Guid FundId, Guid HouseholdId, string Head, string HouseholdCode, string Hamlet, string? Class, int? ClassYear, string GrantState, long? Approved,
    string Kind, string State, DateOnly SurveyedOn, string Condition, string Work, string LandPaper, string LandNumber, decimal? Area, int? Rooms,
    bool? Floor, bool? Frame, bool? Roof, DateOnly? MendBy, string Plate,
    DateOnly? UndertakenOn, DateOnly? StartedOn, DateOnly? FinishedOn, DateOnly? InspectedOn, DateOnly? HandedOverOn,
    Instalments? Instalments, IReadOnlyList<HouseSource> Sources, IReadOnlyList<HouseStepView> Steps, IReadOnlyList<HousePhotoView> Photos,
    IReadOnlyList<HousePayment> Payments)
{
    /// <summary>Tổng giá trị, đồng.</summary>
    public long Value => Sources.Sum(source => source.Amount);
}

/// <summary>A grant of purpose house that has no file yet.</summary>
public sealed record HouseToOpen(Guid GrantId, Guid UnitId, string Head, string HouseholdCode, string Hamlet, string GrantState, DateOnly RequestedOn);

/// <summary>Reads the files of houses. Who may see which unit is the caller's question.</summary>
public sealed class HouseQueries(Sessions sessions)
{
    public const int MaxPageSize = 500;

    private const string From = """
        from grants.house h join grants.support s on s.id = h.id join households.household d on d.id = h.household_id join households.hamlet t on t.id = d.hamlet_id
        where h.unit_id = any($1) and d.folded like all ($2) and ($3::text is null or h.kind = $3) and ($4::uuid is null or d.hamlet_id = $4)
          and ($5::int is null or extract(year from h.surveyed_on) = $5)
        """;

    public async Task<FoundHouses> List(HouseFilter filter, CancellationToken cancellation)
    {
        var (page, size) = (Math.Clamp(filter.Page, 1, 100_000), Math.Clamp(filter.PageSize, 1, MaxPageSize));
        var words = LikeWords.Of(filter.Search);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command($"select h.state, count(*)::int {From} group by h.state"));
        batch.BatchCommands.Add(OfState($"""
            select v.kind, sum(v.amount)::bigint from (select h.id, h.sources {From} and ($6::text is null or h.state = $6)) f
            join grants.house_source v on v.house_id = f.id and v.version = f.sources group by v.kind
            """));
        batch.BatchCommands.Add(OfState($"""
            select h.id, h.unit_id, h.household_id, d.head_name, d.code, t.kind, t.name, t.former, h.kind, h.state, s.state, s.approved,
              h.surveyed_on, h.started_on, h.finished_on, h.handed_over_on, h.mend_by,
              (select coalesce(jsonb_object_agg(v.kind, v.amount), jsonb_build_object())::text from (select kind, sum(amount) as amount from grants.house_source
                where house_id = h.id and version = h.sources group by kind) v)
            {From} and ($6::text is null or h.state = $6)
            order by d.given collate "vi-x-icu", d.head_name collate "vi-x-icu", h.surveyed_on, h.id limit {size} offset {(page - 1L) * size}
            """));
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        var states = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellation)) states[row.GetString(0)] = row.GetInt32(1);
        await row.NextResultAsync(cancellation);
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellation)) sums[row.GetString(0)] = row.GetInt64(1);
        await row.NextResultAsync(cancellation);
        List<HouseListRow> items = [];
        while (await row.ReadAsync(cancellation))
            items.Add(new(
                row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetString(4), HamletText(row, 5), row.GetString(8), row.GetString(9), row.GetString(10),
                row.IsDBNull(11) ? null : row.GetInt64(11), row.GetFieldValue<DateOnly>(12), Day(row, 13), Day(row, 14), Day(row, 15), Day(row, 16),
                System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, long>>(row.GetString(17))!));
        var total = filter.State is { } wanted ? states.GetValueOrDefault(wanted) : states.Values.Sum();
        return new(
            items, total, HouseStates.All.Where(states.ContainsKey).ToDictionary(s => s, s => states[s]),
            HouseSources.All.Where(sums.ContainsKey).ToDictionary(k => k, k => sums[k]), page, size);

        NpgsqlBatchCommand Command(string sql) => new(sql)
        {
            Parameters =
            {
                new() { Value = filter.Units.ToArray() }, new() { Value = words }, Null(filter.Kind, NpgsqlDbType.Text), Null(filter.Hamlet, NpgsqlDbType.Uuid), Null(filter.Year, NpgsqlDbType.Integer),
            },
        };

        NpgsqlBatchCommand OfState(string sql)
        {
            var command = Command(sql);
            command.Parameters.Add(Null(filter.State, NpgsqlDbType.Text));
            return command;
        }
    }

    /// <summary>Null: no such house.</summary>
    public async Task<HouseView?> Find(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[]
        {
            """
            select v.kind, v.name, v.amount, v.days from grants.house h join grants.house_source v on v.house_id = h.id and v.version = h.sources where h.id = $1 order by v.line
            """,
            """
            select p.kind, p.on_date, p.text, p.due_on, p.state, coalesce(w.display_name, ''), p.recorded_at
            from grants.house_step p left join identity.person w on w.id = p.recorded_by where p.house_id = $1 order by p.recorded_at desc, p.id
            """,
            "select id, phase, taken_on, note, width, height from grants.house_photo where house_id = $1 and removed_at is null order by taken_on, recorded_at",
            """
            select p.document_date, p.voucher_kind, p.voucher_year, p.voucher_number, l.amount, p.id from payments.line l join payments.payment p on p.id = l.payment_id
            where l.support_id = $1 and l.state <> 'returned' and p.state in ('awaiting_payment', 'paid') and p.document_date is not null order by p.made_at
            """,
            """
            select h.unit_id, s.fund_id, h.household_id, d.head_name, d.code, t.kind, t.name, t.former, c.class, c.year, s.state, s.approved,
              h.kind, h.state, h.surveyed_on, h.condition, h.work, h.land_paper, h.land_number, h.area, h.rooms, h.floor_solid, h.frame_solid, h.roof_solid, h.mend_by, h.plate,
              h.undertaken_on, h.started_on, h.finished_on, h.inspected_on, h.handed_over_on, f.amount, f.decision, f.decided_on, n.amount, n.decision, n.decided_on
            from grants.house h join grants.support s on s.id = h.id join households.household d on d.id = h.household_id join households.hamlet t on t.id = d.hamlet_id
            left join lateral (select class, year from households.classification where household_id = d.id order by year desc limit 1) c on true
            left join grants.house_instalment f on f.house_id = h.id and f.version = h.instalments and f.ordinal = 1
            left join grants.house_instalment n on n.house_id = h.id and n.version = h.instalments and n.ordinal = 2
            where h.id = $1
            """,
        }) batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = id } } });

        await using var row = await batch.ExecuteReaderAsync(cancellation);
        List<HouseSource> sources = [];
        while (await row.ReadAsync(cancellation)) sources.Add(new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetDecimal(3)));
        await row.NextResultAsync(cancellation);
        List<HouseStepView> steps = [];
        while (await row.ReadAsync(cancellation))
            steps.Add(new(row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetString(2), Day(row, 3), row.GetString(4), row.GetString(5), row.GetFieldValue<DateTimeOffset>(6)));
        await row.NextResultAsync(cancellation);
        List<HousePhotoView> photos = [];
        while (await row.ReadAsync(cancellation))
            photos.Add(new(row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetInt16(4), row.GetInt16(5)));
        await row.NextResultAsync(cancellation);
        List<HousePayment> payments = [];
        while (await row.ReadAsync(cancellation))
            payments.Add(new(row.GetFieldValue<DateOnly>(0), new(row.GetString(1), row.GetInt16(2), row.GetInt32(3)), row.GetInt64(4), row.GetGuid(5)));
        await row.NextResultAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        return new(
            id, row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetString(4), HamletText(row, 5), row.IsDBNull(8) ? null : row.GetString(8),
            row.IsDBNull(9) ? null : row.GetInt16(9), row.GetString(10), row.IsDBNull(11) ? null : row.GetInt64(11),
            row.GetString(12), row.GetString(13), row.GetFieldValue<DateOnly>(14), row.GetString(15), row.GetString(16), row.GetString(17), row.GetString(18),
            row.IsDBNull(19) ? null : row.GetDecimal(19), row.IsDBNull(20) ? null : row.GetInt16(20), Flag(row, 21), Flag(row, 22), Flag(row, 23), Day(row, 24), row.GetString(25),
            Day(row, 26), Day(row, 27), Day(row, 28), Day(row, 29), Day(row, 30),
            LockedHouse.Instalment(row, 31) is { } first ? new(first, LockedHouse.Instalment(row, 34)) : null, sources, steps, photos, payments);
    }

    /// <summary>The unit that a house belongs to; empty when there is none, and then nobody may anything in it.</summary>
    public async Task<Guid> UnitOf(Guid house, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select unit_id from grants.house where id = $1", connection) { Parameters = { new() { Value = house } } };
        return await select.ExecuteScalarAsync(cancellation) as Guid? ?? Guid.Empty;
    }

    /// <summary>By given name; at most 200, the newest requests of each.</summary>
    public async Task<IReadOnlyList<HouseToOpen>> ToOpen(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select s.id, s.unit_id, d.head_name, d.code, t.kind, t.name, t.former, s.state, s.requested_on
            from grants.support s join households.household d on d.id = s.household_id join households.hamlet t on t.id = d.hamlet_id
            where s.unit_id = any($1) and s.purpose = 'house' and s.state not in ('rejected', 'withdrawn', 'closed') and not exists (select from grants.house h where h.id = s.id)
            order by d.given collate "vi-x-icu", d.head_name collate "vi-x-icu", s.requested_on desc limit 200
            """, connection) { Parameters = { new() { Value = units.ToArray() } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<HouseToOpen> found = [];
        while (await row.ReadAsync(cancellation))
            found.Add(new(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), HamletText(row, 4), row.GetString(7), row.GetFieldValue<DateOnly>(8)));
        return found;
    }

    /// <summary>The content of a picture that stands; null: none of this house.</summary>
    public async Task<byte[]?> PhotoHash(Guid house, Guid photo, bool small, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select case when $3 then small_sha256 else sha256 end from grants.house_photo where house_id = $1 and id = $2 and removed_at is null", connection)
        {
            Parameters = { new() { Value = house }, new() { Value = photo }, new() { Value = small } },
        };
        return await select.ExecuteScalarAsync(cancellation) as byte[];
    }

    private static NpgsqlParameter Null(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static string HamletText(NpgsqlDataReader row, int at) => new HamletName(row.GetString(at), row.GetString(at + 1), row.GetString(at + 2)).Text;

    private static DateOnly? Day(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateOnly>(at);

    private static bool? Flag(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetBoolean(at);
}
