using System.Globalization;
using System.Text.RegularExpressions;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Sponsorships;

/// <summary>
/// A letter of a sponsor, as it was typed. An officer reads it before it is passed on; what would let the two sides get in touch
/// behind the officer's back, or lead a child to some page, is pointed out and never cut away in silence.
/// </summary>
public static partial class SponsorLetter
{
    /// <summary>Characters, as a reader counts them.</summary>
    public const int Longest = 2000;

    /// <summary>
    /// The letter with its lines kept. Codes: letter.empty, letter.too_long, letter.link, letter.phone, letter.address (an e-mail),
    /// text.control_character, text.direction_character. The argument of the three is what was found.
    /// </summary>
    public static Outcome<string> Check(string? typed, string field)
    {
        List<string> lines = [];
        foreach (var line in (typed ?? "").ReplaceLineEndings("\n").Trim().Split('\n'))
        {
            var clean = CleanText.Check(line.Replace('\t', ' '), field, Longest);
            if (clean.IsRefused) return TooLong(clean.Refusals, field);
            lines.Add(clean.Value);
        }
        var letter = Gaps().Replace(string.Join('\n', lines), "\n\n").Trim();
        if (letter.Length == 0) return Refusal.Invalid("letter.empty", field);
        var length = new StringInfo(letter).LengthInTextElements;
        if (length > Longest) return Refusal.Invalid("letter.too_long", field, $"{Longest}", $"{length}");
        if (Email().Match(letter) is { Success: true } email) return Refusal.Invalid("letter.address", field, email.Value);
        if (Link().Match(letter) is { Success: true } link) return Refusal.Invalid("letter.link", field, link.Value);
        return Phone().Matches(letter).FirstOrDefault(found => found.Value.Count(char.IsAsciiDigit) >= FewestPhoneDigits) is { } phone
            ? Refusal.Invalid("letter.phone", field, phone.Value.Trim())
            : letter;
    }

    /// <summary>Amounts and years have fewer; a number of the country has ten, of the old ones nine.</summary>
    private const int FewestPhoneDigits = 9;

    private static List<Refusal> TooLong(IReadOnlyList<Refusal> refusals, string field) =>
        [.. refusals.Select(no => no.Code == "text.too_long" ? Refusal.Invalid("letter.too_long", field, $"{Longest}", no.Args[0]) : no)];

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex Gaps();

    [GeneratedRegex(@"[^\s@]+@[^\s@]+\.[^\s@]+")]
    private static partial Regex Email();

    [GeneratedRegex(@"(https?://|www\.)\S+|\b[\p{L}\d-]+\.(com|vn|net|org|info|me|link|ly|io)\b\S*", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    /// <summary>Starts with 0, +84 or 84; digits apart by spaces, dots, dashes, brackets.</summary>
    [GeneratedRegex(@"(?<!\d)(\+?84|\(?0)[\d\s().\-–]{7,}\d")]
    private static partial Regex Phone();
}
