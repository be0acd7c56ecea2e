using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DayForThePoor.EndToEndTests.Support;
using Microsoft.Playwright;

namespace DayForThePoor.EndToEndTests;

public class bringing_in_a_statement(Site site)
{
    [Fact]
    public async Task shows_its_progress_its_result_and_its_lines()
    {
        var page = await site.SignedIn();
        await Upload(page, Statement(lines: 300));

        await page.GetByText("300 dòng mới").First.WaitForAsync(); // at its end the page renews itself once more
        await page.GotoAsync("/sao-ke/dong");
        await page.Locator("input[type=search]").First.FillAsync("ủng hộ dòng 299");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("UNG HO DONG 299", new PageGetByTextOptions { Exact = false }).First.WaitForAsync();
        await page.ShouldBeUsable();
    }

    [Fact]
    public async Task that_is_cut_off_names_the_line_and_posts_nothing()
    {
        var page = await site.SignedIn();
        var whole = Statement(lines: 40);
        await Upload(page, whole[..^30]);

        await page.GetByText("Chưa nạp dòng nào", new PageGetByTextOptions { Exact = false }).First.WaitForAsync();
    }

    [Fact]
    public async Task whose_header_nobody_knows_is_named_by_hand()
    {
        var page = await site.SignedIn();
        var text = $"Sổ phụ {Guid.NewGuid():N}\nK1;K2;K3;K4\n05/10/2026;25.000;UNG HO BANG TAY;A1\n06/10/2026;-11.000;PHI;A2\n";
        await page.GotoAsync("/sao-ke/nap");
        await page.Locator("select[name='Form.Account']").SelectOptionAsync("20641-AGR");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "so-phu.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/mau-cot");
        await page.Locator("select[name=header]").SelectOptionAsync("2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Đọc thử" }).ClickAsync();
        foreach (var (column, use) in new[] { ("c0", "Date"), ("c1", "Amount"), ("c2", "Memo"), ("c3", "Reference") })
            await page.Locator($"select[name={column}]").SelectOptionAsync(use);
        await page.GetByRole(AriaRole.Button, new() { Name = "Đọc thử" }).ClickAsync();
        await page.GetByText("UNG HO BANG TAY").Last.WaitForAsync();
        await page.ShouldBeUsable();
        await page.Locator("input[name=name]").FillAsync($"Sổ phụ {Guid.NewGuid():N}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận và nạp" }).ClickAsync();
        await page.GetByText("2 dòng mới").First.WaitForAsync();
    }

    private static async Task Upload(IPage page, string content)
    {
        await page.GotoAsync("/sao-ke/nap");
        await page.Locator("select[name='Form.Account']").SelectOptionAsync("20641-AGR");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "sao-ke.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(content) });
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(new Regex("/sao-ke/(lan-nap/|nap/.+/mau-cot)"));
        if (!page.Url.EndsWith("/mau-cot", StringComparison.Ordinal)) return;
        // The bank's first file with this header: its columns are confirmed once.
        await page.ShouldBeUsable();
        await page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận và nạp" }).ClickAsync();
        await page.WaitForURLAsync("**/sao-ke/lan-nap/*");
    }

    private static string Statement(int lines)
    {
        var text = new StringBuilder("Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Mô tả\n");
        for (var i = 0; i < lines; i++)
            text.Append(CultureInfo.InvariantCulture, $"1{i % 9}/10/2026,FT{i:D6},,\"{(i + 1) * 1000:#,0}\",UNG HO DONG {i} quy vi nguoi ngheo\n");
        return text.ToString();
    }
}
