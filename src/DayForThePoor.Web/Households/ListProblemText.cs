using System.Globalization;
using DayForThePoor.Core.Households;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Households;

/// <summary>Problems of a list as sentences in the reader's language.</summary>
public static class ListProblemText
{
    /// <summary>The sentence: {0} is the row, {1} the column, {2} … the arguments of the problem.</summary>
    public static string Of(IStringLocalizer<HouseholdTexts> texts, ListProblem problem) =>
        texts[problem.Code, [problem.Row?.ToString(CultureInfo.InvariantCulture) ?? "", problem.Column ?? "", .. problem.Args]];
}
