using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>Reads one case with all that hangs on it.</summary>
public sealed class CaseDetails(Sessions sessions, CaseQueries cases, TimeProvider clock)
{
    /// <summary>Null: no such case.</summary>
    public async Task<CaseView?> Find(Guid id, CancellationToken cancellation)
    {
        if (await cases.Find(id, cancellation) is not { } found) return null;
        var today = VietnamTime.TodayIn(clock);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        var person = (await CasePerson.Find(connection, found.UnitId, id, cancellation))!;
        var aid = await StateAid.On(connection, person, today, cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[]
        {
            """
            select b.father, b.mother, b.carer_name, b.carer_relation, b.carer_phone, b.school, b.grade, b.grade_year, b.aid_category, b.note, c.closed_on, c.close_reason,
              array(select o.code from sponsorships.case_state x join sponsorships.beneficiary o on o.id = x.beneficiary_id where x.merged_into = b.id order by o.code)
            from sponsorships.beneficiary b join sponsorships.case_state c on c.beneficiary_id = b.id where b.id = $1 and $2::date is not null
            """,
            $"""
            select s.id, s.purpose, s.kind, s.amount, s.goods, s.goods_unit, s.quantity, s.starts_on, s.ends_on, f.vnd, f.quantity
            from sponsorships.slot s cross join {CaseQueries.Filled} f where s.beneficiary_id = $1
            order by s.ends_on desc nulls first, array_position(array['meals', 'school', 'health', 'living', 'house_care'], s.purpose), s.recorded_at, s.id
            """,
            """
            select p.id, p.sponsor_id, o.code, o.name, p.slot_id, p.channel, p.amount, p.quantity, p.frequency, p.state, p.starts_on, p.ends_on, p.held_until, p.flagged
            from sponsorships.pledge p join sponsorships.sponsor o on o.id = p.sponsor_id where p.beneficiary_id = $1 and $2::date is not null
            order by array_position(array['active', 'paused', 'held', 'offered', 'ended'], p.state), p.offered_at desc
            """,
            """
            select id, item, for_public, given_on, guardian_name, guardian_relation, child_agreed, valid_until, file_id, withdrawn_at, withdrawn_reason
            from sponsorships.consent where beneficiary_id = $1 and $2::date is not null order by given_on desc, recorded_at desc, id
            """,
            "select id, kind, name, media_type, bytes, on_date from sponsorships.file where beneficiary_id = $1 and $2::date is not null order by on_date desc, added_at desc",
            """
            select v.id, v.on_date, coalesce(w.display_name, ''), s.name, v.text, v.file_id
            from sponsorships.visit v left join identity.person w on w.id = v.visited_by left join sponsorships.sponsor s on s.id = v.sponsor_id
            where v.beneficiary_id = $1 and $2::date is not null order by v.on_date desc, v.recorded_at desc
            """,
            """
            select n.id, n.item, n.on_date, n.text, n.file_id, case when n.approved_at is not null then coalesce(w.display_name, '') end
            from sponsorships.news n left join identity.person w on w.id = n.approved_by where n.beneficiary_id = $1 and $2::date is not null order by n.on_date desc, n.recorded_at desc
            """,
            """
            select f.id, f.step, f.facility, f.on_date, f.note, coalesce(w.display_name, '') from sponsorships.facility_step f left join identity.person w on w.id = f.recorded_by
            where f.beneficiary_id = $1 and $2::date is not null order by f.on_date desc, f.recorded_at desc
            """,
            """
            select l.id, l.kind, l.on_date, coalesce(t.text, ''), l.taken_back, l.settled, coalesce(w.display_name, '')
            from sponsorships.life_change l left join dftp.sealed_text t on t.owner_id = l.id and t.field = 'note' left join identity.person w on w.id = l.by_person
            where l.beneficiary_id = $1 and $2::date is not null order by l.at desc
            """,
        }) batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = id }, new() { Value = today } } });

        await using var row = await batch.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var view = new CaseView(
            found, row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), Small(row, 6), Small(row, 7), Text(row, 8), row.GetString(9),
            Date(row, 10), Text(row, 11), aid, [], [], [], [], [], [], [], [], row.GetFieldValue<string[]>(12));
        return view with
        {
            Slots = await Next(row, r => new SlotView(
                r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetInt64(3), r.GetString(4), r.GetString(5), r.GetDecimal(6), r.GetFieldValue<DateOnly>(7), Date(r, 8), r.GetInt64(9),
                r.GetDecimal(10)), cancellation),
            Pledges = await Next(row, r => new CasePledgeView(
                r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetString(3), Id(r, 4), r.GetString(5), r.GetInt64(6), r.IsDBNull(7) ? null : r.GetDecimal(7), r.GetString(8), r.GetString(9),
                r.GetFieldValue<DateOnly>(10), Date(r, 11), Date(r, 12), Text(r, 13)), cancellation),
            Consents = await Next(row, r => Consent(r, person, today), cancellation),
            Files = await Next(row, r => new CaseFileView(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt64(4), r.GetFieldValue<DateOnly>(5)), cancellation),
            Visits = await Next(row, r => new VisitView(r.GetGuid(0), r.GetFieldValue<DateOnly>(1), r.GetString(2), Text(r, 3), r.GetString(4), Id(r, 5)), cancellation),
            News = await Next(row, r => new NewsView(r.GetGuid(0), r.GetString(1), r.GetFieldValue<DateOnly>(2), r.GetString(3), Id(r, 4), Text(r, 5)), cancellation),
            FacilitySteps = await Next(row, r => new FacilityStepView(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetFieldValue<DateOnly>(3), r.GetString(4), r.GetString(5)), cancellation),
            Changes = await Next(row, r => new LifeChangeView(
                r.GetGuid(0), r.GetString(1), r.GetFieldValue<DateOnly>(2), r.GetString(3), r.GetBoolean(4), r.GetBoolean(4) || r.GetBoolean(5), r.GetString(6)), cancellation),
        };
    }

    private static ConsentView Consent(NpgsqlDataReader r, CasePerson person, DateOnly today)
    {
        var facts = new ConsentFacts(
            r.GetString(1), r.GetBoolean(2), r.GetFieldValue<DateOnly>(3), !r.IsDBNull(4), r.GetBoolean(6), r.GetFieldValue<DateOnly>(7), !r.IsDBNull(9));
        return new(
            r.GetGuid(0), facts.Item, facts.ForPublic, facts.GivenOn, Text(r, 4), Text(r, 5), facts.ByPerson, facts.ValidUntil, r.GetGuid(8),
            r.IsDBNull(9) ? null : r.GetFieldValue<DateTimeOffset>(9), Text(r, 10), person.LatestBirth is { } birth && ConsentRules.Holds(facts, birth, today));
    }

    private static async Task<List<T>> Next<T>(NpgsqlDataReader row, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await row.NextResultAsync(cancellation);
        List<T> items = [];
        while (await row.ReadAsync(cancellation)) items.Add(read(row));
        return items;
    }

    private static int? Small(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetInt16(at);

    private static Guid? Id(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetGuid(at);

    private static DateOnly? Date(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateOnly>(at);

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}
