using System.Globalization;
using System.Resources;

namespace DayForThePoor.Web.Receipts;

/// <summary>Texts of receipts, their public page and the donation QR: ReceiptTexts.resx, ReceiptTexts.en.resx.</summary>
public sealed class ReceiptTexts;

/// <summary>
/// The texts in a language that is said: paper is Vietnamese whoever asks for it.
/// </summary>
public sealed class ReceiptWords
{
    private static readonly ResourceManager Texts = new(typeof(ReceiptTexts));

    public static readonly ReceiptWords Vietnamese = new(CultureInfo.GetCultureInfo("vi"));
    public static readonly ReceiptWords English = new(CultureInfo.GetCultureInfo("en"));

    private ReceiptWords(CultureInfo language) => Language = language;

    public CultureInfo Language { get; }

    public bool IsEnglish => this == English;

    /// <exception cref="MissingManifestResourceException">Nobody wrote the text; a silent key on a voucher would be worse.</exception>
    public string this[string key] => Texts.GetString(key, Language) ?? throw new MissingManifestResourceException(key);

    public string this[string key, params object[] args] => string.Format(CultureInfo.InvariantCulture, this[key], args);

    /// <summary>Those of the request's language.</summary>
    public static ReceiptWords Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == English.Language.Name ? English : Vietnamese;
}
