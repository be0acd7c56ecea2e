using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Web.Grants;

/// <summary>Where a grant stands after a step.</summary>
public sealed record GrantMoved(Guid GrantId, string State);

/// <summary>
/// A step over one or several grants of a unit: their rows are held, each is asked by the rules, and either all of them
/// move or none. A refusal that concerns one of several names it in its field as <c>grants[i]</c>.
/// </summary>
internal static class GrantMove
{
    /// <summary>Most that one step moves; a notice or a meeting of a commune stays far under it.</summary>
    private const int Most = 500;

    /// <param name="decide">The events of the step for a grant that is held, or why not.</param>
    public static async Task<Outcome<IReadOnlyList<GrantMoved>>> Take(
        GrantSurroundings around, Guid unit, IReadOnlyList<Guid> ids, Func<HeldGrants, GrantState, Task<Outcome<IGrantEvent>>> decide, CancellationToken cancellation)
    {
        if (ids.Count == 0) return Refusal.Invalid("grant.none_chosen", "grants");
        if (ids.Count > Most) return Refusal.Invalid("grant.too_many", "grants", $"{Most}");
        await using var grants = await around.Begin(unit, cancellation);
        var states = await grants.Lock(ids, cancellation);
        List<Refusal> no = [];
        List<GrantMoved> moved = [];
        foreach (var (id, i) in ids.Distinct().Select((id, i) => (id, i)))
        {
            if (!states.TryGetValue(id, out var grant)) return Refusal.NotFound("grant.unknown");
            var outcome = await decide(grants, grant);
            if (outcome.TryGet(out var happened))
            {
                grants.Append(happened);
                moved.Add(new(id, GrantState.Evolve(grant, happened)!.State));
            }
            else
            {
                no.AddRange(ids.Count == 1 ? outcome.Refusals : outcome.Refusals.Select(r => r with { Field = r.Field is null ? $"grants[{i}]" : $"grants[{i}].{r.Field}" }));
            }
        }
        if (no.Count > 0) return no;
        await grants.Commit(cancellation);
        return moved;
    }

    /// <summary>A step over one grant.</summary>
    public static async Task<Outcome<GrantMoved>> Take(
        GrantSurroundings around, Guid unit, Guid id, Func<HeldGrants, GrantState, Task<Outcome<IGrantEvent>>> decide, CancellationToken cancellation) =>
        (await Take(around, unit, [id], decide, cancellation)).Then<GrantMoved>(moved => moved[0]);

    /// <summary>The files of a step; <c>grant.file_unknown</c> when one is not the unit's.</summary>
    public static async Task<IReadOnlyList<HeldFile>> Files(HeldGrants grants, Guid unit, IReadOnlyList<Guid>? ids, List<Refusal> no, CancellationToken cancellation)
    {
        if (await GrantPapers.Find(grants.Connection, unit, ids ?? [], cancellation) is { } files) return files;
        no.Add(Refusal.Invalid("grant.file_unknown", "files"));
        return [];
    }

    /// <summary>A text as people type it, cleaned; empty after a refusal.</summary>
    public static string Text(string? typed, string field, bool required, List<Refusal> no, int longest = RequestGrant.LongestText)
    {
        var outcome = required ? CleanText.CheckRequired(typed, field, longest) : CleanText.Check(typed, field, longest);
        if (outcome.TryGet(out var clean)) return clean;
        no.AddRange(outcome.Refusals);
        return "";
    }

    /// <summary>A day that is not in the future; today when none is given.</summary>
    public static DateOnly Day(DateOnly? given, string field, GrantSurroundings around, List<Refusal> no)
    {
        if (given > around.Today) no.Add(Refusal.Invalid("grant.future", field));
        return given ?? around.Today;
    }

    /// <summary>Nothing stood against it.</summary>
    public static Outcome<IGrantEvent> Did(IGrantEvent happened) => new(happened);

    public static readonly SortedDictionary<string, string> NoTexts = [];
}
