using System.Globalization;
using System.IO.Compression;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using Sylvan.Data.Csv;

namespace DayForThePoor.IntegrationTests.Statements;

/// <summary>The statements that two banks' customers published in September 2024, where DFTP_SAMPLES names their folder.</summary>
public class importing_the_public_samples(AppFixture app) : StatementTest(app)
{
    [Theory]
    [InlineData("vietcombank_20240901_part.csv.gz", "970436", "Credit", "Debit")]
    [InlineData("vietinbank_20240910_part.csv.gz", "970415", "CreditAmount", "DebitAmount")]
    public async Task posts_every_line_and_every_dong(string name, string bin, string creditColumn, string debitColumn)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("DFTP_SAMPLES") ?? "", name);
        Assert.SkipUnless(File.Exists(path), "The sample is not here.");
        var (lines, credits, debits) = Counted(path, creditColumn, debitColumn);

        var account = await NewAccount(bin);
        var import = await Import(account, await File.ReadAllBytesAsync(path, Ct));

        (import.Total, import.New).ShouldBe((lines, lines));
        (import.Credits, import.Debits).ShouldBe((credits, debits));
        (await Balance(account, Roles.Bank)).ShouldBe(credits - debits);
        (await Lines(account)).ShouldBe(lines);
    }

    /// <summary>The file's own figures by the plainest reading there is.</summary>
    private static (int Lines, long Credits, long Debits) Counted(string path, string creditColumn, string debitColumn)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        using var rows = CsvDataReader.Create(text);
        var (credit, debit) = (rows.GetOrdinal(creditColumn), rows.GetOrdinal(debitColumn));
        var (lines, credits, debits) = (0, 0L, 0L);
        while (rows.Read())
        {
            lines++;
            credits += Amount(rows.GetString(credit));
            debits += Amount(rows.GetString(debit));
        }
        return (lines, credits, debits);
    }

    private static long Amount(string cell) =>
        cell.Length == 0 ? 0 : long.Parse(string.Concat(cell.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
}
