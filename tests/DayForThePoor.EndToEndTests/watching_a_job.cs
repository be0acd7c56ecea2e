using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DayForThePoor.EndToEndTests.Support;
using Microsoft.Playwright;
using Npgsql;

namespace DayForThePoor.EndToEndTests;

public class watching_a_job(Site site)
{
    [Theory, InlineData(1280), InlineData(390)]
    public async Task shows_how_far_it_is_and_its_end_without_a_reload(int width)
    {
        var page = await site.SignedIn("admin@queson.demo", width);
        await page.GotoAsync("/cong-viec");
        await page.ShouldBeUsable();

        // The books are held fast, so that the check stays in the middle for as long as it is looked at.
        await using var connection = await site.Connect();
        await using (var holding = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using (var locking = new NpgsqlCommand("lock table ledger.posting in access exclusive mode", connection))
                await locking.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await page.GetByRole(AriaRole.Button, new() { Name = "Chạy ngay: Kiểm tra sổ sách" }).ClickAsync();
            await page.WaitForURLAsync("**/cong-viec/*");
            await page.Locator("progress").WaitForAsync();
            await page.ShouldBeUsable();
            await page.ReloadAsync();
            await page.GetByText("Đang chạy").WaitForAsync();
            (await page.Locator("progress").GetAttributeAsync("value")).ShouldNotBe("0");
        }

        await page.GetByText("Đã xong").WaitForAsync();
        await page.GetByText("Không có chỗ lệch nào").WaitForAsync();
        await page.ShouldBeUsable();
        await page.GotoAsync("/cong-viec?viec=integrity");
        await page.GetByText("Chạy theo yêu cầu").First.WaitForAsync();
        await page.ShouldBeUsable();
    }

    [Fact]
    public async Task tells_a_treasurer_what_was_done_and_hides_the_technical_page()
    {
        var page = await site.SignedIn("treasurer@queson.demo", 390);
        await page.GotoAsync("/cong-viec");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Việc tự động" }).WaitForAsync();
        (await page.GetByText("Trang kỹ thuật").CountAsync()).ShouldBe(0);
        await page.ShouldBeUsable();
        (await page.GotoAsync("/jobs"))!.Status.ShouldBe(404);
    }

    [Fact]
    public async Task of_hangfire_works_on_an_administrators_page()
    {
        var page = await site.SignedIn("admin@queson.demo");
        List<string> refused = [];
        page.Console += (_, message) => { if (message.Type == "error") refused.Add(message.Text); };
        await page.GotoAsync("/jobs/recurring");
        await page.GetByText("integrity").First.WaitForAsync();
        await page.GotoAsync("/jobs");
        await page.Locator("#realtimeGraph, #historyGraph").First.WaitForAsync();
        refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task of_a_long_statement_follows_it_to_its_result()
    {
        var page = await site.SignedIn();
        await page.GotoAsync("/sao-ke/nap");
        await page.Locator("select[name='Form.Account']").SelectOptionAsync("20641-AGR");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "dai.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Statement(lines: 20_000)) });
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(new Regex("/sao-ke/(lan-nap/|nap/.+/mau-cot)"));
        // The bank's first file with this header: its columns are confirmed once.
        if (page.Url.EndsWith("/mau-cot", StringComparison.Ordinal))
            await page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận và nạp" }).ClickAsync();
        await page.WaitForURLAsync("**/sao-ke/lan-nap/*");
        await page.GetByText("20.000").First.WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "dòng" }).First.WaitForAsync();
        await page.ShouldBeUsable();
    }

    private static string Statement(int lines)
    {
        var text = new StringBuilder("Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Mô tả\n");
        for (var i = 0; i < lines; i++)
            text.Append(CultureInfo.InvariantCulture, $"{1 + i / 2000:00}/09/2026,DJ{i:D6},,\"{(i % 900 + 1) * 1000:#,0}\",UNG HO SO {i} quy vi nguoi ngheo\n");
        return text.ToString();
    }
}
