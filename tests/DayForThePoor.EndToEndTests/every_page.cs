using DayForThePoor.EndToEndTests.Support;

namespace DayForThePoor.EndToEndTests;

public class every_page(Site site)
{
    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task of_the_menu_fits_the_screen_and_has_no_serious_barrier(int width)
    {
        var page = await site.SignedIn(width: width);
        var links = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('header a[href^=\"/\"], nav a[href^=\"/\"]')].map(a => a.getAttribute('href'))");
        var pages = links.Where(link => !link.Contains('?', StringComparison.Ordinal) && !link.Contains("dang-xuat", StringComparison.Ordinal)).Append("/").Distinct().ToArray();
        pages.Length.ShouldBeGreaterThan(8);
        foreach (var path in pages)
        {
            var answer = await page.GotoAsync(path);
            answer!.Status.ShouldBe(200, path);
            await page.ShouldBeUsable();
        }
    }

    [Theory]
    [InlineData("/dang-nhap")]
    [InlineData("/kiem-tra")]
    public async Task for_everybody_is_usable_on_a_phone(string path)
    {
        var page = await site.Visitor(390);
        await page.GotoAsync(path);
        await page.ShouldBeUsable();
    }

    [Fact]
    public async Task says_that_the_data_are_samples()
    {
        var page = await site.SignedIn();
        (await page.InnerTextAsync("body")).ShouldContain("DỮ LIỆU MẪU");
    }

    [Fact]
    public async Task of_another_unit_is_closed()
    {
        var page = await site.SignedIn("accountant@xuanphu.demo");
        await page.GotoAsync("/thu");
        (await page.InnerTextAsync("main")).ShouldNotContain("20641");
        (await page.GotoAsync("/thiet-lap/nguoi-dung"))!.Status.ShouldBe(403);
    }
}
