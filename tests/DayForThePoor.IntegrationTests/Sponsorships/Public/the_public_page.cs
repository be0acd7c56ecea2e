using System.Net;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Sponsorships.Public;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Sponsorships.Public;

[Collection(nameof(UnprovedBooks))]
public class the_public_page(UnprovedBooks app) : AppTest(app)
{
    [Fact]
    public async Task counts_the_money_of_the_year_by_groups_of_five_and_more()
    {
        var commune = await App.NewCommune();
        for (var number = 1; number <= 6; number++) await SponsoredCase.Place(App, commune, number, plain: number > 1);
        await SponsoredCase.Place(App, commune, 7, BeneficiaryKinds.LonelyOld, plain: true);
        var smaller = await App.NewCommune(); // would be taken in first, were the small communes together too few
        for (var number = 1; number <= SmallGroups.Least; number++) await SponsoredCase.Place(App, smaller, number, plain: true);

        using var figures = new PublicFigures(App.Services.GetRequiredService<Sessions>(), TimeProvider.System); // counts anew
        var place = (await figures.Now(Ct)).Apart(commune.UnitId).ShouldNotBeNull();

        // One old person cannot be told of apart, and with nobody else to be told with takes the children in.
        place.Groups.ShouldHaveSingleItem().Kinds.ShouldBe([BeneficiaryKinds.Orphan, BeneficiaryKinds.LonelyOld]);
        var year = SponsoredCase.Today.Year;
        var due = Enumerable.Range(-2, 3).Count(month => SponsoredCase.Today.AddMonths(month).Year == year);
        var given = SponsoredCase.Today.AddMonths(-2).Year == year ? 500_000 : 0;
        place.Total.ShouldBe(new(7, 1, 13, due * 500_000L, given, given));
    }

    [Fact]
    public async Task tells_of_a_small_commune_no_nearer_than_among_others()
    {
        var placed = await SponsoredCase.Place(App, await App.NewCommune());

        var page = await (await Anonymous.GetAsync($"/nhan-do-dau?xa={placed.Commune.Code}", Ct)).Text();

        page.ShouldContain(placed.Code);
        page.ShouldContain("Các xã khác (gộp chung)");
    }

    [Theory, InlineData("vi", "Cần người đỡ đầu"), InlineData("en", "Waiting for a sponsor")]
    public async Task is_small_and_speaks_both_languages_without_a_script(string language, string title)
    {
        await SponsoredCase.Place(App, await App.NewCommune());

        var answer = await Anonymous.GetAsync($"/nhan-do-dau?lang={language}", Ct);

        var page = await answer.Text();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.ShouldContain(title);
        page.ShouldNotContain("<script");
        page.ShouldContain("OTP");
        long files = 0;
        foreach (var file in (string[])["/css/tokens.css", "/css/public.css", "/css/sponsorship.css", "/img/mark.svg", "/lib/be-vietnam-pro/be-vietnam-pro-vietnamese-600-normal.woff2", "/lib/be-vietnam-pro/be-vietnam-pro-latin-600-normal.woff2"])
            files += (await Anonymous.GetByteArrayAsync(file, Ct)).Length;
        (files + System.Text.Encoding.UTF8.GetByteCount(page)).ShouldBeLessThan(60_000 + 12_000); // with forty cases; carried gzipped it is below 60 kB
    }

    [Fact]
    public async Task lists_a_case_until_its_slots_are_full()
    {
        var placed = await SponsoredCase.Place(App, await App.NewCommune());
        var waiting = App.Services.GetRequiredService<WaitingCases>();

        var before = (await waiting.List([placed.Commune.UnitId], false, 1, Ct)).Cases.ShouldHaveSingleItem();
        before.Needs.ShouldHaveSingleItem().ShouldBe(new("meals", 300_000, "", "", 0));
        await placed.Execute("update sponsorships.pledge set yearly = 3000000 where id = $1", placed.Pledge);
        (await waiting.List([placed.Commune.UnitId], false, 1, Ct)).Cases[0].Needs.ShouldContain(new WaitingNeed("school", 250_000, "", "", 0));
        await placed.Execute("update sponsorships.slot set ends_on = $2 where beneficiary_id = $1", placed.Id, SponsoredCase.Today.AddDays(-1));
        (await waiting.List([placed.Commune.UnitId], false, 1, Ct)).Cases.ShouldBeEmpty();
    }
}
