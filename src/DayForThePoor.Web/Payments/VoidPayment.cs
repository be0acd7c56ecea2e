using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Payments.Advances;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>Take back a posted payment that was not handed out, whole and once. Its number stays; what its grants have left grows again.</summary>
public sealed record VoidPayment(Actor By, Guid UnitId, Guid PaymentId, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.PreparePayments;
}

public static class VoidPaymentHandler
{
    /// <summary>Codes: payment.unknown, payment.paid_out, payment.not_awaiting_payment, payment.on_statement, text.empty, ledger.month_closed.</summary>
    public static async Task<Outcome<PaymentStepped>> Handle(
        VoidPayment command, Sessions sessions, IRegistry registry, LedgerWriter writer, PaymentSteps steps, TimeProvider clock, CancellationToken cancellation)
    {
        var reason = CleanText.CheckRequired(command.Reason, "reason", CancelPaymentHandler.LongestReason);
        if (!reason.TryGet(out var words)) return new(reason.Refusals);
        var (unit, id) = (command.UnitId, command.PaymentId);
        PaymentFacts facts;
        await using (var connection = await sessions.Connect(unit, cancellation))
        {
            if (await StoredPayments.Find(connection, unit, id, cancellation) is not { } found) return Refusal.NotFound("payment.unknown");
            facts = found;
        }
        if (facts.State == PaymentStates.Void) return await steps.Stand(unit, id, alreadyKnown: true, cancellation);
        if (facts.WhyNotVoid() is { } refusal) return refusal;

        var made = await MadeEntry.Of(sessions, unit, id, cancellation);
        var today = VietnamTime.TodayIn(clock);
        var fund = (await registry.Current(cancellation)).Funds[facts.FundId];
        var request = RequestIds.OfReversal(id);
        var answer = await writer.Post(
            new LedgerCommand(
                request, [], unit, [today], [new NumberNeed(fund.Id, today.Year, VoucherKinds.General, today)],
                numbers =>
                {
                    var (texts, commitments) = SealedTexts.Of(request, new Dictionary<string, string> { ["void_reason"] = words });
                    var entry = made.Reversal(new VoucherNumber(VoucherKinds.General, today.Year, numbers[0]), today);
                    return new Draft([StreamAppend.Next(id, facts.Version, new PaymentVoided(id, commitments, [entry], command.By.PersonId))], texts);
                })
            {
                Accounts = facts.AccountId is { } account ? [account] : [],
                GuardedFunds = [fund.Id],
                Guard = async (connection, stop) =>
                {
                    facts = (await StoredPayments.Lock(connection, unit, id, stop))!;
                    if (facts.WhyNotVoid() is { } changed) return changed;
                    if (await AdvanceLinks.WhyNotVoid(connection, unit, id, stop) is { } used) return used;
                    if (await IsProved(connection, id, stop)) return Refusal.Conflict("payment.on_statement");
                    await Slices.GiveAllBack(connection, id, stop);
                    return null;
                },
            },
            cancellation);
        // A payment is taken back once, whatever reason a second asker writes: the first one stands.
        return answer.Result == PostResult.Refused ? answer.Refusal! : await steps.Stand(unit, id, answer.Result == PostResult.AlreadyKnown, cancellation);
    }

    /// <summary>A line of the bank's statement shows that the money has left: it must be untied first.</summary>
    private static async Task<bool> IsProved(NpgsqlConnection connection, Guid payment, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select exists (select from statements.live_link where item_id = $1)", connection) { Parameters = { new() { Value = payment } } };
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }
}

/// <summary>The entry of a posted payment, read from its stream.</summary>
internal static class MadeEntry
{
    public static async Task<JournalEntry> Of(Sessions sessions, Guid unit, Guid payment, CancellationToken cancellation)
    {
        await using var session = sessions.Query(unit);
        var events = await session.Events.FetchStreamAsync(payment, token: cancellation);
        return events.Select(e => e.Data).OfType<PaymentMade>().Single().Entries[0];
    }
}
