using System.Globalization;
using System.Resources;

namespace DayForThePoor.Web.Units;

/// <summary>Texts about units, funds, accounts and campaigns (UnitTexts.resx).</summary>
public sealed class UnitTexts
{
    private static readonly ResourceManager Resources = new(typeof(UnitTexts));

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi");

    /// <summary>For what is written on paper or kept: Vietnamese, whatever language the person reads the page in.</summary>
    public static string OnPaper(string key, params ReadOnlySpan<object?> args) =>
        string.Format(Vietnamese, Resources.GetString(key, Vietnamese) ?? throw new MissingManifestResourceException(key), args);
}
