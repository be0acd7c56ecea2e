using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace DayForThePoor.EndToEndTests.Support;

/// <summary>What is asked of every page.</summary>
public static class Looking
{
    /// <summary>axe finds nothing serious or critical, and nothing sticks out to the right of the screen.</summary>
    public static async Task ShouldBeUsable(this IPage page)
    {
        var serious = (await Axe(page)).Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{v.Id}: {v.Help} ({string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))})");
        serious.ShouldBeEmpty($"{page.Url} at {page.ViewportSize!.Width} px");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
            .ShouldBeLessThanOrEqualTo(1, $"{page.Url} at {page.ViewportSize!.Width} px is wider than the screen");
    }

    /// <summary>Looks again when the page was left while it was being looked at: what a click leads to may still be on its way.</summary>
    private static async Task<AxeResult> Axe(IPage page)
    {
        for (var again = 0; ; again++)
        {
            await page.WaitForLoadStateAsync();
            try
            {
                return await page.RunAxe();
            }
            catch (PlaywrightException left) when (again < 3 && left.Message.Contains("navigation", StringComparison.Ordinal))
            {
            }
        }
    }
}
