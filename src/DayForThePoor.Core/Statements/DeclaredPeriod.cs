using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Statements;

/// <summary>
/// The days that a file says it is about: "Từ ngày 01/09/2026 đến ngày 10/09/2026", "From … to …", in one cell or in
/// several. Days in it without a line are days without a movement.
/// </summary>
public sealed record DeclaredPeriod(DateOnly From, DateOnly To)
{
    private static readonly string[] FromWords = ["tu", "from", "start"], ToWords = ["den", "to", "toi", "end"], PeriodWords = ["ky", "period"];

    /// <summary>The period in the rows above the header; null where none is written or two are.</summary>
    public static DeclaredPeriod? In(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        List<DateOnly> from = [], to = [];
        foreach (var row in rows)
        {
            var lastWasFrom = false;
            foreach (var (label, date) in Dates(string.Join(' ', row)))
            {
                var words = Folding.Fold(label).Split([.. " /:.,;-–()|"], StringSplitOptions.RemoveEmptyEntries);
                var isTo = words.Intersect(ToWords).Any() || (words.Length == 0 && lastWasFrom);
                lastWasFrom = !isTo && (words.Intersect(FromWords).Any() || words.Intersect(PeriodWords).Any());
                if (isTo) to.Add(date);
                else if (lastWasFrom) from.Add(date);
            }
        }
        return from.Distinct().ToList() is [var first] && to.Distinct().ToList() is [var last] && first <= last ? new(first, last) : null;
    }

    /// <summary>Whether all lines lie in it; otherwise the words were not about the period.</summary>
    internal bool Holds(IReadOnlyList<FileDay> days) => days[0].Day >= From && days[^1].Day <= To;

    /// <summary>Each date with the words before it.</summary>
    private static IEnumerable<(string Label, DateOnly Date)> Dates(string text)
    {
        var labelFrom = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]) || (i > 0 && char.IsLetterOrDigit(text[i - 1]))) continue;
            var end = i;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '/' or '-' or '.')) end++;
            while (end > i && !char.IsAsciiDigit(text[end - 1])) end--;
            if (!DateText.TryRead(text.AsSpan(i, end - i), out var date, out var rest) || !rest.IsEmpty) continue;
            yield return (text[labelFrom..i], date);
            labelFrom = end;
            i = end - 1;
        }
    }
}
