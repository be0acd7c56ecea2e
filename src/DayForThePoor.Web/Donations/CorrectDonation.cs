using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Donations;

/// <summary>
/// Make a receipt out again: the gift stands, its voucher was wrong or lost. Takes the old entries back and records the
/// gift anew in one transaction; the old code then points to the new one. A gift is corrected once; its successor may be
/// corrected again.
/// </summary>
/// <param name="ReasonCode">One of <see cref="VoidReasons.Replacing"/>.</param>
/// <param name="Form">The gift as it should have been written; same fund and channel.</param>
public sealed record CorrectDonation(Actor By, Guid UnitId, Guid DonationId, string ReasonCode, string? Reason, bool? CopyReturned, GiftForm Form) : IUnitMessage
{
    public Permission Needs => Permission.RecordGifts;
}

public static class CorrectDonationHandler
{
    public static Guid SuccessorOf(Guid donation) => Ids.Of("donation-correction", donation);

    public static async Task<Outcome<DonationReceipted>> Handle(
        CorrectDonation command, Sessions sessions, IRegistry registry, LedgerWriter writer, GiftQueries gifts,
        IEnumerable<IGiftGuard> guards, IPledgedGifts pledges, TimeProvider clock, Installation installation, CancellationToken cancellation)
    {
        if (!VoidReasons.Replacing.Contains(command.ReasonCode)) return Refusal.Invalid("donation.reason_unknown", "reasonCode");
        var reason = CleanText.Check(command.Reason, "reason", ReverseDonationHandler.MaxReason);
        if (!reason.TryGet(out var words)) return new(reason.Refusals);
        if (await GiftStream.Load(sessions, command.UnitId, command.DonationId, cancellation) is not { } old) return Refusal.NotFound("donation.unknown");

        var known = await registry.Current(cancellation);
        var fund = known.Funds[old.Recorded.FundId];
        var today = VietnamTime.TodayIn(clock);
        var id = SuccessorOf(command.DonationId);
        var hash = RecordDonationHandler.HashOf(command.Form);
        if (old.Reversed is { } ended)
            return ended.ReplacedById == id ? await gifts.FirstAnswer(id, hash, cancellation) ?? Refused() : Refused();
        if (command.Form.Fund != fund.Code || command.Form.Channel != old.Recorded.Channel)
            return Refusal.Invalid("donation.correction_other_fund", "fund");

        // What was given for a pledge stays so; at most it was another pledge.
        var typed = command.Form with { Pledge = command.Form.Pledge ?? old.Recorded.PledgeId };
        if (typed.Pledge is not null && old.Recorded.PledgeId is null) return Refusal.Invalid("donation.correction_pledge", "pledge");
        var completed = typed.Pledge is null ? typed : await pledges.Complete(command.UnitId, typed, cancellation);
        if (!completed.TryGet(out var form)) return new(completed.Refusals);
        var around = RecordDonationHandler.Surroundings(form, fund, known, today);
        var outcome = GiftRules.Check(form, around);
        if (!outcome.TryGet(out var gift)) return new(outcome.Refusals);
        var tied = await LineClaims.TiedTo(sessions, command.UnitId, command.DonationId, cancellation);
        if (tied.Count > 0 && (gift.AmountVnd != old.Recorded.AmountVnd || around.Account?.Id != old.Recorded.AccountId))
            return Refusal.Conflict("donation.correction_of_bank_line", "amountVnd");

        var reversal = new GiftReversal(old, command.By, today, command.ReasonCode, words.Length > 0 ? words : command.ReasonCode, command.CopyReturned);
        var written = new WrittenGift(command.By, fund, gift, id, around, known.LetterheadOf(fund.Id, gift.DocumentDate), installation.DatabaseCode)
        {
            Line = old.ClaimsLine && tied is [var line, ..] ? new TakenLine(line.Campaign, []) : null,
        };
        var back = reversal.Numbers.Count;
        var answer = await writer.Post(
            new LedgerCommand(
                id, hash, command.UnitId, [today, gift.DocumentDate], [.. reversal.Numbers, .. written.Numbers],
                numbers =>
                {
                    var reversed = reversal.Event([.. numbers.Take(back)], id, out var texts);
                    var draft = written.Draft([.. numbers.Skip(back)], command.DonationId);
                    return new Draft([StreamAppend.Next(command.DonationId, old.Version, reversed), .. draft.Streams], [.. texts, .. draft.Texts]);
                })
            {
                Accounts = old.Recorded.AccountId is { } account ? [account] : [],
                GuardedFunds = [fund.Id],
                Guard = async (connection, stop) =>
                {
                    foreach (var guard in guards)
                        if (await guard.WhyNotEnd(connection, command.DonationId, stop) is { } built) return built;
                    if (old.Cash > gift.AmountVnd
                        && await CashBox.WhyNotTake(connection, fund.Id, today, old.Cash - gift.AmountVnd, stop) is { } refusal) return refusal;
                    var passed = await LineClaims.PassOn(connection, old.Recorded.AccountId, command.DonationId, id, stop);
                    if (passed != tied.Count > 0) return Refusal.Conflict("donation.changed_meanwhile");
                    if (old.Recorded.PledgeId is not { } promised) return null;
                    var moved = await pledges.TakeBack(connection, command.UnitId, new(promised, command.DonationId, written.Pledged), command.By.PersonId, stop);
                    if (!moved.TryGet(out var steps)) return moved.Refusals[0];
                    written.Pledge = steps;
                    return null;
                },
            },
            cancellation);
        return answer.Result switch
        {
            PostResult.Written => new DonationReceipted(id, written.VoucherText, written.ReceiptCode, false, []),
            PostResult.Refused => answer.Refusal!,
            _ => await gifts.FirstAnswer(id, hash, cancellation) ?? Refused(),
        };
    }

    private static Refusal Refused() => Refusal.Conflict("donation.ended");
}
