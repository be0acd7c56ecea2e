using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DayForThePoor.EndToEndTests.Support;
using Microsoft.Playwright;

namespace DayForThePoor.EndToEndTests;

public class working_the_bench_to_zero(Site site)
{
    private const string Accountant = "accountant@xuanphu.demo", Account = "20650-VCB", Bench = $"/doi-chieu?tai-khoan={Account}";

    private static readonly DateTime Today = DateTime.UtcNow.AddHours(7).Date;

    [Fact]
    public async Task takes_nothing_but_the_keyboard()
    {
        var page = await site.SignedIn(Accountant);
        await Gift(page, "Tào Thị Mẫu", 212_000, $"FTM{Today:yyMMdd}");
        await Gift(page, "Tăng Văn Mẫu", 317_000);
        await Gift(page, "Đoàn Thị Mẫu", 317_000);
        await Upload(page);
        await page.GotoAsync(Bench);
        // The gift whose reference was written down is told by the import itself.
        (await page.InnerTextAsync(".bench-bar")).ShouldContain("Đã khớp 1 trên 7");
        await page.ShouldBeUsable();

        await Step(page, () => Tell(page));
        await Step(page, () => page.Keyboard.PressAsync("u"));
        (await page.InnerTextAsync(".bench-bar")).ShouldContain("Đã khớp 1 trên 7");
        for (var step = 0; step < 10 && await page.Locator("[data-bench-done]").CountAsync() == 0; step++) await Step(page, () => Tell(page));

        (await page.InnerTextAsync("[data-bench-done]")).ShouldContain("Hết việc");
        await page.ShouldBeUsable();
        await page.GotoAsync($"/doi-chieu/da-khop?tai-khoan={Account}&cach=nguoi&con=con");
        var told = await page.InnerTextAsync("main table");
        foreach (var what in new[] { "Ủng hộ chung", "lãi", "Phí ngân hàng", "11.000", "317.000", "43.000" }) told.ShouldContain(what, Case.Insensitive);
        await page.Locator("main table a").First.ClickAsync();
        await page.WaitForURLAsync("**/doi-chieu/da-khop/*-*");
        await page.ShouldBeUsable();
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task and_all_that_belongs_to_it_has_no_serious_barrier(int width)
    {
        var page = await site.SignedIn(width: width);
        foreach (var path in new[]
        {
            "/doi-chieu?tai-khoan=20641-VCB", "/doi-chieu?tai-khoan=20641-VCB&chieu=co&viec=gan", "/doi-chieu?tai-khoan=20641-VCB&chieu=co&viec=chia",
            "/doi-chieu?tai-khoan=20641-VCB&chieu=co&viec=ghep", "/doi-chieu?tai-khoan=20641-VCB&chieu=co&viec=tra-lai", "/doi-chieu/ca-loat?tai-khoan=20641-VCB",
            "/doi-chieu/da-khop?tai-khoan=20641-VCB", "/doi-chieu/quy-tac", "/doi-chieu/quy-tac/moi", "/doi-chieu/cho-xu-ly",
        })
        {
            (await page.GotoAsync(path))!.Status.ShouldBe(200, path);
            await page.ShouldBeUsable();
        }
    }

    /// <summary>What somebody presses for the selected line: charges and interest are told by the memo, a tie is looked at, else the best, else a general gift.</summary>
    private static async Task Tell(IPage page)
    {
        var line = (await page.GetAttributeAsync("[data-line][aria-current]", "data-label"))!;
        if (line.Contains("PHI SMS", StringComparison.Ordinal)) await page.Keyboard.PressAsync("c");
        else if (line.Contains("TRA LAI TIEN GUI", StringComparison.Ordinal))
        {
            await page.Keyboard.PressAsync("a");
            await page.Locator("select[name=purpose]:focus").WaitForAsync();
            await page.Keyboard.TypeAsync("Lãi");
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Enter");
        }
        else if (await page.Locator("[data-tie]").CountAsync() > 0)
        {
            await page.Keyboard.PressAsync("1");
            await page.Keyboard.PressAsync("Enter");
        }
        else await page.Keyboard.PressAsync(await page.Locator("[data-candidate]").CountAsync() > 0 ? "Enter" : "g");
    }

    /// <summary>The count of what is told moves with each step.</summary>
    private static async Task Step(IPage page, Func<Task> press)
    {
        var before = await page.InnerTextAsync(".bench-bar");
        await press();
        await page.WaitForFunctionAsync("before => document.querySelector('.bench-bar')?.innerText !== before && !document.querySelector('[data-bench][aria-busy]')", before);
    }

    private static async Task Gift(IPage page, string name, long amount, string? reference = null)
    {
        await page.GotoAsync("/thu/chuyen-khoan");
        await page.Locator("select[name=fund]").SelectOptionAsync("20650-VNN");
        await page.Locator("select[name=account]").SelectOptionAsync(Account);
        if (reference is not null) await page.Locator("[name=bankReference]").FillAsync(reference);
        await page.Locator("[name=donorName]").FillAsync(name);
        await page.Locator("[name=amountVnd]").FillAsync(amount.ToString(CultureInfo.InvariantCulture));
        await page.Locator("[data-entry-post]").ClickAsync();
        await page.Locator(".recorded").WaitForAsync();
    }

    private static async Task Upload(IPage page)
    {
        var text = new StringBuilder("Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Mô tả\n");
        void Line(int daysAgo, string reference, long amount, string memo) => text.Append(
            CultureInfo.InvariantCulture, $"{Today.AddDays(-daysAgo):dd/MM/yyyy},{reference},{(amount < 0 ? -amount : null)},{(amount > 0 ? amount : null)},{memo}\n");
        Line(6, $"FTM{Today:yyMMdd}", 212_000, "UNG HO QUY VI NGUOI NGHEO");
        Line(5, "", -11_000, "PHI SMS THANG NAY");
        Line(5, "", 1_234, "TRA LAI TIEN GUI");
        Line(4, "", -500_000, "CHUYEN TIEN MUA QUA");
        Line(3, "", 500_000, "HOAN TRA GIAO DICH SAI TEN");
        Line(2, "", 317_000, "UNG HO");
        Line(1, "", 43_000, "gop chut long thanh");

        await page.GotoAsync("/sao-ke/nap");
        await page.Locator("select[name='Form.Account']").SelectOptionAsync(Account);
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "sao-ke.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text.ToString()) });
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(new Regex("/sao-ke/(lan-nap/|nap/.+/mau-cot)"));
        if (page.Url.EndsWith("/mau-cot", StringComparison.Ordinal)) await page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận và nạp" }).ClickAsync();
        await page.WaitForURLAsync("**/sao-ke/lan-nap/*");
        await page.Locator(".notice-done").WaitForAsync();
    }
}
