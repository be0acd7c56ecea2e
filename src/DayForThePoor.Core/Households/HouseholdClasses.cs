using System.Collections.Frozen;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Households;

/// <summary>What a household was recognised as in a year's review (rà soát hằng năm, QĐ 24/2021/QĐ-TTg).</summary>
public static class HouseholdClasses
{
    /// <summary>Hộ nghèo.</summary>
    public const string Poor = "poor";

    /// <summary>Hộ cận nghèo.</summary>
    public const string NearPoor = "near_poor";

    /// <summary>Hộ mới thoát nghèo: no longer poor, still looked after.</summary>
    public const string LeftPoverty = "left_poverty";

    /// <summary>Hộ có mức sống trung bình.</summary>
    public const string Average = "average";

    /// <summary>Hộ có hoàn cảnh khó khăn: on no official list, confirmed by the hamlet.</summary>
    public const string Difficult = "difficult";

    /// <summary>In the order of reports.</summary>
    public static readonly IReadOnlyList<string> All = [Poor, NearPoor, LeftPoverty, Average, Difficult];

    private static readonly FrozenDictionary<string, string> OfWord = new Dictionary<string, string>
    {
        ["ho ngheo"] = Poor,
        ["ngheo"] = Poor,
        ["ho can ngheo"] = NearPoor,
        ["can ngheo"] = NearPoor,
        ["ho moi thoat ngheo"] = LeftPoverty,
        ["moi thoat ngheo"] = LeftPoverty,
        ["ho thoat ngheo"] = LeftPoverty,
        ["thoat ngheo"] = LeftPoverty,
        ["ho co muc song trung binh"] = Average,
        ["muc song trung binh"] = Average,
        ["trung binh"] = Average,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Poor or near-poor: what "on the list" means when years are compared.</summary>
    public static bool IsOnList(string? recognised) => recognised is Poor or NearPoor;

    /// <summary>What an official list writes, with or without diacritics; null for anything else. A household in difficulty is on no such list.</summary>
    public static string? OfWords(string words) => OfWord.GetValueOrDefault(Folding.Fold(words));
}
