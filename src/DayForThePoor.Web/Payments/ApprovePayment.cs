using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Payments.Advances;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>Duyệt chi: one signature. The last that an order needs gives it its number and posts it.</summary>
public sealed record ApprovePayment(Actor By, Guid UnitId, Guid PaymentId) : IUnitMessage
{
    public Permission Needs => Permission.ApprovePayments;
}

public static class ApprovePaymentHandler
{
    /// <summary>Codes: payment.unknown, those of <see cref="PaymentFacts.Sign"/>, of the grants, the fund and the cash box, ledger.month_closed.</summary>
    public static async Task<Outcome<PaymentStepped>> Handle(
        ApprovePayment command, Sessions sessions, IRegistry registry, LedgerWriter writer, PaymentSteps steps, SupportsToPay supports, ISponsoredLines sponsored, TimeProvider clock,
        CancellationToken cancellation)
    {
        var (unit, id, by) = (command.UnitId, command.PaymentId, command.By.PersonId);
        PaymentFacts facts;
        await using (var connection = await sessions.Connect(unit, cancellation))
        {
            if (await StoredPayments.Find(connection, unit, id, cancellation) is not { } found) return Refusal.NotFound("payment.unknown");
            facts = found;
        }
        var signing = facts.Sign(by);
        if (!signing.TryGet(out var does)) return new(signing.Refusals);
        if (does != Signing.Last)
        {
            var signed = await steps.Take(unit, id, (_, now, _) => Task.FromResult(SignOnly(now, by)), cancellation);
            // Another signature came between: this one is the last after all.
            if (!signed.IsRefused || signed.Refusals[0].Code != LastAfterAll.Code) return signed;
        }

        var date = facts.DocumentDate ?? VietnamTime.TodayIn(clock);
        var posting = new PostedPayment(supports, sponsored, unit, id, by, date, (await registry.Current(cancellation)).Funds[facts.FundId]);
        var answer = await writer.Post(posting.Command(facts), cancellation);
        // The order is frozen and its last signature asks for nothing else, so the request can never differ.
        return answer.Result == PostResult.Refused
            ? answer.Refusal!
            : await steps.Stand(unit, id, answer.Result == PostResult.AlreadyKnown, cancellation);
    }

    private static readonly Refusal LastAfterAll = Refusal.Conflict("payment.not_awaiting_approval", "last");

    private static Outcome<PaymentStep> SignOnly(PaymentFacts now, Guid by) => now.Sign(by).Match<Outcome<PaymentStep>>(
        does => does switch
        {
            Signing.Known => PaymentStep.None,
            Signing.OneOfSeveral => new PaymentStep(new PaymentApproved(now.Id, by)),
            _ => LastAfterAll,
        },
        refusals => new(refusals));
}

/// <summary>The last signature on its way into the books: everything is asked again with fund, payment and grants locked.</summary>
internal sealed class PostedPayment(SupportsToPay grants, ISponsoredLines sponsored, Guid unit, Guid id, Guid by, DateOnly date, Fund fund)
{
    private PaymentFacts facts = null!;
    private IReadOnlyList<PaymentLine> lines = [];
    private string? sliceHash;

    public LedgerCommand Command(PaymentFacts seen)
    {
        var kind = PaymentEntries.VoucherKind(seen.Channel);
        return new LedgerCommand(
            PaymentIds.OfMaking(id), [], unit, [date], [new NumberNeed(fund.Id, date.Year, kind, date)],
            numbers =>
            {
                var entry = new JournalEntry(
                    EntryQueries.EntryIdOf(id), unit, fund.Id, new VoucherNumber(kind, date.Year, numbers[0]), date,
                    PaymentEntries.Postings(facts.Kind, facts.Channel, facts.AccountId, lines));
                return new Draft([StreamAppend.Next(id, facts.Version, new PaymentApproved(id, by), new PaymentMade(id, date, [entry], by, sliceHash))], []);
            })
        {
            Accounts = seen.AccountId is { } account ? [account] : [],
            GuardedFunds = [fund.Id],
            Guard = WhyNot,
        };
    }

    private async Task<Refusal?> WhyNot(NpgsqlConnection connection, CancellationToken cancellation)
    {
        facts = (await StoredPayments.Lock(connection, unit, id, cancellation))!;
        var signing = facts.Sign(by);
        if (!signing.TryGet(out var does)) return signing.Refusals[0];
        if (does != Signing.Last) return Refusal.Conflict("payment.not_awaiting_approval");
        lines = [.. (await StoredPayments.Lines(connection, id, null, cancellation)).Select(l => l.Line)];
        var locked = await grants.Lock(connection, unit, id, [.. lines.Select(l => l.SupportId).OfType<Guid>()], cancellation);
        if (!locked.TryGet(out var supports)) return locked.Refusals[0];
        if (await grants.WhyNot(connection, supports, fund.Id, lines, cancellation) is { } above) return above;
        var held = await sponsored.Hold(connection, unit, fund.Id, id, [.. lines.Where(l => l.SlotId is not null).Select(SponsoredLine.Of)], cancellation);
        if (held.IsRefused) return held.Refusals[0];
        if (await WhyNoMoney(connection, cancellation) is { } poor) return poor;
        if (facts.Kind == PaymentKinds.Advance) return null; // no gift has paid anything before the advance is settled
        var taken = await Slices.Take(connection, id, fund.Id, lines, cancellation);
        sliceHash = taken.IsRefused ? null : taken.Value;
        return taken.IsRefused ? taken.Refusals[0] : null;
    }

    /// <summary>The money must be where the order takes it from. What settles an advance has left the fund before.</summary>
    private async Task<Refusal?> WhyNoMoney(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var room = await FundRoom.Of(connection, fund.Id, cancellation);
        if (facts.Channel == PaymentChannels.Advance)
            return room.WhyNotAddressed(lines) ?? await AdvanceLinks.WhyNotSettle(connection, unit, id, facts.Amount, cancellation);
        if (room.WhyNot(lines) is { } poor) return poor;
        return facts.Channel == PaymentChannels.Cash ? await CashBox.WhyNotTake(connection, fund.Id, date, facts.Amount, cancellation) : null;
    }
}
