using System.Globalization;
using System.Resources;

namespace DayForThePoor.Web.Grants.Papers;

/// <summary>Marks the texts of the print-outs of deciding: <c>PaperTexts.resx</c> (Vietnamese) and its English twin.</summary>
public sealed class PaperTexts;

/// <summary>Paper is Vietnamese whoever asks for it.</summary>
public static class PaperWords
{
    private static readonly ResourceManager Texts = new(typeof(PaperTexts));
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi");

    /// <exception cref="MissingManifestResourceException">Nobody wrote the text; a silent key on paper would be worse.</exception>
    public static string Of(string key) => Texts.GetString(key, Vietnamese) ?? throw new MissingManifestResourceException(key);

    public static string Of(string key, params object[] args) => string.Format(CultureInfo.InvariantCulture, Of(key), args);

    /// <summary>"ngày 05 tháng 01 năm 2026"; places to write on when it is not known.</summary>
    public static string Day(DateOnly? day) => day is { } known
        ? Of("Day", known.Day.ToString("00", CultureInfo.InvariantCulture), known.Month.ToString("00", CultureInfo.InvariantCulture), known.Year)
        : Of("Day.Open");

    /// <summary>05/01/2026, or dots.</summary>
    public static string InFigures(DateOnly? day) => day is { } known ? known.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture) : Of("Dots");

    /// <summary>The text, or a line of dots to write on.</summary>
    public static string OrDots(string? text) => string.IsNullOrWhiteSpace(text) ? Of("Dots.Long") : text;
}
