namespace DayForThePoor.Core.Households;

/// <summary>Something in a list that a person has to put right in the file.</summary>
/// <param name="Code">Key of the sentence.</param>
/// <param name="Row">Of the sheet, from 1; null: the file as a whole.</param>
/// <param name="Column">As the template calls it, or null.</param>
/// <param name="Args">Placeholders {2}, {3} … of the sentence; {0} is the row, {1} the column. Never an ID number.</param>
public sealed record ListProblem(string Code, int? Row, string? Column, params IReadOnlyList<string> Args)
{
    public bool Equals(ListProblem? other) =>
        other is not null && Code == other.Code && Row == other.Row && Column == other.Column && Args.SequenceEqual(other.Args);

    public override int GetHashCode() => HashCode.Combine(Code, Row, Column, Args.Count);
}
