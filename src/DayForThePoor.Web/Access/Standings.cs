using System.Collections.Concurrent;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Access;

/// <summary>A role held in a unit; it counts for what lies under the unit.</summary>
public readonly record struct RoleInUnit(string Role, Guid UnitId);

/// <summary>What a person is now: who may act, in which roles, and which sign-ins still count.</summary>
/// <param name="SecurityStamp">Changes with the password; a sign-in that carries another one is over.</param>
/// <param name="EndedSessions">Sign-ins that the person ended before they ran out.</param>
public sealed record Standing(bool Disabled, string SecurityStamp, IReadOnlySet<Guid> EndedSessions, IReadOnlyList<RoleInUnit> Roles);

/// <summary>
/// Standings in memory: each request asks for one, hardly any changes. Older than <see cref="Age"/> they are read anew, so
/// a change made on another node counts here after that time; one made here counts at once (<see cref="Forget"/>).
/// </summary>
public sealed class Standings(Sessions sessions, TimeProvider time)
{
    /// <summary>Together with a slow read still under the 30 s that we promise.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(20);

    private sealed record Held(long Since, Task<Standing?> Standing);

    private readonly ConcurrentDictionary<Guid, Held> held = new();

    /// <summary>Null: nobody of that id.</summary>
    public ValueTask<Standing?> Of(Guid person, CancellationToken cancellation)
    {
        if (held.TryGetValue(person, out var known) && time.GetElapsedTime(known.Since) < Age && !known.Standing.IsFaulted)
            return known.Standing.IsCompleted ? new(known.Standing.Result) : new(known.Standing.WaitAsync(cancellation));

        // Read once for all who ask at this moment, and so not cancelled by the first of them.
        var read = new TaskCompletionSource<Standing?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var mine = new Held(time.GetTimestamp(), read.Task);
        var placed = known is null ? held.TryAdd(person, mine) : held.TryUpdate(person, mine, known);
        if (!placed) return Of(person, cancellation);
        _ = ReadInto(read, person);
        return new(read.Task.WaitAsync(cancellation));
    }

    public void Forget(Guid person) => held.TryRemove(person, out _);

    private async Task ReadInto(TaskCompletionSource<Standing?> answer, Guid person)
    {
        try
        {
            answer.SetResult(await Read(person));
        }
        catch (Exception failure) // whoever waits must be told, whatever it was
        {
            answer.SetException(failure);
        }
    }

    private async Task<Standing?> Read(Guid person)
    {
        await using var connection = await sessions.ConnectAnywhere(CancellationToken.None);
        await using var command = new NpgsqlCommand("""
            select p.disabled_at is not null, coalesce(p.security_stamp, ''),
                   array(select s.id from identity.ended_session s where s.person_id = p.id),
                   array(select a.role from identity.assignment a where a.person_id = p.id and a.ended_at is null order by a.id),
                   array(select a.unit_id from identity.assignment a where a.person_id = p.id and a.ended_at is null order by a.id)
            from identity.person p where p.id = $1
            """, connection) { Parameters = { new() { Value = person } } };
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) return null;
        return new Standing(reader.GetBoolean(0), reader.GetString(1), reader.GetFieldValue<Guid[]>(2).ToHashSet(),
            [.. reader.GetFieldValue<string[]>(3).Zip(reader.GetFieldValue<Guid[]>(4), (role, unit) => new RoleInUnit(role, unit))]);
    }
}
