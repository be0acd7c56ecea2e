using System.Globalization;
using DayForThePoor.Core.Statements;

namespace DayForThePoor.Web.Statements;

/// <summary>Why a file that reads well may still not be posted to its account.</summary>
internal static class ImportProblems
{
    /// <summary>The month of the import is closed. Argument: the month.</summary>
    public const string NoOpenMonth = "statement.no_open_month";

    /// <summary>A bank day before the account was opened. Arguments: the day, the opening date.</summary>
    public const string DayBeforeOpening = "statement.before_opening";

    /// <summary>The account's fund went to successors. Arguments: the fund, the day of closing.</summary>
    public const string FundHandedOver = "statement.fund_handed_over";

    /// <summary>A person gave the file up instead of confirming its columns.</summary>
    public const string SetAside = "statement.set_aside";

    /// <summary>The file, or a refusal that names the lines dated before the account's opening.</summary>
    public static StatementReadResult BeforeOpening(StatementReadResult file, DateOnly openedOn)
    {
        var problems = new ProblemList();
        for (var i = 0; i < file.Marks.Count && file.Days[0].Day < openedOn; i++)
        {
            ref readonly var line = ref file.Marks[i];
            if (line.Day < openedOn) problems.Add(DayBeforeOpening, line.Row, null, Text(line.Day), Text(openedOn));
        }
        return With(file, problems);
    }

    /// <summary>The file, or a refusal for what was found wrong with it beside its content.</summary>
    public static StatementReadResult With(StatementReadResult file, ProblemList problems) =>
        problems.Count == 0 ? file : file with { Marks = new(), Days = [], Problems = problems.Items, ProblemCount = problems.Count };

    public static string Text(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
