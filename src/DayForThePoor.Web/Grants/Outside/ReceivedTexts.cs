using System.Globalization;
using DayForThePoor.Core.Households;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Grants.Outside;

/// <summary>Marks the texts about what households received (ReceivedTexts.resx).</summary>
public sealed class ReceivedTexts
{
    /// <summary>A problem of a list as a sentence: {0} is the row, {1} the column, {2} … the arguments of the problem.</summary>
    public static string Of(IStringLocalizer<ReceivedTexts> texts, ListProblem problem) =>
        texts[problem.Code, [problem.Row?.ToString(CultureInfo.InvariantCulture) ?? "", problem.Column ?? "", .. problem.Args]];
}
