using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements.Bench.Bulk;
using DayForThePoor.Web.Statements.Bench.Rules;
using DayForThePoor.Web.Statements.Matching;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Statements;

public class rules_of_a_unit(AppFixture app) : BenchTest(app)
{
    [Fact]
    public async Task stand_in_their_order_and_move()
    {
        var account = await NewAccount();
        await Add(account, Fee("Một", "phi a"), Fee("Hai", "phi b"), Fee("Ba", "phi c"));
        var rules = await Rules(account);
        rules.Select(r => r.Rule.Name).ShouldBe(["Một", "Hai", "Ba"]);

        await Change(new MoveRule(Actor.System, account.UnitId, rules[2].Rule.Id, Up: true));
        await Change(new MoveRule(Actor.System, account.UnitId, rules[0].Rule.Id, Up: true)); // nothing is above it
        (await Rules(account)).Select(r => r.Rule.Name).ShouldBe(["Một", "Ba", "Hai"]);
    }

    [Fact]
    public async Task a_changed_rule_is_another_one_in_the_same_place()
    {
        var account = await NewAccount();
        await Add(account, Fee("Một", "phi a"), Fee("Hai", "phi b"));
        var old = (await Rules(account))[0].Rule.Id;
        await Change(new ChangeRule(Actor.System, account.UnitId, "k1", old, Fee("Một mới", "phi x")));
        await Change(new ChangeRule(Actor.System, account.UnitId, "k1", old, Fee("Một mới", "phi x")));

        (await Rules(account)).Select(r => r.Rule.Name).ShouldBe(["Một mới", "Hai"]);
        (await Scalar<long>("select count(*) from statements.rule where id = $1 and retired_at is not null", old)).ShouldBe(1);
        (await Send<Outcome<RuleChanged>>(new ChangeRule(Actor.System, account.UnitId, "k2", old, Fee("x", "phi y")))).Refusals.Single().Code.ShouldBe("rule.gone");
        (await Send<Outcome<RuleChanged>>(new RetireRule(Actor.System, account.UnitId, old))).Refusals.Single().Code.ShouldBe("rule.gone");
    }

    [Fact]
    public async Task that_say_too_little_or_too_much_are_refused()
    {
        var account = await NewAccount();
        async Task<string> Code(RuleForm form) =>
            (await Send<Outcome<RulesAdded>>(new AddRules(Actor.System, account.UnitId, $"{Guid.NewGuid():N}", [form]))).Refusals[0].Code;

        (await Code(Fee("Trống", ""))).ShouldBe("rule.no_condition");
        (await Code(Fee("Chỉ số tiền", "") with { Least = 1_000, ActsAlone = true })).ShouldBe("rule.alone_without_words");
        (await Code(Fee("Ngược", "phi") with { Least = 2_000, Most = 1_000 })).ShouldBe("rule.amounts_crossed");
        (await Code(Fee("Âm", "phi") with { Least = 0 })).ShouldBe("rule.amount_not_positive");
        (await Code(Fee("Ngắn", "x"))).ShouldBe("rule.word_too_short");
        (await Code(Fee("Nhiều", "aa,bb,cc,dd,ee,ff,gg,hh,ii"))).ShouldBe("rule.too_many_words");
        (await Code(Fee("Lạ", "phi") with { Account = "99999-VCB" })).ShouldBe("rule.account_unknown");
        (await Code(Fee("Đợt", "phi") with { Side = Side.Credit, Purpose = "campaign:X" })).ShouldBe("rule.account_needed");
        (await Code(Fee("Sai", "phi") with { Purpose = "role:none" })).ShouldBe("bench.purpose_unknown");
    }

    [Fact]
    public async Task show_before_they_are_kept_what_they_would_have_matched()
    {
        var account = await NewAccount();
        await Import(account, Csv(Out(Today.AddDays(-3), "P1", 11_000, "PHI SMS T8"), Out(Today.AddDays(-2), "P2", 12_000, "phi khac"), Out(Today.AddDays(-200), "P3", 11_000, "PHI SMS T1")));
        var known = await App.Services.GetRequiredService<IRegistry>().Current(Ct);
        var trial = await App.Services.GetRequiredService<RuleTrials>().Of(account.UnitId, RuleChecks.Check(Fee("SMS", "phi sms"), account.UnitId, known).Value, known, Ct);

        trial.ShouldSatisfyAllConditions(() => trial.Count.ShouldBe(1), () => trial.Sum.ShouldBe(11_000), () => trial.First.Single().Memo.ShouldBe("PHI SMS T8"));
    }

    [Fact]
    public async Task lose_the_right_to_act_alone_by_an_undone_match_and_get_it_back_from_a_person()
    {
        var account = await NewAccount();
        await Add(account, Fee("SMS", "phi sms") with { ActsAlone = true });
        await Import(account, Csv(Out(Day, "P1", 11_000, "PHI SMS")));
        await Send<Outcome<RunOutcome>>(new ReconcileAccount(Actor.System, account.UnitId, account.Id));
        (await Rules(account)).Single().Matched.ShouldBe(1);

        var match = await Scalar<Guid>("select match_id from statements.match_link where line_id = $1", await Line(account, "P1"));
        await Send<Outcome<MatchReleased>>(new ReleaseMatch(Actor.System, account.UnitId, match));
        var lost = (await Rules(account)).Single();
        lost.ShouldSatisfyAllConditions(() => lost.Rule.ActsAlone.ShouldBeFalse(), () => lost.LostRightAt.ShouldNotBeNull());

        await Change(new LetRuleAct(Actor.System, account.UnitId, lost.Rule.Id, Alone: true));
        var back = (await Rules(account)).Single();
        back.ShouldSatisfyAllConditions(() => back.Rule.ActsAlone.ShouldBeTrue(), () => back.LostRightAt.ShouldBeNull());
    }

    [Fact]
    public async Task that_propose_are_accepted_for_the_lines_that_were_seen_one_voucher_a_day()
    {
        var account = await NewAccount();
        await Add(account, Fee("SMS", "phi sms"));
        await Import(account, Csv(Out(Day, "P1", 11_000, "PHI SMS"), Out(Day, "P2", 11_000, "PHI SMS"), Out(Day.AddDays(1), "P3", 5_000, "PHI SMS"), Out(Day, "X", 9_000, "khac")));
        var rule = (await Rules(account)).Single().Rule.Id;

        (await Accept(2, 22_000)).Refusals.Single().Code.ShouldBe("bench.bulk_changed");
        (await Accept(3, 27_000)).Value.Matched.ShouldBe(3);
        (await Balance(account, Roles.BankCharges)).ShouldBe(27_000);
        (await Scalar<long>("select count(*) from ledger.entry where unit_id = $1 and kind = 'PKT'", account.UnitId)).ShouldBe(2);
        (await Open(await Line(account, "X"))).ShouldBe(9_000);

        Task<Outcome<RunOutcome>> Accept(int count, long sum) => Send<Outcome<RunOutcome>>(new AcceptProposals(Actor.System, account.UnitId, account.Id, rule, count, sum));
    }

    [Fact]
    public async Task general_gifts_in_bulk_take_what_the_search_found_and_nothing_else()
    {
        var account = await NewAccount();
        await Import(account, Csv(In(Day, "F1", 10_000, "ung ho quy"), In(Day.AddDays(1), "F2", 20_000, "ung ho quy"), In(Day, "F3", 30_000, "khac"), Out(Day, "P", 5_000, "ung ho")));
        var done = await Send<Outcome<RunOutcome>>(new AcknowledgeGeneral(Actor.System, account.UnitId, account.Id, "ủng hộ", null, null, 2, 30_000));

        done.Value.Matched.ShouldBe(2);
        (await Open(await Line(account, "F3"))).ShouldBe(30_000);
        (await Scalar<long>("select count(*) from statements.match where account_id = $1 and kind = 'general' and reason = 'person'", account.Id)).ShouldBe(2);
    }

    private static RuleForm Fee(string name, string words) => new(name, null, Side.Debit, words, null, null, null, "charge");

    private async Task Add(BankAccount account, params IReadOnlyList<RuleForm> forms) =>
        (await Send<Outcome<RulesAdded>>(new AddRules(Actor.System, account.UnitId, $"{Guid.NewGuid():N}", forms))).IsRefused.ShouldBeFalse();

    private async Task Change(object command) => (await Send<Outcome<RuleChanged>>(command)).IsRefused.ShouldBeFalse();

    private Task<IReadOnlyList<RuleRow>> Rules(BankAccount account) => App.Services.GetRequiredService<RuleQueries>().Of(account.UnitId, Ct);
}
