using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Donations;

/// <summary>Void a gift's voucher (hủy chứng từ): its entries are taken back, its numbers stay.</summary>
/// <param name="Reason">In words, required; sealed.</param>
/// <param name="ReasonCode">One of <see cref="VoidReasons.Voiding"/>; decides what the public page says.</param>
/// <param name="CopyReturned">Whether liên 2 came back; null when nobody asked.</param>
public sealed record ReverseDonation(Actor By, Guid UnitId, Guid DonationId, string? Reason, string ReasonCode = VoidReasons.Other, bool? CopyReturned = null) : IUnitMessage
{
    public Permission Needs => Permission.RecordGifts;
}

/// <param name="VoucherNumber">The voucher of the reversal, PKT.</param>
public sealed record DonationVoided(Guid DonationId, Guid ReversalId, string VoucherNumber, bool AlreadyKnown);

public static class ReverseDonationHandler
{
    public const int MaxReason = 500;

    public static async Task<Outcome<DonationVoided>> Handle(
        ReverseDonation command, Sessions sessions, IRegistry registry, LedgerWriter writer, IEnumerable<IGiftGuard> guards, IPledgedGifts pledges, TimeProvider clock,
        CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(command.Reason)) return Refusal.Invalid("donation.reason_missing", "reason");
        var reason = CleanText.CheckRequired(command.Reason, "reason", MaxReason);
        if (!reason.TryGet(out var words)) return new(reason.Refusals);
        if (!VoidReasons.Voiding.Contains(command.ReasonCode)) return Refusal.Invalid("donation.reason_unknown", "reasonCode");
        if (await GiftStream.Load(sessions, command.UnitId, command.DonationId, cancellation) is not { } gift)
            return Refusal.NotFound("donation.unknown");

        var known = await registry.Current(cancellation);
        var fund = known.Funds[gift.Recorded.FundId];
        if (gift.Reversed is { } before) return Voided(before, fund, alreadyKnown: true);

        var reversal = new GiftReversal(gift, command.By, VietnamTime.TodayIn(clock), command.ReasonCode, words, command.CopyReturned)
        {
            // Cleared by the bank's statement: what the lines brought is unlabelled income again.
            Releases = gift.InTransit ? await LineClaims.TiedTo(sessions, command.UnitId, command.DonationId, cancellation) : [],
        };
        var proved = gift.ClaimsLine ? gift.Recorded.AmountVnd : reversal.Releases.Sum(r => r.Amount);
        DonationReversed? written = null;
        IReadOnlyList<FreedLinks> freed = [];
        var pledge = PledgedSteps.None;
        var answer = await writer.Post(
            new LedgerCommand(
                RequestIds.OfReversal(command.DonationId), [], command.UnitId, [reversal.Date], reversal.Numbers,
                numbers =>
                {
                    written = reversal.Event(numbers, replacedBy: null, out var texts);
                    return new Draft(
                        [StreamAppend.Next(command.DonationId, gift.Version, written), .. freed.Select(f => f.Told(ReleaseReasons.Ended, command.By.PersonId)), .. pledge.Streams],
                        [.. texts, .. pledge.Texts]);
                })
            {
                Accounts = gift.Recorded.AccountId is { } account ? [account] : [],
                GuardedFunds = [fund.Id],
                Guard = async (connection, stop) =>
                {
                    foreach (var guard in guards)
                        if (await guard.WhyNotEnd(connection, command.DonationId, stop) is { } built) return built;
                    if (gift.Cash > 0 && await CashBox.WhyNotTake(connection, fund.Id, reversal.Date, gift.Cash, stop) is { } refusal) return refusal;
                    (var released, freed) = await LineClaims.Release(connection, gift.Recorded.AccountId, command.DonationId, command.By.PersonId, clock.GetUtcNow(), stop);
                    if (released != proved) return Refusal.Conflict("donation.changed_meanwhile");
                    if (gift.Recorded.PledgeId is not { } promised) return null;
                    var taken = await pledges.TakeBack(connection, command.UnitId, new(promised, command.DonationId), command.By.PersonId, stop);
                    if (!taken.TryGet(out var steps)) return taken.Refusals[0];
                    pledge = steps;
                    return null;
                },
            },
            cancellation);

        if (answer.Result == PostResult.Written) return Voided(written!, fund, alreadyKnown: false);
        if (answer.Result == PostResult.Refused) return answer.Refusal!;
        var first = (await GiftStream.Load(sessions, command.UnitId, command.DonationId, cancellation))!.Reversed!;
        return Voided(first, fund, alreadyKnown: true);
    }

    private static DonationVoided Voided(DonationReversed reversed, Fund fund, bool alreadyKnown) =>
        new(reversed.DonationId, reversed.ReversalId, reversed.Entries[0].Voucher.Text(fund.Kind), alreadyKnown);
}
