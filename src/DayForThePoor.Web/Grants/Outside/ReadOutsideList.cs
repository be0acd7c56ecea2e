using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Households;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Households.Importing;

namespace DayForThePoor.Web.Grants.Outside;

/// <param name="Programme">Of rows that name none; may be empty when all do.</param>
/// <param name="List">Number of the list, of rows that name none.</param>
public sealed record OutsideListForm(string? Programme, string? List, string FileName);

/// <summary>
/// Reads a list of another programme (xlsx, xls or csv), finds its households in the register and, where nothing is wrong,
/// keeps it until a person accepts it. Nothing is recorded yet.
/// </summary>
/// <param name="Keep">False: only look, nothing is stored.</param>
public sealed record ReadOutsideList(Actor By, Guid UnitId, OutsideListForm Form, Stream Content, bool Keep) : IUnitMessage
{
    public Permission Needs => Permission.RequestGrants;
}

/// <param name="Id">Of the list that waits; null when it has problems or was only looked at.</param>
/// <param name="Amount">Đồng, of the rows that can be recorded.</param>
public sealed record OutsideListRead(Guid? Id, int Rows, long Amount, IReadOnlyList<ListProblem> Problems, int ProblemCount);

public static class ReadOutsideListHandler
{
    private const int LongestProgramme = 120, LongestList = 40;

    public static async Task<Outcome<OutsideListRead>> Handle(
        ReadOutsideList command, Sessions sessions, PersonalKey key, TimeProvider clock, CancellationToken cancellation)
    {
        var form = command.Form;
        var programme = CleanText.Check(form.Programme, "programme", LongestProgramme);
        var number = CleanText.Check(form.List, "list", LongestList);
        List<Refusal> no = [.. programme.Refusals, .. number.Refusals];
        if (no.Count > 0) return no;

        var list = new OutsideList(programme.Value, number.Value, VietnamTime.TodayIn(clock));
        if (SheetRows.Read(command.Content, list.Take, csv: true, cancellation) is { } fault) return new OutsideListRead(null, 0, 0, [Told(fault)], 1);
        var (rows, read, wrong, wrongCount) = list.Finish();
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        var (matched, unknown) = await new OutsideMatch(connection, command.UnitId, key).Of(rows, cancellation);
        var problems = wrong.Concat(unknown.Take(OutsideList.KeptProblems)).OrderBy(problem => problem.Row).ToList();
        var result = new OutsideListRead(null, read, checked(matched.Sum(match => match.Row.Amount)), problems, wrongCount + unknown.Count);
        if (problems.Count > 0 || !command.Keep) return result;

        var import = new OutsideImport(Guid.CreateVersion7(), command.UnitId, ShortName(form.FileName), ListStates.Waiting, read, result.Amount, clock.GetUtcNow());
        await OutsideImports.Keep(connection, import, rows, key, command.By.PersonId, cancellation);
        return result with { Id = import.Id };
    }

    private static ListProblem Told(SheetFault fault) => fault switch
    {
        SheetFault.TooLarge => new("outside_list.too_large", null, null, $"{SheetRows.LargestFile >> 20}"),
        SheetFault.TooLong => new("outside_list.too_long", null, null, $"{SheetRows.MostRows}"),
        _ => new("outside_list.unreadable", null, null),
    };

    /// <summary>Browsers of old send a path, and a name has no end.</summary>
    private static string ShortName(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Replace("\0", "", StringComparison.Ordinal);
        return name.Length <= 200 ? name : name[..200];
    }
}
