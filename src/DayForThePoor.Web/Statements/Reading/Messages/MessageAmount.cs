using System.Globalization;
using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading.Messages;

/// <summary>Amounts as messages write them: digits, one decimal mark (SWIFT a comma, XML a dot), never a mark for thousands.</summary>
internal static class MessageAmount
{
    public static long Read(string text, char decimalMark)
    {
        var mark = text.IndexOf(decimalMark, StringComparison.Ordinal);
        var whole = mark < 0 ? text : text[..mark];
        if (mark >= 0 && text.AsSpan(mark + 1).ContainsAnyExcept('0')) throw new UnreadableFileException(StatementProblems.MessageBroken, null, text);
        return long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount <= StatementLine.MaxAmount * 10
            ? amount
            : throw new UnreadableFileException(StatementProblems.MessageBroken, null, text);
    }
}
