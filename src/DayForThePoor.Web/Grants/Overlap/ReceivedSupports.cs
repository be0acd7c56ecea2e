using DayForThePoor.Core.Grants;
using Npgsql;

namespace DayForThePoor.Web.Grants.Overlap;

/// <summary>
/// Everything that households and the people in them received or ask for, sponsorships among it (one row a pledge, dated by its
/// last hand-over), whichever unit gave it: by the household itself, by
/// what was merged into it, and by people who are found again in other households by the keyed hash of their number, as long as
/// they lived there when it was given.
/// </summary>
internal static class ReceivedSupports
{
    /// <summary>way 0: the household itself, 1: merged into it, 2: somebody's other household; of that one only what was for the
    /// household as a whole or for that very person.</summary>
    private const string Related = """
        with recursive same as (
          select id as asked, id as household_id from unnest($1::uuid[]) a(id)
          union
          select s.asked, g.household_id from same s
          join households.happening g on g.other_id = s.household_id and g.kind = 'merged'
          join households.household h on h.id = g.household_id and h.ended = 'merged'),
        related as (
          select asked, household_id, case when asked = household_id then 0 else 1 end as way, null::uuid as mine, null::uuid as theirs, null::date as left_on from same
          union all
          select m.household_id, t.household_id, 2, m.id, t.id, t.left_on
          from households.member m join households.member t on t.id_print = m.id_print and t.household_id <> m.household_id
          where m.household_id = any($1) and m.left_on is null and m.id_print is not null)
        """;

    private const string Everything = $"""
        {Related}
        select r.asked, r.way, s.origin, s.id, s.unit_id, s.source, s.list, s.household_id, case when s.member_id = r.theirs then r.mine else s.member_id end,
          s.purpose, s.amount, s.on_date, s.decided, s.programme
        from related r cross join lateral (
          select origin, id, unit_id, source, list, household_id, member_id, purpose, amount, on_date, true as decided, programme
          from grants.received where household_id = r.household_id
          union all
          select 'fund', id, unit_id, fund_id::text, proposal_id::text, household_id, member_id, purpose, coalesce(proposed, wished, 0), requested_on, false, null
          from grants.support where household_id = r.household_id and state in ('requested', 'met', 'posted', 'checked', 'proposed')
          union all
          select 'sponsorship', id, unit_id, source, null, household_id, member_id, 'sponsorship', sum(amount)::bigint, max(on_date), true, null
          from sponsorships.handed_over where household_id = r.household_id group by 2, 3, 4, household_id, member_id
        ) s
        where r.way < 2 or ((s.member_id is null or s.member_id = r.theirs) and (r.left_on is null or s.on_date <= r.left_on))
        """;

    /// <summary>By household that was asked about; a support may stand under several, and under one of them twice.</summary>
    public static async Task<ILookup<Guid, Received>> Of(NpgsqlConnection connection, IReadOnlyCollection<Guid> households, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(Everything, connection) { Parameters = { new() { Value = households.ToArray() } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<(Guid Asked, Received Support)> found = [];
        while (await row.ReadAsync(cancellation))
            found.Add((row.GetGuid(0), new(
                row.GetString(2) == "outside" ? ReceivedFrom.Outside : ReceivedFrom.Fund, row.GetGuid(3), row.GetGuid(4), row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6),
                row.GetGuid(7), row.IsDBNull(8) ? null : row.GetGuid(8), row.GetString(9), row.GetInt64(10), row.GetFieldValue<DateOnly>(11), row.GetBoolean(12), (ReceivedAs)row.GetInt32(1),
                row.IsDBNull(13) ? null : row.GetString(13))));
        return found.ToLookup(f => f.Asked, f => f.Support);
    }

    /// <summary>
    /// Holds the households, and those that share a person with them or were merged into them, until the transaction's end: two
    /// decisions about one household or one person then see each other, whichever units they are of. Before rows of grants.
    /// </summary>
    public static async Task Lock(NpgsqlConnection connection, IReadOnlyCollection<Guid> households, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand($"{Related} select distinct household_id from related", connection) { Parameters = { new() { Value = households.ToArray() } } };
        List<Guid> related = [];
        await using (var row = await select.ExecuteReaderAsync(cancellation))
            while (await row.ReadAsync(cancellation)) related.Add(row.GetGuid(0));
        // Not "for update": a request that is being written only points at its household and need not wait.
        await using var locked = new NpgsqlCommand("select 1 from households.household where id = any($1) order by id for no key update", connection)
        {
            Parameters = { new() { Value = related.ToArray() } },
        };
        await locked.ExecuteNonQueryAsync(cancellation);
    }
}
