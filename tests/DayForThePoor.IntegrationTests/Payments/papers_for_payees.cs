using System.IO.Compression;
using System.Net;
using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Payments.Payees;
using DayForThePoor.Web.Units;

namespace DayForThePoor.IntegrationTests.Payments;

public class papers_for_payees(AppFixture app) : AppTest(app)
{
    private static async Task<string> BankMoney(PaymentDesk desk, long amount)
    {
        var code = $"{desk.Commune.Code}-AGR";
        var form = new BankAccountForm(code, "bank", "970405", $"42002{desk.Commune.Code}1", "BVD QUY VNN", desk.Commune.Fund, OpenedOn: new DateOnly(2024, 1, 1));
        (await desk.Send<Outcome<BankAccount>>(new AddBankAccount(Actor.System, desk.Commune.UnitId, form))).IsRefused.ShouldBeFalse();
        var receipt = new OtherReceiptForm(desk.Commune.Fund, Roles.IncomeOther, Channels.Transfer, amount, "Một đơn vị", "Hỗ trợ", null, code);
        (await desk.Send<Outcome<EntryPosted>>(new RecordOtherReceipt(Actor.System, desk.Commune.UnitId, Guid.NewGuid().ToString("N"), receipt))).IsRefused.ShouldBeFalse();
        return code;
    }

    private static async Task<(Guid Payment, Guid One, Guid Two)> ByBank(PaymentDesk desk)
    {
        var account = await BankMoney(desk, 10_000_000);
        var (one, two) = (await desk.Grant(2_000_000), await desk.Grant(1_000_000, head: "Lê Văn Bảy"));
        var order = desk.Order((one, 2_000_000), (two, 1_000_000));
        (order["channel"], order["account"]) = ("bank", account);
        return (await desk.Prepared(order), one, two);
    }

    [Fact]
    public async Task send_money_where_people_say_and_show_numbers_to_the_bank_alone()
    {
        var desk = await PaymentDesk.Open(App, 0);
        var (payment, one, two) = await ByBank(desk);
        var page = $"/chi/phieu-chi/{payment}/giay-to";
        using var accountant = await App.SignInByPage((await desk.Commune.Person(PersonRoles.Accountant)).Email);
        var households = new List<string>();
        foreach (var grant in new[] { one, two }) households.Add($"{await desk.Sql<Guid>("select household_id from grants.support where unit_id = $1 and id = $2", grant)}");

        (await accountant.Submit(page, "recipient-account", ("household", households[0]), ("bin", "970405"), ("number", "12 AB"), ("holder", "Trần Thị Lựu"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await accountant.Submit(page, "recipient-account", ("household", households[0]), ("bin", "111111"), ("number", "4200205123456"), ("holder", "Trần Thị Lựu"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var household in households)
            (await accountant.Submit(page, "recipient-account", ("household", household), ("bin", "970405"), ("number", "0200.205-123 456"), ("holder", "Trần Thị Lựu"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        async Task<HttpResponseMessage> List() => await accountant.SubmitBare(page, $"/chi/phieu-chi/{payment}/bang-ke-chuyen-tien");
        (await List()).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await desk.Done(payment, "approve", by: desk.Approves);
        var html = await accountant.GetStringAsync(page, Ct);
        html.ShouldContain("•••• 3456");
        html.ShouldNotContain("0200205123456");
        html.ShouldContain("Trùng tài khoản người khác");

        var list = await List();
        list.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var zip = new ZipArchive(await list.Content.ReadAsStreamAsync(Ct));
        var sheet = new StringBuilder();
        foreach (var entry in zip.Entries.Where(e => e.Name.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            sheet.Append(await reader.ReadToEndAsync(Ct));
        }
        sheet.ToString().ShouldContain("0200205123456");
        sheet.ToString().ShouldContain("TRAN THI LUU");
        (await desk.Sql<long>("select count(*) from households.reading where unit_id = $1 and what = 'bank_account'")).ShouldBe(2);
        using var foreign = await App.SignInByPage((await (await App.NewCommune()).Person(PersonRoles.Accountant)).Email);
        (await foreign.GetAsync(page, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task are_refused_without_the_list_of_people()
    {
        var desk = await PaymentDesk.Open(App);
        foreach (var payee in new[] { "insurance", "bank", "hospital", "shop" })
        {
            var order = desk.Order();
            order["payeeKind"] = payee;
            (await PaymentDesk.Code(await desk.Post(order))).ShouldBe("payment.no_lines");
            order["lines"] = new[] { new { amountVnd = 1_000 } };
            (await PaymentDesk.Code(await desk.Post(order))).ShouldBe("payment.line_grant");
        }
    }

    [Fact]
    public async Task name_who_keeps_a_savings_book_and_print()
    {
        var desk = await PaymentDesk.Open(App);
        var order = desk.Order((await desk.Grant(2_000_000), 2_000_000));
        (order["payeeKind"], order["payeeName"]) = ("bank", "Agribank Quế Sơn");
        var payment = await desk.Prepared(order);
        var page = $"/chi/phieu-chi/{payment}/giay-to";
        using var accountant = await App.SignInByPage((await desk.Commune.Person(PersonRoles.Accountant)).Email);
        (string, string)[] book =
            [("bank-1", "Agribank"), ("number-1", "AB 123"), ("term-1", "12 tháng"), ("holder-1", "Trần Bảo An"), ("keeper-1", "Trần Thị Lựu"), ("withdrawal-1", "Khi đủ 18 tuổi")];
        (await accountant.Submit(page, "savings-1", book)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await accountant.Submit(page, "savings-1", [.. book, ("keeperRelation-1", "mẹ")])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await accountant.GetStringAsync(page, Ct)).ShouldContain("Khi đủ 18 tuổi");
        foreach (var paper in new[] { "so-tiet-kiem/1.pdf", "de-nghi-thanh-toan.pdf" })
            (await accountant.GetByteArrayAsync($"/chi/phieu-chi/{payment}/{paper}", Ct)).AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();

        order = desk.Order((await desk.Grant(1_000_000, head: "Lê Văn Bảy"), 1_000_000));
        (order["payeeKind"], order["payeeName"]) = ("insurance", "BHXH Quế Sơn");
        var insured = await desk.Prepared(order);
        (await desk.Sql<int>("""
            with heads as (insert into households.member (id, household_id, unit_id, place, name, relation)
              select gen_random_uuid(), l.household_id, $1, 1, l.name, 'head' from payments.line l where l.payment_id = $2 returning 1)
            select count(*)::int from heads
            """, insured)).ShouldBe(1);
        var cards = await accountant.SubmitBare($"/chi/phieu-chi/{insured}/giay-to", $"/chi/phieu-chi/{insured}/danh-sach-bhyt", ("from", "01/2027"), ("to", "12/2027"));
        cards.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        (await desk.Sql<long>("select count(*) from households.reading where unit_id = $1 and what = 'personal'")).ShouldBe(0);
        using var head = await App.SignInByPage((await desk.Commune.Person(PersonRoles.Approver)).Email);
        (await head.SubmitBare($"/chi/phieu-chi/{insured}/giay-to", $"/chi/phieu-chi/{insured}/danh-sach-bhyt")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.Sql<long>("select count(*) from households.reading where unit_id = $1 and what = 'personal'")).ShouldBe(1);
    }

    [Fact]
    public async Task change_an_account_once_however_often_it_is_said()
    {
        var desk = await PaymentDesk.Open(App, 0);
        var (_, one, _) = await ByBank(desk);
        var household = await desk.Sql<Guid>("select household_id from grants.support where unit_id = $1 and id = $2", one);
        SetRecipientAccount Set(string number) => new(Actor.System, desk.Commune.UnitId, household, "970405", number, "Trần Thị Lựu");
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.Send<Outcome<RecipientAccountSet>>(Set("4200205123456"))));
        answers.Count(answer => !answer.Value.AlreadyKnown).ShouldBe(1);
        (await desk.Send<Outcome<RecipientAccountSet>>(Set("4200205999999"))).Value.AlreadyKnown.ShouldBeFalse();
        (await desk.Sql<long>("select count(*) from payments.recipient_account where unit_id = $1")).ShouldBe(2);
        (await desk.Sql<long>("select count(*) from payments.recipient_account where unit_id = $1 and ended_at is null")).ShouldBe(1);
    }
}
