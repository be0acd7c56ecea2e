using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DayForThePoor.IntegrationTests.Support;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Faults;

/// <summary>
/// The published program as an operator runs it: <c>ops/up --demo</c> in a directory of its own, on a PostgreSQL that waits
/// for the disk. Only real processes can be killed in earnest.
/// </summary>
/// <param name="sample">The database of each is a copy of it.</param>
public sealed class RunningProduct(SampleDirectory sample) : IAsyncLifetime
{
    /// <summary>Building is not part of it: <c>ops/test</c> has published the program.</summary>
    public static bool IsPublished => Environment.GetEnvironmentVariable("DFTP_PROGRAM") is { Length: > 0 };

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("dftp-fault-");
    private OpsUp? up;

    public HttpClient Client { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        if (!IsPublished) return;
        await sample.CopyTo(data);
        await Start();
    }

    /// <summary>Starts the product and signs the sample accountant in.</summary>
    public async Task Start()
    {
        up = await OpsUp.Start(data);
        Client.Dispose();
        Client = new HttpClient { BaseAddress = up.Address, Timeout = TimeSpan.FromSeconds(20) };
        using var answer = await Client.PostAsJsonAsync("/api/auth/login", new { email = "accountant@queson.demo", password = OpsUp.Password });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>The folder where statements are dropped.</summary>
    public string Inbox => Path.Combine(data.FullName, "inbox");

    /// <summary>A sample person's browser; its cookie outlives restarts.</summary>
    public async Task<HttpClient> SignInByPage(string email)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };
        await browser.SubmitTo(Client.BaseAddress!, "/dang-nhap", "sign-in", ("Form.Email", email), ("Form.Password", OpsUp.Password));
        return browser;
    }

    /// <summary>Another web server on the same database and inbox, as on a second machine. The caller ends it.</summary>
    public Process StartSecondServer()
    {
        var directory = Running("program_directory");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(directory, "DayForThePoor.Web.dll")])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            Environment =
            {
                ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{OpsUp.FreePort()}",
                ["ASPNETCORE_CONTENTROOT"] = directory,
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["DFTP_APP_DATABASE"] = Running("app_database"),
                ["DFTP_DEMO"] = "1",
                ["DFTP_INBOX"] = Inbox,
            },
        };
        start.Environment.Remove("DFTP_DATABASE");
        var server = Process.Start(start)!;
        server.OutputDataReceived += (_, _) => { };
        server.BeginOutputReadLine();
        return server;
    }

    public void KillServer() => Process.GetProcessById(int.Parse(Running("server"), null)).Kill();

    /// <summary>Every process of the cluster at once; the first of them last, so that it cannot tidy up after the others.</summary>
    public void KillDatabase()
    {
        var cluster = Path.Combine(data.FullName, "pg", "data");
        foreach (var process in Process.GetProcessesByName("postgres").OrderByDescending(p => p.Id))
            if (WorkingDirectory(process) == cluster) process.Kill();
    }

    /// <summary>Null: it has ended, as processes of other clusters do at any moment.</summary>
    private static string? WorkingDirectory(Process process)
    {
        try
        {
            return new FileInfo($"/proc/{process.Id}/cwd").ResolveLinkTarget(true)?.FullName;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>After a kill <c>ops/up</c> notices, stops what is left and ends with 3; then everything is started again.</summary>
    public async Task Restart()
    {
        (await up!.Ended()).ShouldBe(3);
        await Start();
    }

    public async Task<NpgsqlConnection> Connect()
    {
        var connection = new NpgsqlConnection(Running("owner_database") + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public Process StartVerb(params string[] arguments) => OpsUp.Script(data, "dftp", arguments);

    /// <summary>Runs a verb of the operator's command line to its end.</summary>
    public async Task<(int ExitCode, JsonElement Answer)> Verb(params string[] arguments)
    {
        using var verb = StartVerb([.. arguments, "--json"]);
        var answer = await verb.StandardOutput.ReadToEndAsync();
        await verb.WaitForExitAsync();
        return (verb.ExitCode, answer.Length == 0 ? default : JsonElement.Parse(answer));
    }

    public async Task BooksShouldAgree()
    {
        var (exitCode, answer) = await Verb("check-ledger");
        answer.GetProperty("differences").EnumerateArray().ShouldBeEmpty();
        exitCode.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (up is not null) await up.DisposeAsync();
        data.Delete(recursive: true);
    }

    /// <summary>A line of the file in which <c>ops/up</c> notes what runs.</summary>
    private string Running(string name) =>
        File.ReadLines(Path.Combine(data.FullName, "run")).Single(line => line.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
}
