using System.Globalization;
using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading.Messages;

/// <summary>
/// The statements of a file as one table, oldest first. Each must add up by itself and begin where the one before it
/// ended: a statement that is missing in between shows itself so.
/// </summary>
internal sealed class MessageReader : IRowReader
{
    private static readonly string[] Header = ["Ngày hạch toán", "Số tham chiếu", "Ghi nợ", "Ghi có", "Số dư", "Nội dung", "Tên đối ứng"];

    private readonly IEnumerator<string[]> rows;

    public MessageReader(IReadOnlyList<BankMessage> messages)
    {
        if (messages.Count == 0) throw new UnreadableFileException(StatementProblems.NoRows);
        if (messages.DistinctBy(m => m.Account).Count() > 1) throw new UnreadableFileException(StatementProblems.MessageSeveralAccounts);
        rows = Rows(messages.OrderBy(m => m.Day).ThenBy(m => m.Number).ToList()).GetEnumerator();
    }

    public int Number { get; private set; }

    public int CellCount => rows.Current.Length;

    public ReadOnlySpan<char> Cell(int index) => rows.Current[index];

    public bool Next()
    {
        if (!rows.MoveNext()) return false;
        Number++;
        return true;
    }

    public void Dispose() => rows.Dispose();

    private IEnumerable<string[]> Rows(List<BankMessage> messages)
    {
        yield return ["Số tài khoản", messages[0].Account];
        yield return Header;
        if (messages[0].Opening is { } opening) yield return Sum("Số dư đầu kỳ", opening);
        var known = messages[0].Opening;
        foreach (var message in messages)
        {
            if (known is { } before && message.Opening is { } after && before != after) throw Break(StatementProblems.BalanceBreak, before, after);
            known = Closing(message);
            foreach (var (i, line) in message.Lines.Index()) yield return Line(line, i == message.Lines.Count - 1 ? known : null);
        }
        if (known is { } closing) yield return Sum("Số dư cuối kỳ", closing);
    }

    private long? Closing(BankMessage message)
    {
        if (message is not { Opening: { } opening, Closing: { } closing }) return message.Closing;
        var expected = opening + message.Lines.Sum(l => l.Movement);
        return expected == closing ? closing : throw Break(StatementProblems.ClosingDiffers, expected, closing);
    }

    private UnreadableFileException Break(string code, long expected, long found) => new(code, Number + 1, Grouped(expected), Grouped(found));

    private static string[] Line(MessageLine line, long? balance) =>
    [
        line.Day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), line.Reference,
        line.Movement < 0 ? Plain(-line.Movement) : "", line.Movement > 0 ? Plain(line.Movement) : "",
        balance is { } known ? Plain(known) : "", line.Memo, line.Counterparty,
    ];

    private static string[] Sum(string label, long balance) => [label, "", "", "", Plain(balance), "", ""];

    private static string Plain(long amount) => amount.ToString(CultureInfo.InvariantCulture);

    private static string Grouped(long amount) => Core.Money.MoneyText.Format(new Core.Money.Vnd(amount));
}
