using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DayForThePoor.IntegrationTests.Faults;

/// <summary><c>ops/up --demo</c> while it serves from a data directory.</summary>
internal sealed class OpsUp : IAsyncDisposable
{
    /// <summary>Of every sample person.</summary>
    public const string Password = "mat-khau-thu-2026";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process script;

    private OpsUp(Process script, Uri address)
    {
        this.script = script;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Returns when it is ready.</summary>
    public static async Task<OpsUp> Start(DirectoryInfo data)
    {
        var script = Script(data, "up", "--demo", "--port", FreePort());
        string? line;
        do line = await script.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        while (line is not null && !line.StartsWith("ready ", StringComparison.Ordinal));
        return new OpsUp(script, new Uri(line?["ready ".Length..] ?? throw new InvalidOperationException("ops/up did not start the product.")));
    }

    /// <summary>Starts a script of <c>ops/</c> on this data directory.</summary>
    public static Process Script(DirectoryInfo data, string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository(), "ops", name), [.. arguments, "--data", data.FullName]) { RedirectStandardOutput = true };
        foreach (var variable in new[] { "DFTP_DATABASE", "DFTP_APP_DATABASE", "DFTP_DEMO", "DFTP_PUBLIC_URL" }) start.Environment.Remove(variable);
        start.Environment["DFTP_DEMO_PASSWORD"] = Password;
        return Process.Start(start)!;
    }

    /// <summary>Each product its own: classes that start side by side would both ask for the usual one.</summary>
    public static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(null as IFormatProvider);
    }

    /// <summary>Its exit code, once it has noticed that something was killed.</summary>
    public async Task<int> Ended()
    {
        await script.WaitForExitAsync().WaitAsync(Patience);
        return script.ExitCode;
    }

    /// <summary>Stops it as an operator does, unless it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!script.HasExited)
        {
            using var stop = Process.Start("kill", ["-TERM", script.Id.ToString(null as IFormatProvider)]);
            await script.WaitForExitAsync().WaitAsync(Patience);
        }
        script.Dispose();
    }

    private static string Repository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "DayForThePoor.sln"))) directory = directory.Parent!;
        return directory.FullName;
    }
}
