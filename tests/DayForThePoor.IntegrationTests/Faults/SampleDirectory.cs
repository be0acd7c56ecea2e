using System.Diagnostics;
using DayForThePoor.IntegrationTests.Faults;

[assembly: AssemblyFixture(typeof(SampleDirectory))]

namespace DayForThePoor.IntegrationTests.Faults;

/// <summary>A data directory that <c>ops/up --demo</c> made and was stopped on: made once, when the first product asks, and copied for each.</summary>
public sealed class SampleDirectory : IAsyncDisposable
{
    private readonly Lazy<Task<DirectoryInfo>> made = new(Make);

    /// <param name="data">Exists; what was made before takes its access rights along.</param>
    public async Task CopyTo(DirectoryInfo data)
    {
        var sample = await made.Value;
        using var copying = Process.Start("cp", ["-a", $"{sample.FullName}/.", data.FullName]);
        await copying.WaitForExitAsync();
        copying.ExitCode.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        if (made.IsValueCreated) (await made.Value).Delete(recursive: true);
    }

    private static async Task<DirectoryInfo> Make()
    {
        var data = Directory.CreateTempSubdirectory("dftp-fault-");
        // PostgreSQL's user passes through to its own directory below.
        using (var passage = Process.Start("chmod", ["711", data.FullName])) await passage.WaitForExitAsync();
        await (await OpsUp.Start(data)).DisposeAsync();
        return data;
    }
}
