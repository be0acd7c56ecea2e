using System.Reflection;
using DayForThePoor.Web.Schema;
using Npgsql;

namespace DayForThePoor.Web.Hosting;

/// <summary>Whether the process lives, and whether it can work: the database answers and has every script of this version.</summary>
public static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => "ok").AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(Sessions sessions, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await sessions.ConnectAnywhere(cancellation);
            await using var command = new NpgsqlCommand("select array(select scriptname from public.dftp_migration)", connection);
            var run = (string[])(await command.ExecuteScalarAsync(cancellation))!;
            return Migration.ScriptNames.Except(run).Any()
                ? Results.Text("migrations are missing", statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ok");
        }
        catch (NpgsqlException)
        {
            return Results.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
