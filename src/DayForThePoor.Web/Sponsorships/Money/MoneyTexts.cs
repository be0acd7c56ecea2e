using System.Globalization;
using System.Resources;

namespace DayForThePoor.Web.Sponsorships.Money;

/// <summary>Marks the texts of money for pledges: <c>MoneyTexts.resx</c> (Vietnamese) and <c>.en.resx</c>.</summary>
public sealed class MoneyTexts
{
    private static readonly ResourceManager Resources = new(typeof(MoneyTexts));

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi");

    /// <summary>For receipts and posters: Vietnamese, whatever language the person reads the page in.</summary>
    public static string OnPaper(string key, params ReadOnlySpan<object?> args) =>
        string.Format(Vietnamese, Resources.GetString(key, Vietnamese) ?? throw new MissingManifestResourceException(key), args);
}
