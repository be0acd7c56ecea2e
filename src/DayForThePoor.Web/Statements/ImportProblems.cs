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

    /// <summary>The file, or a refusal that names the lines dated before the account's opening.</summary>
    public static StatementReadResult BeforeOpening(StatementReadResult file, DateOnly openedOn)
    {
        var problems = new ProblemList();
        foreach (var line in file.Lines)
            if (line.Date < openedOn) problems.Add(DayBeforeOpening, line.RowNumber, null, Text(line.Date), Text(openedOn));
        return problems.Count == 0 ? file : file with { Lines = [], Problems = problems.Items, ProblemCount = problems.Count };
    }

    private static string Text(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
