using DayForThePoor.Web.Hosting;

namespace DayForThePoor.Tests.Architecture;

/// <summary>No text about a person may ever enter an event: it could not be erased again.</summary>
public sealed class EventStringsTests
{
    /// <summary>Members of type string, each with what it holds. A new one is added here only if it is a code, an id or a commitment.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["CashMoved.Direction"] = "code",
        ["DonationRecorded.BankReference"] = "the bank's id of a transfer",
        ["DonationRecorded.Channel"] = "code",
        ["DonationRecorded.DonorKind"] = "code",
        ["DonationReversed.ReasonCode"] = "code",
        ["IssuedReceipt.Code"] = "random id",
        ["OtherReceiptRecorded.Channel"] = "code",
        ["OtherReceiptRecorded.Kind"] = "role",
        ["CollectedLine.How"] = "code",
        ["PaymentCancelled.Texts"] = "field → commitment",
        ["PaymentLinesCollected.Texts"] = "field → commitment",
        ["PaymentMade.SliceHash"] = "commitment",
        ["PaymentPrepared.Channel"] = "code",
        ["PaymentPrepared.Kind"] = "code",
        ["PaymentPrepared.LineHash"] = "commitment",
        ["PaymentPrepared.Papers"] = "hashes of files",
        ["PaymentPrepared.PayeeKind"] = "code",
        ["PaymentPrepared.Texts"] = "field → commitment",
        ["PaymentReturned.SliceHash"] = "commitment",
        ["PaymentReturned.Texts"] = "field → commitment",
        ["PaymentVoided.Texts"] = "field → commitment",
        ["Posting.Purpose"] = "code",
        ["Posting.Role"] = "role",
        ["Posting.Source"] = "code",
        ["StatementDayPosted.ListHash"] = "commitment",
        ["StatementLinesMatched.Kind"] = "code",
        ["StatementLinesMatched.LinkHash"] = "commitment",
        ["StatementLinesMatched.Reason"] = "code",
        ["StatementLinesMatched.Role"] = "role",
        ["StatementLinesReleased.LinkHash"] = "commitment",
        ["StatementLinesReleased.ReasonCode"] = "code",
        ["UnitTransferConfirmed.End"] = "code",
        ["UnitTransferConfirmed.PaperHash"] = "commitment",
        ["UnitTransferEnded.End"] = "code",
        ["UnitTransferEnded.PaperHash"] = "commitment",
        ["UnitTransferEnded.Reason"] = "code",
        ["UnitTransferSent.Channel"] = "code",
        ["UnitTransferSent.End"] = "code",
        ["UnitTransferSent.FactsHash"] = "commitment",
        ["UnitTransferSent.Kind"] = "code",
        ["UnitTransferSettled.PaperHash"] = "commitment",
        ["VoucherNumber.Kind"] = "code",
        ["FundHandedOver.Texts"] = "field → commitment",
        ["DonationRecorded.Texts"] = "field → commitment",
        ["DonationReversed.Texts"] = "field → commitment",
        ["GoodsValued.Texts"] = "field → commitment",
        ["LedgerEntryReversed.Texts"] = "field → commitment",
        ["OtherReceiptRecorded.Texts"] = "field → commitment",
        ["StatementLinesMatched.Texts"] = "field → commitment",
        ["StatementLinesReleased.Texts"] = "field → commitment",
        ["GrantApproved.OverlapHash"] = "commitment",
        ["GrantChecked.OverlapHash"] = "commitment",
        ["GrantOverlapOverridden.OverlapHash"] = "commitment",
        ["GrantRequested.Kind"] = "code",
        ["GrantRequested.Purpose"] = "code",
        ["GrantUnlisted.State"] = "code",
        ["HeldFile.Kind"] = "code",
        ["HeldFile.Sha256"] = "commitment",
        ["ProposalFrozen.ListHash"] = "commitment",
        ["GrantApproved.Texts"] = "field → commitment",
        ["GrantChecked.Texts"] = "field → commitment",
        ["GrantClosed.Texts"] = "field → commitment",
        ["GrantHandedOver.Texts"] = "field → commitment",
        ["GrantMet.Texts"] = "field → commitment",
        ["GrantObjected.Texts"] = "field → commitment",
        ["GrantObjectionAnswered.Texts"] = "field → commitment",
        ["GrantOverlapOverridden.Texts"] = "field → commitment",
        ["GrantPosted.Texts"] = "field → commitment",
        ["GrantPostingEnded.Texts"] = "field → commitment",
        ["GrantProposed.Texts"] = "field → commitment",
        ["GrantRejected.Texts"] = "field → commitment",
        ["GrantReportedToBoard.Texts"] = "field → commitment",
        ["GrantRequested.Texts"] = "field → commitment",
        ["GrantResubmitted.Texts"] = "field → commitment",
        ["GrantSentBack.Texts"] = "field → commitment",
        ["GrantSigned.Texts"] = "field → commitment",
        ["GrantUnlisted.Texts"] = "field → commitment",
        ["GrantWithdrawn.Texts"] = "field → commitment",
        ["ProposalApproved.Texts"] = "field → commitment",
        ["ProposalFrozen.Texts"] = "field → commitment",
        ["ProposalRejected.Texts"] = "field → commitment",
        ["ProposalSentBack.Texts"] = "field → commitment",
        ["ProposalSigned.Texts"] = "field → commitment",
        ["ProposalWithdrawn.Texts"] = "field → commitment",
        ["CaseOpened.Texts"] = "field → commitment",
        ["CaseLifeChanged.Texts"] = "field → commitment",
        ["CaseLifeChangeTakenBack.Texts"] = "field → commitment",
        ["CaseClosed.Texts"] = "field → commitment",
        ["CaseReopened.Texts"] = "field → commitment",
        ["CaseMerged.Texts"] = "field → commitment",
        ["CaseUnmerged.Texts"] = "field → commitment",
        ["PledgeOffered.Texts"] = "field → commitment",
        ["PledgeHeld.Texts"] = "field → commitment",
        ["PledgeHoldExtended.Texts"] = "field → commitment",
        ["PledgeHoldExpired.Texts"] = "field → commitment",
        ["PledgeActivated.Texts"] = "field → commitment",
        ["PledgePaused.Texts"] = "field → commitment",
        ["PledgeResumed.Texts"] = "field → commitment",
        ["PledgeScheduleExtended.Texts"] = "field → commitment",
        ["PledgeReceived.Texts"] = "field → commitment",
        ["PledgeReceiptDecided.Texts"] = "field → commitment",
        ["PledgeReceiptTakenBack.Texts"] = "field → commitment",
        ["PledgeDelivered.Texts"] = "field → commitment",
        ["PledgeDeliveryTakenBack.Texts"] = "field → commitment",
        ["PledgeFlagged.Texts"] = "field → commitment",
        ["PledgeCleared.Texts"] = "field → commitment",
        ["PledgeReassigned.Texts"] = "field → commitment",
        ["PledgeEnded.Texts"] = "field → commitment",
        ["PledgeNoted.Texts"] = "field → commitment",
        ["CaseClosed.ReasonCode"] = "code",
        ["CaseLifeChanged.Kind"] = "code",
        ["PaymentPart.Kind"] = "code",
        ["PaymentPart.Occasion"] = "code",
        ["PledgeDelivered.PaperHash"] = "commitment",
        ["PledgeEnded.ReasonCode"] = "code",
        ["PledgeFlagged.Reason"] = "code",
        ["PledgeTerms.Channel"] = "code",
        ["PledgeTerms.EndRule"] = "code",
        ["PledgeTerms.Frequency"] = "code",
    };

    [Fact]
    public void strings_in_events_are_codes_ids_or_commitments() =>
        EventContracts.Aliases.Keys.SelectMany(type => Strings(type, [])).Distinct().Order().ShouldBe(Allowed.Keys.Order());

    private static IEnumerable<string> Strings(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type)) yield break;
        foreach (var member in type.GetProperties().Where(p => p.GetIndexParameters().Length == 0))
        {
            var held = Held(member.PropertyType).ToList();
            if (held.Contains(typeof(string))) yield return $"{type.Name}.{member.Name}";
            foreach (var inner in held.Where(t => t.Namespace?.StartsWith("DayForThePoor", StringComparison.Ordinal) == true && !t.IsEnum))
                foreach (var found in Strings(inner, seen)) yield return found;
        }
    }

    private static IEnumerable<Type> Held(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Held) : [type];
}
