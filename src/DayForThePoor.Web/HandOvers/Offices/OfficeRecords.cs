using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.HandOvers.Offices;

/// <summary>Who signs minutes of a change of office.</summary>
public static class OfficeParts
{
    public const string Giver = "giver";
    public const string Receiver = "receiver";

    /// <summary>The accountant where the treasurer changes, the treasurer where the accountant does.</summary>
    public const string Other = "other";

    /// <summary>Trưởng ban.</summary>
    public const string Head = "head";

    public static readonly IReadOnlyList<string> All = [Giver, Receiver, Other, Head];

    /// <summary>The role that signs as <see cref="Other"/>.</summary>
    public static string OtherOffice(string office) => office == PersonRoles.Treasurer ? PersonRoles.Accountant : PersonRoles.Treasurer;
}

public static class OfficeStates
{
    public const string Waiting = "waiting";
    public const string Done = "done";
    public const string Withdrawn = "withdrawn";
}

/// <param name="Part">One of <see cref="OfficeParts"/>.</param>
public sealed record OfficeSignature(string Part, Guid PersonId, string? Name, DateTimeOffset SignedAt);

/// <summary>Minutes of a change of office with who has signed.</summary>
/// <param name="EndedAt">When they were done: the old sign-in lost the office at that moment.</param>
public sealed record OfficeRecord(
    Guid Id, Guid UnitId, string Office, Guid GiverId, Guid ReceiverId, string State, OfficeMinute Minute, DateTimeOffset DrawnAt, DateTimeOffset? EndedAt,
    IReadOnlyList<OfficeSignature> Signatures)
{
    public bool IsWaiting => State == OfficeStates.Waiting;

    public OfficeSignature? SignatureOf(string part) => Signatures.FirstOrDefault(s => s.Part == part);
}

/// <summary>Reads minutes of changes of office; who may see which is the caller's question.</summary>
public sealed class OfficeRecords(Sessions sessions)
{
    private const string Sql = """
        select o.id, o.unit_id, o.office, o.giver_id, o.receiver_id, o.state, o.minute, o.drawn_at, o.ended_at, s.part, s.person_id, p.display_name, s.signed_at
        from ledger.office_hand_over o left join ledger.office_hand_over_signature s on s.hand_over_id = o.id left join identity.person p on p.id = s.person_id
        where {0} order by o.drawn_at desc, o.id, s.signed_at
        """;

    public async Task<IReadOnlyList<OfficeRecord>> Of(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return await Read(connection, "o.unit_id = any($1)", units.ToArray(), cancellation);
    }

    public async Task<OfficeRecord?> Find(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return await Find(connection, id, cancellation);
    }

    public static async Task<OfficeRecord?> Find(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        await Read(connection, "o.id = $1", id, cancellation) is [var found, ..] ? found : null;

    private static async Task<IReadOnlyList<OfficeRecord>> Read(NpgsqlConnection connection, string where, object value, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand(Sql.Replace("{0}", where, StringComparison.Ordinal), connection) { Parameters = { new() { Value = value } } };
        await using var row = await query.ExecuteReaderAsync(cancellation);
        List<(OfficeRecord Record, List<OfficeSignature> Signatures)> found = [];
        while (await row.ReadAsync(cancellation))
        {
            if (found.Count == 0 || found[^1].Record.Id != row.GetGuid(0))
            {
                List<OfficeSignature> signatures = [];
                found.Add((new(
                    row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetGuid(3), row.GetGuid(4), row.GetString(5), OfficeMinute.Of(row.GetString(6)),
                    row.GetFieldValue<DateTimeOffset>(7), row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8), signatures), signatures));
            }
            if (!row.IsDBNull(9))
                found[^1].Signatures.Add(new(row.GetString(9), row.GetGuid(10), row.IsDBNull(11) ? null : row.GetString(11), row.GetFieldValue<DateTimeOffset>(12)));
        }
        return [.. found.Select(f => f.Record)];
    }
}
