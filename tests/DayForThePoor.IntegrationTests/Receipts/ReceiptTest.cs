using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using DayForThePoor.Core.Receipts;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;

namespace DayForThePoor.IntegrationTests.Receipts;

/// <summary>A gift as the API answered it.</summary>
public sealed record Given(Guid Id, string Number, string Code);

/// <summary>Gifts to look at, taken over the API by an accountant.</summary>
public abstract class ReceiptTest(AppFixture app) : AppTest(app)
{
    protected static async Task<Given> Give(HttpClient accountant, object gift)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/donations") { Content = JsonContent.Create(gift) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        var answer = await accountant.SendAsync(request, Ct);
        return Of(await answer.EnsureSuccessStatusCode().Json());
    }

    /// <summary>A cash gift of 1.005.000 đồng to the commune's own fund.</summary>
    protected async Task<(Commune Commune, HttpClient Accountant, Given Gift)> CashGift(
        string? donorName = "Nguyễn Thị Hồng", string donorKind = "person", bool anonymous = false, bool? mayBeNamed = null)
    {
        var commune = await App.NewCommune();
        var accountant = await commune.SignedIn(PersonRoles.Accountant);
        return (commune, accountant, await Give(accountant, Cash(commune, donorName, donorKind, anonymous, mayBeNamed)));
    }

    protected static object Cash(
        Commune commune, string? donorName = "Nguyễn Thị Hồng", string donorKind = "person", bool anonymous = false, bool? mayBeNamed = null, long amountVnd = 1_005_000) =>
        new { fund = commune.Fund, channel = "cash", amountVnd, donorName, donorKind, anonymous, mayBeNamed };

    protected static Given Of(JsonElement answer) => new(
        answer.GetProperty("donationId").GetGuid(), answer.GetProperty("voucherNumber").GetString()!, answer.GetProperty("receiptCode").GetString()!);

    /// <summary>The page's text as a person reads it.</summary>
    protected async Task<string> Page(string code, string query = "") =>
        System.Net.WebUtility.HtmlDecode(await (await Anonymous.GetAsync($"/r/{code}{query}", Ct)).Text());

    protected async Task<JsonElement> Answer(string code) => await (await Anonymous.GetAsync($"/api/receipts/{code}", Ct)).Json();

    protected static ReceiptCode CodeOf(Given gift) => ReceiptCode.TryParse(gift.Code, out var code) == CodeReading.Ok ? code : throw new FormatException(gift.Code);

    /// <summary>Runs a program of the machine (poppler, zbar) on a file and gives its output.</summary>
    protected static async Task<string> Run(string program, params string[] arguments)
    {
        if (!Exists(program))
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is { Length: > 0 }, $"{program} is not installed (Debian: poppler-utils, zbar-tools).");
            Assert.Fail($"{program} is not installed.");
        }
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(Ct);
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        process.ExitCode.ShouldBe(0, await errors);
        return output;
    }

    /// <summary>A file that is gone when the test ends.</summary>
    protected static async Task<TemporaryFile> File(byte[] content, string ending)
    {
        var file = new TemporaryFile(Path.Combine(Path.GetTempPath(), $"dftp-{Guid.NewGuid():N}{ending}"));
        await System.IO.File.WriteAllBytesAsync(file.Path, content, Ct);
        return file;
    }

    private static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => System.IO.File.Exists(Path.Combine(folder, program)));
}

public sealed record TemporaryFile(string Path) : IDisposable
{
    public void Dispose() => File.Delete(Path);
}
