using System.Globalization;
using System.Resources;

namespace DayForThePoor.Web.Sponsorships.Office.Papers;

/// <summary>Marks the texts of sponsorship's print-outs: <c>SponsorshipPaperTexts.resx</c> (Vietnamese) and its English twin.</summary>
public sealed class SponsorshipPaperTexts;

/// <summary>Paper is Vietnamese whoever asks for it.</summary>
internal static class SponsorshipWords
{
    private static readonly ResourceManager Texts = new(typeof(SponsorshipPaperTexts)), Shared = new(typeof(SponsorshipTexts)), Office = new(typeof(OfficeTexts));
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi");

    /// <exception cref="MissingManifestResourceException">Nobody wrote the text; a silent key on paper would be worse.</exception>
    public static string Of(string key, params object[] args) => In(Texts, key, args);

    /// <summary>A word that all of sponsorship shares.</summary>
    public static string OfShared(string key) => In(Shared, key);

    /// <summary>A notice, as pages say it.</summary>
    public static string OfNotice(NoticeRow notice) => In(Office, NoticeText.KeyOf(notice), [.. NoticeText.Words(notice.On, notice.Args)]);

    private static string In(ResourceManager texts, string key, params object[] args) =>
        string.Format(CultureInfo.InvariantCulture, texts.GetString(key, Vietnamese) ?? throw new MissingManifestResourceException(key), args);
}
