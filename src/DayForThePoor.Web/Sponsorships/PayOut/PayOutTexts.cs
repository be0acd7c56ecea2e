using System.Globalization;
using System.Resources;

namespace DayForThePoor.Web.Sponsorships.PayOut;

/// <summary>Marks the texts of paying out and handing over: <c>PayOutTexts.resx</c> (Vietnamese) and <c>.en.resx</c>.</summary>
public sealed class PayOutTexts
{
    private static readonly ResourceManager Texts = new(typeof(PayOutTexts));

    /// <summary>What stands on paper or in the books is Vietnamese in every language of the screen.</summary>
    /// <exception cref="MissingManifestResourceException">Nobody wrote the text.</exception>
    internal static string OnPaper(string key, params object[] args) => string.Format(
        CultureInfo.InvariantCulture, Texts.GetString(key, CultureInfo.InvariantCulture) ?? throw new MissingManifestResourceException(key), args);
}
