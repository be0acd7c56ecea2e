using System.Data;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Jobs;

/// <summary>
/// The right to run a job, held by one connection of all nodes: an advisory lock of the session, so it is free the moment
/// the process or the connection dies, and never before. Hangfire's own locks are rows that outlive a crash.
/// </summary>
internal sealed class JobLease : IAsyncDisposable
{
    private readonly string job;

    private JobLease(NpgsqlConnection connection, string job) => (Connection, this.job) = (connection, job);

    /// <summary>For the rows of the run: a run that lost its lease then also cannot write that it lives.</summary>
    public NpgsqlConnection Connection { get; }

    /// <returns>Null while another run of the job lives, on whichever node.</returns>
    public static async Task<JobLease?> Try(Sessions sessions, string job, CancellationToken cancellation)
    {
        var connection = await sessions.ConnectAnywhere(cancellation);
        try
        {
            await using var locking = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended('job:' || $1, 0))", connection)
            {
                Parameters = { new() { Value = job } },
            };
            if ((bool)(await locking.ExecuteScalarAsync(cancellation))!) return new JobLease(connection, job);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        await connection.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        // A connection that goes back to the pool keeps its session; one that broke has lost the lock already.
        if (Connection.State == ConnectionState.Open)
        {
            await using var unlocking = new NpgsqlCommand("select pg_advisory_unlock(hashtextextended('job:' || $1, 0))", Connection)
            {
                Parameters = { new() { Value = job } },
            };
            await unlocking.ExecuteNonQueryAsync(CancellationToken.None);
        }
        await Connection.DisposeAsync();
    }
}
