using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Office;

/// <summary>One run writes alarms and notices at a time: two would take the same rows in different orders.</summary>
internal static class DueTurn
{
    private const long Lock = 0x647565; // any number that nobody else takes

    /// <summary>Held to the end of the connection's transaction. Its statements are long and touch few rows: compiling them takes longer than running them.</summary>
    public static async Task Take(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var wait = new NpgsqlCommand("select pg_advisory_xact_lock($1), set_config('jit', 'off', true)", connection) { CommandTimeout = 0, Parameters = { new() { Value = Lock } } };
        await wait.ExecuteNonQueryAsync(cancellation);
    }
}
