using System.Globalization;
using System.Resources;

namespace DayForThePoor.Web.Payments.Payees;

/// <summary>Marks the texts of papers for payees: <c>PayeeTexts.resx</c> (Vietnamese) and <c>.en.resx</c>.</summary>
public sealed class PayeeTexts
{
    private static readonly ResourceManager Resources = new(typeof(PayeeTexts));

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi");

    /// <summary>For paper: Vietnamese, whatever language the person reads the page in.</summary>
    public static string OnPaper(string key, params ReadOnlySpan<object?> args) =>
        string.Format(Vietnamese, Resources.GetString(key, Vietnamese) ?? throw new MissingManifestResourceException(key), args);
}
