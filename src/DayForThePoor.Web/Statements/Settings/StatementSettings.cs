using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Statements.Settings;

/// <summary>Whether a unit takes MT940 and camt.053. Off until somebody who may change settings wants it.</summary>
public sealed record SetMessageFormats(Actor By, Guid UnitId, bool On) : IUnitMessage
{
    public Permission Needs => Permission.ManageSettings;
}

public static class SetMessageFormatsHandler
{
    public static async Task<Outcome<bool>> Handle(SetMessageFormats command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var set = new NpgsqlCommand("""
            insert into statements.unit_setting (unit_id, message_formats, changed_at, changed_by) values ($1, $2, $3, $4)
            on conflict (unit_id) do update set message_formats = $2, changed_at = $3, changed_by = $4
            """, connection)
        {
            Parameters = { new() { Value = command.UnitId }, new() { Value = command.On }, new() { Value = clock.GetUtcNow() }, new() { Value = command.By.PersonId } },
        };
        await set.ExecuteNonQueryAsync(cancellation);
        return command.On;
    }
}

/// <summary>Reads what units have set, and which of their accounts a notification service may write to.</summary>
public static class StatementSettings
{
    public static async Task<bool> TakesMessages(NpgsqlConnection connection, Guid unit, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select coalesce((select message_formats from statements.unit_setting where unit_id = $1), false)", connection)
        {
            Parameters = { new() { Value = unit } },
        };
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Those of the units that have switched on messages.</summary>
    public static async Task<IReadOnlySet<Guid>> WithMessages(NpgsqlConnection connection, IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select unit_id from statements.unit_setting where unit_id = any($1) and message_formats", connection)
        {
            Parameters = { new() { Value = units.ToArray() } },
        };
        var found = new HashSet<Guid>();
        await using var reader = await select.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) found.Add(reader.GetGuid(0));
        return found;
    }

    /// <summary>Accounts with a secret, and since when.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DateTimeOffset>> Webhooks(NpgsqlConnection connection, IReadOnlyList<Guid> accounts, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select account_id, made_at from statements.webhook_secret where account_id = any($1)", connection)
        {
            Parameters = { new() { Value = accounts.ToArray() } },
        };
        var found = new Dictionary<Guid, DateTimeOffset>();
        await using var reader = await select.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) found[reader.GetGuid(0)] = reader.GetFieldValue<DateTimeOffset>(1);
        return found;
    }
}
