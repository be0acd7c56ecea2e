using System.Text;
using System.Text.RegularExpressions;
using DayForThePoor.EndToEndTests.Support;
using Microsoft.Playwright;

namespace DayForThePoor.EndToEndTests;

public class tying_a_bank_account_out(Site site)
{
    [Fact]
    public async Task leads_from_the_difference_to_the_missing_days_and_on_to_zero()
    {
        var page = await site.SignedIn(width: 390);
        await Upload(page, "01/10/2026,LE VAN MAU,,500000,500000");
        await Upload(page, "04/10/2026,TRAN THI MAU,,200000,900000");

        await page.GotoAsync("/sao-ke/tien-do?tai-khoan=20641-CTG");
        (await page.InnerTextAsync(".notice")).ShouldContain("Chênh lệch với ngân hàng");
        (await page.InnerTextAsync("main")).ShouldContain("Từ ngày 02/10/2026 đến ngày 03/10/2026 không có sao kê");
        await page.ShouldBeUsable();

        await page.GetByRole(AriaRole.Link, new() { Name = "Nạp sao kê còn thiếu" }).ClickAsync();
        await Send(page, "Từ ngày 01/10/2026 đến ngày 04/10/2026", "03/10/2026,PHAM VAN MAU,,200000,700000");

        await page.GotoAsync("/sao-ke/tien-do?tai-khoan=20641-CTG");
        (await page.InnerTextAsync(".notice")).ShouldContain("Khớp đến đồng");
        await page.SetViewportSizeAsync(1280, 900);
        await page.ShouldBeUsable();
    }

    private static async Task Upload(IPage page, params string[] rows)
    {
        await page.GotoAsync("/sao-ke/nap?tai-khoan=20641-CTG");
        await Send(page, rows);
    }

    /// <param name="rows">The last is the line, those before it stand above the header.</param>
    private static async Task Send(IPage page, params string[] rows)
    {
        var text = string.Join('\n', [.. rows[..^1], "Ngày,Nội dung,Ghi Nợ,Ghi Có,Số dư", rows[^1], ""]);
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "sao-ke.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(new Regex("/sao-ke/(lan-nap/|nap/.+/mau-cot)"));
        // The bank's first file with this header: its columns are confirmed once.
        if (page.Url.EndsWith("/mau-cot", StringComparison.Ordinal))
            await page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận và nạp" }).ClickAsync();
        await page.WaitForURLAsync("**/sao-ke/lan-nap/*");
        await page.Locator(".notice-done").WaitForAsync();
    }
}
