using Microsoft.AspNetCore.Components;

namespace DayForThePoor.Web.Design.Components;

/// <summary>What every field of a form has: name, label, help, value, and what is wrong with it.</summary>
public abstract class FieldBase : ComponentBase
{
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public string? Help { get; set; }

    [Parameter]
    public string? Value { get; set; }

    /// <summary>Marked as not required; without it a person may take every field for one.</summary>
    [Parameter]
    public bool Optional { get; set; }

    [Parameter]
    public bool AutoFocus { get; set; }

    /// <summary>Bootstrap columns, e.g. "col-md-6".</summary>
    [Parameter]
    public string Class { get; set; } = "col-12";

    [CascadingParameter]
    public Problems Problems { get; set; } = new();

    protected string Id => FieldId.Of(Name);

    protected string? Error => Problems.Of(Name);

    /// <summary>Ids of help and error, so that a screen reader says them with the field.</summary>
    protected string? DescribedBy => (Help, Error) switch
    {
        (null, null) => null,
        (not null, null) => $"{Id}-help",
        (null, not null) => $"{Id}-error",
        _ => $"{Id}-error {Id}-help",
    };

    protected string InputClass => Error is null ? "form-control" : "form-control is-invalid";

    protected string? Invalid => Error is null ? null : "true";
}
