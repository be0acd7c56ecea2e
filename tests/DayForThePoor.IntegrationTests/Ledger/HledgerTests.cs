using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;

namespace DayForThePoor.IntegrationTests.Ledger;

/// <summary>A program that knows nothing of ours adds the exported journal up to the same balances.</summary>
public sealed class HledgerTests(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task reads_the_journal_and_finds_our_balances()
    {
        if (!File.Exists("/usr/bin/hledger"))
        {
            Environment.GetEnvironmentVariable("CI").ShouldBeNullOrEmpty("CI has to install hledger.");
            Assert.Skip("hledger is not installed here.");
        }
        var commune = await App.NewCommune();
        using var accountant = await commune.SignedIn(PersonRoles.Accountant);
        await accountant.Given(commune.Cash(1_234_567));
        var voided = await accountant.Given(commune.Cash(70_000));
        await accountant.Void(voided.GetProperty("donationId").GetGuid());
        await accountant.Given(commune.Goods(900_000));
        await accountant.Given(commune.Goods(null));

        var journal = await accountant.GetStringAsync($"/api/ledger/journal.hledger?unit={commune.Code}", Ct);
        journal.ShouldContain("PT-VNN-");
        var theirs = await Balances(journal);

        var ours = (await accountant.TrialBalance($"unit={commune.Code}")).GetProperty("rows").EnumerateArray()
            .Where(row => row.GetProperty("balance").GetInt64() != 0)
            .ToDictionary(row => $"{row.GetProperty("account").GetString()} {row.GetProperty("name").GetString()}:{commune.Fund}", row => row.GetProperty("balance").GetInt64());
        theirs.ShouldBe(ours, ignoreOrder: true);
    }

    private static async Task<Dictionary<string, long>> Balances(string journal)
    {
        using var hledger = Process.Start(new ProcessStartInfo("/usr/bin/hledger", ["-f", "-", "balance", "--flat", "--no-total", "-O", "csv"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        })!;
        await hledger.StandardInput.WriteAsync(journal.AsMemory(), Ct);
        hledger.StandardInput.Close();
        var rows = await hledger.StandardOutput.ReadToEndAsync(Ct);
        (await hledger.StandardError.ReadToEndAsync(Ct)).ShouldBeEmpty();
        return rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(row => row.Trim('"').Split("\",\""))
            .ToDictionary(row => row[0], row => long.Parse(row[1].Split(' ')[0], CultureInfo.InvariantCulture));
    }
}
