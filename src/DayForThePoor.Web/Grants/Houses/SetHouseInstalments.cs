using DayForThePoor.Core;
using DayForThePoor.Core.Grants.Houses;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Grants.Houses;

/// <param name="AmountVnd">Above 0.</param>
public sealed record InstalmentForm(long? AmountVnd, string? Decision, DateOnly? DecidedOn);

/// <summary>Sets what is paid when work begins and what after acceptance, in place of what was set before.</summary>
/// <param name="Second">Null: all at once, only for a repair.</param>
public sealed record SetHouseInstalments(Actor By, Guid UnitId, Guid HouseId, string Key, InstalmentForm First, InstalmentForm? Second) : IUnitMessage
{
    public Permission Needs => Permission.ProposeGrants;
}

public static class SetHouseInstalmentsHandler
{
    private const int LongestDecision = 80;

    public static async Task<Outcome<bool>> Handle(SetHouseInstalments command, Sessions sessions, PaidForHouses paid, TimeProvider clock, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        List<Refusal> no = [];
        var first = Check(command.First, "first", today, no);
        var second = command.Second is { } form ? Check(form, "second", today, no) : null;
        if (no.Count > 0) return no;

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await LockedHouse.Take(connection, command.UnitId, command.HouseId, cancellation) is not { } house) return AccessPolicy.OtherUnit;
        if (await HouseLog.Knows(connection, house.Id, command.Key, cancellation)) return true;
        if (house.Approved is not { } approved || !house.IsApproved) return Refusal.Conflict("house.grant_not_approved", "firstAmount");
        var planned = new Instalments(first!, second);
        no.AddRange(planned.WhyNot(house.Kind, approved));
        if (no.Count > 0) return no;
        if (await paid.Of(connection, house.Id, cancellation) > planned.PayableIn(house.State)) return Refusal.Conflict("house.paid_already", "firstAmount");

        await Write(connection, house, planned, cancellation);
        await new HouseLog(house.Id, command.Key, HouseLog.Instalments, today, "", house.State).Insert(connection, command.By.PersonId, clock.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private static Instalment? Check(InstalmentForm form, string name, DateOnly today, List<Refusal> no)
    {
        var decision = CleanText.CheckRequired(form.Decision, $"{name}Decision", LongestDecision);
        List<Refusal> wrong = [];
        if (form.AmountVnd is not > 0) wrong.Add(Refusal.Invalid("house.instalment_amount", $"{name}Amount"));
        wrong.AddRange(decision.Refusals);
        if (form.DecidedOn is null) wrong.Add(Refusal.Invalid("house.decision_date", $"{name}DecidedOn"));
        else if (form.DecidedOn > today) wrong.Add(Refusal.Invalid("house.future", $"{name}DecidedOn"));
        no.AddRange(wrong);
        return wrong.Count > 0 ? null : new(form.AmountVnd!.Value, decision.Value, form.DecidedOn!.Value);
    }

    private static async Task Write(NpgsqlConnection connection, LockedHouse house, Instalments planned, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("update grants.house set instalments = instalments + 1 where id = $1") { Parameters = { new() { Value = house.Id } } });
        short ordinal = 1;
        foreach (var instalment in new[] { planned.First, planned.Second }.OfType<Instalment>())
            batch.BatchCommands.Add(new("insert into grants.house_instalment values ($1, $2, $3, $4, $5, $6)")
            {
                Parameters =
                {
                    new() { Value = house.Id }, new() { Value = house.InstalmentsVersion + 1 }, new() { Value = ordinal++ },
                    new() { Value = instalment.Amount }, new() { Value = instalment.Decision }, new() { Value = instalment.DecidedOn },
                },
            });
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
