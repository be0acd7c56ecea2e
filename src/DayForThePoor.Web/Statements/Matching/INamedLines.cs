using DayForThePoor.Core.Statements.Matching;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>
/// Makes of a line what another module says, because the memo names something of that module by its code. Each line is a
/// transaction of its own, and the same line is taken once however often it is asked for, so that a run may be stopped and
/// repeated at any instant.
/// </summary>
public interface INamedLines
{
    /// <returns>Whether the line was taken now; one that was refused stays open for a person.</returns>
    Task<bool> Take(NamedLine line, Guid by, CancellationToken cancellation);
}
