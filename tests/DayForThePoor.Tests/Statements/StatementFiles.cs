using System.IO.Compression;
using System.Text;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Statements.Reading;

namespace DayForThePoor.Tests.Statements;

/// <summary>A file after both passes over it: what it amounts to, and its lines.</summary>
internal sealed class FileRead(ReadStatement file)
{
    public IReadOnlyList<StatementLine> Lines { get; } = [.. file.Lines()];

    public StatementReadResult Result => file.Result;

    public LineMarks Marks => Result.Marks;

    public IReadOnlyList<FileDay> Days => Result.Days;

    public DeclaredPeriod? Period => Result.Period;

    public IReadOnlyList<StatementProblem> Problems => Result.Problems;

    public int ProblemCount => Result.ProblemCount;

    public bool IsReadable => Result.IsReadable;

    public StatementLayout? Layout => Result.Layout;

    public char ThousandsSeparator => Result.ThousandsSeparator;

    public long Credits => Result.Credits;

    public long Debits => Result.Debits;

    public int Recovered => Result.Recovered;

    public long? OpeningBalance => Result.OpeningBalance;

    public long? ClosingBalance => Result.ClosingBalance;

    public bool IsProvenComplete => Result.IsProvenComplete;

    public IReadOnlyList<BalanceGap> Gaps => Result.Gaps;

    public string? Encoding => Result.Encoding;

    public SkippedRows Skipped => Result.Skipped;
}

/// <summary>Small made-up statements in the layouts of real banks, and the reading of them.</summary>
internal static class StatementFiles
{
    public static readonly ExpectedAccount Vietcombank = new(new Guid("0196f000-0000-8000-8000-000000000001"), "0071000123456", "970436");

    public const string VietcombankHeader = "PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails";
    public const string VietinBankHeader = "PageId,Date,Time,TransactionDetails,DebitAmount,CreditAmount,OffsetAccount";
    public const string AgribankHeader = "Ngày/Date,Ghi chú/Remark,Nợ/Dr,Có/Cr,Số dư/Balance,Số tham chiếu/Ref. no";

    public static string Of(params IEnumerable<string> rows) => string.Concat(rows.Select(r => r + "\n"));

    public static FileRead Read(string text, ExpectedAccount? account = null, ReadingLimits? limits = null) =>
        Read(Encoding.UTF8.GetBytes(text), account, limits);

    public static FileRead Read(byte[] content, ExpectedAccount? account = null, ReadingLimits? limits = null) =>
        new(StatementFile.Read(() => new MemoryStream(content), account ?? Vietcombank, null, limits, cancellation: TestContext.Current.CancellationToken));

    /// <summary>The only problem of a file that must not be readable.</summary>
    public static StatementProblem Problem(this FileRead result)
    {
        result.Lines.ShouldBeEmpty();
        return result.Problems.ShouldHaveSingleItem();
    }

    /// <summary>What the line does to the balance, in đồng.</summary>
    public static long Movement(this StatementLine line) => line.Side == Side.Credit ? line.Amount : -line.Amount;

    public static FileRead ShouldBeReadable(this FileRead result)
    {
        result.Problems.ShouldBeEmpty();
        return result;
    }

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));
}
