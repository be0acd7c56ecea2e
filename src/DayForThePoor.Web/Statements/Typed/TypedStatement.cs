using System.Globalization;
using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Typed;

/// <summary>A line of a statement on paper, typed in.</summary>
/// <param name="Number">Số chứng từ.</param>
/// <param name="InVnd">Thu, đồng; 0 when money went out.</param>
/// <param name="OutVnd">Chi, đồng; 0 when money came in.</param>
public sealed record TypedLine(DateOnly Day, string? Number, long InVnd, long OutVnd, string? Memo);

/// <summary>A statement of the State Treasury, or of a bank that gives paper only, as a person types it in.</summary>
/// <param name="OpeningVnd">Đồng.</param>
/// <param name="ClosingVnd">Đồng.</param>
/// <param name="From">First day that the paper is about; the first line's day when null.</param>
/// <param name="To">Last day that the paper is about; the last line's day when null.</param>
public sealed record TypedStatement(long OpeningVnd, long ClosingVnd, DateOnly? From, DateOnly? To, IReadOnlyList<TypedLine> Lines)
{
    private const int LongestText = 500;

    /// <summary>
    /// The statement as a file in our own layout, so that it takes the way of every other. Refused unless opening + in −
    /// out = closing. The same statement gives the same bytes.
    /// </summary>
    public Outcome<byte[]> ToFile(string accountNumber, DateOnly today)
    {
        var no = Check(today);
        if (no.Count > 0) return no;

        var file = new StringBuilder();
        Row("Số tài khoản", accountNumber);
        if (From is { } from && To is { } to) Row("Từ ngày", Text(from), "Đến ngày", Text(to));
        Row("Ngày", "Số chứng từ", "Ghi nợ", "Ghi có", "Số dư", "Nội dung");
        Row("Số dư đầu kỳ", "", "", "", Plain(OpeningVnd), "");
        var balance = OpeningVnd;
        foreach (var line in Lines)
        {
            balance += line.InVnd - line.OutVnd;
            Row(Text(line.Day), line.Number ?? "", line.OutVnd > 0 ? Plain(line.OutVnd) : "", line.InVnd > 0 ? Plain(line.InVnd) : "", Plain(balance), line.Memo ?? "");
        }
        Row("Số dư cuối kỳ", "", "", "", Plain(ClosingVnd), "");
        return Encoding.UTF8.GetBytes(file.ToString());

        void Row(params IEnumerable<string> cells) => file.AppendJoin(',', cells.Select(Cell)).Append('\n');
    }

    private List<Refusal> Check(DateOnly today)
    {
        List<Refusal> no = [];
        if (OpeningVnd < 0) no.Add(Refusal.Invalid("typed.balance", "opening"));
        if (ClosingVnd < 0) no.Add(Refusal.Invalid("typed.balance", "closing"));
        if (Lines.Count == 0) no.Add(Refusal.Invalid("typed.no_lines", "lines"));
        foreach (var (i, line) in Lines.Index()) no.AddRange(Check(line, i, today));
        if (From is null != To is null || From > To || Lines.Any(l => l.Day < From || l.Day > To)) no.Add(Refusal.Invalid("typed.period", "from"));
        if (no.Count > 0) return no;

        var expected = OpeningVnd + Lines.Sum(l => l.InVnd - l.OutVnd);
        if (expected != ClosingVnd) no.Add(Refusal.Invalid("typed.does_not_add_up", "closing", Grouped(expected), Grouped(ClosingVnd), Grouped(Math.Abs(expected - ClosingVnd))));
        return no;
    }

    private IEnumerable<Refusal> Check(TypedLine line, int index, DateOnly today)
    {
        var row = (index + 1).ToString(CultureInfo.InvariantCulture);
        if (line.Day > today) yield return Refusal.Invalid("typed.day_ahead", $"lines[{index}].date", row);
        if (index > 0 && line.Day < Lines[index - 1].Day) yield return Refusal.Invalid("typed.day_order", $"lines[{index}].date", row);
        if (line.InVnd < 0 || line.OutVnd < 0 || line.InVnd > 0 == line.OutVnd > 0 || Math.Max(line.InVnd, line.OutVnd) > StatementLine.MaxAmount)
            yield return Refusal.Invalid("typed.one_amount", $"lines[{index}].in", row);
        if (string.IsNullOrWhiteSpace(line.Number) && string.IsNullOrWhiteSpace(line.Memo)) yield return Refusal.Invalid("typed.no_text", $"lines[{index}].memo", row);
        if (line.Number?.Length > LongestText || line.Memo?.Length > LongestText) yield return Refusal.Invalid("typed.too_long", $"lines[{index}].memo", row, $"{LongestText}");
    }

    private static string Cell(string value) =>
        value.AsSpan().ContainsAny("\",\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private static string Text(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Plain(long amount) => amount.ToString(CultureInfo.InvariantCulture);

    private static string Grouped(long amount) => MoneyText.Format(new Vnd(amount));
}
