using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace DayForThePoor.EndToEndTests.Support;

/// <summary>What is asked of every page.</summary>
public static class Looking
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>axe finds nothing serious or critical, and nothing sticks out to the right of the screen.</summary>
    public static async Task ShouldBeUsable(this IPage page)
    {
        page.Frames.Count.ShouldBe(1, $"{page.Url} has frames, and axe looks into the page alone");
        (await Barriers(page)).ShouldBeEmpty($"{page.Url} at {page.ViewportSize!.Width} px");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
            .ShouldBeLessThanOrEqualTo(1, $"{page.Url} at {page.ViewportSize!.Width} px is wider than the screen");
    }

    /// <summary>Looks again when the page was left while it was being looked at: what a click leads to may still be on its way.</summary>
    private static async Task<string[]> Barriers(IPage page)
    {
        for (var again = 0; ; again++)
        {
            await page.WaitForLoadStateAsync();
            try
            {
                if (!await page.EvaluateAsync<bool>("'axe' in window")) await page.EvaluateAsync(Axe);
                // All rules, in the page itself: the package's own call opens a second page for each result and takes five times as long.
                return await page.EvaluateAsync<string[]>("""
                    async () => (await axe.run({ resultTypes: ['violations'] })).violations
                      .filter(found => found.impact === 'serious' || found.impact === 'critical')
                      .map(found => `${found.id}: ${found.help} (${found.nodes.slice(0, 3).map(node => node.html).join(' | ')})`)
                    """);
            }
            catch (PlaywrightException left) when (again < 3 && left.Message.Contains("navigation", StringComparison.Ordinal))
            {
            }
        }
    }
}
