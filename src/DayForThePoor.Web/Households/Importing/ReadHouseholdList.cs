using DayForThePoor.Core;
using DayForThePoor.Core.Households;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Households.Importing;

/// <summary>What a list says about itself.</summary>
/// <param name="Year">Of the review.</param>
/// <param name="Decision">Number of the decision that recognised it: "125/QĐ-UBND".</param>
/// <param name="DecidedOn">Its date.</param>
public sealed record ListForm(int? Year, string? Decision, DateOnly? DecidedOn, string FileName);

/// <summary>
/// Reads an official list, compares it with the register and, where nothing is wrong with it, puts it into quarantine. The
/// register itself does not change.
/// </summary>
/// <param name="Keep">False: only look, nothing is stored.</param>
public sealed record ReadHouseholdList(Actor By, Guid UnitId, ListForm Form, Stream Content, bool Keep) : IUnitMessage
{
    public Permission Needs => Permission.ManageHouseholds;
}

/// <param name="Id">Of the list in quarantine; null when it has problems or was only looked at.</param>
/// <param name="Questions">Households that a person has to decide about before the list can be accepted.</param>
public sealed record ListRead(
    Guid? Id, int Rows, ListCounts Counts, int Questions, IReadOnlyList<ListProblem> Problems, int ProblemCount, IReadOnlyList<string> UnknownHamlets);

public static class ReadHouseholdListHandler
{
    private const int LongestDecision = 80, FirstYear = 2016;

    public static async Task<Outcome<ListRead>> Handle(
        ReadHouseholdList command, Sessions sessions, PersonalKey key, TimeProvider clock, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        var form = command.Form;
        var decision = CleanText.CheckRequired(form.Decision, "decision", LongestDecision);
        List<Refusal> no = [.. decision.Refusals];
        if (form.Year is not (>= FirstYear and var year) || year > today.Year + 1) no.Add(Refusal.Invalid("household_list.year", "year", $"{FirstYear}", $"{today.Year + 1}"));
        if (form.DecidedOn is null) no.Add(Refusal.Invalid("text.empty", "decidedOn"));
        else if (form.DecidedOn > today) no.Add(Refusal.Invalid("household.future", "decidedOn"));
        if (no.Count > 0) return no;

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        if (await RegisterReader.StandardOf(connection, form.Year!.Value, cancellation) is null) return Refusal.Invalid("household_list.no_standard", "year", $"{form.Year}");
        var hamlets = await Hamlets.Of(connection, [command.UnitId], cancellation);
        var reading = ListFile.Read(command.Content, new(hamlets.Where(h => h.ValidTo is null).Select(h => (h.Id, h.Name))), today, cancellation);
        var known = await RegisterReader.Known(connection, command.UnitId, cancellation);
        var plan = ListPlan.Of(reading.Households, known, new Dictionary<ListPlan.Pair, bool>(), id => Convert.ToBase64String(key.Print(id)), form.Year.Value);
        var problems = reading.Problems.Concat(plan.Problems).OrderBy(p => p.Row).ToList();
        var read = new ListRead(
            null, reading.Rows, ListCounts.Of(plan), plan.Households.Count(p => p.Open.Count > 0), problems, reading.ProblemCount + plan.Problems.Count, reading.UnknownHamlets);
        if (problems.Count > 0 || !command.Keep) return read;

        var import = new ListImport(
            Guid.CreateVersion7(), command.UnitId, form.Year.Value, decision.Value, form.DecidedOn!.Value, ShortName(form.FileName), ListStates.Waiting,
            reading.Rows, reading.Households.Count, null, clock.GetUtcNow());
        await ListImports.Keep(connection, import, ListImports.Pack(reading.Households, key), command.By.PersonId, cancellation);
        return read with { Id = import.Id };
    }

    /// <summary>Browsers of old send a path, and a name has no end.</summary>
    private static string ShortName(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Replace("\0", "", StringComparison.Ordinal);
        return name.Length <= 200 ? name : name[..200];
    }
}
