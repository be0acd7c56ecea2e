using Npgsql;

namespace DayForThePoor.Web.Hosting;

/// <summary>
/// The two ways into the database: as owner, who may change tables (migrations, rebuilds), and as the app's role, who may
/// only read and write rows. Taken from DFTP_DATABASE and DFTP_APP_DATABASE (Npgsql connection strings).
/// </summary>
public sealed class DatabaseAddresses
{
    public DatabaseAddresses(IConfiguration configuration)
    {
        Owner = Normalised(configuration["DFTP_DATABASE"] ?? Unset);
        // Without an own address the app signs in as the owner and gives the rights up for the whole session.
        App = configuration["DFTP_APP_DATABASE"] is { Length: > 0 } app
            ? Normalised(app)
            : new NpgsqlConnectionStringBuilder(Owner) { Options = "-c role=dftp_app" }.ConnectionString;
    }

    /// <summary>Nothing listens on port 1: a host that was started without an address fails at its first connection, while
    /// code generation, which needs none, works.</summary>
    private const string Unset = "Host=127.0.0.1;Port=1;Database=dftp;Username=dftp_owner";

    public string Owner { get; }

    public string App { get; }

    /// <summary>Sessions run in UTC: quick append writes its time stamps with the session's zone, and a server set to
    /// Asia/Ho_Chi_Minh would shift every one of them by seven hours.</summary>
    private static string Normalised(string address) => new NpgsqlConnectionStringBuilder(address)
    {
        Timezone = "UTC",
        ApplicationName = "dftp",
        MaxPoolSize = 60,
        ReadBufferSize = 32768, // a call to the kernel for every 8 kB would be a third of what reading all events costs
        IncludeErrorDetail = false,
        MaxAutoPrepare = 100, // planning the inserts of a group anew took a third of its time
    }.ConnectionString;
}
