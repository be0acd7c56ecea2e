using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using DayForThePoor.EndToEndTests.Support;
using Microsoft.Playwright;
using Npgsql;

[assembly: AssemblyFixture(typeof(Site))]
// One program, one browser, two cores: side by side the pages would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace DayForThePoor.EndToEndTests.Support;

/// <summary>
/// The published program with its sample data, as its own process on a database of its own, and a Chromium that looks at
/// it. DFTP_PROGRAM, DFTP_TEST_SERVER and DFTP_CHROMIUM come from ops/test.
/// </summary>
public sealed class Site : IAsyncLifetime
{
    public const string Password = "mau-thu-2026-e2e";

    private readonly string program = Path.Combine(Wanted("DFTP_PROGRAM"), "DayForThePoor.Web.dll");
    private readonly NpgsqlConnectionStringBuilder server = new(Wanted("DFTP_TEST_SERVER")) { Pooling = false };
    private readonly string database = $"dftp_e2e_{Guid.NewGuid():N}";
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> signIns = new();
    private Process? running;
    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    private static string Wanted(string name) => Environment.GetEnvironmentVariable(name)
        ?? throw new InvalidOperationException($"{name} is not set; ops/test sets it.");

    public async ValueTask InitializeAsync()
    {
        await Sql($"""
            do $$ begin if not exists (select 1 from pg_roles where rolname = 'dftp_owner') then create role dftp_owner; end if;
              if not exists (select 1 from pg_roles where rolname = 'dftp_app') then create role dftp_app; end if; end $$
            """);
        await Sql($"create database {database} owner dftp_owner encoding 'UTF8' locale 'C.UTF-8' template template0");
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        await Verb("migrate");
        await Verb("seed-demo");
        running = Start();
        await Ready();
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("DFTP_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.CloseAsync();
        playwright?.Dispose();
        if (running is { HasExited: false })
        {
            // SIGTERM, as an operator stops it.
            _ = Kill(running.Id, 15);
            if (!running.WaitForExit(TimeSpan.FromSeconds(20))) running.Kill(entireProcessTree: true);
        }
        running?.Dispose();
        await Sql($"drop database if exists {database} with (force)");
    }

    /// <summary>The program's own database, as the owner of its tables.</summary>
    public async Task<NpgsqlConnection> Connect()
    {
        var connection = new NpgsqlConnection(As("dftp_owner"));
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>A new visitor, 390 px wide (phone) or 1280 px.</summary>
    public Task<IPage> Visitor(int width = 1280) => Visitor(width, null);

    /// <summary>At the desk of this person: the first time through the form, then by the cookie from it.</summary>
    public async Task<IPage> SignedIn(string who = "accountant@queson.demo", int width = 1280)
    {
        var page = await Visitor(width, await signIns.GetOrAdd(who, _ => new(() => SignIn(who))).Value);
        await page.GotoAsync("/");
        return page;
    }

    /// <summary>Browser's state with the cookie of a sign-in.</summary>
    private async Task<string> SignIn(string who)
    {
        var page = await Visitor();
        await page.GotoAsync("/dang-nhap");
        await page.Locator("input[type=email], input[name$=mail i]").First.FillAsync(who);
        await page.Locator("input[type=password]").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("dang-nhap", StringComparison.Ordinal));
        var state = await page.Context.StorageStateAsync();
        await page.Context.CloseAsync();
        return state;
    }

    private async Task<IPage> Visitor(int width, string? state)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(),
            StorageState = state,
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 900 },
            Locale = "vi-VN",
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(60_000); // a busy machine imports slowly; a page that never answers still fails
        return await context.NewPageAsync();
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(program)! };
        start.ArgumentList.Add(program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["DFTP_DATABASE"] = As("dftp_owner");
        start.Environment["DFTP_APP_DATABASE"] = As("dftp_app");
        start.Environment["DFTP_PUBLIC_URL"] = Address.ToString().TrimEnd('/');
        start.Environment["DFTP_DEMO"] = "1";
        start.Environment["DFTP_DEMO_PASSWORD"] = Password;
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["ASPNETCORE_CONTENTROOT"] = Path.GetDirectoryName(program)!;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    /// <summary>Makes the sample once more in the same database.</summary>
    public Task SeedAgain() => Verb("seed-demo");

    private async Task Verb(string name)
    {
        using var process = Start(name);
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{name}: {errors}");
    }

    private async Task Ready()
    {
        running!.ErrorDataReceived += (_, _) => { };
        running.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = Address };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await tick.WaitForNextTickAsync(patience.Token))
        {
            running.HasExited.ShouldBeFalse("the program ended at its start");
            try
            {
                if ((await http.GetAsync("/health/ready", patience.Token)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
    }

    private string As(string role) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database, Options = $"-c role={role}", Pooling = true }.ConnectionString;

    private async Task Sql(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "postgres" }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
