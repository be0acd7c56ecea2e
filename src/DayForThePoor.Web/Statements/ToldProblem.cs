using DayForThePoor.Core.Statements;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Statements;

/// <summary>A problem as the API and the command line tell it.</summary>
/// <param name="Line">Row of the file from 1; null when the file as a whole is meant.</param>
/// <param name="Code">Stable; callers branch on it.</param>
/// <param name="Message">The sentence in the caller's language.</param>
public sealed record ToldProblem(int? Line, string? Column, string Code, string Message);

public static class ToldProblems
{
    public static ToldProblem Told(this IStringLocalizer<StatementTexts> texts, StatementProblem problem) =>
        new(problem.Row, problem.Column, problem.Code, texts.Of(problem));
}
