using System.Text;

namespace DayForThePoor.Tests.Statements;

/// <summary>Vietnamese as programs from before Unicode wrote it, and as today's write it.</summary>
internal static class OldTexts
{
    private static readonly Encoding Windows1258 =
        CodePagesEncodingProvider.Instance.GetEncoding(1258, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private const string Tones = "\u0300\u0301\u0303\u0309\u0323";

    public static byte[] Bytes(string text, string encoding, bool marked)
    {
        if (encoding == "windows-1258") return Windows1258.GetBytes(In1258(text));
        var code = Encoding.GetEncoding(encoding);
        return [.. marked ? code.GetPreamble() : [], .. code.GetBytes(text)];
    }

    /// <summary>As the Vietnamese keyboard of Windows types it: letters with their hats, tones behind them.</summary>
    private static string In1258(string text)
    {
        var apart = new StringBuilder();
        foreach (var c in text)
        {
            var parts = c.ToString().Normalize(NormalizationForm.FormD);
            var tone = parts.FirstOrDefault(p => Tones.Contains(p, StringComparison.Ordinal));
            var letter = new string([.. parts.Where(p => p != tone)]).Normalize();
            if (tone == default || CanWrite(c)) apart.Append(c);
            else apart.Append(letter).Append(tone);
        }
        return apart.ToString();
    }

    private static bool CanWrite(char c)
    {
        try
        {
            return Windows1258.GetBytes([c]).Length == 1;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>The characters that the bytes of TCVN3 are in ISO 8859-1; capitals lose their case, as under the font.</summary>
    public static string Tcvn3(string text)
    {
        var letters = new Dictionary<char, char>();
        foreach (var (from, bytes) in new (string, int)[]
        {
            ("ăâêôơưđ", 0xA8), ("àảãáạ", 0xB5), ("ằẳẵắ", 0xBB), ("ặầẩẫấậè", 0xC6), ("ẻẽéẹềểễếệìỉ", 0xCE), ("ĩíịò", 0xDC),
            ("ỏõóọồổỗốộờởỡớợù", 0xE1), ("ủũúụừửữứựỳỷỹýỵ", 0xF1),
        })
            foreach (var (letter, i) in from.Select((letter, i) => (letter, i))) letters[letter] = (char)(bytes + i);
        return new([.. text.Select(c => letters.GetValueOrDefault(c < 128 ? c : char.ToLowerInvariant(c), c is '–' ? '-' : c))]);
    }

    /// <summary>The characters of VNI: a letter, and behind it the mark for hat and tone together.</summary>
    public static string Vni(string text)
    {
        var marks = new Dictionary<string, char>
        {
            ["\u0300"] = 'ø',
            ["\u0301"] = 'ù',
            ["\u0309"] = 'û',
            ["\u0303"] = 'õ',
            ["\u0323"] = 'ï',
            ["\u0302"] = 'â',
            ["\u0306"] = 'ê',
            ["\u0302\u0300"] = 'à',
            ["\u0302\u0301"] = 'á',
            ["\u0302\u0309"] = 'å',
            ["\u0302\u0303"] = 'ã',
            ["\u0302\u0323"] = 'ä',
            ["\u0306\u0300"] = 'è',
            ["\u0306\u0301"] = 'é',
            ["\u0306\u0309"] = 'ú',
            ["\u0306\u0303"] = 'ü',
            ["\u0306\u0323"] = 'ë',
        };
        var whole = new Dictionary<char, string> { ['đ'] = "ñ", ['ơ'] = "ô", ['ư'] = "ö", ['ì'] = "ì", ['í'] = "í", ['ỉ'] = "æ", ['ĩ'] = "ó", ['ị'] = "ò" };
        var typed = new StringBuilder();
        foreach (var c in text.Select(c => c is '–' ? '-' : c < 128 ? c : char.ToLowerInvariant(c)))
        {
            if (c < 128) typed.Append(c);
            else if (whole.TryGetValue(c, out var one)) typed.Append(one);
            else
            {
                var parts = c.ToString().Normalize(NormalizationForm.FormD);
                var horned = parts.Contains('\u031B', StringComparison.Ordinal);
                var rest = parts[1..].Replace("\u031B", "", StringComparison.Ordinal);
                rest = string.Concat(rest.OrderBy(m => Tones.Contains(m, StringComparison.Ordinal)));
                typed.Append(horned ? whole[parts[0] == 'o' ? 'ơ' : 'ư'] : parts[0].ToString()).Append(rest.Length == 0 ? "" : marks[rest].ToString());
            }
        }
        return typed.ToString();
    }
}
