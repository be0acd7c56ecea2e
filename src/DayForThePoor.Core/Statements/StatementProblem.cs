namespace DayForThePoor.Core.Statements;

/// <summary>
/// Why a file cannot be posted, as data; one is enough and nothing of the file is posted. The sentence that a person
/// reads is found by <see cref="Code"/>, with {0} the row, {1} the column and {2} … the arguments.
/// </summary>
/// <param name="Code">One of <see cref="StatementProblems"/>; never renamed once released.</param>
/// <param name="Row">Row of the file from 1, or null when the file as a whole is meant.</param>
/// <param name="Column">Header of the column as the file writes it, or null.</param>
/// <param name="Args">Written out for people. Never memos or names: problems are stored and shown in job lists.</param>
public sealed record StatementProblem(string Code, int? Row, string? Column, params IReadOnlyList<string> Args)
{
    public bool Equals(StatementProblem? other) =>
        other is not null && Code == other.Code && Row == other.Row && Column == other.Column && Args.SequenceEqual(other.Args);

    public override int GetHashCode() => HashCode.Combine(Code, Row, Column, Args.Count);
}

/// <summary>The first problems of a file in the order of its rows; a broken column must not fill the memory with a million of them.</summary>
public sealed class ProblemList
{
    /// <summary>As many as a person corrects in one sitting.</summary>
    public const int Kept = 100;

    private readonly List<StatementProblem> kept = [];

    public IReadOnlyList<StatementProblem> Items => kept;

    /// <summary>All problems found, also those beyond <see cref="Kept"/>.</summary>
    public int Count { get; private set; }

    public void Add(string code, int? row = null, string? column = null, params IReadOnlyList<string> args)
    {
        Count++;
        if (kept.Count < Kept) kept.Add(new(code, row, column, args));
    }
}
