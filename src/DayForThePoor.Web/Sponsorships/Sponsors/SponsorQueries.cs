using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using DayForThePoor.Core;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Sponsors;

/// <summary>A row of the list of sponsors, for staff of the unit.</summary>
/// <param name="Living">Pledges in states held, active or paused.</param>
/// <param name="FirstOn">Day on which the first of their pledges became active; null: none did yet.</param>
/// <param name="YearlyVnd">Đồng a year of the living pledges.</param>
/// <param name="FollowCode">Opens the sponsor's own page, so no answer of the API repeats it.</param>
/// <param name="Vetting">One of <see cref="VettingStates"/>.</param>
/// <param name="MayMeetUntil">Last day on which the sponsor may meet a child; null: may not.</param>
public sealed record SponsorRow(
    Guid Id, Guid UnitId, string Code, string Kind, string Name, string ContactName, string Phone, string Email, string Address, bool? MayBeNamed,
    [property: JsonIgnore] string FollowCode, DateOnly? EndedOn, int Living, long YearlyVnd, DateOnly? FirstOn, string Vetting, DateOnly? MayMeetUntil);

/// <param name="Units">Units whose sponsors are meant, with all that lies under them already listed.</param>
/// <param name="Search">Words of name, code, contact or telephone number, without diacritics.</param>
/// <param name="Vetting">One of <see cref="VettingStates"/>.</param>
/// <param name="Sort">name, code, -living, -yearly.</param>
public sealed record SponsorFilter(
    IReadOnlyList<Guid> Units, string? Search = null, string? Kind = null, string? Vetting = null, string Sort = "name", int Page = 1, int PageSize = 50);

public sealed record SponsorPage(IReadOnlyList<SponsorRow> Items, int Total, int Page, int PageSize);

/// <summary>Reads sponsors. Who may see which unit is the caller's question.</summary>
public sealed class SponsorQueries(Sessions sessions, TimeProvider clock)
{
    public const int MaxPageSize = 500;

    private const string Columns = """
        s.id, s.unit_id, s.code, s.kind, s.name, s.contact_name, s.phone, s.email, s.address, s.may_be_named, s.follow_code, s.ended_on,
        coalesce(p.living, 0)::int, coalesce(p.yearly, 0)::bigint, p.first_on, v.state, v.until
        """;

    /// <summary>$2 is today.</summary>
    private const string Vetted = """
        cross join lateral (
          select coalesce(max(case when l.outcome = 'cleared' and l.valid_until < $2 then 'expired' else l.outcome end), 'none') as state,
            max(l.valid_until) filter (where l.outcome = 'cleared' and l.valid_until >= $2) as until
          from (select outcome, valid_until from sponsorships.vetting where sponsor_id = s.id order by recorded_at desc, id desc limit 1) l) v
        """;

    private const string From = $"""
        from sponsorships.sponsor s {Vetted} left join lateral (
          select count(*) filter (where state in ('held', 'active', 'paused')) as living, sum(yearly) filter (where state in ('held', 'active', 'paused')) as yearly, min(activated_on) as first_on
          from sponsorships.pledge where sponsor_id = s.id) p on true
        """;

    public async Task<SponsorPage> List(SponsorFilter filter, CancellationToken cancellation)
    {
        var (page, size) = (Math.Clamp(filter.Page, 1, 100_000), Math.Clamp(filter.PageSize, 1, MaxPageSize));
        var where = new StringBuilder("s.unit_id = any($1)");
        List<object> values = [filter.Units.ToArray(), VietnamTime.TodayIn(clock)];
        if (SponsorKinds.All.Contains(filter.Kind)) where.Append(CultureInfo.InvariantCulture, $" and s.kind = '{filter.Kind}'");
        if (VettingStates.All.Contains(filter.Vetting)) where.Append(CultureInfo.InvariantCulture, $" and v.state = '{filter.Vetting}'");
        foreach (var word in LikeWords.Of(filter.Search))
        {
            values.Add(word);
            where.Append(CultureInfo.InvariantCulture, $" and s.folded like ${values.Count}");
        }
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command($"select count(*)::int from sponsorships.sponsor s {Vetted} where {where}"));
        batch.BatchCommands.Add(Command($"select {Columns} {From} where {where} order by {Order(filter.Sort)} limit {size} offset {(page - 1L) * size}"));
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var total = row.GetInt32(0);
        await row.NextResultAsync(cancellation);
        List<SponsorRow> items = [];
        while (await row.ReadAsync(cancellation)) items.Add(Row(row));
        return new(items, total, page, size);

        NpgsqlBatchCommand Command(string sql)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            return command;
        }
    }

    /// <summary>Null: no such sponsor.</summary>
    public async Task<SponsorRow?> Find(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"select {Columns} {From} where s.id = $1", connection)
        {
            Parameters = { new() { Value = id }, new() { Value = VietnamTime.TodayIn(clock) } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? Row(row) : null;
    }

    private static string Order(string sort) => sort switch
    {
        "-name" => "s.name collate \"vi-x-icu\" desc, s.id",
        "code" => "s.code, s.id",
        "-code" => "s.code desc, s.id",
        "living" => "p.living, s.id",
        "-living" => "p.living desc, s.id",
        "yearly" => "p.yearly nulls first, s.id",
        "-yearly" => "p.yearly desc nulls last, s.id",
        _ => "s.name collate \"vi-x-icu\", s.id",
    };

    private static SponsorRow Row(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetString(8),
        row.IsDBNull(9) ? null : row.GetBoolean(9), row.GetString(10), Day(row, 11), row.GetInt32(12), row.GetInt64(13), Day(row, 14), row.GetString(15), Day(row, 16));

    private static DateOnly? Day(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateOnly>(at);
}
