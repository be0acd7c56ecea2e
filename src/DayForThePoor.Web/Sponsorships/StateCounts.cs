using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships;

/// <summary>
/// How many pledges and cases stand in each state, kept by the database as they change: a sum over some dozen rows, however many
/// there are. Whoever asks for less than whole units counts for themselves.
/// </summary>
public sealed class StateCounts(Sessions sessions)
{
    public const string Pledges = "pledge";
    public const string Cases = "case";

    /// <summary>The statement whose rows are state and count. $1: the units.</summary>
    /// <param name="counted"><see cref="Pledges"/> or <see cref="Cases"/>.</param>
    internal static string Of(string counted) =>
        $"select state, sum(change)::int from sponsorships.state_count where counted = '{counted}' and unit_id = any($1) group by state having sum(change) > 0";

    /// <summary>Makes one row of the many that the changes since the last time left. What is added meanwhile stays for the next time.</summary>
    public async Task SumUp(CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var sum = new NpgsqlCommand("""
            with gone as (delete from sponsorships.state_count returning *)
            insert into sponsorships.state_count select counted, unit_id, state, sum(change) from gone group by counted, unit_id, state having sum(change) <> 0
            """, connection);
        await sum.ExecuteNonQueryAsync(cancellation);
    }
}
