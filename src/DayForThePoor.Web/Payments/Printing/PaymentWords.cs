using System.Globalization;
using System.Resources;

namespace DayForThePoor.Web.Payments.Printing;

/// <summary>What stands on paper is Vietnamese in every language of the screen.</summary>
internal static class PaymentWords
{
    private static readonly ResourceManager Texts = new(typeof(PaymentTexts));

    /// <exception cref="MissingManifestResourceException">Nobody wrote the text; a silent key on a voucher would be worse.</exception>
    public static string Of(string key) => Texts.GetString(key, CultureInfo.InvariantCulture) ?? throw new MissingManifestResourceException(key);

    public static string Of(string key, params object[] args) => string.Format(CultureInfo.InvariantCulture, Of(key), args);
}
