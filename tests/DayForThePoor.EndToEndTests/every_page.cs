using DayForThePoor.EndToEndTests.Support;

namespace DayForThePoor.EndToEndTests;

public class every_page(Site site)
{
    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task of_the_menu_and_its_tabs_fits_the_screen_and_has_no_serious_barrier(int width)
    {
        var page = await site.SignedIn(width: width);
        HashSet<string> seen = ["/"];
        Queue<string> waiting = new(seen);
        while (waiting.TryDequeue(out var path))
        {
            var answer = await page.GotoAsync(path);
            answer!.Status.ShouldBe(200, path);
            await page.ShouldBeUsable();
            // The menu is the same everywhere; tabs stand on the pages that have them.
            var where = path == "/" ? "header a[href^='/'], nav a[href^='/']" : ".nav-tabs a[href^='/']";
            var links = await page.EvaluateAsync<string[]>("where => [...document.querySelectorAll(where)].map(a => a.getAttribute('href'))", where);
            foreach (var link in links.Where(link => !link.Contains('?', StringComparison.Ordinal) && !link.Contains("dang-xuat", StringComparison.Ordinal) && seen.Add(link))) waiting.Enqueue(link);
        }
        seen.Count.ShouldBeGreaterThan(8);
        seen.ShouldContain("/do-dau/ho-so");
    }

    [Theory]
    [InlineData("/dang-nhap")]
    [InlineData("/kiem-tra")]
    [InlineData("/nhan-do-dau")]
    [InlineData("/nhan-do-dau/theo-doi")]
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
