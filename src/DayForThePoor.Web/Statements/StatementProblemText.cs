using System.Globalization;
using DayForThePoor.Core.Statements;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Statements;

/// <summary>Problems of a file as sentences in the reader's language.</summary>
public static class StatementProblemText
{
    /// <summary>The sentence: {0} is the row, {1} the column, {2} … the arguments of the problem.</summary>
    public static string Of(this IStringLocalizer<StatementTexts> texts, StatementProblem problem) =>
        texts[problem.Code, [problem.Row?.ToString(CultureInfo.InvariantCulture) ?? "", problem.Column ?? "", .. problem.Args]];

    /// <summary>All sentences of a result, with one more that counts the problems beyond the list.</summary>
    public static IEnumerable<string> AllOf(this IStringLocalizer<StatementTexts> texts, StatementReadResult result)
    {
        foreach (var problem in result.Problems) yield return texts.Of(problem);
        if (result.ProblemCount > result.Problems.Count)
            yield return texts["statement.more_problems", result.ProblemCount - result.Problems.Count];
    }
}
