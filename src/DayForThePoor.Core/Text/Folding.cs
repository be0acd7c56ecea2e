using System.Globalization;
using System.Text;

namespace DayForThePoor.Core.Text;

/// <summary>
/// Vietnamese without its marks, for searching and for bank memos. The one folding of the whole product: the folded
/// column of a table and the word that is searched for in it must come from the same function.
/// </summary>
public static class Folding
{
    /// <summary>Look exactly like đ and Đ and stand in their place in texts converted from the VNI and TCVN3 fonts.</summary>
    private const char Eth = '\u00F0', CapitalEth = '\u00D0';

    /// <summary>"Nguyễn  Thị ĐÀO" → "nguyen thi dao": marks dropped, đ as d, lower case, white space collapsed and trimmed.</summary>
    public static string Fold(string text) => WithoutMarks(text).ToLowerInvariant();

    /// <summary>"Ủng hộ  Đông Phú" → "Ung ho Dong Phu": as <see cref="Fold"/>, but the case stays.</summary>
    public static string WithoutMarks(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in WellFormed.Of(text).Normalize(NormalizationForm.FormD))
        {
            if (char.IsWhiteSpace(c) || Invisible.IsControl(c))
            {
                if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
            {
                folded.Append(c switch { 'đ' or Eth => 'd', 'Đ' or CapitalEth => 'D', _ => c });
            }
        }
        return folded.ToString().TrimEnd(' ').Normalize(NormalizationForm.FormC);
    }
}
