using DayForThePoor.Core;
using DayForThePoor.Core.Households;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Web.Households.Importing;

/// <summary>Writes a list from quarantine into the register: all of it in one transaction, or nothing.</summary>
public sealed record AcceptHouseholdList(Actor By, Guid UnitId, Guid ImportId) : IUnitMessage
{
    public Permission Needs => Permission.ManageHouseholds;
}

public static class AcceptHouseholdListHandler
{
    public static async Task<Outcome<ListCounts>> Handle(
        AcceptHouseholdList command, Sessions sessions, PersonalKey key, IEnumerable<IHouseholdTie> ties, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await RegisterReader.Lock(connection, command.UnitId, cancellation);
        if (await ListImports.Find(connection, command.ImportId, cancellation) is not { } import || import.UnitId != command.UnitId) return AccessPolicy.OtherUnit;
        if (await ListImports.ListOf(connection, import.Id, key, cancellation) is not { } listed) return Refusal.Conflict("household_list.ended");

        // Compared anew: since the list was read, somebody may have added a household by hand.
        var known = await RegisterReader.Known(connection, command.UnitId, cancellation);
        var answers = await RegisterReader.Answers(connection, import.Id, cancellation);
        var plan = ListPlan.Of(listed, known, answers, id => Convert.ToBase64String(key.Print(id)), import.Year);
        if (plan.Households.Count(p => p.Open.Count > 0) is > 0 and var open) return Refusal.Conflict("household_list.questions", null, $"{open}");
        if (plan.Problems.Count > 0) return Refusal.Conflict("household_list.changed", null, $"{plan.Problems.Count}");
        if (await RegisterReader.StandardOf(connection, import.Year, cancellation) is not { } standard) return Refusal.Invalid("household_list.no_standard", "year", $"{import.Year}");

        var counts = ListCounts.Of(plan);
        var gone = await new RegisterWriter(connection, key, import, standard.Code, command.By.PersonId, clock.GetUtcNow()).Write(plan, cancellation);
        if (await ties.WhyNotLeave(connection, command.UnitId, gone, cancellation) is { Count: > 0 } kept) return kept;
        await ListImports.End(connection, import.Id, ListStates.Accepted, counts, command.By.PersonId, clock.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return counts;
    }
}
