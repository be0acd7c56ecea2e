using System.Globalization;
using System.Resources;

namespace DayForThePoor.Web.HandOvers;

/// <summary>Texts of hand-over minutes: HandOverTexts.resx (Vietnamese), HandOverTexts.en.resx.</summary>
public sealed class HandOverTexts
{
    private static readonly ResourceManager Resources = new(typeof(HandOverTexts));

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi");

    /// <summary>For what is written on paper or kept: Vietnamese, whatever language the person reads the page in.</summary>
    public static string OnPaper(string key, params ReadOnlySpan<object?> args) =>
        string.Format(CultureInfo.InvariantCulture, Resources.GetString(key, Vietnamese) ?? throw new MissingManifestResourceException(key), args);
}
