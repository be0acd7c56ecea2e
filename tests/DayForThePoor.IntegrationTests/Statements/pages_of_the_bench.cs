using System.Net;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Statements.Bench.Pages;

namespace DayForThePoor.IntegrationTests.Statements;

public class pages_of_the_bench(AppFixture app) : BenchTest(app)
{
    [Fact]
    public async Task work_without_scripts_from_the_first_line_to_none()
    {
        var account = await NewAccount();
        var gift = await Announce(account, 300_000, "Trần Thị Lựu");
        await Import(account, Csv(In(Day, "FT1", 300_000, "TRAN THI LUU UNG HO"), Out(Day.AddDays(1), "P1", 11_000, "PHI SMS")));
        using var accountant = await SignedIn(PersonRoles.Accountant, account.UnitId);
        var bench = $"/doi-chieu?tai-khoan={account.Code}";

        var first = await Page(accountant, bench);
        first.ShouldContain("Còn 2 dòng");
        first.ShouldContain("Trần Thị Lựu");
        first.ShouldContain("Đúng số tiền");
        var accept = Between(first, "form=\"bench-act\" name=\"act\" value=\"", "\"");
        var next = await accountant.Submit(bench, "bench", ("act", accept), ("line", $"{await Line(account, "FT1")}"), ("next", $"{await Line(account, "P1")}"), ("key", "k1"));
        next.StatusCode.ShouldBe(HttpStatusCode.Redirect, await next.Text());
        (await Scalar<Guid>("select item_id from statements.match_link where line_id = $1", await Line(account, "FT1"))).ShouldBe(gift);

        var second = await Page(accountant, next.Headers.Location!.ToString());
        second.ShouldContain($"Vừa khớp {BenchWords.Amount(300_000)}: Khoản đã ghi sổ");
        second.ShouldContain("Còn 1 dòng");
        await accountant.Submit(bench, "bench", ("act", "charge"), ("line", $"{await Line(account, "P1")}"), ("key", "k2"));
        (await Page(accountant, bench)).ShouldContain("Hết việc");
        (await Balance(account, Roles.BankCharges)).ShouldBe(11_000);
    }

    [Fact]
    public async Task say_what_went_wrong_and_show_what_is_left()
    {
        var account = await NewAccount();
        await Import(account, Csv(In(Day, "FT1", 300_000)));
        using var accountant = await SignedIn(PersonRoles.Accountant, account.UnitId);
        var bench = $"/doi-chieu?tai-khoan={account.Code}";
        var line = await Line(account, "FT1");

        var split = await accountant.Submit($"{bench}&dong={line}&viec=chia", "task", ("line", $"{line}"), ("key", "k"), ("amount1", "400000"), ("what1", "general"));
        split.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await split.Text()).ShouldContain($"nhiều hơn phần còn lại của dòng ({BenchWords.Amount(300_000)})");

        await Tell(account, line, 300_000, "general");
        var late = await accountant.Submit(bench, "bench", ("act", "general"), ("line", $"{line}"), ("key", "k9"));
        late.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await late.Text()).ShouldContain("vừa được khớp xong");
    }

    [Fact]
    public async Task list_what_was_matched_and_undo_it()
    {
        var account = await NewAccount();
        await Import(account, Csv(Out(Day, "P1", 11_000, "PHI SMS")));
        var match = (await Tell(account, await Line(account, "P1"), 11_000, "charge")).Value.Matches.Single().MatchId;
        using var accountant = await SignedIn(PersonRoles.Accountant, account.UnitId);

        (await Page(accountant, $"/doi-chieu/da-khop?tai-khoan={account.Code}")).ShouldContain("Phí ngân hàng");
        var file = await accountant.GetStringAsync($"/doi-chieu/da-khop.csv?tai-khoan={account.Code}", Ct);
        file.ShouldContain("11000");
        var voucher = await Page(accountant, $"/chung-tu/{await Scalar<Guid>("select id from ledger.entry where stream_id = $1", match)}");
        voucher.ShouldContain("Chứng từ này khớp các dòng sao kê");
        voucher.ShouldContain("PHI SMS");
        (await accountant.Submit($"/doi-chieu/da-khop/{match}", "undo", ("what", "all"), ("note", "Nhầm"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Page(accountant, $"/doi-chieu/da-khop/{match}")).ShouldContain("Đã bỏ khớp");
    }

    [Fact]
    public async Task of_another_unit_are_closed()
    {
        var (mine, other) = (await NewAccount(), await NewAccount());
        await Import(other, Csv(Out(Day, "P1", 11_000)));
        var match = (await Tell(other, await Line(other, "P1"), 11_000, "charge")).Value.Matches.Single().MatchId;
        using var accountant = await SignedIn(PersonRoles.Accountant, mine.UnitId);

        foreach (var address in new[] { $"/doi-chieu?tai-khoan={other.Code}", $"/doi-chieu/da-khop/{match}", $"/doi-chieu/van-ban/{match}", $"/doi-chieu/ca-loat?tai-khoan={other.Code}" })
            (await accountant.GetAsync(address, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
        using var auditor = await SignedIn(PersonRoles.Auditor, mine.UnitId);
        (await auditor.GetAsync("/doi-chieu", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await auditor.GetAsync("/doi-chieu/da-khop", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static string Between(string text, string before, string after)
    {
        var from = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[from..text.IndexOf(after, from, StringComparison.Ordinal)];
    }

    private async Task<HttpClient> SignedIn(string role, Guid unit) => await App.SignInByPage((await App.NewPerson(role, unit)).Email);

    private static async Task<string> Page(HttpClient client, string address)
    {
        var answer = await client.GetAsync(address, Ct);
        var html = WebUtility.HtmlDecode(await answer.Text());
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        return html;
    }
}
