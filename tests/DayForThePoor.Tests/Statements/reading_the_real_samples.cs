using System.IO.Compression;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

/// <summary>Two parts of public statements of September 2024 that lie beside the repository; skipped where they do not.</summary>
public class reading_the_real_samples
{
    [Fact]
    public void vietcombank_reads_whole_and_its_balances_agree()
    {
        var result = Read(File.ReadAllBytes(Sample("vietcombank_20240901_part.csv.gz"))).ShouldBeReadable();

        result.Lines.Count.ShouldBe(60_000);
        result.Lines.Single(l => l.Side == Side.Debit).Amount.ShouldBe(55_000);
        result.Credits.ShouldBe(CreditsOf("vietcombank_20240901_part.csv.gz", '.'));
        result.ThousandsSeparator.ShouldBe('.');
        result.Lines.Count(l => l.Balance is not null).ShouldBe(9);
        result.Gaps.ShouldBeEmpty();
        result.Lines.ShouldAllBe(l => l.Ordinal == 0);
    }

    [Fact]
    public void vietinbank_reads_whole_with_its_equal_gifts()
    {
        var result = Read(File.ReadAllBytes(Sample("vietinbank_20240910_part.csv.gz"))).ShouldBeReadable();

        result.Lines.Count.ShouldBe(6_000);
        result.Credits.ShouldBe(CreditsOf("vietinbank_20240910_part.csv.gz", ','));
        result.ThousandsSeparator.ShouldBe(',');
        result.Lines.ShouldAllBe(l => l.Time != null && l.Counterparty != "");
        result.Lines.Count(l => l.Ordinal > 0).ShouldBe(16);
    }

    /// <summary>Counted another way than the product does: every cell between commas or quotes under the credit header.</summary>
    private static long CreditsOf(string name, char thousands)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(Sample(name)), CompressionMode.Decompress));
        using var csv = Sylvan.Data.Csv.CsvDataReader.Create(text, new() { Delimiter = ',' });
        var credit = Enumerable.Range(0, csv.FieldCount).Single(i => csv.GetName(i).StartsWith("Credit", StringComparison.Ordinal));
        long sum = 0;
        while (csv.Read())
            if (csv.GetString(credit) is { Length: > 0 } cell)
                sum += long.Parse(cell.Replace($"{thousands}", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        return sum;
    }

    private static string Sample(string name)
    {
        var directory = Environment.GetEnvironmentVariable("DFTP_SAMPLES") ?? BesideRepository();
        var file = Path.Combine(directory ?? "", name);
        Assert.SkipUnless(File.Exists(file), "The sample statements are not beside this repository (DFTP_SAMPLES).");
        return file;
    }

    private static string? BesideRepository()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "DayForThePoor.sln"))) root = root.Parent;
        return root?.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "data", "statements") : null;
    }
}
