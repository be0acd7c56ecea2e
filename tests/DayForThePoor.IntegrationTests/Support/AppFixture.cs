using System.Net;
using DayForThePoor.IntegrationTests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(AppFixture))]

namespace DayForThePoor.IntegrationTests.Support;

/// <summary>
/// The real Program on a real PostgreSQL, started once for the whole assembly. Nothing is ever reset: each test takes a
/// commune of its own (<see cref="Communes.NewCommune"/>), so they run side by side.
/// </summary>
public class AppFixture : WebApplicationFactory<Program>, IAsyncLifetime
{
    /// <summary>Carries the address that a test's client pretends to come from; rates are counted by it.</summary>
    private const string AddressHeader = "X-Test-Address";

    private int clients;

    private TestDatabase? database;

    /// <summary>Where statements are dropped.</summary>
    public DirectoryInfo Inbox { get; } = Directory.CreateTempSubdirectory("dftp-inbox-");

    public TestDatabase Database => database ?? throw new InvalidOperationException("The test database was not made.");

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        _ = Server;
    }

    /// <summary>A client with a cookie jar and an address of its own that follows no redirect.</summary>
    public HttpClient Client()
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });
        var number = Interlocked.Increment(ref clients);
        client.DefaultRequestHeaders.Add(AddressHeader, $"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}");
        return client;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        // Hangfire keeps the log of the host that was configured last for the whole process: of an ended one it throws,
        // and no other host of this run would carry out a job any more.
        Hangfire.Logging.LogProvider.SetCurrentLogProvider(null);
        if (database is not null) await database.DisposeAsync();
        if (Inbox.Exists) Inbox.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("DFTP_DATABASE", Database.Owner);
        builder.UseSetting("DFTP_APP_DATABASE", Database.App);
        builder.UseSetting("DFTP_PUBLIC_URL", "https://quy.example.vn");
        builder.UseSetting("DFTP_INBOX", Inbox.FullName);
        builder.UseSetting("DFTP_PERSONAL_KEY", "a key that is only of the tests");
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<IStartupFilter, AddressFilter>();
            // Strong hashes are the framework's business; here they would only make every sign-in slow.
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
        });
    }

    private sealed class AddressFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                if (IPAddress.TryParse(context.Request.Headers[AddressHeader], out var address)) context.Connection.RemoteIpAddress = address;
                return following(context);
            });
            next(app);
        };
    }
}
