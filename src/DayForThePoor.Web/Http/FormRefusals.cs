using DayForThePoor.Core;
using DayForThePoor.Web.Design;

namespace DayForThePoor.Web.Http;

/// <summary>Puts what a handler refused into a form, in the language of the request.</summary>
public static class FormRefusals
{
    /// <param name="fieldOf">A command's field → the form's, where they are called differently.</param>
    public static void AddRange(this Problems problems, IEnumerable<Refusal> refusals, RefusalTexts texts, Func<string, string>? fieldOf = null)
    {
        foreach (var refusal in refusals)
            problems.Add(refusal.Field is { } field && fieldOf is not null ? fieldOf(field) : refusal.Field, texts.Of(refusal));
    }

    /// <summary>"email" → "Form.Email", where the form's members are called like the command's.</summary>
    public static Func<string, string> FieldOf(string form) => field => $"{form}.{char.ToUpperInvariant(field[0])}{field[1..]}";
}
