using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using Shouldly;

namespace DayForThePoor.Tests.Statements;

public sealed class posting_a_bank_day
{
    private static readonly DateOnly Day = new(2024, 9, 5), Today = new(2026, 11, 20);
    private static readonly StatementAccount Account = new(Ids.Of("t", "account"), Ids.Of("t", "unit"), Ids.Of("t", "fund"), Ids.Of("t", "campaign"));
    private static readonly Guid Import = Ids.Of("t", "import"), By = Ids.Of("t", "person");

    [Fact]
    public void dates_the_voucher_on_the_banks_day_when_the_unit_stood_and_the_month_is_open() =>
        StatementDay.DocumentDate(Day, Today, unitExisted: true, _ => false).ShouldBe(Day);

    [Fact]
    public void dates_the_voucher_today_when_the_unit_did_not_exist_yet() =>
        StatementDay.DocumentDate(Day, Today, unitExisted: false, _ => false).ShouldBe(Today);

    [Fact]
    public void dates_the_voucher_today_when_the_month_is_closed() =>
        StatementDay.DocumentDate(Day, Today, unitExisted: true, d => d == Day).ShouldBe(Today);

    [Fact]
    public void dates_no_voucher_ahead_of_today() =>
        StatementDay.DocumentDate(Today.AddDays(1), Today, unitExisted: true, _ => false).ShouldBe(Today);

    [Fact]
    public void finds_no_date_when_this_month_is_closed_too() =>
        StatementDay.DocumentDate(Day, Today, unitExisted: true, _ => true).ShouldBeNull();

    [Fact]
    public void enters_money_in_as_income_that_nobody_has_labelled()
    {
        var entry = Posted(Side.Credit, 1_000_000, []).Entries.ShouldHaveSingleItem();
        entry.Postings.ShouldBe(
        [
            Posting.Debit(Roles.Bank, 1_000_000) with { AccountId = Account.Id },
            Posting.Credit(Roles.IncomeUnlabelled, 1_000_000) with { AccountId = Account.Id, CampaignId = Account.CampaignId, Source = "unlabelled" },
        ]);
        entry.ValueDate.ShouldBe(Day);
        entry.DocumentDate.ShouldBe(Today);
        entry.Voucher.Kind.ShouldBe(VoucherKinds.BankCredit);
    }

    [Fact]
    public void clears_from_transit_what_was_announced_by_hand()
    {
        var gift = new AnnouncedGift(Ids.Of("t", "gift"), "FT1", 300_000);
        var posted = Posted(Side.Credit, 1_000_000, [gift]);
        posted.Cleared.ShouldBe([gift.Id]);
        var entry = posted.Entries.ShouldHaveSingleItem();
        entry.Imbalance.ShouldBe(0);
        entry.Postings.Single(p => p.Role == Roles.InTransit).Amount.ShouldBe(300_000);
        entry.Postings.Single(p => p.Role == Roles.IncomeUnlabelled).Amount.ShouldBe(700_000);
    }

    [Fact]
    public void leaves_out_a_leg_of_nothing_when_every_line_was_announced() =>
        Posted(Side.Credit, 300_000, [new(Ids.Of("t", "gift"), "FT1", 300_000)]).Entries[0].Postings.Count.ShouldBe(2);

    [Fact]
    public void holds_money_out_in_suspense_until_its_payment_is_told()
    {
        var entry = Posted(Side.Debit, 55_000, []).Entries.ShouldHaveSingleItem();
        entry.Voucher.Kind.ShouldBe(VoucherKinds.BankDebit);
        entry.Postings.ShouldBe(
        [
            Posting.Debit(Roles.SuspenseDebits, 55_000) with { AccountId = Account.Id },
            Posting.Credit(Roles.Bank, 55_000) with { AccountId = Account.Id },
        ]);
    }

    [Fact]
    public void gives_every_part_of_a_day_an_entry_of_its_own()
    {
        var stream = StatementDay.StreamOf(Account.Id, Day);
        StatementDay.EntryOf(stream, 1).ShouldNotBe(StatementDay.EntryOf(stream, 2));
        StatementDay.StreamOf(Account.Id, Day.AddDays(1)).ShouldNotBe(stream);
    }

    private static StatementDayPosted Posted(Side side, long total, IReadOnlyList<AnnouncedGift> cleared)
    {
        var part = new StatementPart(StatementDay.StreamOf(Account.Id, Day), 1, Day, side, 3, total, "hash");
        return StatementDay.Post(Account, part, new VoucherNumber(part.VoucherKind, 2026, 7), Today, cleared, Import, By);
    }
}
