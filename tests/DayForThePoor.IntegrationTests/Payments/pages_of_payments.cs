using System.Net;
using System.Text;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using UglyToad.PdfPig;

namespace DayForThePoor.IntegrationTests.Payments;

public class pages_of_payments(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task lead_from_the_order_to_the_signed_list()
    {
        var desk = await PaymentDesk.Open(App);
        Guid[] grants = [await desk.Grant(500_000), await desk.Grant(700_000, head: "Lê Thị Mơ")];
        using var accountant = await App.SignInByPage((await desk.Commune.Person(PersonRoles.Accountant)).Email);
        using var head = await App.SignInByPage((await desk.Commune.Person(PersonRoles.Approver)).Email);
        using var treasurer = await App.SignInByPage((await desk.Commune.Person(PersonRoles.Treasurer)).Email);

        var made = await accountant.Submit("/chi/phieu-chi/moi", "new-payment",
            ("key", "k1"), ("grants", $"{grants[0]}"), ("grants", $"{grants[1]}"), ($"amount-{grants[0]}", "500.000"), ($"amount-{grants[1]}", "700.000"),
            ("channel", "cash"), ("payeeKind", "list"), ("narration", "Chi quà Tết"));
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect, await made.Text());
        var address = made.Headers.Location!.OriginalString;
        var id = Guid.Parse(address[(address.LastIndexOf('/') + 1)..]);
        (await accountant.GetStringAsync("/", Ct)).ShouldNotContain("Xác nhận đã chi");
        (await head.GetStringAsync("/", Ct)).ShouldContain("Phiếu chi chờ tôi duyệt");

        (await head.Submit(address, "approve-payment")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await treasurer.GetStringAsync("/chi/cho-chi", Ct)).ShouldContain("Chi quà Tết");
        (await treasurer.Submit("/chi/cho-chi", "confirm-paid", ("payments", $"{id}"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await treasurer.Submit($"/chi/danh-sach-ky-nhan/{id}", "collect", ("how-1", "signature"), ("how-2", "nobody"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await treasurer.Submit($"/chi/phieu-chi/{id}/nop-lai", "return-lines", ("lines", "2"), ("reason", "Vắng nhà"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await desk.Balance(Roles.SupportPaid)).ShouldBe(500_000);
        (await accountant.GetStringAsync("/chi/danh-sach-ky-nhan", Ct)).ShouldContain("Đã nhận 1/2 suất");
        (await accountant.GetStringAsync("/chi/phieu-chi?tim=qua+tet", Ct)).ShouldContain($"/chi/phieu-chi/{id}");
        (await accountant.GetStringAsync("/chi/phieu-chi.csv", Ct)).ShouldContain("Chi quà Tết");
    }

    [Fact]
    public async Task print_voucher_list_and_return()
    {
        var desk = await PaymentDesk.Open(App);
        var payment = await desk.Paid((await desk.Grant(500_000), 500_000), (await desk.Grant(700_000, head: "Lê Thị Mơ"), 700_000));
        await desk.Done(payment, "return", new { reason = "Vắng nhà", lines = new[] { 2 } }, desk.Pays);

        var voucher = await Text(desk, $"/chi/phieu-chi/{payment}/phieu.pdf");
        voucher.ShouldContain("PHIẾU CHI");
        voucher.ShouldContain("Nợ: 6111");
        voucher.ShouldContain("Một triệu hai trăm nghìn đồng");
        var list = await Text(desk, $"/chi/phieu-chi/{payment}/danh-sach.pdf");
        list.ShouldContain("DANH SÁCH KÝ NHẬN");
        list.ShouldContain("Cộng trang");
        list.ShouldContain("Lê Thị Mơ");
        (await Text(desk, $"/chi/phieu-chi/{payment}/nop-lai/1.pdf")).ShouldContain("PT-VNN-");
        using var accountant = await App.SignInByPage((await desk.Commune.Person(PersonRoles.Accountant)).Email);
        (await accountant.GetAsync($"/chi/phieu-chi/{payment}/danh-sach.xlsx", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var foreign = await App.SignInByPage((await (await PaymentDesk.Open(App)).Commune.Person(PersonRoles.Accountant)).Email);
        (await foreign.GetAsync($"/chi/phieu-chi/{payment}/danh-sach.pdf", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task sum_up_every_page_of_a_long_list()
    {
        var desk = await PaymentDesk.Open(App);
        List<(Guid, long)> lines = [];
        for (var i = 0; i < 30; i++) lines.Add((await desk.Grant(10_000), 10_000));
        var payment = await desk.Prepared([.. lines]);

        var list = await Text(desk, $"/chi/phieu-chi/{payment}/danh-sach.pdf");

        list.Split("Cộng trang").Length.ShouldBeGreaterThan(2);
        list.ShouldContain("300.000");
    }

    private async Task<string> Text(PaymentDesk desk, string address)
    {
        using var accountant = await App.SignInByPage((await desk.Commune.Person(PersonRoles.Accountant)).Email);
        var answer = await accountant.GetAsync(address, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Text());
        using var document = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync(Ct));
        var text = new StringBuilder();
        foreach (var page in document.GetPages()) text.AppendJoin(' ', page.GetWords().Select(w => w.Text)).Append('\n');
        return text.ToString();
    }
}
