using System.Net;
using System.Text;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;

namespace DayForThePoor.IntegrationTests.Statements;

public class pages_of_statements(AppFixture app) : StatementTest(app)
{
    private static readonly DateOnly Day = new(2026, 8, 3);

    [Fact]
    public async Task take_a_file_and_show_what_became_of_it()
    {
        var account = await NewAccount();
        using var accountant = await SignedIn(PersonRoles.Accountant, account.UnitId);
        var sent = await Upload(accountant, account.Code, Csv(In(Day, "FT1", 50_000), In(Day, "FT2", 20_000)));

        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, await sent.Text());
        (await Shown(accountant, sent.Headers.Location!.ToString(), "data-live")).ShouldContain("2 dòng mới, 0 dòng đã có từ trước. Không có dòng nào bị ghi hai lần.");
        (await Page(accountant, "/sao-ke")).ShouldContain("Đã ghi sổ");
    }

    [Fact]
    public async Task say_what_is_wrong_with_a_file_line_by_line()
    {
        var account = await NewAccount();
        using var accountant = await SignedIn(PersonRoles.Accountant, account.UnitId);
        var sent = await Upload(accountant, account.Code, Csv(In(Day, "FT1", 50_000), "31/02/2026,FT2,,20000,x"));

        (await Shown(accountant, sent.Headers.Location!.ToString(), "data-live")).ShouldContain("Dòng 3");
    }

    [Fact]
    public async Task list_lines_and_lead_to_the_collective_voucher()
    {
        var account = await NewAccount();
        await Import(account, Csv(In(Day, "FT26323-1", 50_000, "Nguyễn Thị Đào ủng hộ"), In(Day, "FT26323-2", 20_000)));
        using var auditor = await SignedIn(PersonRoles.Auditor, account.UnitId);

        var list = await Page(auditor, "/sao-ke/dong?tim=nguyen+dao&tu=1/8/2026&chieu=co");
        list.ShouldContain("FT26323-1");
        list.ShouldNotContain("FT26323-2");
        var voucher = await Page(auditor, $"/sao-ke/chung-tu/{await EntryOf(account.Id)}");
        voucher.ShouldContain("Bảng tổng hợp chứng từ Báo Có kèm bảng kê");
        voucher.ShouldContain("BC-VNN-2026-000001");
        voucher.ShouldContain("Bảy mươi nghìn đồng");
        voucher.ShouldContain("FT26323-2");
    }

    [Fact]
    public async Task show_a_voucher_of_another_unit_as_little_as_one_that_does_not_exist()
    {
        var (mine, other) = (await NewAccount(), await NewAccount());
        await Import(other, Csv(In(Day, "FT1", 50_000)));
        using var auditor = await SignedIn(PersonRoles.Auditor, mine.UnitId);

        foreach (var address in new[] { $"/sao-ke/chung-tu/{await EntryOf(other.Id)}", $"/sao-ke/chung-tu/{Guid.NewGuid()}", $"/sao-ke/dong?tai-khoan={other.Code}", "/sao-ke/nap" })
            (await auditor.GetAsync(address, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
    }

    [Fact]
    public async Task name_a_date_that_cannot_be_read()
    {
        var account = await NewAccount();
        using var auditor = await SignedIn(PersonRoles.Auditor, account.UnitId);
        (await Page(auditor, "/sao-ke/dong?tu=31/2/2026")).ShouldContain("problem-list");
    }

    private async Task<HttpClient> SignedIn(string role, Guid unit) => await App.SignInByPage((await App.NewPerson(role, unit)).Email);

    private Task<Guid> EntryOf(Guid account) => Scalar<Guid>("select day_event from statements.line where account_id = $1 limit 1", account);

    private static async Task<HttpResponseMessage> Upload(HttpClient client, string account, string csv)
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent("upload-statement"), "_handler" },
            { new StringContent(await client.FormToken("/sao-ke/nap")), "__RequestVerificationToken" },
            { new StringContent(account), "Form.Account" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "Form.File", "sao-ke.csv" },
        };
        var sent = await client.PostAsync("/sao-ke/nap", content, Ct);
        return sent.Headers.Location?.ToString() is { } next && next.EndsWith("/mau-cot", StringComparison.Ordinal) ? await client.ConfirmColumns(next) : sent;
    }

    private static async Task<string> Page(HttpClient client, string address)
    {
        var answer = await client.GetAsync(address, Ct);
        var html = WebUtility.HtmlDecode(await answer.Text());
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        return html;
    }

    /// <summary>Loads the page again until it says no more that something is under way.</summary>
    private static async Task<string> Shown(HttpClient client, string address, string underWay)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(late.Token))
        {
            var html = await Page(client, address);
            if (!html.Contains(underWay, StringComparison.Ordinal)) return html;
        }
        throw new TimeoutException();
    }
}
