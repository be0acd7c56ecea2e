using DayForThePoor.EndToEndTests.Support;
using Microsoft.Playwright;

namespace DayForThePoor.EndToEndTests;

public class bringing_in_the_official_list(Site site)
{
    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task from_the_template_to_the_notice_board(int width)
    {
        var page = await site.SignedIn("officer@queson.demo", width);
        await page.GotoAsync("/ho-ngheo/nap");
        await page.ShouldBeUsable();
        var template = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[download]").First.ClickAsync());
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.xlsx");
        await template.SaveAsAsync(file);

        // The template's sample household lives in a hamlet that the commune does not have until it is added.
        await Upload(page, file, "2022");
        await page.GetByText(new System.Text.RegularExpressions.Regex("Chưa nạp hộ nào|Mọi dòng đều đọc được")).First.WaitForAsync();
        await page.ShouldBeUsable();
        if (await page.GetByRole(AriaRole.Button, new() { Name = "Thêm các thôn này" }).CountAsync() > 0)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Thêm các thôn này" }).ClickAsync();
            await page.GetByText("Xin chọn lại tệp Excel", new PageGetByTextOptions { Exact = false }).WaitForAsync();
            await Upload(page, file, "2022");
        }
        await page.WaitForURLAsync("**/ho-ngheo/nap/*");
        await page.ShouldBeUsable();
        await page.GetByRole(AriaRole.Button, new() { Name = "Nhận danh sách" }).ClickAsync();
        await page.GetByText("Danh sách đã ghi vào sổ hộ", new PageGetByTextOptions { Exact = false }).WaitForAsync();

        await page.GotoAsync("/ho-ngheo?nam=2022&tim=mau");
        await page.GetByRole(AriaRole.Link, new() { Name = "Nguyễn Thị Mẫu" }).ClickAsync();
        await page.GetByText("•••••••••001").WaitForAsync();
        await page.ShouldBeUsable();
        File.Delete(file);

        foreach (var path in new[] { "/ho-ngheo", "/ho-ngheo/niem-yet", "/ho-ngheo/them", "/thiet-lap/thon" })
        {
            await page.GotoAsync(path);
            await page.ShouldBeUsable();
        }
    }

    private static async Task Upload(IPage page, string file, string year)
    {
        await page.Locator("input[name=year]").Last.FillAsync(year);
        await page.Locator("input[name=decision]").Last.FillAsync("12/QĐ-UBND");
        await page.Locator("input[name=decidedOn]").Last.FillAsync("15/12/2022");
        await page.Locator("input[type=file]").SetInputFilesAsync(file);
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem trước" }).ClickAsync();
    }
}
