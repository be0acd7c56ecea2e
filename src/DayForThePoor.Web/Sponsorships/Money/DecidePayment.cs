using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Sponsorships.Pledges;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Money;

/// <summary>Say what the money of a gift is for that no rule could place. To give it back, the gift is voided instead.</summary>
/// <param name="Parts">Instalments by number, or an extra gift with its occasion; what they leave goes on waiting.</param>
/// <param name="Reason">In words, required; sealed.</param>
public sealed record DecidePayment(Actor By, Guid UnitId, Guid PledgeId, Guid GiftId, IReadOnlyList<PaymentPart> Parts, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

/// <param name="UndecidedVnd">Đồng of the gift that still wait.</param>
public sealed record PaymentDecided(Guid PledgeId, Guid GiftId, long UndecidedVnd);

public static class DecidePaymentHandler
{
    private const int MaxReason = 500;

    /// <summary>Codes: access.unit, pledge_payment.reason_missing, those of <see cref="PledgeDecider.DecideReceipt"/>.</summary>
    public static async Task<Outcome<PaymentDecided>> Handle(DecidePayment command, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(command.Reason)) return Refusal.Invalid("pledge_payment.reason_missing", "reason");
        var reason = CleanText.CheckRequired(command.Reason, "reason", MaxReason);
        if (!reason.TryGet(out var words)) return new(reason.Refusals);
        await using var held = await HeldPledges.Begin(sessions, command.UnitId, cancellation);
        if (await held.Lock(command.PledgeId, cancellation) is not { } pledge) return AccessPolicy.OtherUnit;
        var decided = PledgeDecider.DecideReceipt(pledge, held.Step(command.By.PersonId, ("reason", words)), command.GiftId, command.Parts);
        if (!decided.TryGet(out var happened)) return new(decided.Refusals);
        held.Append(happened);
        var after = happened.Aggregate(pledge, (state, one) => PledgeState.Evolve(state, one)!);
        if (after.UndecidedVnd == 0) await CloseAlarms(held.Connection, pledge.Id, command.By.PersonId, clock.GetUtcNow(), cancellation);
        await held.Commit(cancellation);
        return new PaymentDecided(pledge.Id, command.GiftId, after.Receipts[command.GiftId].UndecidedVnd);
    }

    private static async Task CloseAlarms(NpgsqlConnection connection, Guid pledge, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var close = new NpgsqlCommand("""
            update sponsorships.alarm set closed_at = $2, closed_by = $3, closed_how = 'decided' where pledge_id = $1 and kind in ('undecided', 'extra_to_check') and closed_at is null
            """, connection) { Parameters = { new() { Value = pledge }, new() { Value = at.ToUniversalTime() }, new() { Value = by } } };
        await close.ExecuteNonQueryAsync(cancellation);
    }
}
