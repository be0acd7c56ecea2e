using DayForThePoor.Core;

namespace DayForThePoor.Web.Design;

/// <summary>What is wrong with a form: sentences for the person, each at its field where it has one.</summary>
public sealed class Problems
{
    private readonly List<Problem> items = [];

    public IReadOnlyList<Problem> Items => items;

    public bool Any => items.Count > 0;

    public void Add(string? field, string text) => items.Add(new(field, text));

    /// <param name="fieldOf">A command's field → the form's, where they are called differently.</param>
    public void AddRange(IEnumerable<Refusal> refusals, RefusalTexts texts, Func<string, string>? fieldOf = null)
    {
        foreach (var refusal in refusals)
            Add(refusal.Field is { } field && fieldOf is not null ? fieldOf(field) : refusal.Field, texts.Of(refusal));
    }

    public string? Of(string field) => items.FirstOrDefault(p => p.Field == field)?.Text;
}

public sealed record Problem(string? Field, string Text);
