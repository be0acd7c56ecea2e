using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Access;

/// <summary>Ends one sign-in before it runs out: a copied cookie or token ends with it, on every node within <see cref="Standings.Age"/>.</summary>
public sealed class SignOut(Sessions sessions, Standings standings, TimeProvider time)
{
    public async Task End(SignedIn signedIn, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var command = new NpgsqlCommand("""
            with run_out as (delete from identity.ended_session where runs_out_at < $3)
            insert into identity.ended_session (id, person_id, runs_out_at) values ($1, $2, $4) on conflict do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = signedIn.SessionId },
                new() { Value = signedIn.PersonId },
                new() { Value = time.GetUtcNow() },
                new() { Value = time.GetUtcNow() + Doors.CookieLasts },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
        standings.Forget(signedIn.PersonId);
    }
}
