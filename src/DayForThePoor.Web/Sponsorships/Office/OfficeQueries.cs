using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>Open cases of a kind.</summary>
/// <param name="Sponsored">Of them, with a pledge that is active or paused.</param>
public sealed record CasesOfKind(string Kind, int Cases, int Sponsored);

/// <summary>An open alarm, as staff of the unit read it.</summary>
public sealed record AlarmRow(
    Guid Id, Guid UnitId, string Kind, DateOnly Since, string Detail, Guid? BeneficiaryId, string? CaseCode, string? CaseName, Guid? PledgeId, Guid? SponsorId, string? Sponsor);

/// <summary>Something that a sponsor has to be told.</summary>
/// <param name="EndRule">Of the pledge: whether the day of its end may be said.</param>
public sealed record NoticeRow(
    Guid Id, Guid UnitId, Guid SponsorId, string Sponsor, string Phone, Guid PledgeId, string? CaseCode, string Kind, DateOnly On, IReadOnlyList<string> Args, DateOnly? ToldOn, string? ToldHow,
    string EndRule);

/// <summary>What the officer's overview shows.</summary>
public sealed class OfficeQueries(Sessions sessions)
{
    public async Task<IReadOnlyList<CasesOfKind>> Cases(IReadOnlyCollection<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select b.kind, count(*)::int, count(*) filter (where exists (select from sponsorships.pledge p where p.beneficiary_id = b.id and p.state in ('active', 'paused')))::int
            from sponsorships.case_state c join sponsorships.beneficiary b on b.id = c.beneficiary_id where c.unit_id = any($1) and c.state = 'open' group by 1 order by 1
            """, connection) { Parameters = { new() { Value = units.ToArray() } } };
        List<CasesOfKind> kinds = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) kinds.Add(new(row.GetString(0), row.GetInt32(1), row.GetInt32(2)));
        return kinds;
    }

    /// <summary>Slots that stand on the day and that no pledge fills.</summary>
    public async Task<int> EmptySlots(IReadOnlyCollection<Guid> units, DateOnly on, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select count(*)::int from sponsorships.slot s join sponsorships.case_state c on c.beneficiary_id = s.beneficiary_id and c.state = 'open' and c.stopped is null
            where s.unit_id = any($1) and s.starts_on <= $2 and (s.ends_on is null or s.ends_on >= $2)
              and not exists (select from sponsorships.pledge p where p.slot_id = s.id and p.state in ('held', 'active', 'paused') and p.starts_on <= $2 and (p.ends_on is null or p.ends_on >= $2))
            """, connection) { Parameters = { new() { Value = units.ToArray() }, new() { Value = on } } };
        return (int)(await select.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Open alarms by kind.</summary>
    public async Task<IReadOnlyDictionary<string, int>> AlarmCounts(IReadOnlyCollection<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select kind, count(*)::int from sponsorships.alarm where unit_id = any($1) and closed_at is null group by 1", connection)
        {
            Parameters = { new() { Value = units.ToArray() } },
        };
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) counts[row.GetString(0)] = row.GetInt32(1);
        return counts;
    }

    /// <summary>Open alarms, what is urgent first, then the oldest.</summary>
    /// <param name="kind">One kind alone; null: all.</param>
    public async Task<IReadOnlyList<AlarmRow>> Alarms(IReadOnlyCollection<Guid> units, string? kind, int page, int pageSize, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select a.id, a.unit_id, a.kind, a.since, a.detail, a.beneficiary_id, b.code, m.name, a.pledge_id, s.id, s.name
            from (select * from sponsorships.alarm where unit_id = any($1) and closed_at is null and kind = any($2)
                  order by array_position($2, kind), since, id limit $3 offset $4) a
            left join sponsorships.beneficiary b on b.id = a.beneficiary_id left join households.member m on m.id = b.member_id left join sponsorships.sponsor s on s.id = a.sponsor_id
            order by array_position($2, a.kind), a.since, a.id
            """, connection)
        {
            Parameters =
            {
                new() { Value = units.ToArray() }, new() { Value = kind is null ? AlarmKinds.ByUrgency.ToArray() : [kind] }, new() { Value = pageSize }, new() { Value = (page - 1) * pageSize },
            },
        };
        List<AlarmRow> alarms = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            alarms.Add(new(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.GetString(4), Id(5), Text(6), Text(7), Id(8), Id(9), Text(10)));
        }
        return alarms;

        Guid? Id(int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }

    /// <summary>Sponsors to whom something has to be told.</summary>
    public async Task<int> SponsorsToTell(IReadOnlyCollection<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select count(distinct sponsor_id)::int from sponsorships.notice_to_tell where unit_id = any($1)", connection)
        {
            Parameters = { new() { Value = units.ToArray() } },
        };
        return (int)(await select.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>What has to be told, sponsor by sponsor, those with the most pressing word first.</summary>
    /// <param name="sponsors">So many sponsors at most.</param>
    public Task<IReadOnlyList<NoticeRow>> ToTell(IReadOnlyCollection<Guid> units, int sponsors, CancellationToken cancellation) => Notices("""
        sponsorships.notice_to_tell n join (
          select sponsor_id, min(array_position($2, kind)) as rank from sponsorships.notice_to_tell where unit_id = any($1) group by 1 order by 2, 1 limit $3) first on first.sponsor_id = n.sponsor_id
        """, "n.unit_id = any($1)", "first.rank, n.sponsor_id, array_position($2, n.kind), n.on_date, n.id",
        [new() { Value = units.ToArray() }, new() { Value = NoticeKinds.All.ToArray() }, new() { Value = sponsors }], cancellation);

    /// <summary>A notice, told or not; null when there is none.</summary>
    public async Task<NoticeRow?> Notice(Guid id, CancellationToken cancellation) =>
        await Notices("sponsorships.notice n", "n.id = $1", "n.on_date, n.id", [new() { Value = id }], cancellation) is [var notice, ..] ? notice : null;

    private async Task<IReadOnlyList<NoticeRow>> Notices(string from, string where, string order, IReadOnlyList<NpgsqlParameter> parameters, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"""
            select n.id, n.unit_id, n.sponsor_id, s.name, s.phone, n.pledge_id, b.code, n.kind, n.on_date, n.args, n.told_on, n.told_how, p.end_rule
            from {from} join sponsorships.sponsor s on s.id = n.sponsor_id join sponsorships.pledge p on p.id = n.pledge_id left join sponsorships.beneficiary b on b.id = p.beneficiary_id
            where {where} order by {order}
            """, connection);
        foreach (var parameter in parameters) select.Parameters.Add(parameter);
        List<NoticeRow> notices = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            notices.Add(new(
                row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.GetGuid(5), row.IsDBNull(6) ? null : row.GetString(6), row.GetString(7),
                row.GetFieldValue<DateOnly>(8), row.GetFieldValue<string[]>(9), row.IsDBNull(10) ? null : row.GetFieldValue<DateOnly>(10), row.IsDBNull(11) ? null : row.GetString(11), row.GetString(12)));
        }
        return notices;
    }
}
