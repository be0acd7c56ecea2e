using System.Buffers;

namespace DayForThePoor.Core.Receipts;

/// <summary>
/// The machinery behind every code that people read, type and dictate: two characters for the issuing database, a body,
/// one check character. The alphabet leaves out 0 O 1 I L; it has 31 characters, a prime, so that a sum with different
/// weights modulo 31 detects every single wrong character and every swap of two.
/// </summary>
public static class CheckCode
{
    public const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>The issuing database of an installation that has only one.</summary>
    public const string DefaultIssuer = "DN";

    internal const int IssuerLength = 2;

    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    /// <summary>A code of <paramref name="length"/> characters, at most 30 (a longer one would repeat a weight).</summary>
    /// <param name="issuer">Two characters of <see cref="Alphabet"/>.</param>
    /// <param name="number">Taken modulo the number of bodies: a full random 64-bit number spreads evenly over them.</param>
    /// <param name="length">Issuer, body and check character together.</param>
    /// <exception cref="ArgumentException">The issuer has another length or other characters.</exception>
    internal static string Make(string issuer, ulong number, int length)
    {
        if (issuer.Length != IssuerLength || issuer.AsSpan().ContainsAnyExcept(Characters))
            throw new ArgumentException($"An issuer is {IssuerLength} characters of {Alphabet}.", nameof(issuer));

        Span<char> code = stackalloc char[length];
        issuer.CopyTo(code);
        for (var i = length - 2; i >= IssuerLength; i--)
        {
            (number, var digit) = Math.DivRem(number, (ulong)Alphabet.Length);
            code[i] = Alphabet[(int)digit];
        }
        code[^1] = Alphabet[0];
        code[^1] = Alphabet[(Alphabet.Length - Remainder(code)) % Alphabet.Length];
        return code.ToString();
    }

    /// <summary>Reads what was typed or scanned: lower case, spaces and dashes do not matter.</summary>
    internal static CodeReading Read(string? typed, int length, out string code)
    {
        code = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && !IsDash(c)).Select(char.ToUpperInvariant));
        return code.Length != length || code.AsSpan().ContainsAnyExcept(Characters) ? CodeReading.Malformed
            : Remainder(code) != 0 ? CodeReading.WrongCheck
            : CodeReading.Ok;
    }

    /// <summary>The weight of a character is its place counted from the end, so the check character weighs 1.</summary>
    private static int Remainder(ReadOnlySpan<char> code)
    {
        var sum = 0;
        for (var i = 0; i < code.Length; i++) sum += (code.Length - i) * Alphabet.IndexOf(code[i], StringComparison.Ordinal);
        return sum % Alphabet.Length;
    }

    /// <summary>Hyphen, no-break hyphen, en dash: what word processors and telephones make of a typed "-".</summary>
    internal static bool IsDash(char c) => c is '-' or '\u2010' or '\u2011' or '\u2013';
}

/// <summary>How a typed code reads; the two failures ask for different words to the person.</summary>
public enum CodeReading
{
    Ok,

    /// <summary>Not of this length or alphabet: something else was typed.</summary>
    Malformed,

    /// <summary>Looks like a code, but a character is mistyped or two are swapped.</summary>
    WrongCheck,
}
