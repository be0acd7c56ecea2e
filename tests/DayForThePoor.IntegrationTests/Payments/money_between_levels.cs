using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Payments.Levels;
using DayForThePoor.Web.Statements.Matching;

namespace DayForThePoor.IntegrationTests.Payments;

public class money_between_levels(AppFixture app) : LevelsTest(app)
{
    [Fact]
    public async Task is_open_on_both_sides_until_the_receiver_confirms()
    {
        var at = await NewLevels();
        await Give(at.Commune.UnitId, at.Commune.Fund, 5_000_000);
        var id = await Sent(at, Up(at, 3_000_000));

        (await Balance(at.FundId, Roles.Cash)).ShouldBe(2_000_000);
        (await Balance(at.FundId, Roles.DueFromUnit, at.CityFundId)).ShouldBe(3_000_000);
        (await Balance(at.CityFundId, Roles.DueToUnit, at.FundId)).ShouldBe(-3_000_000);
        (await Balance(at.FundId, Roles.PaidUp)).ShouldBe(0);

        (await Confirm(at, id, toCity: true)).Value.Vouchers[0].ShouldStartWith("PT-");
        (await Balance(at.FundId, Roles.DueFromUnit)).ShouldBe(0);
        (await Balance(at.FundId, Roles.PaidUp)).ShouldBe(3_000_000);
        (await Balance(at.CityFundId, Roles.DueToUnit, at.FundId)).ShouldBe(0);
        (await Balance(at.CityFundId, Roles.IncomeFromBelow, at.FundId)).ShouldBe(-3_000_000);
        (await Balance(at.CityFundId, Roles.IncomeGifts, at.FundId)).ShouldBe(0);
        await BooksAgree();
    }

    [Fact]
    public async Task by_bank_waits_for_a_line_on_each_side()
    {
        var at = await NewLevels();
        await Give(at.Commune.UnitId, at.Commune.Fund, 0, at.Account, 4_000_000);
        var id = await Sent(at, Up(at, 3_000_000, Channels.Transfer));

        var leaves = (await The<OpenItems>().List(new([at.Account.Id], Side.Debit), Ct)).Items.ShouldHaveSingleItem();
        var comes = (await The<OpenItems>().List(new([at.CityAccount.Id], Side.Credit), Ct)).Items.ShouldHaveSingleItem();
        (leaves.Id, leaves.OpenVnd).ShouldBe((TransferIds.StreamOf(id, TransferEnds.From), 3_000_000));
        (comes.Id, comes.OpenVnd).ShouldBe((TransferIds.StreamOf(id, TransferEnds.To), 3_000_000));

        await Import(at.CityAccount, Csv(In(Today, "FT1", 3_000_000, "nop len cap tren")));
        var line = (await The<OpenLines>().List(new(new([at.CityAccount.Id])), Ct)).Items.ShouldHaveSingleItem();
        (await The<MatchWriter>().Write(
            new(Actor.System, at.City, $"{Guid.NewGuid():N}", new MatchPart(MatchTarget.Item, [new(line.Id, 3_000_000, comes.Id)])), Ct)).IsRefused.ShouldBeFalse();

        // What the bank has shown cannot be refused any more.
        var refused = await Send<Outcome<TransferStep>>(new RefuseTransfer(at.Accountant.Actor, at.City, id, "Chưa thấy tiền"));
        refused.Refusals.ShouldHaveSingleItem().Code.ShouldBe("statement.entry_matched");
        (await Confirm(at, id, toCity: true)).IsRefused.ShouldBeFalse();
        await BooksAgree();
    }

    [Fact]
    public async Task that_is_refused_leaves_both_books_as_they_were()
    {
        var at = await NewLevels();
        await Give(at.Commune.UnitId, at.Commune.Fund, 5_000_000);
        var id = await Sent(at, Up(at, 3_000_000));
        var refuse = new RefuseTransfer(at.Accountant.Actor, at.City, id, "Sai số tiền");
        (await Send<Outcome<TransferStep>>(refuse)).Value.State.ShouldBe(TransferStates.Refused);
        (await Send<Outcome<TransferStep>>(refuse)).Value.AlreadyKnown.ShouldBeTrue();

        (await Balance(at.FundId, Roles.Cash)).ShouldBe(5_000_000);
        (await Balance(at.FundId, Roles.DueFromUnit)).ShouldBe(0);
        (await Balance(at.CityFundId, Roles.DueToUnit, at.FundId)).ShouldBe(0);
        (await Confirm(at, id, toCity: true)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("transfer.not_sent");
        (await Send<Outcome<TransferStep>>(new WithdrawTransfer(at.Accountant.Actor, at.Commune.UnitId, id, "Rút lại", false)))
            .Refusals.ShouldHaveSingleItem().Code.ShouldBe("transfer.ended_otherwise");
        await BooksAgree();
    }

    [Fact]
    public async Task needs_another_person_than_its_author_and_people_in_scope()
    {
        var at = await NewLevels();
        await Give(at.Commune.UnitId, at.Commune.Fund, 5_000_000);
        var author = await App.NewPerson(PersonRoles.Accountant, at.Commune.UnitId);
        var head = await App.NewPerson(PersonRoles.Approver, at.Commune.UnitId);
        var id = (await Send<Outcome<TransferStep>>(new PrepareTransfer(author.Actor, at.Commune.UnitId, "a", Up(at, 1_000_000)))).Value.Id;

        await Should.ThrowAsync<AccessDenied>(() => Send<Outcome<TransferStep>>(new ApproveTransfer(author.Actor, at.Commune.UnitId, id)));
        (await Send<Outcome<TransferStep>>(new ApproveTransfer(head.Actor, at.Commune.UnitId, id))).Value.State.ShouldBe(TransferStates.Sent);
        (await Send<Outcome<TransferStep>>(new ApproveTransfer(head.Actor, at.Commune.UnitId, id))).Value.AlreadyKnown.ShouldBeTrue();
        // The sender cannot say for the city that the money came.
        await Should.ThrowAsync<AccessDenied>(() => Send<Outcome<TransferStep>>(new ConfirmTransfer(author.Actor, at.City, id, new())));
        (await Send<Outcome<TransferStep>>(new ConfirmTransfer(author.Actor, at.Commune.UnitId, id, new()))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("transfer.unknown");

        var own = new Commune(App, at.Commune.UnitId, at.Commune.Code, at.Commune.Name, at.Commune.ParentId);
        var both = (await Send<Outcome<TransferStep>>(new PrepareTransfer(Actor.System, own.UnitId, "b", Up(at, 1_000_000)))).Value.Id;
        (await Send<Outcome<TransferStep>>(new ApproveTransfer(Actor.System, own.UnitId, both))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("transfer.own");
    }

    [Fact]
    public async Task confirmed_twice_at_one_instant_is_posted_once()
    {
        var at = await NewLevels();
        await Give(at.Commune.UnitId, at.Commune.Fund, 5_000_000);
        var id = await Sent(at, Up(at, 3_000_000));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Confirm(at, id, toCity: true)));
        answers.ShouldAllBe(answer => !answer.IsRefused);
        answers.Count(answer => !answer.Value.AlreadyKnown).ShouldBe(1);
        (await Balance(at.FundId, Roles.PaidUp)).ShouldBe(3_000_000);
    }

    [Fact]
    public async Task confirmed_and_withdrawn_at_one_instant_is_one_of_both()
    {
        var at = await NewLevels();
        await Give(at.Commune.UnitId, at.Commune.Fund, 5_000_000);
        var id = await Sent(at, Up(at, 3_000_000));
        var withdraw = Send<Outcome<TransferStep>>(new WithdrawTransfer(at.Accountant.Actor, at.Commune.UnitId, id, "Rút lại", false));
        var answers = await Task.WhenAll(Confirm(at, id, toCity: true), withdraw);
        answers.Count(answer => !answer.IsRefused).ShouldBe(1);
        (await Balance(at.FundId, Roles.DueFromUnit)).ShouldBe(0);
        (await Balance(at.CityFundId, Roles.DueToUnit, at.FundId)).ShouldBe(0);
        (await Balance(at.FundId, Roles.PaidUp) + await Balance(at.FundId, Roles.Cash)).ShouldBe(5_000_000);
        await BooksAgree();
    }

    [Fact]
    public async Task allocated_by_a_list_is_settled_when_nothing_is_left()
    {
        var at = await NewLevels();
        await Give(at.City, at.CityFund, 20_000_000);
        var form = Down(at, 10_000_000) with { Programme = "Nhà Đại đoàn kết đợt 2" };
        var id = await Sent(at, form);
        (await Confirm(at, id, toCity: false)).IsRefused.ShouldBeFalse();
        (await Balance(at.FundId, Roles.IncomeAllocated)).ShouldBe(-10_000_000);
        (await Balance(at.CityFundId, Roles.AllocatedDown, at.FundId)).ShouldBe(10_000_000);

        Task<Outcome<TransferStep>> Settle(long? spent = null) => Send<Outcome<TransferStep>>(new SettleTransfer(at.Accountant.Actor, at.Commune.UnitId, id, new(spent, "Danh sách ký nhận")));
        (await Settle(10_000_000)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("transfer.not_all_used");
        var back = new TransferForm(at.Commune.Fund, TransferKinds.Return, Channels.Cash, 10_000_001, "Nộp trả", AllocationId: id);
        (await Prepare(at, back)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("transfer.over_rest");
        var returned = await Sent(at, back with { AmountVnd = 10_000_000 });
        (await Settle()).Refusals.ShouldHaveSingleItem().Code.ShouldBe("transfer.return_open");
        (await Confirm(at, returned, toCity: true)).IsRefused.ShouldBeFalse();
        (await Settle()).Value.State.ShouldBe(TransferStates.Settled);
        (await Settle()).Value.AlreadyKnown.ShouldBeTrue();
        (await Settle(9_000_000)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("transfer.ended_otherwise");

        (await Balance(at.FundId, Roles.IncomeAllocated)).ShouldBe(0);
        (await Balance(at.CityFundId, Roles.AllocatedDown, at.FundId)).ShouldBe(0);
        await BooksAgree();
    }

    [Fact]
    public async Task from_outside_is_confirmed_by_its_paper_and_the_line()
    {
        var at = await NewLevels();
        var form = new TransferForm(
            at.Commune.Fund, TransferKinds.Allocation, Channels.Transfer, 60_000_000, "Phân bổ xây nhà đợt 1", at.Account.Code, OtherName: "Ban Vận động Trung ương", Incoming: true,
            DecisionNumber: "08/QĐ-MTTW", DecisionDate: Today.AddDays(-2));
        var announced = (await Prepare(at, form, "once")).Value;
        announced.State.ShouldBe(TransferStates.Sent);
        (await Prepare(at, form, "once")).Value.AlreadyKnown.ShouldBeTrue();
        (await Prepare(at, form with { AmountVnd = 1 }, "once")).Refusals.ShouldHaveSingleItem().Code.ShouldBe("donation.key_reused");

        Task<Outcome<TransferStep>> Confirmed(ConfirmTransferForm paper) =>
            Send<Outcome<TransferStep>>(new ConfirmTransfer(at.Accountant.Actor, at.Commune.UnitId, announced.Id, paper));
        (await Confirmed(new())).Refusals.Select(no => no.Code).ShouldBe(["transfer.paper_missing", "transfer.paper_date_missing"]);
        var paper = new ConfirmTransferForm(null, "08/QĐ-MTTW", Today.AddDays(-2));
        (await Confirmed(paper)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("transfer.line_missing");

        await Import(at.Account, Csv(In(Today, "FT2", 60_000_000, "phan bo kp xay nha")));
        var line = (await The<OpenLines>().List(new(new([at.Account.Id])), Ct)).Items.ShouldHaveSingleItem();
        (await The<MatchWriter>().Write(
            new(Actor.System, at.Commune.UnitId, $"{Guid.NewGuid():N}", new MatchPart(MatchTarget.Item, [new(line.Id, 60_000_000, TransferIds.StreamOf(announced.Id, TransferEnds.To))])), Ct))
            .IsRefused.ShouldBeFalse();
        (await Confirmed(paper)).Value.State.ShouldBe(TransferStates.Confirmed);
        (await Balance(at.FundId, Roles.IncomeAllocated)).ShouldBe(-60_000_000);
        (await Balance(at.FundId, Roles.IncomeUnlabelled)).ShouldBe(0);
        await BooksAgree();
    }

    [Fact]
    public async Task allocated_to_a_programme_is_spent_by_its_grants_and_on_nothing_else()
    {
        var desk = await PaymentDesk.Open(App, 0);
        var unit = desk.Commune.UnitId;
        var form = new TransferForm(
            desk.Commune.Fund, TransferKinds.Allocation, Channels.Cash, 5_000_000, "Hỗ trợ đột xuất sau lũ", OtherName: "Ban Vận động thành phố", Incoming: true,
            DecisionNumber: "15/QĐ-MTTQ", DecisionDate: Today, Programme: "Hộ bị lũ");
        var id = (await Send<Outcome<TransferStep>>(new PrepareTransfer(Actor.System, unit, "a", form))).Value.Id;
        (await PaymentDesk.Code(await desk.Grants.Post(await Addressed(id)))).ShouldBe("grant.earmark_unknown");
        (await Send<Outcome<TransferStep>>(new ConfirmTransfer(Actor.System, unit, id, new(null, "15/QĐ-MTTQ", Today)))).IsRefused.ShouldBeFalse();

        var general = await desk.Prepared((await desk.Grant(1_000_000), 1_000_000));
        (await PaymentDesk.Code(await desk.Step(general, "approve", by: desk.Approves))).ShouldBe("payment.above_general");
        await desk.Paid((await desk.Grant(4_000_000, earmark: id, head: "Lê Văn Bảy"), 4_000_000));
        Task<Outcome<TransferStep>> Settle() => Send<Outcome<TransferStep>>(new SettleTransfer(Actor.System, unit, id, new(null, "Danh sách ký nhận")));
        (await Settle()).Refusals.ShouldHaveSingleItem().Args.ShouldBe(["1.000.000"]);
        await desk.Paid((await desk.Grant(1_000_000, earmark: id, head: "Võ Thị Cúc"), 1_000_000));
        (await Settle()).Value.State.ShouldBe(TransferStates.Settled);
        await BooksAgree();

        async Task<Dictionary<string, object?>> Addressed(Guid earmark)
        {
            var asked = await desk.Grants.Emergency(1_000_000, await desk.Grants.Household());
            asked["earmark"] = earmark;
            return asked;
        }
    }

    [Fact]
    public async Task that_is_wrong_is_refused_with_its_reason()
    {
        var at = await NewLevels();
        await Give(at.Commune.UnitId, at.Commune.Fund, 1_000_000);
        async Task<string> Why(TransferForm form) => (await Prepare(at, form)).Refusals[0].Code;

        (await Why(Up(at, 0))).ShouldBe("donation.amount_not_positive");
        (await Why(Up(at, 5) with { Kind = "gift" })).ShouldBe("transfer.kind_unknown");
        (await Why(Up(at, 5) with { OtherFund = at.Commune.Fund })).ShouldBe("transfer.other_not_above");
        (await Why(Up(at, 5) with { OtherFund = $"{at.CityCode}-CT" })).ShouldBe("transfer.other_fund_kind");
        (await Why(Up(at, 5) with { OtherFund = "99999-VNN" })).ShouldBe("transfer.other_unknown");
        (await Why(Up(at, 5) with { OtherFund = null })).ShouldBe("text.empty");
        (await Why(Up(at, 5) with { Incoming = true })).ShouldBe("transfer.incoming_from_inside");
        (await Why(Up(at, 5) with { Narration = " " })).ShouldBe("text.empty");
        (await Why(Up(at, 5) with { Lines = [new("H1", 5)] })).ShouldBe("transfer.list_without_allocation");
        (await Why(Up(at, 5) with { Paper = "zz" })).ShouldBe("transfer.paper_unknown");
        (await Why(Up(at, 5) with { DocumentDate = Today.AddDays(1) })).ShouldBe("donation.date_future");
        (await Why(Down(at, 5) with { DecisionNumber = null })).ShouldBe("transfer.decision_missing");
        (await Why(Down(at, 5, lines: [new("không có", 5)]))).ShouldBe("transfer.household_unknown");
        (await Why(new(at.Commune.Fund, TransferKinds.Return, Channels.Cash, 5, "Trả", AllocationId: Guid.NewGuid()))).ShouldBe("transfer.allocation_unknown");

        var much = (await Prepare(at, Up(at, 1_000_001))).Value.Id;
        (await Approve(at, much, fromCity: false)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("payment.above_fund");
        (await Send<Outcome<TransferStep>>(new RejectTransfer(at.Approver.Actor, at.Commune.UnitId, much, "Quá tiền trong quỹ"))).Value.State.ShouldBe(TransferStates.Rejected);
        (await Approve(at, much, fromCity: false)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("transfer.not_awaiting");
        var byBank = (await Prepare(at, Up(at, 1_000_001, Channels.Transfer))).Value.Id;
        (await Approve(at, byBank, fromCity: false)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("payment.above_fund");
    }

    [Fact]
    public async Task goes_over_the_api_and_the_pages()
    {
        var at = await NewLevels();
        await Give(at.Commune.UnitId, at.Commune.Fund, 5_000_000);
        using var accountant = await App.SignIn(at.Accountant.Email);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/unit-transfers")
        {
            Content = JsonContent.Create(new { fund = at.Commune.Fund, kind = "paid_up", channel = "cash", amountVnd = 2_000_000, narration = "Nộp quỹ", otherFund = at.CityFund }),
        };
        request.Headers.Add("Idempotency-Key", "k1");
        var created = await accountant.SendAsync(request, Ct);
        created.StatusCode.ShouldBe(HttpStatusCode.Created, await created.Text());
        var id = (await created.Json()).GetProperty("id").GetGuid();
        (await accountant.PostAsJsonAsync($"/api/unit-transfers/{id}/jump", new { }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await accountant.PostAsJsonAsync($"/api/unit-transfers/{id}/approve", new { }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var head = await App.SignInByPage(at.Approver.Email);
        (await head.Submit($"/chi/cap-tren/{id}", "approve-transfer")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var page = await App.SignInByPage(at.Accountant.Email);
        (await (await page.GetAsync("/", Ct)).Text()).ShouldContain("/chi/cap-tren?xem=cho-xac-nhan");
        (await (await page.GetAsync("/chi/cap-tren?xem=cho-xac-nhan", Ct)).Text()).ShouldContain($"/chi/cap-tren/{id}");
        (await page.Submit($"/chi/cap-tren/{id}", "confirm-transfer", ("receivedOn", $"{Today:dd'/'MM'/'yyyy}"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var view = await accountant.GetFromJsonAsync<JsonElement>($"/api/unit-transfers/{id}", Ct);
        view.GetProperty("state").GetString().ShouldBe("confirmed");
        var list = await accountant.GetFromJsonAsync<JsonElement>($"/api/unit-transfers?unit={at.Commune.Code}&kind=paid_up", Ct);
        list.GetProperty("sumVnd").GetInt64().ShouldBe(2_000_000);
        foreach (var path in new[] { "/chi/cap-tren/moi?loai=paid_up", "/chi/cap-tren/moi?loai=allocation", "/chi/cap-tren/moi?loai=incoming", "/chi/cap-tren?xem=tat-ca" })
            (await page.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var stranger = await App.NewCommune();
        using var foreign = await stranger.SignedIn(PersonRoles.Accountant);
        (await foreign.GetAsync($"/api/unit-transfers/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await foreign.PostAsJsonAsync($"/api/unit-transfers/{id}/confirm", new { }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
