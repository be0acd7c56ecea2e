using System.Net;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;

namespace DayForThePoor.IntegrationTests.Payments;

public class paying_a_grant(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task from_the_cash_box_is_a_voucher_once_the_head_has_approved()
    {
        var desk = await PaymentDesk.Open(App);
        var grant = await desk.Grant(3_000_000);

        var payment = await desk.Prepared((grant, 3_000_000));
        (await desk.Balance(Roles.SupportPaid)).ShouldBe(0);
        var approved = await desk.Done(payment, "approve", by: desk.Approves);

        approved.GetProperty("state").GetString().ShouldBe("awaiting_payment");
        approved.GetProperty("voucherNumber").GetString().ShouldBe($"PC-VNN-{DateTimeOffset.UtcNow.AddHours(7).Year}-000001");
        (await desk.Balance(Roles.SupportPaid)).ShouldBe(3_000_000);
        (await desk.Balance(Roles.Cash)).ShouldBe(7_000_000);
        (await desk.Done(payment, "pay-out", by: desk.Pays)).GetProperty("state").GetString().ShouldBe("paid");
        (await desk.Sql<long>("select received from payments.of_support where support_id = $2 and $1::uuid is not null", grant)).ShouldBe(3_000_000);
    }

    [Fact]
    public async Task names_purpose_and_household_in_the_books_and_nobody_in_the_events()
    {
        var desk = await PaymentDesk.Open(App);
        var payment = await desk.Paid((await desk.Grant(1_000_000), 1_000_000));

        (await desk.Sql<string>("select purpose from ledger.posting p join ledger.entry e on e.id = p.entry_id where e.unit_id = $1 and p.role = 'support_paid' and p.beneficiary_id is not null"))
            .ShouldBe("hardship");
        (await desk.Sql<long>("select count(*) from dftp_events.mt_events where stream_id = $2 and (data::text ilike '%Lựu%' or data::text ilike '%đột xuất%') and $1::uuid is not null", payment)).ShouldBe(0);
        var detail = await desk.Detail(payment);
        detail.Lines[0].Name.ShouldBe("Trần Thị Lựu");
        detail.Lines[0].Address.ShouldBe("Thôn Phú Trung");
        detail.History.Select(h => h.Kind).ShouldBe(["payment_prepared", "payment_approved", "payment_made", "payment_paid_out"]);
    }

    [Fact]
    public async Task asked_for_twice_under_one_key_is_one_order()
    {
        var desk = await PaymentDesk.Open(App);
        var order = desk.Order((await desk.Grant(1_000_000), 600_000));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => desk.Post(order, "k")));
        order["narration"] = "Nội dung khác";

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(5);
        (await PaymentDesk.Code(await desk.Post(order, "k"))).ShouldBe("payment.key_reused");
        (await desk.Sql<long>("select count(*) from payments.payment where unit_id = $1")).ShouldBe(1);
    }

    [Fact]
    public async Task is_for_whom_it_is_for()
    {
        var desk = await PaymentDesk.Open(App);
        var other = await PaymentDesk.Open(App);
        var payment = await desk.Prepared((await desk.Grant(), 1_000_000));

        (await PaymentDesk.Code(await desk.Post(desk.Order((Guid.NewGuid(), 1)), by: desk.Pays))).ShouldBe("access.unit");
        (await desk.Step(payment, "approve")).StatusCode.ShouldBe(HttpStatusCode.Forbidden); // the accountant approves nothing
        (await desk.Step(payment, "pay-out", by: desk.Approves)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var foreign = await desk.Step(payment, "approve", by: other.Approves);
        (await foreign.Text()).ShouldBe(await (await desk.Step(Guid.NewGuid(), "approve", by: other.Approves)).Text());
        (await PaymentDesk.Code(await desk.Post(other.Order((Guid.NewGuid(), 1))))).ShouldBe("access.unit");
        (await (await other.Prepares.GetAsync($"/api/payments/{payment}", Ct)).Text()).ShouldContain("access.unit");
        (await (await desk.Prepares.GetAsync("/api/payments", Ct)).Json()).GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task is_never_approved_by_its_author_however_many_roles_they_hold()
    {
        var desk = await PaymentDesk.Open(App);
        var person = await desk.Commune.Person(PersonRoles.Accountant);
        // The province may have made an accountant of the commune its approver; it counts for the commune too.
        (await desk.Send<Core.Outcome<Guid>>(new AssignRole(Actor.System, desk.Commune.ParentId, person.PersonId, PersonRoles.Approver))).IsRefused.ShouldBeFalse();
        using var both = await App.SignIn(person.Email);
        var answer = await desk.Post(desk.Order((await desk.Grant(), 1_000_000)), by: both);
        var payment = (await answer.Json()).GetProperty("paymentId").GetGuid();

        (await PaymentDesk.Code(await desk.Step(payment, "approve", by: both))).ShouldBe("payment.own");
    }

    [Fact]
    public async Task by_the_same_approver_at_the_same_instant_counts_once()
    {
        var desk = await PaymentDesk.Open(App);
        var payment = await desk.Prepared((await desk.Grant(), 1_000_000));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.Step(payment, "approve", by: desk.Approves)));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        (await Task.WhenAll(answers.Select(a => a.Json()))).Count(a => !a.GetProperty("alreadyKnown").GetBoolean()).ShouldBe(1);
        (await desk.Sql<long>("select count(*) from payments.approval a join payments.payment p on p.id = a.payment_id where p.unit_id = $1")).ShouldBe(1);
        (await desk.Balance(Roles.SupportPaid)).ShouldBe(1_000_000);
    }

    [Fact]
    public async Task waits_for_as_many_different_approvers_as_the_rule_says()
    {
        var desk = await PaymentDesk.Open(App);
        var grant = await desk.Grant();
        await desk.NeedsTwoFrom(1_000_000);
        (await desk.Done(await desk.Prepared((await desk.Grant(900_000), 900_000)), "approve", by: desk.Approves)).GetProperty("state").GetString().ShouldBe("awaiting_payment");
        var payment = await desk.Prepared((grant, 1_000_000));
        using var deputy = await desk.Commune.SignedIn(PersonRoles.Approver);

        var first = await desk.Done(payment, "approve", by: desk.Approves);
        first.GetProperty("state").GetString().ShouldBe("awaiting_approval");
        (await desk.Done(payment, "approve", by: desk.Approves)).GetProperty("alreadyKnown").GetBoolean().ShouldBeTrue();
        (await desk.Detail(payment)).Row.State.ShouldBe("awaiting_approval");

        (await desk.Done(payment, "approve", by: deputy)).GetProperty("state").GetString().ShouldBe("awaiting_payment");
    }

    [Fact]
    public async Task two_approvers_at_the_same_instant_post_it_once()
    {
        var desk = await PaymentDesk.Open(App);
        var grant = await desk.Grant();
        await desk.NeedsTwoFrom(1_000_000);
        var payment = await desk.Prepared((grant, 1_000_000));
        using var deputy = await desk.Commune.SignedIn(PersonRoles.Approver);

        var answers = await Task.WhenAll(desk.Step(payment, "approve", by: desk.Approves), desk.Step(payment, "approve", by: deputy));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        (await desk.Detail(payment)).Row.State.ShouldBe("awaiting_payment");
        (await desk.Balance(Roles.SupportPaid)).ShouldBe(1_000_000);
    }

    [Fact]
    public async Task sent_back_frees_what_the_order_held()
    {
        var desk = await PaymentDesk.Open(App);
        var grant = await desk.Grant(1_000_000);
        var payment = await desk.Prepared((grant, 1_000_000));

        (await PaymentDesk.Code(await desk.Step(payment, "send-back", new { reason = " " }, desk.Approves))).ShouldBe("text.empty");
        (await desk.Done(payment, "send-back", new { reason = "Thiếu hóa đơn" }, desk.Approves)).GetProperty("state").GetString().ShouldBe("cancelled");

        (await PaymentDesk.Code(await desk.Step(payment, "approve", by: desk.Approves))).ShouldBe("payment.not_awaiting_approval");
        await desk.Prepared((grant, 1_000_000));
        (await desk.Detail(payment)).History[^1].Reason.ShouldBe("Thiếu hóa đơn");
    }
}
