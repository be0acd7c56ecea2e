using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.HandOvers;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Statements;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Grants;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Payments;
using Marten;

namespace DayForThePoor.Web.Hosting;

/// <summary>
/// Every event that is ever stored, with the name it is stored under. Names and JSON are frozen: a type may be renamed or
/// moved, its alias may not; new members are optional, anything else is a <c>_v2</c> with an upcaster.
/// </summary>
public static class EventContracts
{
    public static readonly FrozenDictionary<Type, string> Aliases = new Dictionary<Type, string>
    {
        [typeof(DonationRecorded)] = "donation_recorded",
        [typeof(DonationReversed)] = "donation_reversed",
        [typeof(CashReceiptConfirmed)] = "cash_receipt_confirmed",
        [typeof(GoodsValued)] = "goods_valued",
        [typeof(OtherReceiptRecorded)] = "other_receipt_recorded",
        [typeof(CashMoved)] = "cash_moved",
        [typeof(OpeningBalancesSet)] = "opening_balances_set",
        [typeof(LedgerEntryReversed)] = "ledger_entry_reversed",
        [typeof(StatementDayPosted)] = "statement_day_posted",
        [typeof(StatementLinesMatched)] = "statement_lines_matched",
        [typeof(StatementLinesReleased)] = "statement_lines_released",
        [typeof(PaymentPrepared)] = "payment_prepared",
        [typeof(PaymentApproved)] = "payment_approved",
        [typeof(PaymentMade)] = "payment_made",
        [typeof(PaymentCancelled)] = "payment_cancelled",
        [typeof(PaymentPaidOut)] = "payment_paid_out",
        [typeof(PaymentLinesCollected)] = "payment_lines_collected",
        [typeof(PaymentReturned)] = "payment_returned",
        [typeof(PaymentVoided)] = "payment_voided",
        [typeof(GrantRequested)] = "grant_requested",
        [typeof(GrantResubmitted)] = "grant_resubmitted",
        [typeof(GrantMet)] = "grant_met",
        [typeof(GrantPosted)] = "grant_posted",
        [typeof(GrantObjected)] = "grant_objected",
        [typeof(GrantObjectionAnswered)] = "grant_objection_answered",
        [typeof(GrantPostingEnded)] = "grant_posting_ended",
        [typeof(GrantChecked)] = "grant_checked",
        [typeof(GrantOverlapOverridden)] = "grant_overlap_overridden",
        [typeof(GrantProposed)] = "grant_proposed",
        [typeof(GrantUnlisted)] = "grant_unlisted",
        [typeof(GrantSigned)] = "grant_signed",
        [typeof(GrantApproved)] = "grant_approved",
        [typeof(GrantSentBack)] = "grant_sent_back",
        [typeof(GrantRejected)] = "grant_rejected",
        [typeof(GrantWithdrawn)] = "grant_withdrawn",
        [typeof(GrantHandedOver)] = "grant_handed_over",
        [typeof(GrantClosed)] = "grant_closed",
        [typeof(GrantReportedToBoard)] = "grant_reported_to_board",
        [typeof(ProposalFrozen)] = "proposal_frozen",
        [typeof(ProposalSigned)] = "proposal_signed",
        [typeof(ProposalApproved)] = "proposal_approved",
        [typeof(ProposalSentBack)] = "proposal_sent_back",
        [typeof(ProposalRejected)] = "proposal_rejected",
        [typeof(ProposalWithdrawn)] = "proposal_withdrawn",
        [typeof(UnitTransferSent)] = "unit_transfer_sent",
        [typeof(UnitTransferConfirmed)] = "unit_transfer_confirmed",
        [typeof(UnitTransferEnded)] = "unit_transfer_ended",
        [typeof(UnitTransferSettled)] = "unit_transfer_settled",
        [typeof(FundHandedOver)] = "fund_handed_over",
        [typeof(FundTakenOver)] = "fund_taken_over",
        [typeof(CashCountSettled)] = "cash_count_settled",
        [typeof(CaseOpened)] = "case_opened",
        [typeof(CaseLifeChanged)] = "case_life_changed",
        [typeof(CaseLifeChangeTakenBack)] = "case_life_change_taken_back",
        [typeof(CaseClosed)] = "case_closed",
        [typeof(CaseReopened)] = "case_reopened",
        [typeof(CaseMerged)] = "case_merged",
        [typeof(CaseUnmerged)] = "case_unmerged",
        [typeof(PledgeOffered)] = "pledge_offered",
        [typeof(PledgeHeld)] = "pledge_held",
        [typeof(PledgeHoldExtended)] = "pledge_hold_extended",
        [typeof(PledgeHoldExpired)] = "pledge_hold_expired",
        [typeof(PledgeActivated)] = "pledge_activated",
        [typeof(PledgePaused)] = "pledge_paused",
        [typeof(PledgeResumed)] = "pledge_resumed",
        [typeof(PledgeScheduleExtended)] = "pledge_schedule_extended",
        [typeof(PledgeReceived)] = "pledge_received",
        [typeof(PledgeReceiptDecided)] = "pledge_receipt_decided",
        [typeof(PledgeReceiptTakenBack)] = "pledge_receipt_taken_back",
        [typeof(PledgeDelivered)] = "pledge_delivered",
        [typeof(PledgeDeliveryTakenBack)] = "pledge_delivery_taken_back",
        [typeof(PledgeFlagged)] = "pledge_flagged",
        [typeof(PledgeCleared)] = "pledge_cleared",
        [typeof(PledgeReassigned)] = "pledge_reassigned",
        [typeof(PledgeEnded)] = "pledge_ended",
        [typeof(PledgeNoted)] = "pledge_noted",
    }.ToFrozenDictionary();

    /// <summary>The store's own JSON, for readers that pass over millions of events; a test holds the two together.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    public static void Map(StoreOptions options)
    {
        foreach (var (type, alias) in Aliases) options.Events.MapEventType(type, alias);
    }
}
