using System.Diagnostics.CodeAnalysis;

namespace DayForThePoor.Core;

/// <summary>
/// What a decision gives back: a value, or every reason against it. All reasons, not the first, because an accountant
/// who corrects a list wants to correct it once. A handler returns it, a page or route turns it into words.
/// </summary>
public sealed class Outcome<T> : IEquatable<Outcome<T>>
{
    private readonly T? value;

    public Outcome(T value) => this.value = value;

    public Outcome(IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count == 0)
            throw new ArgumentException("A refused outcome names at least one refusal.", nameof(refusals));
        Refusals = refusals;
    }

    /// <summary>Empty when there is a value; at least one otherwise, in the order in which the rules were asked.</summary>
    public IReadOnlyList<Refusal> Refusals { get; } = [];

    public bool IsRefused => Refusals.Count > 0;

    /// <exception cref="InvalidOperationException">The outcome is a refusal; the message names the codes.</exception>
    public T Value => IsRefused
        ? throw new InvalidOperationException($"Refused: {string.Join(", ", Refusals.Select(r => r.Code))}.")
        : value!;

    public bool TryGet([MaybeNullWhen(false)] out T got)
    {
        got = value;
        return !IsRefused;
    }

    public TOut Match<TOut>(Func<T, TOut> whenDone, Func<IReadOnlyList<Refusal>, TOut> whenRefused) =>
        IsRefused ? whenRefused(Refusals) : whenDone(value!);

    /// <summary>Carries the value on; a refusal passes through unchanged.</summary>
    public Outcome<TOut> Then<TOut>(Func<T, Outcome<TOut>> next) => IsRefused ? new(Refusals) : next(value!);

    public bool Equals(Outcome<T>? other) =>
        other is not null && EqualityComparer<T?>.Default.Equals(value, other.value) && Refusals.SequenceEqual(other.Refusals);

    public override bool Equals(object? obj) => Equals(obj as Outcome<T>);

    public override int GetHashCode() => HashCode.Combine(value, Refusals.Count);

    public override string ToString() => IsRefused ? $"Refused({string.Join(", ", Refusals.Select(r => r.Code))})" : $"Done({value})";

    public static implicit operator Outcome<T>(T value) => new(value);

    public static implicit operator Outcome<T>(Refusal refusal) => new([refusal]);

    public static implicit operator Outcome<T>(List<Refusal> refusals) => new(refusals);

    public static implicit operator Outcome<T>(Refusal[] refusals) => new(refusals);
}
