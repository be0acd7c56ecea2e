using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;

namespace DayForThePoor.IntegrationTests.Matching;

public class matching_by_run(AppFixture app) : MatchingTest(app)
{
    [Fact]
    public async Task ties_exact_references_and_names_and_leaves_ties_to_people()
    {
        var account = await NewAccount();
        await Import(account, Csv(
            In(Day, "FT1", 300_000, "ung ho"), In(Day, "", 200_000, "MBVCB.1.TRAN THI LUU ung ho.CT tu 001"), In(Day, "", 700_000, "LE VAN TAM"), In(Day, "", 700_000, "le van tam ung ho"),
            In(Day.AddDays(20), "", 800_000, "PHAM THI HOA ung ho"), In(Day, "", 100_000, "ung ho")));
        var byName = await Announce(account, 200_000);
        await Announce(account, 700_000, name: "Lê Văn Tám");
        await Announce(account, 800_000, name: "Phạm Thị Hoa");
        await Receive(account, 55_000);

        var run = await Reconcile(account);
        run.ByReason.ShouldBe(new Dictionary<string, int> { [MatchReasons.Candidate] = 1 });
        (run.Lines, run.Matched, run.Open).ShouldBe((6, 1, 5));
        (await Items(account)).Select(i => i.Id).ShouldNotContain(byName);
        (await Stand(account)).InTransit.ShouldBe(700_000 + 800_000 + 55_000);
        (await Reconcile(account)).Matched.ShouldBe(0);
        await BooksAgree();
    }

    [Fact]
    public async Task ties_a_reference_that_a_person_undid_never_again()
    {
        var account = await NewAccount();
        var gift = await Announce(account, 300_000, "FT1");
        // Two lines at first: the import leaves the gift to a person. The second is told otherwise, so that one is left.
        await Import(account, Csv(In(Day, "FT1", 300_000, "mot"), In(Day.AddDays(1), "FT1", 300_000, "hai")));
        var second = (await Open(account))[1];
        await Match(account, MatchTarget.General, new MatchTake(second.Id, 300_000));

        var run = await Reconcile(account);
        run.ByReason.ShouldBe(new Dictionary<string, int> { [MatchReasons.Reference] = 1 });
        (await Items(account)).ShouldBeEmpty();

        var match = (await Matches(account)).Single(m => m.Reason == MatchReasons.Reference);
        match.Automatic.ShouldBeTrue();
        await Release(account, match.Id);
        (await Reconcile(account)).Matched.ShouldBe(0);
        (await Items(account)).ShouldHaveSingleItem().Id.ShouldBe(gift);
        await BooksAgree();
    }

    [Fact]
    public async Task finds_codes_of_campaigns_and_gifts_through_what_banks_do_to_memos()
    {
        var account = await NewAccount();
        var campaign = await NewCampaign(account);
        var code = (await Send<Outcome<CodeIssued>>(new IssueCampaignCode(Actor.System, account.UnitId, campaign.Id))).Value.Code;
        (await Send<Outcome<CodeIssued>>(new IssueCampaignCode(Actor.System, account.UnitId, campaign.Id))).Value.Code.ShouldBe(code);
        var gift = await Announce(account, 250_000, name: null);
        var giftCode = (await Send<Outcome<CodeIssued>>(new IssueItemCode(Actor.System, account.UnitId, gift))).Value.Code;
        var receipt = await Announce(account, 990_000, name: null);
        var receiptCode = await Scalar<string>("select receipt_code from dftp.gift where id = $1", receipt);
        var wrong = (code[^1] == '2' ? '3' : '2').ToString();
        await Import(account, Csv(
            In(Day, "1", 10_000, $"MBVCB.77.{code.ToLowerInvariant()}CT tu 0011 TRAN"), In(Day, "2", 20_000, $"ung ho {code[..3]} {code[3..]}"), In(Day, "3", 30_000, $"{code[..^1]}{wrong}"),
            In(Day, "4", 40_000, code[..^1]), In(Day, "5", 250_000, $"ungho{giftCode}"), In(Day, "6", 250_001, $"{giftCode} nham"),
            In(Day, "7", 990_000, $"{receiptCode[..4]}-{receiptCode[4..8]}-{receiptCode[8..]}".ToLowerInvariant())));

        var run = await Reconcile(account);
        run.ByReason.ShouldBe(new Dictionary<string, int> { [MatchReasons.Code] = 4 });
        (await Open(account)).Select(l => l.Reference).ShouldBe(["3", "4", "6"]);
        (await Items(account)).ShouldBeEmpty();
        (await Scalar<long>("select -sum(case side when 'D' then amount else -amount end)::bigint from ledger.posting where campaign_id = $1 and role = 'income_gifts'", campaign.Id)).ShouldBe(30_000);
        await BooksAgree();
    }

    [Fact]
    public async Task sums_up_what_several_transfers_with_one_code_bring_and_one_transfer_with_several()
    {
        var account = await NewAccount();
        var (one, two, three) = (await Announce(account, 300_000, name: null), await Announce(account, 50_000, name: null), await Announce(account, 60_000, name: null));
        async Task<string> Code(Guid item) => (await Send<Outcome<CodeIssued>>(new IssueItemCode(Actor.System, account.UnitId, item))).Value.Code;
        await Import(account, Csv(
            In(Day, "1", 100_000, await Code(one)), In(Day.AddDays(3), "2", 200_000, await Code(one)), In(Day, "3", 110_000, $"{await Code(two)} {await Code(three)}")));

        (await Reconcile(account)).ByReason.ShouldBe(new Dictionary<string, int> { [MatchReasons.Code] = 3 });
        (await Stand(account)).ShouldBe((410_000, 0, 0, 0));
        await BooksAgree();
    }

    [Fact]
    public async Task does_what_rules_say_in_one_voucher_a_day_and_an_undone_rule_acts_alone_no_more()
    {
        var account = await NewAccount();
        var interest = await NewRule(account, Side.Credit, "lai tien gui", MatchKinds.Income, Roles.IncomeInterest);
        await NewRule(account, Side.Debit, "phi", MatchKinds.Charge);
        await NewRule(account, Side.Credit, "ung ho", MatchKinds.General, actsAlone: false);
        await Import(account, Csv(
            In(Day, "1", 5_000, "Tra lai tien gui thang 4"), In(Day, "2", 6_000, "LAI TIEN GUI"), In(Day.AddDays(1), "3", 7_000, "lai tien gui"), Out(Day, "4", 11_000, "phi SMS"),
            In(Day, "5", 9_000, "ung ho lai xe")));

        var run = await Reconcile(account);
        run.ByReason.ShouldBe(new Dictionary<string, int> { [MatchReasons.Rule] = 4 });
        var made = await Matches(account);
        made.Count.ShouldBe(3);
        made.Sum(m => m.Lines).ShouldBe(4);
        (await Balance(account, Roles.IncomeInterest)).ShouldBe(-18_000);
        (await Balance(account, Roles.BankCharges)).ShouldBe(11_000);
        (await Open(account)).ShouldHaveSingleItem().Reference.ShouldBe("5");

        var day = made.Single(m => m.RuleId == interest && m.Day == Day);
        (await Release(account, day.Id, (await The<MatchQueries>().Detail(day.Id, Ct))!.Linked[0].LineId)).Value.RuleLostRight.ShouldBeTrue();
        (await Balance(account, Roles.IncomeInterest)).ShouldBe(-13_000);
        (await Reconcile(account)).Matched.ShouldBe(0);
        var proposed = (await The<Candidates>().For(await OpenLine(account, "1"), Ct)).Single(c => c.Shape == CandidateShapes.Rule);
        proposed.Why[0].Code.ShouldBe(CandidateReasons.RuleLostRight);

        // A person sees the preview and agrees; that is no automatic match.
        var rule = (await The<MatchRules>().InForce(account.UnitId, Ct)).Single(r => r.Id == interest);
        (await The<Reconciliation>().Preview(account.Id, rule, 10, Ct)).Count.ShouldBe(1);
        (await Send<Outcome<RunOutcome>>(new AcceptRule(Actor.System, account.UnitId, account.Id, interest))).Value.Matched.ShouldBe(1);
        (await Balance(account, Roles.IncomeInterest)).ShouldBe(-18_000);
        await BooksAgree();
    }

    [Fact]
    public async Task puts_money_aside_that_came_after_the_window()
    {
        var relief = await NewReliefAccount();
        await Import(relief, Csv(In(Day, "1", 10_000), In(Day.AddDays(1), "2", 20_000)));

        (await Reconcile(relief)).ByReason.ShouldBe(new Dictionary<string, int> { [MatchReasons.Late] = 1 });
        (await Balance(relief, Roles.PendingDecision)).ShouldBe(-20_000);
        (await Open(relief)).ShouldHaveSingleItem().Reference.ShouldBe("1");
        await Release(relief, (await Matches(relief)).Single().Id);
        (await Reconcile(relief)).Matched.ShouldBe(0);
        await BooksAgree();
    }

    [Fact]
    public async Task two_at_once_do_it_once()
    {
        var account = await NewAccount();
        await NewRule(account, Side.Credit, "ung ho", MatchKinds.Income, Roles.IncomeOther);
        await Import(account, Csv(Enumerable.Range(0, 300).Select(i => In(Day.AddDays(i % 6), $"{i}", 1_000 + i))));

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Reconcile(account)));
        runs.Sum(r => r.Matched).ShouldBe(300);
        (await Matches(account)).Count.ShouldBe(6);
        (await Stand(account)).Unlabelled.ShouldBe(0);
        await BooksAgree();
    }

    [Fact]
    public async Task stopped_between_days_and_run_again_does_what_one_run_does()
    {
        var account = await NewAccount();
        await NewRule(account, Side.Credit, "ung ho", MatchKinds.Income, Roles.IncomeOther);
        await Import(account, Csv(Enumerable.Range(0, 60).Select(i => In(Day.AddDays(i % 6), $"{i}", 1_000 + i))));
        Task StopInTheMiddle(int done, int total) => done >= 20 ? throw new OperationCanceledException() : Task.CompletedTask;

        await Should.ThrowAsync<OperationCanceledException>(() => The<Reconciliation>().Run(account.Id, Actor.System.PersonId, StopInTheMiddle, Ct));
        (await Open(account)).Count.ShouldBe(40);
        (await Reconcile(account)).Matched.ShouldBe(40);
        (await Matches(account)).Select(m => (m.Day, m.Lines)).Order().ShouldBe(Enumerable.Range(0, 6).Select(d => ((DateOnly?)Day.AddDays(d), 10)));
        (await Stand(account)).Unlabelled.ShouldBe(0);
        await BooksAgree();
    }

    [Fact]
    public async Task leaves_to_others_what_they_take_while_it_runs()
    {
        var account = await NewAccount();
        await NewRule(account, Side.Credit, "ung ho", MatchKinds.Income, Roles.IncomeOther);
        await Import(account, Csv(Enumerable.Range(0, 30).Select(i => In(Day.AddDays(i % 3), $"{i}", 1_000 + i))));
        var lines = await Open(account);
        async Task TakeOneOfEachLaterDay(int done, int total)
        {
            if (done != 10) return;
            foreach (var line in lines.GroupBy(l => l.Day).Skip(1).Select(g => g.First())) (await Match(account, MatchTarget.General, new MatchTake(line.Id, line.AmountVnd))).Refusals.ShouldBeEmpty();
        }

        (await The<Reconciliation>().Run(account.Id, Actor.System.PersonId, TakeOneOfEachLaterDay, Ct)).Matched.ShouldBe(28);
        (await Open(account)).ShouldBeEmpty();
        await BooksAgree();
    }
}
