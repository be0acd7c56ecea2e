using DayForThePoor.Core;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>Reads what people type; everything that is wrong is told at its field.</summary>
internal sealed class Typed(List<Refusal> no, DateOnly today)
{
    public const int LongestText = 1000, LongestName = 120;

    public DateOnly Today => today;

    /// <summary>Cleaned; empty when nothing was typed or it was refused.</summary>
    public string Text(string? typed, string field, bool required = false, int longest = LongestText)
    {
        var outcome = required ? CleanText.CheckRequired(typed, field, longest) : CleanText.Check(typed, field, longest);
        if (outcome.TryGet(out var clean)) return clean;
        no.AddRange(outcome.Refusals);
        return "";
    }

    /// <summary>A day that is not in the future; today when none is given.</summary>
    public DateOnly Day(DateOnly? given, string field)
    {
        if (given > today) no.Add(Refusal.Invalid("case.future", field));
        return given ?? today;
    }

    /// <summary>One of the codes; null is refused unless it may be left out.</summary>
    public string? OneOf(string? typed, IReadOnlyList<string> codes, string field, string refusal, bool required = true)
    {
        if (typed is null ? required : !codes.Contains(typed)) no.Add(Refusal.Invalid(refusal, field));
        return typed;
    }
}
