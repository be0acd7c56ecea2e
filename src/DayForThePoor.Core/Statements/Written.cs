using DayForThePoor.Core.Money;

namespace DayForThePoor.Core.Statements;

/// <summary>Values as the arguments of a problem carry them.</summary>
internal static class Written
{
    private const int LongestQuote = 40;

    public static string Amount(long amount) => MoneyText.Format(new Vnd(amount));

    public static string Count(int count) => Amount(count);

    /// <summary>A cell as the person finds it in the file, on one line and not too long.</summary>
    public static string Quote(ReadOnlySpan<char> cell)
    {
        var text = Fingerprint.Canonical(cell.Trim().ToString());
        return text.Length <= LongestQuote ? text : $"{text.AsSpan(0, LongestQuote)}…";
    }
}
