namespace DayForThePoor.Core;

/// <summary>
/// Why the rules said no, as data. <see cref="Code"/> is stable, of the form "module.reason", and the key of the
/// sentence that a person reads; the sentences themselves live in .resx only, so the domain speaks no language.
/// Two refusals are equal when code, kind, field and arguments are.
/// </summary>
/// <param name="Code">Stable name, e.g. "donation.amount_not_positive". Never renamed once released: callers branch on it.</param>
/// <param name="Kind">What sort of "no" it is; every door translates it in one place.</param>
/// <param name="Field">The input that has to change, in the caller's spelling, or null when no single one does.</param>
/// <param name="Args">Values for the placeholders {0}, {1} … of the sentence, already written out. Never personal data.</param>
public sealed record Refusal(string Code, RefusalKind Kind, string? Field, params IReadOnlyList<string> Args)
{
    public Refusal(string code, RefusalKind kind) : this(code, kind, null, []) { }

    public bool Equals(Refusal? other) =>
        other is not null && Code == other.Code && Kind == other.Kind && Field == other.Field && Args.SequenceEqual(other.Args);

    public override int GetHashCode() => HashCode.Combine(Code, Kind, Field, Args.Count);

    /// <summary>For logs: "period.closed(2026-10) at documentDate".</summary>
    public override string ToString() =>
        Code + (Args.Count > 0 ? $"({string.Join(", ", Args)})" : "") + (Field is null ? "" : $" at {Field}");

    /// <summary>The input is wrong whatever the state of the books.</summary>
    public static Refusal Invalid(string code, string? field = null, params IReadOnlyList<string> args) =>
        new(code, RefusalKind.Invalid, field, args);

    /// <summary>The input is fine but the present state forbids it.</summary>
    public static Refusal Conflict(string code, string? field = null, params IReadOnlyList<string> args) =>
        new(code, RefusalKind.Conflict, field, args);

    /// <summary>This person may not do it. Says the same of what is foreign and of what does not exist.</summary>
    public static Refusal Forbidden(string code) => new(code, RefusalKind.Forbidden);

    public static Refusal NotFound(string code, string? field = null, params IReadOnlyList<string> args) =>
        new(code, RefusalKind.NotFound, field, args);
}

public enum RefusalKind
{
    /// <summary>Wrong input, whatever the state of the books (422).</summary>
    Invalid,

    /// <summary>Right input at the wrong time (409).</summary>
    Conflict,

    /// <summary>Not for this person (403).</summary>
    Forbidden,

    /// <summary>Nothing of that name within this person's sight (404).</summary>
    NotFound,
}
