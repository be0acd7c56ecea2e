using System.Net;
using DayForThePoor.Core;
using DayForThePoor.Core.HandOvers;
using DayForThePoor.IntegrationTests.Ledger;
using DayForThePoor.IntegrationTests.Payments;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.HandOvers.Offices;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.HandOvers;

public class changing_the_treasurer(AppFixture app) : AppTest(app)
{
    private sealed record Office(Commune Commune, TestPerson Old, TestPerson New, TestPerson Accountant, TestPerson Head, HttpClient Client);

    /// <summary>A commune with 800.000 đồng in its box and 50.000 on a receipt that was not collected.</summary>
    private async Task<Office> Stage()
    {
        var commune = await App.NewCommune();
        var accountant = await commune.Person(PersonRoles.Accountant);
        var client = await App.SignIn(accountant.Email);
        var first = await client.Given(commune.Cash(800_000));
        await Send<Outcome<CashConfirmed>>(new ConfirmCash(Actor.System, commune.UnitId, [first.GetProperty("donationId").GetGuid()]));
        await client.Given(commune.Cash(50_000));
        return new(commune, await commune.Person(PersonRoles.Treasurer), await commune.Person(PersonRoles.Treasurer), accountant, await commune.Person(PersonRoles.Approver), client);
    }

    private static OfficeForm Form(Office office, params CountedNotes[] notes) => new(
        PersonRoles.Treasurer, office.Old.PersonId, office.New.PersonId, null, "Quyết định 12/QĐ-BVĐ",
        [new(office.Commune.Fund, notes), new(office.Commune.ReliefFund, [])], ["Quyển số 3 ở thôn Một"], null, "Két sắt 1 cái, 2 chìa khóa");

    private Task<Outcome<OfficeDrawn>> Draw(Office office, OfficeForm form) =>
        Send<Outcome<OfficeDrawn>>(new DrawOfficeHandOver(office.Old.Actor, office.Commune.UnitId, Guid.NewGuid().ToString("N"), form));

    private Task<Outcome<OfficeSigned>> Sign(Office office, TestPerson by, Guid id) => Send<Outcome<OfficeSigned>>(new SignOfficeHandOver(by.Actor, office.Commune.UnitId, id));

    private async Task<OfficeSigned> SignedByAll(Office office, Guid id)
    {
        OfficeSigned? last = null;
        foreach (var person in (TestPerson[])[office.Old, office.New, office.Accountant, office.Head])
        {
            var signed = await Sign(office, person, id);
            signed.IsRefused.ShouldBeFalse(signed.ToString());
            last = signed.Value;
        }
        return last!;
    }

    [Fact]
    public async Task ends_the_old_office_with_the_last_of_four_signatures_and_posts_nothing_when_the_count_agrees()
    {
        var office = await Stage();
        var drawn = await Draw(office, Form(office, new(500_000, 1), new(100_000, 3)));

        (await SignedByAll(office, drawn.Value.Id)).State.ShouldBe("done");

        (await office.Client.TrialBalance($"fund={office.Commune.Fund}")).BalanceOf("111").ShouldBe(850_000);
        await Should.ThrowAsync<AccessDenied>(() => Sign(office, office.Old, drawn.Value.Id));
        (await Sign(office, office.New, drawn.Value.Id)).Value.AlreadyKnown.ShouldBeTrue();
    }

    [Fact]
    public async Task makes_what_is_missing_an_advance_of_who_leaves_and_what_is_too_much_other_income()
    {
        var (missing, more) = (await Stage(), await Stage());
        await SignedByAll(missing, (await Draw(missing, Form(missing, new(500_000, 1), new(200_000, 1)))).Value.Id);
        await SignedByAll(more, (await Draw(more, Form(more, new(500_000, 1), new(200_000, 1), new(50_000, 3)))).Value.Id);

        var (less, plus) = (await missing.Client.TrialBalance($"fund={missing.Commune.Fund}"), await more.Client.TrialBalance($"fund={more.Commune.Fund}"));
        (less.BalanceOf("111"), less.BalanceOf("141")).ShouldBe((750_000, 100_000));
        (plus.BalanceOf("111"), plus.BalanceOf("5118")).ShouldBe((900_000, -50_000));
    }

    [Fact]
    public async Task leaves_the_cash_of_payments_in_the_box_that_are_not_handed_out()
    {
        var desk = await PaymentDesk.Open(App, 800_000);
        var gift = await desk.Sql<Guid>("select id from dftp.gift where unit_id = $1");
        await Send<Outcome<CashConfirmed>>(new ConfirmCash(Actor.System, desk.Commune.UnitId, [gift]));
        await desk.Done(await desk.Prepared((await desk.Grant(300_000), 300_000)), "approve", by: desk.Approves);

        var box = (await App.Services.GetRequiredService<OfficeDrafts>().Of(desk.Commune.UnitId, Ct)).Cash.Single(c => c.Fund == desk.Commune.Fund);

        (box.BookVnd, box.NotInVnd, box.NotOutVnd, box.ExpectedVnd).ShouldBe((500_000, 0, 300_000, 800_000));
    }

    [Fact]
    public async Task is_counted_anew_when_the_box_has_moved_since()
    {
        var office = await Stage();
        var drawn = await Draw(office, Form(office, new(500_000, 1), new(100_000, 3)));
        var gift = await office.Client.Given(office.Commune.Cash(20_000));
        await Send<Outcome<CashConfirmed>>(new ConfirmCash(Actor.System, office.Commune.UnitId, [gift.GetProperty("donationId").GetGuid()]));

        (await Sign(office, office.Old, drawn.Value.Id)).Refusals[0].Code.ShouldBe("office.cash_moved");
        (await Draw(office, Form(office, new CountedNotes(20_000, 1)))).Refusals[0].Code.ShouldBe("office.already_drawn");
        (await Send<Outcome<bool>>(new WithdrawOfficeHandOver(office.New.Actor, office.Commune.UnitId, drawn.Value.Id))).Value.ShouldBeTrue();
        (await Draw(office, Form(office, new(500_000, 1), new(20_000, 16)))).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public async Task is_refused_with_its_reason()
    {
        var office = await Stage();
        async Task<string> Code(OfficeForm form) => (await Draw(office, form)).Refusals[0].Code;
        var right = Form(office, new CountedNotes(500_000, 1));

        (await Code(right with { Receiver = office.Old.PersonId })).ShouldBe("office.same_person");
        (await Code(right with { Receiver = office.Accountant.PersonId })).ShouldBe("office.receiver");
        (await Code(right with { Office = PersonRoles.Approver })).ShouldBe("office.unknown");
        (await Code(right with { Counts = [] })).ShouldBe("office.count_missing");
        (await Code(Form(office, new CountedNotes(300_000, 1)))).ShouldBe("office.notes");
        (await Code(Form(office, new CountedNotes(500_000, -1)))).ShouldBe("office.notes");
        (await Code(right with { HandedOn = new DateOnly(2999, 1, 1) })).ShouldBe("office.future");
        var drawn = (await Draw(office, right)).Value.Id;
        (await Sign(office, await office.Commune.Person(PersonRoles.Treasurer), drawn)).Refusals[0].Code.ShouldBe("office.not_signer");
        (await Sign(office, office.Head, drawn)).IsRefused.ShouldBeFalse();
        (await Sign(office, await office.Commune.Person(PersonRoles.Approver), drawn)).Refusals[0].Code.ShouldBe("office.part_signed");
    }

    [Fact]
    public async Task is_drawn_up_on_a_page_and_printed()
    {
        var office = await Stage();
        var page = await App.SignInByPage(office.Old.Email);
        var drawn = await page.Submit(
            $"/thiet-lap/ban-giao-cong-viec/moi?don-vi={office.Commune.Code}", "office", ("key", Guid.NewGuid().ToString("N")), ("office", PersonRoles.Treasurer),
            ("giver", $"{office.Old.PersonId}"), ("receiver", $"{office.New.PersonId}"), ("decision", "Quyết định 12/QĐ-BVĐ"), ("counts[0].500000", "1"), ("counts[0].100000", "3"));
        drawn.StatusCode.ShouldBe(HttpStatusCode.Redirect, await drawn.Text());
        var one = drawn.Headers.Location!.ToString();

        (await (await page.GetAsync(one, Ct)).Text()).ShouldContain("800.000");
        (await page.GetAsync($"{one}/bien-ban.pdf", Ct)).Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        (await page.Submit(one, "sign")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }
}
