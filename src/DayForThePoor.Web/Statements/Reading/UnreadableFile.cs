using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements.Reading;

/// <summary>Reading cannot go on. It crosses the csv reader, which knows nothing of our problems, and ends in <see cref="StatementFile"/>.</summary>
internal sealed class UnreadableFileException(string code, int? row = null, params IReadOnlyList<string> args) : IOException(code)
{
    public string Code { get; } = code;

    /// <summary>The rows do not come apart in this way of reading; another may do better.</summary>
    public bool IsOfRow => Code is StatementProblems.Cut or StatementProblems.QuoteBroken or StatementProblems.RowTooLong;

    public int? Row { get; } = row;

    public IReadOnlyList<string> Args { get; } = args;
}
