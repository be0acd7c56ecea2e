using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Households;

/// <summary>Degree of a recognised disability (Luật Người khuyết tật, Đ.3). Health data: shown only on request, and that is logged.</summary>
public static class Disabilities
{
    public const string Light = "light";

    public const string Severe = "severe";

    public const string VerySevere = "very_severe";

    public static readonly IReadOnlyList<string> All = [Light, Severe, VerySevere];

    /// <summary>False when the words say neither a degree nor that there is none.</summary>
    /// <param name="degree">Null: none.</param>
    public static bool TryRead(string words, out string? degree)
    {
        (var known, degree) = Folding.Fold(words) switch
        {
            "" or "khong" or "0" or "-" => (true, null),
            "nhe" => (true, Light),
            "nang" => (true, Severe),
            "dac biet nang" => (true, VerySevere),
            _ => (false, (string?)null),
        };
        return known;
    }
}
