using DayForThePoor.Web.Hosting;
using Hangfire;
using Hangfire.PostgreSql;
using Npgsql;

namespace DayForThePoor.Web.Jobs;

/// <summary>Hangfire on our database, with our connections and our clock's zone.</summary>
internal static class HangfireStorage
{
    /// <summary>A run that died is taken up by another worker after this time; while it lives it is renewed every 12 s.</summary>
    private static readonly TimeSpan Invisible = TimeSpan.FromMinutes(1);

    public static void AddHangfireStorage(this IServiceCollection services) => services.AddSingleton<ITimeZoneResolver, VietnameseZone>().AddHangfire((provider, hangfire) => hangfire
        .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
        .UseSimpleAssemblyNameTypeSerializer()
        .UseRecommendedSerializerSettings()
        .UsePostgreSqlStorage(storage => storage.UseConnectionFactory(new Connections(provider.GetRequiredService<Sessions>())), new PostgreSqlStorageOptions
        {
            SchemaName = "hangfire",
            PrepareSchemaIfNecessary = false, // 0016_hangfire.sql; the app's role may not
            InvisibilityTimeout = Invisible,
            UseSlidingInvisibilityTimeout = true,
            DistributedLockTimeout = TimeSpan.FromMinutes(1), // its locks are rows, which a crash leaves behind
            QueuePollInterval = TimeSpan.FromSeconds(5),
        }));

    private sealed class Connections(Sessions sessions) : IConnectionFactory
    {
        public NpgsqlConnection GetOrCreateConnection() => sessions.Unopened();
    }

    /// <summary>Every schedule is Vietnamese; nothing depends on the machine's zone data.</summary>
    internal sealed class VietnameseZone : ITimeZoneResolver
    {
        public TimeZoneInfo GetTimeZoneById(string timeZoneId) => VietnamTime.Zone;
    }
}
