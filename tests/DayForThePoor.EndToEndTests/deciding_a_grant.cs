using System.Globalization;
using DayForThePoor.EndToEndTests.Support;
using Microsoft.Playwright;

namespace DayForThePoor.EndToEndTests;

public class deciding_a_grant(Site site)
{
    private static string Day(int ago) => DateTime.UtcNow.AddHours(7).AddDays(-ago).ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    [Fact]
    public async Task from_the_request_over_meeting_and_notice_board_to_the_approval_by_two_people()
    {
        var head = await site.SignedIn("approver@queson.demo");
        await LayDownARule(head);

        var officer = await site.SignedIn("officer@queson.demo");
        await Ask(officer);
        var grant = new Uri(officer.Url).AbsolutePath;
        await Meet(officer);
        await Post(officer, grant);
        await officer.GotoAsync(grant);
        await Button(officer, "Kiểm tra trùng hỗ trợ").ClickAsync();
        await officer.GetByRole(AriaRole.Link, new() { Name = "Lập tờ trình" }).ClickAsync();
        await officer.WaitForURLAsync("**/chi/to-trinh/lap*");
        await officer.ShouldBeUsable();
        await Button(officer, "Trình duyệt").ClickAsync();
        await officer.WaitForURLAsync(url => url.Contains("/chi/to-trinh/", StringComparison.Ordinal) && !url.Contains("/lap", StringComparison.Ordinal));
        var list = new Uri(officer.Url).AbsolutePath;
        (await Button(officer, "Duyệt danh sách").CountAsync()).ShouldBe(0, "the author does not approve");

        await head.GotoAsync("/chi/cho-duyet");
        await head.ShouldBeUsable();
        await head.Locator($"a[href='{list}']").ClickAsync();
        await Button(head, "Duyệt danh sách").ClickAsync();
        await head.GetByText("Ông/Bà đã ký duyệt", new PageGetByTextOptions { Exact = false }).WaitForAsync();

        var deputy = await site.SignedIn("deputy@queson.demo", 390);
        await deputy.GotoAsync(list);
        await deputy.ShouldBeUsable();
        await deputy.Locator("[name=decision]").FillAsync("99/QĐ-BVĐ");
        await Button(deputy, "Duyệt danh sách").ClickAsync();
        await deputy.GetByRole(AriaRole.Link, new() { Name = "In quyết định" }).WaitForAsync();
        await deputy.ShouldBeUsable();
        var paper = await deputy.APIRequest.GetAsync($"{list}/quyet-dinh.pdf");
        (paper.Status, paper.Headers["content-type"]).ShouldBe((200, "application/pdf"));
        foreach (var page in new[] { "/chi", "/chi/de-nghi", grant, "/chi/quyet-dinh", "/thiet-lap/quy-che-chi" })
        {
            await deputy.GotoAsync(page);
            await deputy.ShouldBeUsable();
        }
    }

    private static async Task LayDownARule(IPage head)
    {
        await head.GotoAsync("/thiet-lap/quy-che-chi/moi?noi-dung=savings");
        await head.Locator("[name=decision]").FillAsync("12/QĐ-BVĐ");
        await head.Locator("[name=endsPrevious]").CheckAsync();
        await head.Locator("[name=fullFileOverVnd]").FillAsync("1000000");
        await head.Locator("[name=stepFrom1]").FillAsync("5000000");
        await head.Locator("[name=postingDays]").FillAsync("2");
        await head.ShouldBeUsable();
        await Button(head, "Xem trước").ClickAsync();
        await head.GetByText("Chưa lưu gì", new PageGetByTextOptions { Exact = false }).WaitForAsync();
        await Button(head, "Lưu quy định").ClickAsync();
        await head.GetByText("12/QĐ-BVĐ").First.WaitForAsync();
        await head.ShouldBeUsable();
    }

    private static async Task Ask(IPage officer)
    {
        await officer.GotoAsync("/ho-ngheo");
        var name = (await officer.Locator("table.data tbody th a").First.InnerTextAsync()).Trim();
        await officer.GotoAsync("/chi/de-nghi/them");
        await officer.Locator("[name=tim]").FillAsync(name);
        await officer.Keyboard.PressAsync("Enter");
        await officer.Locator(".household-found a").First.WaitForAsync();
        await officer.ShouldBeUsable();
        await officer.Locator(".household-found a").First.ClickAsync();
        await officer.Locator("[name=purpose]").SelectOptionAsync("savings");
        await officer.Locator("[name=amountVnd]").FillAsync("6000000");
        await officer.Locator("[name=reason]").FillAsync("Gửi sổ tiết kiệm cho cháu đến khi đủ 18 tuổi.");
        await officer.Locator("[name=requestedOn]").FillAsync(Day(9));
        await officer.ShouldBeUsable();
        await Button(officer, "Lưu đề nghị").ClickAsync();
        await officer.GetByRole(AriaRole.Link, new() { Name = "Lập biên bản họp thôn" }).WaitForAsync();
        await officer.ShouldBeUsable();
    }

    private static async Task Meet(IPage officer)
    {
        var id = new Uri(officer.Url).AbsolutePath.Split('/')[^1];
        await officer.GetByRole(AriaRole.Link, new() { Name = "Lập biên bản họp thôn" }).ClickAsync();
        await officer.WaitForURLAsync("**/chi/binh-xet/*");
        await officer.Locator("[name=heldOn]").FillAsync(Day(8));
        await officer.Locator("[name=place]").FillAsync("Nhà sinh hoạt cộng đồng thôn");
        await officer.Locator("[name=invited]").FillAsync("80");
        await officer.Locator("[name=present]").FillAsync("62");
        await officer.Locator("[name=chair]").FillAsync("Nguyễn Văn Chín");
        await officer.Locator("[name=secretary]").FillAsync("Trần Thị Cúc");
        var at = (await officer.Locator($"input[type=hidden][value='{id}']").GetAttributeAsync("name"))!.Replace(".grant", "", StringComparison.Ordinal);
        await officer.Locator($"[name='{at}.votesFor']").FillAsync("58");
        await officer.Locator($"[name='{at}.votesAgainst']").FillAsync("3");
        var photo = await officer.ScreenshotAsync();
        await officer.Locator("input[name=minutes]").SetInputFilesAsync(new FilePayload { Name = "bien-ban.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\n"u8.ToArray() });
        await officer.Locator("input[name=photos]").SetInputFilesAsync(new FilePayload { Name = "hop-thon.png", MimeType = "image/png", Buffer = photo });
        await officer.ShouldBeUsable();
        await Button(officer, "Lưu biên bản").ClickAsync();
        await officer.GetByText("Nhà sinh hoạt cộng đồng thôn", new PageGetByTextOptions { Exact = false }).First.WaitForAsync();
        await officer.ShouldBeUsable();
    }

    private static async Task Post(IPage officer, string grant)
    {
        await officer.GotoAsync(grant);
        await officer.Locator("[name=from]").FillAsync(Day(7));
        await officer.Locator("[name=place]").FillAsync("Nhà sinh hoạt cộng đồng thôn");
        await Button(officer, "Niêm yết").ClickAsync();
        await Button(officer, "Kết thúc niêm yết").WaitForAsync();
        await officer.ShouldBeUsable();
        await officer.GotoAsync("/chi/niem-yet");
        await officer.ShouldBeUsable();
        await officer.GotoAsync(grant);
        await Button(officer, "Kết thúc niêm yết").ClickAsync();
        await Button(officer, "Kiểm tra trùng hỗ trợ").WaitForAsync();
    }
}
