using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Statements.Reading;
using Sylvan.Data.Csv;

namespace DayForThePoor.Benchmarks;

/// <summary>Understanding a statement against only cutting it into cells.</summary>
[MemoryDiagnoser]
public class ReadingAStatement
{
    private const int Lines = 20_000;

    private readonly ExpectedAccount account = new(Guid.NewGuid(), "0011001932418", "970436");
    private byte[] file = [];

    [GlobalSetup]
    public void Write()
    {
        var text = new StringBuilder("TNXDate,DocNo,Debit,Credit,TransactionDetails\n");
        for (var i = 0; i < Lines; i++)
            text.Append(CultureInfo.InvariantCulture, $"{1 + i / 2000:D2}/09/2026,5215.{i},,{(1 + i % 9) * 50}.000,MBVCB.{i}.ung ho quy vi nguoi ngheo.CT tu 0123 TRAN VAN THU\n");
        file = Encoding.UTF8.GetBytes(text.ToString());
    }

    [Benchmark(Baseline = true)]
    public int CutIntoCells()
    {
        using var reader = CsvDataReader.Create(new StreamReader(new MemoryStream(file)), new CsvDataReaderOptions { HasHeaders = false });
        var characters = 0;
        while (reader.Read())
            for (var i = 0; i < reader.RowFieldCount; i++) characters += reader.GetFieldSpan(i).Length;
        return characters;
    }

    [Benchmark]
    public int Understand() => StatementFile.Read(() => new MemoryStream(file), account).Lines().Count();
}

/// <summary>The identity of a line against the hash alone.</summary>
public class FingerprintOfALine
{
    private const string Memo = "MBVCB.6913470.ung ho quy vi nguoi ngheo.CT tu 0123456789 TRAN VAN THU toi 0011001932418";

    private readonly Guid account = Guid.NewGuid();
    private readonly byte[] bytes = Encoding.UTF8.GetBytes(Memo);

    [Benchmark(Baseline = true)]
    public byte[] HashAlone() => System.Security.Cryptography.SHA256.HashData(bytes);

    [Benchmark]
    public Fingerprint Fingerprint() => Core.Statements.Fingerprint.V1(account, new DateOnly(2026, 9, 10), "5215.46013", Side.Credit, 200_000, Memo);
}

/// <summary>Search text without diacritics against lower case alone.</summary>
public class FoldingAName
{
    private const string Name = "Nguyễn Thị Ngọc Ánh, thôn Đông Phú, xã Quế Sơn";

    [Benchmark(Baseline = true)]
    public string LowerCaseAlone() => Name.ToLowerInvariant();

    [Benchmark]
    public string Folded() => Folding.Fold(Name);
}
