using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Grants.Pages;

/// <summary>Reads who has signed what.</summary>
public sealed class SignedShort(Sessions sessions)
{
    /// <summary>Grants and lists that still wait and that this person has signed.</summary>
    public async Task<IReadOnlySet<Guid>> By(Guid person, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select g.subject_id from grants.signature g join grants.support s on s.id = g.subject_id where g.person_id = $1 and s.state = 'requested'
            """, connection) { Parameters = { new() { Value = person } } };
        HashSet<Guid> signed = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) signed.Add(row.GetGuid(0));
        return signed;
    }
}
