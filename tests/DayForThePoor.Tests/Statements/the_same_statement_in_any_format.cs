using System.Globalization;
using System.Text;
using CsCheck;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

/// <summary>The law of reading: what carries the same statement gives the same lines, whoever wrote the file.</summary>
public class the_same_statement_in_any_format
{
    private sealed record Line(DateTime Day, string Reference, long Movement, string Memo);

    private static readonly string[] Words =
        ["ủng hộ", "Quỹ Vì người nghèo", "Nguyễn Thị Đào", "xã Quế Sơn", "tiền mặt", "CT tu 0123", "góp", "trường", "\"nhóm thiện nguyện\"", "MBVCB.1.2", "lớp 3B, 4A", "đường số 5"];

    private static readonly Gen<Line> Lines = Gen.Select(
        Gen.Int[0, 40], Gen.Int[0, 9999], Gen.Long[1, 2_000_000_000], Gen.Bool, OneOf(Words).Array[1, 4],
        (day, reference, amount, isCredit, words) =>
            new Line(new DateTime(2026, 8, 1).AddDays(day), $"FT{reference}", isCredit ? amount : -amount, string.Join(' ', words)));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static readonly string[] Header = ["Ngày giao dịch", "Số tham chiếu", "Số tiền ghi nợ", "Số tiền ghi có", "Số dư", "Nội dung chi tiết"];

    [Fact]
    public void gives_the_same_lines() =>
        Gen.Select(Lines.Array[1, 12], OneOf(',', ';', '\t', '|'), OneOf('.', ',', ' '),
            OneOf("utf-8", "utf-16", "utf-16BE", "windows-1258"), Gen.Bool, Gen.Bool).Sample((lines, delimiter, thousands, encoding, marked, packed) =>
        {
            var expected = Read(OldTexts.Bytes(Csv(lines, ',', '.'), "utf-8", false)).ShouldBeReadable().Lines.Select(l => l.Fingerprint).ToList();
            var text = OldTexts.Bytes(Csv(lines, delimiter, thousands), encoding, marked);
            foreach (var file in (byte[][])[text, Workbooks.Xlsx(Rows(lines)), Workbooks.Xls(Rows(lines))])
                Read(packed ? Gzip(file) : file).ShouldBeReadable().Lines.Select(l => l.Fingerprint).ShouldBe(expected);
        }, iter: 40);

    private static string Csv(Line[] lines, char delimiter, char thousands)
    {
        var format = new NumberFormatInfo { NumberGroupSeparator = thousands.ToString(), NumberDecimalSeparator = "_" };
        var text = new StringBuilder(string.Join(delimiter, Header)).Append('\n');
        foreach (var row in Rows(lines)[1..])
            text.AppendJoin(delimiter, row.Select(cell => cell switch
            {
                null => "",
                DateTime day => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
                long amount => $"\"{amount.ToString("#,0", format)}\"",
                _ => $"\"{cell.ToString()!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
            })).Append('\n');
        return text.ToString();
    }

    private static object?[][] Rows(Line[] lines)
    {
        var balance = 10_000_000_000_000L;
        List<object?[]> rows = [Header];
        foreach (var line in lines)
            rows.Add([line.Day, line.Reference, line.Movement < 0 ? -line.Movement : null, line.Movement > 0 ? line.Movement : null, balance += line.Movement, line.Memo]);
        return [.. rows];
    }
}
