using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements.Matching;

namespace DayForThePoor.IntegrationTests.Matching;

public class matching_by_hand(AppFixture app) : MatchingTest(app)
{
    [Fact]
    public async Task ties_a_line_to_what_was_announced_and_undoing_frees_both()
    {
        var account = await NewAccount();
        var gift = await Announce(account, 300_000);
        await Import(account, Csv(In(Day, "A", 300_000)));
        var line = await OpenLine(account, "A");

        var made = (await Match(account, MatchTarget.Item, new MatchTake(line.Id, 300_000, gift))).Value.Matches.ShouldHaveSingleItem();
        (await Stand(account)).ShouldBe((300_000, 0, 0, 0));
        (await Open(account)).ShouldBeEmpty();
        (await Items(account)).ShouldBeEmpty();
        made.Vouchers.ShouldHaveSingleItem().ShouldStartWith("PKT-");

        var released = (await Release(account, made.MatchId)).Value;
        (released.Lines, released.TotalVnd).ShouldBe((1, 300_000));
        (await Stand(account)).ShouldBe((300_000, 300_000, -300_000, 0));
        (await Open(account)).ShouldHaveSingleItem().OpenVnd.ShouldBe(300_000);
        (await Items(account)).ShouldHaveSingleItem().Id.ShouldBe(gift);
        (await Release(account, made.MatchId)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("matching.undone_before");
        await BooksAgree();
    }

    [Fact]
    public async Task splits_a_line_over_items_and_income_in_one_step()
    {
        var account = await NewAccount();
        var (one, two) = (await Announce(account, 100_000), await Announce(account, 250_000));
        await Import(account, Csv(In(Day, "A", 500_000)));
        var line = await OpenLine(account, "A");

        var request = new MatchRequest(
            Actor.System, account.UnitId, "mot lan", new MatchPart(MatchTarget.Item, [new(line.Id, 100_000, one), new(line.Id, 250_000, two)]),
            new MatchPart(new(MatchKinds.Income, Roles.IncomeInterest), [new(line.Id, 50_000)]));
        var made = (await The<MatchWriter>().Write(request, Ct)).Value;
        made.Matches.Count.ShouldBe(2);
        (await Stand(account)).ShouldBe((500_000, 0, -100_000, 0));
        (await OpenLine(account, "A")).OpenVnd.ShouldBe(100_000);

        var again = (await The<MatchWriter>().Write(request, Ct)).Value;
        again.AlreadyKnown.ShouldBeTrue();
        again.Matches.Select(m => (m.MatchId, m.Vouchers[0])).ShouldBe(made.Matches.Select(m => (m.MatchId, m.Vouchers[0])));
        await BooksAgree();
    }

    [Fact]
    public async Task takes_no_more_of_a_line_or_item_than_there_is()
    {
        var account = await NewAccount();
        var gift = await Announce(account, 100_000);
        await Import(account, Csv(In(Day, "A", 300_000), In(Day, "B", 300_000)));
        var (a, b) = (await OpenLine(account, "A"), await OpenLine(account, "B"));

        (await Match(account, MatchTarget.Item, new MatchTake(a.Id, 150_000, gift))).Refusals[0].Code.ShouldBe("matching.item_taken");
        (await Match(account, MatchTarget.Item, new MatchTake(a.Id, 100_000, gift))).IsRefused.ShouldBeFalse();
        (await Match(account, MatchTarget.Item, new MatchTake(b.Id, 100_000, gift))).Refusals[0].Code.ShouldBe("matching.item_taken");
        (await Match(account, MatchTarget.General, new MatchTake(a.Id, 300_000))).Refusals[0].Code.ShouldBe("matching.line_taken");
        (await Match(account, MatchTarget.General, new MatchTake(a.Id, 200_000))).IsRefused.ShouldBeFalse();
        (await Open(account)).ShouldHaveSingleItem().Id.ShouldBe(b.Id);
        await BooksAgree();
    }

    [Fact]
    public async Task undoes_some_lines_of_a_match()
    {
        var account = await NewAccount();
        await Import(account, Csv(Out(Day, "A", 11_000), Out(Day, "B", 22_000), Out(Day, "C", 33_000)));
        var lines = await Open(account);
        var match = (await Match(account, MatchTarget.Charge, [.. lines.Select(l => new MatchTake(l.Id, l.OpenVnd))])).Value.Matches[0].MatchId;
        (await Balance(account, Roles.BankCharges)).ShouldBe(66_000);

        (await Release(account, match, lines[1].Id)).Value.TotalVnd.ShouldBe(22_000);
        (await Balance(account, Roles.BankCharges)).ShouldBe(44_000);
        (await Release(account, match, lines[1].Id)).Refusals[0].Code.ShouldBe("matching.undone_before");
        (await Release(account, match, lines[0].Id, lines[1].Id)).Refusals[0].Code.ShouldBe("matching.line_not_in_match");
        (await Release(account, match)).Value.TotalVnd.ShouldBe(44_000);
        (await Stand(account)).ShouldBe((-66_000, 0, 0, 66_000));
        await BooksAgree();
    }

    [Fact]
    public async Task pairs_money_that_came_back_with_the_money_that_left()
    {
        var account = await NewAccount();
        await Import(account, Csv(Out(Day, "A", 700_000, "chuyen nham"), In(Day.AddDays(1), "B", 700_000, "hoan tra")));
        var (a, b) = (await OpenLine(account, "A"), await OpenLine(account, "B"));
        var pair = (await The<Candidates>().For(b, Ct))[0];
        pair.Shape.ShouldBe(CandidateShapes.Pair);
        pair.Lines.ShouldHaveSingleItem().Id.ShouldBe(a.Id);

        var made = (await Match(account, pair.Target, pair.Takes)).Value.Matches[0];
        (await Stand(account)).ShouldBe((0, 0, 0, 0));
        (await Release(account, made.MatchId, a.Id)).Refusals[0].Code.ShouldBe("matching.pair_whole");
        (await Release(account, made.MatchId)).Value.Lines.ShouldBe(2);
        (await Stand(account)).ShouldBe((0, 0, -700_000, 700_000));
        await BooksAgree();
    }

    [Fact]
    public async Task of_a_gift_that_is_voided_afterwards_leaves_the_line_open()
    {
        var account = await NewAccount();
        var gift = await Announce(account, 300_000);
        await Import(account, Csv(In(Day, "A", 300_000)));
        var line = await OpenLine(account, "A");
        await Match(account, MatchTarget.Item, new MatchTake(line.Id, 300_000, gift));

        (await Send<Core.Outcome<Web.Donations.DonationVoided>>(new Web.Donations.ReverseDonation(Actor.System, account.UnitId, gift, "Ghi nhầm"))).IsRefused.ShouldBeFalse();
        (await Stand(account)).ShouldBe((300_000, 0, -300_000, 0));
        (await Open(account)).ShouldHaveSingleItem().OpenVnd.ShouldBe(300_000);
        (await Items(account)).ShouldBeEmpty();
        await BooksAgree();
    }

    [Fact]
    public async Task to_a_receipt_keeps_it_from_being_reversed()
    {
        var account = await NewAccount();
        var receipt = await Receive(account, 900_000);
        await Import(account, Csv(In(Day, "A", 900_000)));
        var made = (await Match(account, MatchTarget.Item, new MatchTake((await OpenLine(account, "A")).Id, 900_000, receipt))).Value.Matches[0];

        var reverse = new Web.Ledger.ReverseEntry(Actor.System, account.UnitId, receipt, "Nhầm");
        (await Send<Core.Outcome<Web.Ledger.EntryPosted>>(reverse)).Refusals[0].Code.ShouldBe("statement.entry_matched");
        await Release(account, made.MatchId);
        (await Send<Core.Outcome<Web.Ledger.EntryPosted>>(reverse)).IsRefused.ShouldBeFalse();
        (await Stand(account)).ShouldBe((900_000, 0, -900_000, 0));
        await BooksAgree();
    }

    [Fact]
    public async Task a_line_left_as_a_general_gift_is_taken_by_a_gift_that_names_it_later()
    {
        var account = await NewAccount();
        await Import(account, Csv(In(Day, "A", 300_000)));
        var line = await OpenLine(account, "A");
        await Match(account, MatchTarget.General, new MatchTake(line.Id, 300_000));
        (await Open(account, withGeneral: true)).ShouldHaveSingleItem().General.ShouldBeTrue();

        await Announce(account, 300_000, "A");
        (await Stand(account)).ShouldBe((300_000, 0, 0, 0));
        (await Open(account, withGeneral: true)).ShouldBeEmpty();
        await BooksAgree();
    }

    [Fact]
    public async Task a_second_gift_of_one_reference_and_amount_takes_no_line()
    {
        var account = await NewAccount();
        await Announce(account, 300_000, "A");
        await Announce(account, 300_000, "A");
        await Import(account, Csv(In(Day, "A", 300_000)));
        await Announce(account, 300_000, "A");

        (await Stand(account)).ShouldBe((300_000, 900_000, -300_000, 0));
        await BooksAgree();
    }
}
