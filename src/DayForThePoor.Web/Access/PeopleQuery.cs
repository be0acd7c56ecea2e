using DayForThePoor.Core;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Access;

/// <summary>A role as lists show it.</summary>
/// <param name="Unit">The unit's national code, "20641".</param>
public sealed record HeldRole(Guid AssignmentId, string Role, string Unit, string UnitName);

/// <param name="Roles">Held now, in the units asked for; none: all ended.</param>
public sealed record ListedPerson(Guid PersonId, string Name, string Email, bool Disabled, IReadOnlyList<HeldRole> Roles);

/// <summary>Who works where. A person belongs to the units in which they hold or held a role.</summary>
public sealed class PeopleQuery(Sessions sessions, IRegistry registry, IAccessPolicy policy)
{
    /// <param name="among">Units, each for itself; callers have checked that the asker manages them.</param>
    public async Task<IReadOnlyList<ListedPerson>> In(IReadOnlyList<Guid> among, CancellationToken cancellation)
    {
        var units = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var command = new NpgsqlCommand("""
            select p.id, p.display_name, p.email, p.disabled_at is not null,
                   array_agg(a.id order by a.assigned_at) filter (where a.ended_at is null),
                   array_agg(a.role order by a.assigned_at) filter (where a.ended_at is null),
                   array_agg(a.unit_id order by a.assigned_at) filter (where a.ended_at is null)
            from identity.person p join identity.assignment a on a.person_id = p.id
            where a.unit_id = any($1)
            group by p.id
            order by p.disabled_at is not null, p.display_name collate "vi-x-icu", p.id
            """, connection) { Parameters = { new() { Value = among.ToArray() } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<ListedPerson> people = [];
        while (await reader.ReadAsync(cancellation))
        {
            List<HeldRole> roles = [];
            if (!await reader.IsDBNullAsync(4, cancellation))
            {
                var (ids, names, places) = (reader.GetFieldValue<Guid[]>(4), reader.GetFieldValue<string[]>(5), reader.GetFieldValue<Guid[]>(6));
                for (var i = 0; i < ids.Length; i++)
                    if (units.UnitsNow.TryGetValue(places[i], out var unit)) roles.Add(new HeldRole(ids[i], names[i], unit.Code, unit.Name));
            }
            people.Add(new ListedPerson(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), roles));
        }
        return people;
    }

    /// <summary>Whoever closes a sign-in or could use it stands above every unit where the person holds a role.</summary>
    public async Task<Refusal?> WhyNotManage(Actor by, Guid person, CancellationToken cancellation)
    {
        if (!await Sees(by, person, cancellation)) return AccessPolicy.OtherUnit;
        foreach (var unit in await Units("select distinct unit_id from identity.assignment where person_id = $1 and ended_at is null", person, cancellation))
            if (await policy.WhyNot(by, Permission.ManagePeople, unit, cancellation) is { } refusal) return refusal;
        return null;
    }

    /// <summary>Whether the person holds or held a role somewhere under the units whose people <paramref name="by"/> manages.</summary>
    public async Task<bool> Sees(Actor by, Guid person, CancellationToken cancellation)
    {
        foreach (var unit in await Units("select distinct unit_id from identity.assignment where person_id = $1", person, cancellation))
            if (await policy.WhyNot(by, Permission.ManagePeople, unit, cancellation) is null) return true;
        return false;
    }

    /// <summary>An empty id, which nobody manages, when the person has no such assignment.</summary>
    public async Task<Guid> UnitOfAssignment(Guid person, Guid assignment, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var command = new NpgsqlCommand("select unit_id from identity.assignment where id = $1 and person_id = $2", connection)
        {
            Parameters = { new() { Value = assignment }, new() { Value = person } },
        };
        return await command.ExecuteScalarAsync(cancellation) is Guid unit ? unit : Guid.Empty;
    }

    /// <summary>One unit in which the person holds or held a role; an empty id for nobody.</summary>
    public async Task<Guid> UnitOf(Guid person, CancellationToken cancellation) =>
        (await Units("select unit_id from identity.assignment where person_id = $1 order by ended_at nulls first limit 1", person, cancellation)).SingleOrDefault();

    private async Task<IReadOnlyList<Guid>> Units(string sql, Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = id } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<Guid> units = [];
        while (await reader.ReadAsync(cancellation)) units.Add(reader.GetGuid(0));
        return units;
    }
}
