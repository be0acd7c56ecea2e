using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.HandOvers;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Statements.Matching;

namespace DayForThePoor.Web.Ledger.Checking;

/// <summary>Under which ids an event's texts and its request were saved.</summary>
public static class EventOwners
{
    /// <summary>Owner of the sealed texts.</summary>
    public static Guid OfTexts(object data) => data switch
    {
        DonationRecorded gift => gift.DonationId,
        DonationReversed end => end.ReversalId,
        GoodsValued valued => RequestIds.OfValuing(valued.DonationId),
        OtherReceiptRecorded receipt => receipt.ReceiptId,
        LedgerEntryReversed reversed => RequestIds.OfReversal(reversed.OriginalId),
        StatementLinesMatched match => match.MatchId,
        StatementLinesReleased released => MatchIds.OfRelease(released.MatchId, released.Part),
        PaymentPrepared order => order.PaymentId,
        PaymentCancelled cancelled => PaymentIds.OfCancelling(cancelled.PaymentId),
        PaymentLinesCollected collected => PaymentIds.OfCollecting(collected.PaymentId, collected.Step),
        PaymentReturned returned => returned.ReturnId,
        PaymentVoided voided => RequestIds.OfReversal(voided.PaymentId),
        IGrantEvent grant => grant.StepId,
        IProposalEvent list => list.StepId,
        ICaseEvent file => file.StepId,
        IPledgeEvent pledge => pledge.StepId,
        FundHandedOver minutes => minutes.HandOverId,
        _ => throw new InvalidOperationException($"{data.GetType().Name} carries texts, but their owner is not known here."),
    };

    /// <summary>The row of <c>ledger.request</c> that made the event happen once; null for gifts, whose own id it is, and for
    /// what is not asked for with a key.</summary>
    public static Guid? RequestOf(object data) => data switch
    {
        DonationReversed { ReplacedById: null } end => RequestIds.OfReversal(end.DonationId),
        GoodsValued valued => RequestIds.OfValuing(valued.DonationId),
        OtherReceiptRecorded receipt => receipt.ReceiptId,
        CashMoved move => move.MoveId,
        OpeningBalancesSet opening => opening.OpeningId,
        LedgerEntryReversed reversed => RequestIds.OfReversal(reversed.OriginalId),
        StatementLinesMatched { RunId: null } match => match.MatchId,
        StatementLinesReleased released => MatchIds.OfRelease(released.MatchId, released.Part),
        PaymentPrepared order => order.PaymentId,
        PaymentMade made => PaymentIds.OfMaking(made.PaymentId),
        PaymentReturned returned => returned.ReturnId,
        PaymentVoided voided => RequestIds.OfReversal(voided.PaymentId),
        GrantRequested grant => grant.GrantId,
        ProposalFrozen list => list.ProposalId,
        CaseOpened file => file.BeneficiaryId,
        PledgeOffered pledge => pledge.PledgeId,
        UnitTransferSent sent => TransferIds.OfSending(sent.TransferId),
        UnitTransferConfirmed confirmed => TransferIds.OfConfirming(confirmed.TransferId),
        UnitTransferEnded ended => TransferIds.OfEnding(ended.TransferId),
        UnitTransferSettled settled => TransferIds.OfSettling(settled.TransferId),
        FundHandedOver minutes => minutes.HandOverId,
        CashCountSettled count => count.HandOverId,
        _ => null,
    };
}
