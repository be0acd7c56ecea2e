using System.Text.RegularExpressions;

namespace DayForThePoor.Web.Statements.Reading.Messages;

/// <summary>The account number out of what a message identifies the account by.</summary>
internal static partial class AccountText
{
    [GeneratedRegex("^[A-Z]{2}[0-9]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex IbanCheck { get; }

    /// <summary>"BFTVVNVX/0071000123456VND" → "0071000123456"; of an IBAN what follows country and check digits.</summary>
    public static string Digits(string text)
    {
        var own = text.Trim()[(text.Trim().LastIndexOf('/') + 1)..].ToUpperInvariant();
        return new([.. IbanCheck.Replace(own, "").Where(char.IsAsciiDigit)]);
    }
}
