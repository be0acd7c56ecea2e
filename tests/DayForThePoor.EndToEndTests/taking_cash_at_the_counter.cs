using DayForThePoor.EndToEndTests.Support;
using Microsoft.Playwright;

namespace DayForThePoor.EndToEndTests;

public class taking_cash_at_the_counter(Site site)
{
    [Fact]
    public async Task goes_from_the_keyboard_to_the_printed_receipt_and_the_scanned_page()
    {
        var page = await site.SignedIn("treasurer@queson.demo");
        await page.GotoAsync("/thu/tien-mat");
        (await page.EvaluateAsync<string>("document.activeElement.name")).ShouldBe("donorName");

        await page.Keyboard.TypeAsync("Lương Thị Bưởi");
        await page.Locator("[name=amountVnd]").FillAsync("1.005.000");
        await page.GetByText("Một triệu không trăm lẻ năm nghìn đồng").First.WaitForAsync();
        await page.Keyboard.PressAsync("Enter");

        var receipt = page.Locator(".recorded");
        await receipt.WaitForAsync();
        (await receipt.InnerTextAsync()).ShouldContain("Lương Thị Bưởi");
        var print = receipt.Locator("form.print-form");
        var code = (await print.GetAttributeAsync("action"))!.Split('/')[2];
        var pdf = await page.APIRequest.PostAsync($"/bien-lai/{code}/in", new APIRequestContextOptions { Form = await Token(page, print) });
        pdf.Status.ShouldBe(200);
        (await pdf.BodyAsync())[..5].ShouldBe("%PDF-"u8.ToArray());

        var phone = await site.Visitor(390);
        await phone.GotoAsync($"/r/{code}");
        var shown = await phone.InnerTextAsync("body");
        shown.ShouldContain("Biên nhận còn hiệu lực");
        shown.ShouldContain("1.005.000");
        shown.ShouldContain("L. T. Bưởi");
        shown.ShouldNotContain("Lương Thị");
        await phone.ShouldBeUsable();
        await phone.GotoAsync($"/r/{code}?lang=en");
        (await phone.InnerTextAsync("h1")).ShouldContain("This receipt is valid");
    }

    [Fact]
    public async Task tells_at_the_field_what_is_wrong_and_loses_nothing()
    {
        var page = await site.SignedIn();
        await page.GotoAsync("/thu/tien-mat");
        await page.Locator("[name=donorName]").FillAsync("Tăng Văn Chín");
        await page.Locator("[name=amountVnd]").FillAsync("0");
        await page.Locator("[data-entry-post]").ClickAsync();

        await page.GetByText("Số tiền phải là số nguyên đồng lớn hơn 0.").First.WaitForAsync();
        (await page.Locator("[name=donorName]").InputValueAsync()).ShouldBe("Tăng Văn Chín");
    }

    [Fact]
    public async Task can_be_taken_back_with_a_reason_and_the_paper_then_says_so()
    {
        var page = await site.SignedIn();
        await page.GotoAsync("/thu/tien-mat");
        await page.Locator("[name=donorName]").FillAsync("Đoàn Thị Thừa");
        await page.Locator("[name=amountVnd]").FillAsync("75000");
        await page.Locator("[data-entry-post]").ClickAsync();
        var recorded = page.Locator(".recorded");
        await recorded.WaitForAsync();
        var code = (await recorded.Locator("form.print-form").GetAttributeAsync("action"))!.Split('/')[2];
        await recorded.Locator("a[href^='/thu/']").ClickAsync();
        await page.WaitForURLAsync("**/thu/*-*");
        await page.GotoAsync(new Uri(page.Url).AbsolutePath + "/huy");

        await page.Locator("[name=reasonCode][value=not_received]").CheckAsync();
        await page.Locator("[name=reason]").FillAsync("Chưa thu được tiền");
        await page.Locator("[name=copyReturned][value=yes]").CheckAsync();
        await page.Locator("main form button[type=submit]").Last.ClickAsync();
        await page.GetByText("Đã hủy").First.WaitForAsync();

        var phone = await site.Visitor(390);
        await phone.GotoAsync($"/r/{code}");
        (await phone.InnerTextAsync("h1")).ShouldContain("Biên nhận này đã hủy");
    }

    private static async Task<IFormData> Token(IPage page, ILocator form)
    {
        var data = page.APIRequest.CreateFormData();
        foreach (var input in await form.Locator("input[type=hidden]").AllAsync())
            data.Set((await input.GetAttributeAsync("name"))!, (await input.GetAttributeAsync("value"))!);
        return data;
    }
}
