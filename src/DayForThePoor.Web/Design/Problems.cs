namespace DayForThePoor.Web.Design;

/// <summary>What is wrong with a form: sentences for the person, each at its field where it has one.</summary>
public sealed class Problems
{
    private readonly List<FormProblem> items = [];

    public IReadOnlyList<FormProblem> Items => items;

    public bool Any => items.Count > 0;

    public void Add(string? field, string text) => items.Add(new(field, text));

    public string? Of(string field) => items.FirstOrDefault(p => p.Field == field)?.Text;
}

public sealed record FormProblem(string? Field, string Text);
