using DayForThePoor.Core.Receipts;

namespace DayForThePoor.Core.Statements.Matching;

/// <summary>
/// Finds self-checking codes in the memo of a transfer: a transfer code (8 characters) or the code of a receipt (12). Banks
/// change case, lose and add spaces, put prefixes before the giver's words and cut their end, so the code may stand
/// anywhere, glued to anything; spaces and dashes inside do not count, every other sign ends it. What is found reads as a
/// code of this issuer; whether it was ever issued, only the database knows.
/// </summary>
public static class CodeReader
{
    /// <summary>Longer memos do not exist; what comes after is not looked at.</summary>
    private const int MostCharacters = 1000;

    /// <summary>Different codes in the order in which they begin, without dashes and in upper case; mostly none.</summary>
    /// <param name="memo">As the bank wrote it, or folded.</param>
    /// <param name="issuer">Two characters; codes of other issuers are none of ours.</param>
    public static IReadOnlyList<string> Find(ReadOnlySpan<char> memo, string issuer)
    {
        Span<char> glued = stackalloc char[Math.Min(memo.Length, MostCharacters)];
        var length = 0;
        foreach (var c in memo[..glued.Length])
            if (!char.IsWhiteSpace(c) && !CheckCode.IsDash(c)) glued[length++] = char.ToUpperInvariant(c);
        ReadOnlySpan<char> text = glued[..length];

        List<string>? found = null;
        for (var from = 0; text[from..].IndexOf(issuer, StringComparison.Ordinal) is >= 0 and var at; from += at + 1)
        {
            var rest = text[(from + at)..];
            Take(rest, TransferCode.Length, ref found);
            Take(rest, ReceiptCode.Length, ref found);
        }
        return found ?? (IReadOnlyList<string>)[];
    }

    private static void Take(ReadOnlySpan<char> text, int length, ref List<string>? found)
    {
        if (text.Length < length || CheckCode.Read(text[..length].ToString(), length, out var code) != CodeReading.Ok) return;
        found ??= [];
        if (!found.Contains(code)) found.Add(code);
    }
}
