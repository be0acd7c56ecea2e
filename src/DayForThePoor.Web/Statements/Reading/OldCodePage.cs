using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>A way of writing Vietnamese from before Unicode.</summary>
internal enum OldCodePage
{
    /// <summary>Windows-1258: a code page of its own, which can be read without loss.</summary>
    Windows1258,

    /// <summary>TCVN3 (ABC): the letters sit in the font ".VnTime"; capitals too, so they cannot be told from small ones.</summary>
    Tcvn3,

    /// <summary>VNI: a letter and its marks are two characters of the font "VNI-Times".</summary>
    Vni,
}

/// <summary>Tells by the shape of the words in which of the old ways a text is written, when it can be told with certainty.</summary>
internal static class OldCodePages
{
    /// <summary>A word or two may look Vietnamese by chance; a header alone has more.</summary>
    private const int FewestWords = 4;

    /// <summary>Of ten words with diacritics this many must be Vietnamese in the one code page, and at most half as many in any other.</summary>
    private const int CertainTenths = 9;

    private static readonly Encoding Windows1258 = CodePagesEncodingProvider.Instance.GetEncoding(
        1258, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    // In the order of the bytes from 0xA1; a space where ABC has no letter.
    private const string Tcvn3Letters =
        "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ";

    // What stands behind a letter, and what the two make together.
    private static readonly FrozenDictionary<char, string> VniMarks = new Dictionary<char, string>
    {
        ['ø'] = "\u0300",
        ['ù'] = "\u0301",
        ['û'] = "\u0309",
        ['õ'] = "\u0303",
        ['ï'] = "\u0323",
        ['â'] = "\u0302",
        ['ê'] = "\u0306",
        ['à'] = "\u0302\u0300",
        ['á'] = "\u0302\u0301",
        ['å'] = "\u0302\u0309",
        ['ã'] = "\u0302\u0303",
        ['ä'] = "\u0302\u0323",
        ['è'] = "\u0306\u0300",
        ['é'] = "\u0306\u0301",
        ['ú'] = "\u0306\u0309",
        ['ü'] = "\u0306\u0303",
        ['ë'] = "\u0306\u0323",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<char, string> VniLetters = new Dictionary<char, string>
    {
        ['ô'] = "ơ",
        ['ö'] = "ư",
        ['ñ'] = "đ",
        ['ì'] = "ì",
        ['í'] = "í",
        ['æ'] = "ỉ",
        ['ó'] = "ĩ",
        ['ò'] = "ị",
        ['î'] = "ỵ",
    }.ToFrozenDictionary();

    /// <summary>The code page of a text; null when no one, or more than one, explains its words.</summary>
    /// <param name="text">Each byte as the character of the same number, as ISO 8859-1 gives it.</param>
    public static OldCodePage? Of(ReadOnlySpan<char> text)
    {
        var words = Words(text);
        if (words.Count < FewestWords) return null;
        var possible = Enum.GetValues<OldCodePage>().Select(page => (Page: page, Count: words.Count(word => IsPossible(word, page)))).OrderByDescending(p => p.Count).ToList();
        return possible[0].Count * 10 >= words.Count * CertainTenths && possible[1].Count * 2 <= possible[0].Count ? possible[0].Page : null;
    }

    /// <summary>A decoder that throws at a byte without meaning. Its letters come apart from their tones, see <see cref="ComposedText"/>.</summary>
    public static Decoder DecoderOf1258() => Windows1258.GetDecoder();

    /// <summary>The distinct words with a character beyond ASCII.</summary>
    private static HashSet<string> Words(ReadOnlySpan<char> text)
    {
        HashSet<string> words = new(StringComparer.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            var start = i;
            while (i < text.Length && IsWordCharacter(text[i])) i++;
            if (text[start..i].ContainsAnyExceptInRange('\0', '\x7F')) words.Add(text[start..i].ToString());
        }
        return words;
    }

    // Dashes, curly quotes and the hard space lie below 0xA1 in every one of them.
    private static bool IsWordCharacter(char c) => char.IsAsciiLetter(c) || c >= '\u00A1';

    private static bool IsPossible(string word, OldCodePage page) => Decoded(word, page) is { } text && Syllable.IsPossible(text);

    private static string? Decoded(string word, OldCodePage page) => page switch
    {
        OldCodePage.Windows1258 => Read1258(word),
        OldCodePage.Tcvn3 => ReadTcvn3(word),
        _ => ReadVni(word),
    };

    private static string? Read1258(string word)
    {
        if (word.Any(c => c > 'ÿ')) return null;
        try
        {
            return Windows1258.GetString(Encoding.Latin1.GetBytes(word));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? ReadTcvn3(string word)
    {
        var text = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            var letter = c < '\u00A1' ? c : c - '\u00A1' < Tcvn3Letters.Length ? Tcvn3Letters[c - '\u00A1'] : ' ';
            if (letter == ' ') return null;
            text.Append(letter);
        }
        return text.ToString();
    }

    private static string? ReadVni(string word)
    {
        var text = new StringBuilder(word.Length);
        foreach (var c in word.ToLower(CultureInfo.InvariantCulture))
        {
            if (VniLetters.TryGetValue(c, out var letter)) text.Append(letter);
            else if (c < '\u00A1') text.Append(c);
            else if (VniMarks.TryGetValue(c, out var marks) && text.Length > 0 && "aeiouyơư".Contains(text[^1], StringComparison.Ordinal)) text.Append(marks);
            else return null;
        }
        return text.ToString();
    }
}
