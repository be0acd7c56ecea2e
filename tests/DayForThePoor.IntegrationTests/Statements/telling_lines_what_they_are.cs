using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements.Bench;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;

namespace DayForThePoor.IntegrationTests.Statements;

public class telling_lines_what_they_are(AppFixture app) : BenchTest(app)
{
    [Fact]
    public async Task a_line_is_the_gift_that_announced_it()
    {
        var account = await NewAccount();
        var gift = await Announce(account, 300_000);
        await Import(account, Csv(In(Day, "FT1", 300_000)));
        var line = await Line(account, "FT1");
        (await Tell(account, line, 300_000, TellLines.Item, gift)).IsRefused.ShouldBeFalse();

        (await Balance(account, Roles.InTransit)).ShouldBe(0);
        (await Balance(account, Roles.IncomeUnlabelled)).ShouldBe(0);
        (await Open(line)).ShouldBe(0);
    }

    [Fact]
    public async Task one_line_over_several_gifts_and_a_purpose_leaves_the_rest_open()
    {
        var account = await NewAccount();
        var (first, second) = (await Announce(account, 300_000), await Announce(account, 200_000, "Phan Văn Tám"));
        await Import(account, Csv(In(Day, "FT1", 1_000_000)));
        var line = await Line(account, "FT1");
        var made = await Tell(account,
        [
            new ToldPart(TellLines.Item, [new MatchTake(line, 300_000, first)]), new ToldPart(TellLines.Item, [new MatchTake(line, 200_000, second)]),
            new ToldPart($"role:{Roles.IncomeInterest}", [new MatchTake(line, 50_000)]),
        ]);

        made.IsRefused.ShouldBeFalse();
        (await Open(line)).ShouldBe(450_000);
        (await Balance(account, Roles.InTransit)).ShouldBe(0);
        (await Balance(account, Roles.IncomeInterest)).ShouldBe(-50_000);
        (await Balance(account, Roles.IncomeUnlabelled)).ShouldBe(-450_000);
    }

    [Fact]
    public async Task several_lines_are_one_gift()
    {
        var account = await NewAccount();
        var gift = await Announce(account, 500_000);
        await Import(account, Csv(In(Day, "FT1", 300_000), In(Day, "FT2", 200_000)));
        var (one, two) = (await Line(account, "FT1"), await Line(account, "FT2"));
        (await Tell(account, [new ToldPart(TellLines.Item, [new MatchTake(one, 300_000, gift), new MatchTake(two, 200_000, gift)])])).IsRefused.ShouldBeFalse();

        (await Balance(account, Roles.InTransit)).ShouldBe(0);
    }

    [Fact]
    public async Task money_in_goes_to_a_campaign_to_another_fund_or_is_interest()
    {
        var account = await NewAccount();
        var campaign = await Campaign(account);
        await Import(account, Csv(In(Day, "FT1", 100_000), In(Day, "FT2", 20_000)));
        await Tell(account, await Line(account, "FT1"), 100_000, $"campaign:{campaign.Code}");
        await Tell(account, await Line(account, "FT2"), 20_000, $"role:{Roles.IncomeInterest}");

        (await Scalar<long>("select sum(amount)::bigint from ledger.posting where campaign_id = $1 and role = 'income_gifts'", campaign.Id)).ShouldBe(100_000);
        (await Balance(account, Roles.IncomeInterest)).ShouldBe(-20_000);
    }

    [Fact]
    public async Task relief_money_on_the_permanent_account_is_owed_to_the_relief_fund()
    {
        var (relief, campaign) = await Relief(Day.AddDays(-10), Day.AddDays(30));
        var account = await SecondAccount(relief);
        await Import(account, Csv(In(Day, "FT1", 100_000)));
        (await Tell(account, await Line(account, "FT1"), 100_000, $"campaign:{campaign.Code}")).IsRefused.ShouldBeFalse();

        (await InUnit(account, Roles.DueToFund)).ShouldBe(-100_000);
        (await InUnit(account, Roles.DueFromFund)).ShouldBe(100_000);
        (await Balance(account, Roles.IncomeUnlabelled)).ShouldBe(0);
    }

    [Fact]
    public async Task a_line_outside_a_relief_campaigns_window_is_not_the_campaigns()
    {
        var (relief, campaign) = await Relief(Day.AddDays(-40), Day.AddDays(-1));
        var account = await SecondAccount(relief);
        await Import(account, Csv(In(Day, "FT1", 100_000)));
        var line = await Line(account, "FT1");

        (await Tell(account, line, 100_000, $"campaign:{campaign.Code}")).Refusals.Single().Code.ShouldBe("bench.campaign_closed");
        (await Open(line)).ShouldBe(100_000);
    }

    [Fact]
    public async Task a_charge_waits_to_be_made_good()
    {
        var account = await NewAccount();
        await Import(account, Csv(Out(Day, "P1", 11_000, "PHI SMS")));
        await Tell(account, await Line(account, "P1"), 11_000, "charge");

        (await Balance(account, Roles.BankCharges)).ShouldBe(11_000);
        (await Balance(account, Roles.SuspenseDebits)).ShouldBe(0);
    }

    [Fact]
    public async Task money_that_went_out_and_came_back_cancels_itself()
    {
        var account = await NewAccount();
        await Import(account, Csv(Out(Day, "CK", 500_000), In(Day.AddDays(1), "HT", 500_000)));
        var (gone, back) = (await Line(account, "CK"), await Line(account, "HT"));
        await Tell(account, [new ToldPart(TellLines.Pair, [new MatchTake(back, 500_000), new MatchTake(gone, 500_000)])]);

        (await Balance(account, Roles.SuspenseDebits)).ShouldBe(0);
        (await Balance(account, Roles.IncomeUnlabelled)).ShouldBe(0);
    }

    [Fact]
    public async Task money_moved_between_accounts_of_two_funds_is_owed_from_one_to_the_other()
    {
        var account = await NewAccount();
        var relief = await SecondAccount(account, FundKinds.Relief);
        await Import(account, Csv(Out(Day, "CK", 500_000)));
        await Import(relief, Csv(In(Day, "NH", 500_000)));
        var made = await Tell(account, [new ToldPart(TellLines.Pair, [new MatchTake(await Line(relief, "NH"), 500_000), new MatchTake(await Line(account, "CK"), 500_000)])]);

        made.Value.Matches.Single().Vouchers.Count.ShouldBe(2);
        (await InUnit(account, Roles.DueFromFund)).ShouldBe(500_000);
        (await InUnit(account, Roles.DueToFund)).ShouldBe(-500_000);
    }

    [Fact]
    public async Task a_general_gift_moves_nothing_and_is_told()
    {
        var account = await NewAccount();
        await Import(account, Csv(In(Day, "FT1", 100_000)));
        var line = await Line(account, "FT1");
        (await Tell(account, line, 100_000, "general")).Value.Matches.Single().Vouchers.ShouldBeEmpty();

        (await Open(line)).ShouldBe(0);
        (await Balance(account, Roles.IncomeUnlabelled)).ShouldBe(-100_000);
    }

    [Fact]
    public async Task what_is_returned_waits_for_the_banks_debit_line()
    {
        var account = await NewAccount();
        await Import(account, Csv(In(Day, "FT1", 400_000, "chuyen nham")));
        var line = await Line(account, "FT1");
        (await Tell(account, line, 400_000, TellLines.Return)).Refusals.Single().Code.ShouldBe("text.empty");
        var decided = (await Tell(account, line, 400_000, TellLines.Return, note: "Chuyển nhầm tài khoản")).Value.Matches.Single().MatchId;
        (await Balance(account, Roles.InTransit)).ShouldBe(-400_000);

        await Import(account, Csv(Out(Day.AddDays(2), "TRA", 400_000, "tra lai")));
        var debit = await Line(account, "TRA");
        if (await Open(debit) > 0) (await Tell(account, debit, 400_000, TellLines.Item, decided)).IsRefused.ShouldBeFalse();
        (await Balance(account, Roles.InTransit)).ShouldBe(0);
        (await Balance(account, Roles.SuspenseDebits)).ShouldBe(0);
        (await Undo(account, decided)).Refusals.Single().Code.ShouldBe("matching.return_made");
    }

    [Fact]
    public async Task undone_it_is_as_before()
    {
        var account = await NewAccount();
        await Import(account, Csv(Out(Day, "P1", 11_000)));
        var line = await Line(account, "P1");
        var made = (await Tell(account, line, 11_000, "charge")).Value.Matches.Single();
        (await Undo(account, made.MatchId)).IsRefused.ShouldBeFalse();

        (await Open(line)).ShouldBe(11_000);
        (await Balance(account, Roles.BankCharges)).ShouldBe(0);
        (await Balance(account, Roles.SuspenseDebits)).ShouldBe(11_000);
    }

    [Fact]
    public async Task the_same_step_twice_is_one()
    {
        var account = await NewAccount();
        await Import(account, Csv(Out(Day, "P1", 11_000)));
        IReadOnlyList<ToldPart> parts = [new ToldPart("charge", [new MatchTake(await Line(account, "P1"), 11_000)])];
        var (first, second) = (await Tell(account, parts, key: "mot-lan"), await Tell(account, parts, key: "mot-lan"));

        second.Value.AlreadyKnown.ShouldBeTrue();
        second.Value.Matches.Single().MatchId.ShouldBe(first.Value.Matches.Single().MatchId);
        (await Balance(account, Roles.BankCharges)).ShouldBe(11_000);
    }

    [Fact]
    public async Task a_line_that_somebody_took_meanwhile_is_refused_and_nothing_is_lost()
    {
        var account = await NewAccount();
        await Import(account, Csv(In(Day, "FT1", 100_000)));
        var line = await Line(account, "FT1");
        await Tell(account, line, 60_000, $"role:{Roles.IncomeInterest}");

        (await Tell(account, line, 100_000, "general")).Refusals.Single().Code.ShouldBe("matching.line_taken");
        (await Open(line)).ShouldBe(40_000);
    }

    [Fact]
    public async Task too_much_a_foreign_line_and_an_unknown_purpose_are_refused()
    {
        var (account, other) = (await NewAccount(), await NewAccount());
        await Import(account, Csv(In(Day, "FT1", 100_000)));
        await Import(other, Csv(In(Day, "FT1", 100_000)));
        var line = await Line(account, "FT1");

        (await Tell(account, line, 100_001, "general")).Refusals.Single().Code.ShouldBe("matching.amount");
        (await Tell(account, await Line(other, "FT1"), 100_000, "general")).Refusals.Single().Code.ShouldBe("matching.line_unknown");
        (await Tell(account, line, 100_000, "charge")).Refusals.Single().Code.ShouldBe("bench.purpose_unknown");
        (await Tell(account, line, 100_000, "campaign:KHONGCO")).Refusals.Single().Code.ShouldBe("bench.purpose_unknown");
        (await Open(line)).ShouldBe(100_000);
    }

    [Fact]
    public async Task only_who_may_reconcile_tells()
    {
        var account = await NewAccount();
        await Import(account, Csv(In(Day, "FT1", 100_000)));
        var auditor = await App.NewPerson(PersonRoles.Auditor, account.UnitId);
        var line = await Line(account, "FT1");

        await Should.ThrowAsync<AccessDenied>(() => Send<Outcome<MatchesMade>>(
            new TellLines(auditor.Actor, account.UnitId, "k", [new ToldPart("general", [new MatchTake(line, 100_000)])])));
        (await Open(line)).ShouldBe(100_000);
    }

    [Fact]
    public async Task in_a_closed_month_the_voucher_is_dated_today_and_when_today_is_closed_nothing_is_told()
    {
        var account = await NewAccount();
        await Import(account, Csv(Out(Day, "P1", 11_000), Out(Day, "P2", 12_000)));
        await Close(account, Day);
        await Tell(account, await Line(account, "P1"), 11_000, "charge");
        (await Scalar<DateOnly>("select max(document_date) from ledger.entry where unit_id = $1 and kind = 'PKT'", account.UnitId)).ShouldBe(Today);

        await Close(account, Today);
        (await Tell(account, await Line(account, "P2"), 12_000, "charge")).Refusals.Single().Code.ShouldBe("ledger.month_closed");
        (await Open(await Line(account, "P2"))).ShouldBe(12_000);
    }

    private Task Close(BankAccount account, DateOnly day) => Run(
        $"insert into ledger.period (unit_id, month, closed_at) values ('{account.UnitId}', date_trunc('month', date '{day:yyyy-MM-dd}'), now()) on conflict (unit_id, month) do update set closed_at = now()");

    private Task<Outcome<MatchReleased>> Undo(BankAccount account, Guid match) => Send<Outcome<MatchReleased>>(new ReleaseMatch(Actor.System, account.UnitId, match));
}
