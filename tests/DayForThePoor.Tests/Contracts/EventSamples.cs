using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.HandOvers;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Statements;
using DayForThePoor.Core.Statements.Matching;

namespace DayForThePoor.Tests.Contracts;

/// <summary>One event of each type with every member set, as the frozen files hold it.</summary>
public static class EventSamples
{
    private static readonly DateOnly Day = new(2026, 11, 18);

    private static readonly SortedDictionary<string, string> Texts = new() { ["donor_name"] = "3q2+796tvu/erb7v3q2+796tvu/erb7v3q2+796tvu8=" };

    public static IReadOnlyDictionary<string, object> ByAlias { get; } = new Dictionary<string, object>
    {
        ["donation_recorded"] = new DonationRecorded(
            Id(1), Id(2), Id(3), Channels.Goods, 500_000, DonorKinds.Organisation, false, true, Day, 2,
            new IssuedReceipt(new VoucherNumber(VoucherKinds.GoodsReceipt, 2026, 7), "0A7K2M9PQR4T"), Id(4), Texts, [Entry(VoucherKinds.GoodsIn)], Id(5),
            true, Id(6), Id(7), "FT26322000001", Day.AddDays(-1), [new GoodsLine(12.5m, 500_000), new GoodsLine(1, null)], Id(8), Id(92)),
        ["donation_reversed"] = new DonationReversed(
            Id(1), Id(9), VoidReasons.WrongAmount, Texts, [Entry(VoucherKinds.General) with { Reverses = Id(10) }], Id(5), true, Id(11)),
        ["cash_receipt_confirmed"] = new CashReceiptConfirmed(Id(1), Id(5)),
        ["goods_valued"] = new GoodsValued(Id(1), [500_000, 120_000], Texts, [Entry(VoucherKinds.General)], Id(5)),
        ["other_receipt_recorded"] = new OtherReceiptRecorded(
            Id(12), Id(2), Id(3), Roles.IncomeAllocated, Channels.Cash, 500_000, Day, Texts, [Entry(VoucherKinds.CashIn)], Id(5)),
        ["cash_moved"] = new CashMoved(Id(13), Id(2), Id(3), "deposit", Id(7), 500_000, Day, [Entry(VoucherKinds.CashOut)], Id(5)),
        ["opening_balances_set"] = new OpeningBalancesSet(Id(14), Id(2), Id(3), Day, [Entry(VoucherKinds.General)], Id(5)),
        ["ledger_entry_reversed"] = new LedgerEntryReversed(Id(12), Texts, [Entry(VoucherKinds.General) with { Reverses = Id(10) }], Id(5)),
        ["statement_day_posted"] = new StatementDayPosted(
            Id(7), Day, 1, Side.Credit, 500_000, 3, new string('a', 64), Id(15), [Id(1)], [Entry(VoucherKinds.BankCredit) with { ValueDate = Day }], Id(5)),
        ["statement_lines_matched"] = new StatementLinesMatched(
            Id(21), Id(2), Id(7), MatchKinds.Income, MatchReasons.Rule, Side.Credit, 3, 500_000, new string('b', 64), Texts, [Entry(VoucherKinds.General)], Id(5),
            Id(22), Id(23), Day, Id(3), Id(6), Roles.IncomeInterest),
        ["statement_lines_released"] = new StatementLinesReleased(
            Id(21), 1, 3, 500_000, new string('c', 64), ReleaseReasons.Mistaken, Texts, [Entry(VoucherKinds.General) with { Reverses = Id(20) }], Id(5)),
        ["payment_prepared"] = new PaymentPrepared(
            Id(31), Id(2), Id(3), PaymentKinds.Support, PaymentChannels.Bank, PayeeKinds.List, 500_000, 2, new string('d', 64), 2, [new string('e', 64)], Texts, Id(5), Id(7), Day),
        ["payment_approved"] = new PaymentApproved(Id(31), Id(32)),
        ["payment_made"] = new PaymentMade(Id(31), Day, [Entry(VoucherKinds.CashOut)], Id(32), new string('f', 64)),
        ["payment_cancelled"] = new PaymentCancelled(Id(31), true, Texts, Id(32)),
        ["payment_paid_out"] = new PaymentPaidOut(Id(31), Id(33)),
        ["payment_lines_collected"] = new PaymentLinesCollected(Id(31), 5, [new CollectedLine(1, CollectedBy.Signature), new CollectedLine(2, CollectedBy.Other)], Texts, Id(33)),
        ["payment_returned"] = new PaymentReturned(Id(34), Id(31), 1, 500_000, [2], Day, Texts, [Entry(VoucherKinds.CashIn)], Id(33), new string('a', 64)),
        ["payment_voided"] = new PaymentVoided(Id(31), Texts, [Entry(VoucherKinds.General) with { Reverses = Id(20) }], Id(5)),
        ["grant_requested"] = new GrantRequested(
            Id(31), Id(31), Id(2), Id(3), Purposes.Hardship, GrantKinds.AtOnce, Id(32), Day, true, Files, Texts, Id(5), Id(33), 5_000_000, Day.AddDays(-2), Id(34), Id(16), Id(6)),
        ["grant_resubmitted"] = new GrantResubmitted(Id(35), Id(31), Files, Texts, Id(5), 4_000_000),
        ["grant_met"] = new GrantMet(Id(35), Id(31), Id(36), Day, true, 4_000_000, Files, Texts, Id(5), 41, 3),
        ["grant_posted"] = new GrantPosted(Id(35), Id(31), Day, Day.AddDays(7), Files, Texts, Id(5)),
        ["grant_objected"] = new GrantObjected(Id(37), Id(31), Day, Files, Texts, Id(5)),
        ["grant_objection_answered"] = new GrantObjectionAnswered(Id(35), Id(31), Id(37), Day, true, Files, Texts, Id(5)),
        ["grant_posting_ended"] = new GrantPostingEnded(Id(35), Id(31), Day, Files, Texts, Id(5)),
        ["grant_checked"] = new GrantChecked(Id(35), Id(31), Day, new string('d', 64), 2, 1, Files, Texts, Id(5)),
        ["grant_overlap_overridden"] = new GrantOverlapOverridden(Id(35), Id(31), new string('d', 64), Files, Texts, Id(5)),
        ["grant_proposed"] = new GrantProposed(Id(35), Id(31), Id(38), 4_000_000, Files, Texts, Id(5), Id(39)),
        ["grant_unlisted"] = new GrantUnlisted(Id(35), Id(31), Id(38), GrantStates.Checked, Files, Texts, Id(5)),
        ["grant_signed"] = new GrantSigned(Id(35), Id(31), 4_000_000, Files, Texts, Id(5)),
        ["grant_approved"] = new GrantApproved(Id(35), Id(31), Day, 4_000_000, new string('d', 64), 2, 1, Files, Texts, Id(5), Id(38), Id(39)),
        ["grant_sent_back"] = new GrantSentBack(Id(35), Id(31), Files, Texts, Id(5)),
        ["grant_rejected"] = new GrantRejected(Id(35), Id(31), Files, Texts, Id(5), Id(38)),
        ["grant_withdrawn"] = new GrantWithdrawn(Id(35), Id(31), Files, Texts, Id(5)),
        ["grant_handed_over"] = new GrantHandedOver(Id(35), Id(31), Day, Files, Texts, Id(5)),
        ["grant_closed"] = new GrantClosed(Id(35), Id(31), Day, Files, Texts, Id(5)),
        ["grant_reported_to_board"] = new GrantReportedToBoard(Id(35), Id(31), Day, Files, Texts, Id(5)),
        ["proposal_frozen"] = new ProposalFrozen(
            Id(38), Id(38), Id(2), Id(3), Day, [new ProposedGrant(Id(31), 4_000_000)], 4_000_000, Texts["donor_name"], 2, [Id(5), Id(40)], Texts, Id(5)),
        ["proposal_signed"] = new ProposalSigned(Id(35), Id(38), 1, Texts, Id(5)),
        ["proposal_approved"] = new ProposalApproved(Id(35), Id(38), Day, Texts, Id(5)),
        ["proposal_sent_back"] = new ProposalSentBack(Id(35), Id(38), Texts, Id(5)),
        ["proposal_rejected"] = new ProposalRejected(Id(35), Id(38), Texts, Id(5)),
        ["proposal_withdrawn"] = new ProposalWithdrawn(Id(35), Id(38), Texts, Id(5)),
        ["unit_transfer_sent"] = new UnitTransferSent(
            Id(31), TransferEnds.From, TransferKinds.Return, Channels.Transfer, 500_000, new string('d', 64), [Entry(VoucherKinds.General)], Id(5), Id(32)),
        ["unit_transfer_confirmed"] = new UnitTransferConfirmed(Id(31), TransferEnds.To, new string('d', 64), [Entry(VoucherKinds.General)], Id(5)),
        ["unit_transfer_ended"] = new UnitTransferEnded(
            Id(31), TransferEnds.To, TransferStates.Refused, new string('d', 64), [Entry(VoucherKinds.General) with { Reverses = Id(20) }], Id(5)),
        ["unit_transfer_settled"] = new UnitTransferSettled(Id(31), 500_000, 400_000, 100_000, new string('d', 64), Id(5)),
        ["fund_handed_over"] = new FundHandedOver(Id(31), Id(2), Id(3), Day, 500_000, Texts, [Entry(VoucherKinds.General)], Id(5)),
        ["fund_taken_over"] = new FundTakenOver(Id(32), Id(31), Id(2), Id(3), [Entry(VoucherKinds.General)], Id(5)),
        ["cash_count_settled"] = new CashCountSettled(Id(33), Id(34), Id(2), Id(3), -50_000, [Entry(VoucherKinds.CashOut)], Id(5)),
        ["case_opened"] = new CaseOpened(Id(51), Id(52), Id(2), Texts, Id(5)),
        ["case_life_changed"] = new CaseLifeChanged(Id(51), Id(52), LifeChanges.Moved, Day, Texts, Id(5)),
        ["case_life_change_taken_back"] = new CaseLifeChangeTakenBack(Id(51), Id(52), Id(53), Texts, Id(5)),
        ["case_closed"] = new CaseClosed(Id(51), Id(52), Day, LifeChanges.Adopted, Texts, Id(5)),
        ["case_reopened"] = new CaseReopened(Id(51), Id(52), Day, Texts, Id(5)),
        ["case_merged"] = new CaseMerged(Id(51), Id(52), Id(54), Texts, Id(5)),
        ["case_unmerged"] = new CaseUnmerged(Id(51), Id(52), Id(54), Texts, Id(5)),
        ["pledge_offered"] = new PledgeOffered(
            Id(55), Id(55), Id(2), Id(56),
            new PledgeTerms(PledgeChannels.Fund, 300_000, Frequencies.Monthly, Day, EndRules.Date, true, Day.AddMonths(11), 3_600_000, 10.5m),
            [new Instalment(1, Day, 300_000, 10.5m)], Texts, Id(5), Id(52), Id(57), Id(3), Id(58)),
        ["pledge_held"] = new PledgeHeld(Id(51), Id(55), Day, Texts, Id(5)),
        ["pledge_hold_extended"] = new PledgeHoldExtended(Id(51), Id(55), Day, 1, Texts, Id(5)),
        ["pledge_hold_expired"] = new PledgeHoldExpired(Id(51), Id(55), Day, Texts, Id(5)),
        ["pledge_activated"] = new PledgeActivated(Id(51), Id(55), Day, Id(1), Texts, Id(5)),
        ["pledge_paused"] = new PledgePaused(Id(51), Id(55), Day, Texts, Id(5)),
        ["pledge_resumed"] = new PledgeResumed(Id(51), Id(55), Day, [3, 4], Texts, Id(5)),
        ["pledge_schedule_extended"] = new PledgeScheduleExtended(Id(51), Id(55), [new Instalment(13, Day, 300_000)], Texts, Id(5), Day.AddYears(1)),
        ["pledge_received"] = new PledgeReceived(
            Id(51), Id(55), Id(1), Day, 400_000, [new PaymentPart(PartKinds.Instalment, 300_000, 1), new PaymentPart(PartKinds.Extra, 100_000, null, Occasions.Tet)], Texts, Id(5)),
        ["pledge_receipt_decided"] = new PledgeReceiptDecided(Id(51), Id(55), Id(1), [new PaymentPart(PartKinds.Instalment, 400_000, 2)], Texts, Id(5)),
        ["pledge_receipt_taken_back"] = new PledgeReceiptTakenBack(Id(51), Id(55), Id(1), Texts, Id(5)),
        ["pledge_delivered"] = new PledgeDelivered(Id(51), Id(55), Id(59), Day, new string('f', 64), [new DeliveredPart(1, 300_000, 10.5m)], Texts, Id(5)),
        ["pledge_delivery_taken_back"] = new PledgeDeliveryTakenBack(Id(51), Id(55), Id(59), Texts, Id(5)),
        ["pledge_flagged"] = new PledgeFlagged(Id(51), Id(55), LifeChanges.Died, Day, Texts, Id(5)),
        ["pledge_cleared"] = new PledgeCleared(Id(51), Id(55), Texts, Id(5)),
        ["pledge_reassigned"] = new PledgeReassigned(Id(51), Id(55), Id(52), Id(57), Day, Texts, Id(5)),
        ["pledge_ended"] = new PledgeEnded(Id(51), Id(55), Day, PledgeEndReasons.HandedOver, Day.AddDays(90), Texts, Id(5), Id(58)),
        ["pledge_noted"] = new PledgeNoted(Id(51), Id(55), Texts, Id(5)),
    };

    private static IReadOnlyList<HeldFile> Files => [new(Id(41), GrantFiles.Minutes, new string('e', 64))];

    private static JournalEntry Entry(string kind) => new(
        Id(20), Id(2), Id(3), new VoucherNumber(kind, 2026, 123), Day,
        [
            Posting.Debit(Roles.Cash, 500_000) with { AccountId = Id(7) },
            new Posting(Roles.IncomeGifts, Side.Credit, 500_000, null, Id(6), "organisation", Id(1), Id(16), Id(17)),
        ]);

    private static Guid Id(int number) => new($"00000000-0000-8000-8000-{number:D12}");
}
