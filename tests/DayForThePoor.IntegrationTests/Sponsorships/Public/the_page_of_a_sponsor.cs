using System.Net;
using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Sponsorships.Public;

namespace DayForThePoor.IntegrationTests.Sponsorships.Public;

[Collection(nameof(UnprovedBooks))]
public class the_page_of_a_sponsor(UnprovedBooks app) : AppTest(app)
{
    private Task<SponsoredCase> Placed() => Task.Run(async () => await SponsoredCase.Place(App, await App.NewCommune()));

    [Fact]
    public async Task tells_the_three_numbers_and_is_told_to_nobody_else()
    {
        var placed = await Placed();

        var answer = await Anonymous.GetAsync(placed.Page, Ct);

        var page = await answer.Text();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.ShouldContain(placed.Code);
        WebUtility.HtmlDecode(page).ShouldContain("1.500.000\u00a0đ");
        page.ShouldContain("noindex");
        page.ShouldNotContain("<script");
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task notes_down_each_view_and_opens_by_the_new_link_alone_once_it_was_renewed()
    {
        var placed = await Placed();
        await placed.Consent(ConsentItems.Photo, false);
        await Anonymous.GetAsync(placed.Page, Ct);
        (await Anonymous.GetAsync(placed.File(ConsentItems.Photo), Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await placed.Scalar<string>("select string_agg(what || link_tail, ' ' order by id) from sponsorships.page_view where sponsor_id = $1", placed.Sponsor))
            .ShouldBe($"page{placed.FollowCode[^4..]} file{placed.FollowCode[^4..]}");

        var accountant = await placed.Commune.Person(PersonRoles.Accountant);
        var renewed = (await Send<Outcome<SponsorLinkRenewed>>(new RenewSponsorLink(accountant.Actor, placed.Commune.UnitId, placed.Sponsor))).Value;

        var old = await Anonymous.GetAsync(placed.Page, Ct);
        old.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await old.Text()).ShouldContain("liên kết đã được thay");
        (await Anonymous.GetAsync(placed.File(ConsentItems.Photo), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Anonymous.GetAsync($"/nhan-do-dau/theo-doi/{renewed.FollowCode}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task is_renewed_by_the_own_unit_alone()
    {
        var placed = await Placed();
        var stranger = await (await App.NewCommune()).Person(PersonRoles.Accountant);
        var auditor = await placed.Commune.Person(PersonRoles.Auditor);

        await Should.ThrowAsync<AccessDenied>(() => Send<Outcome<SponsorLinkRenewed>>(new RenewSponsorLink(stranger.Actor, placed.Commune.UnitId, placed.Sponsor)));
        await Should.ThrowAsync<AccessDenied>(() => Send<Outcome<SponsorLinkRenewed>>(new RenewSponsorLink(auditor.Actor, placed.Commune.UnitId, placed.Sponsor)));
    }

    [Fact]
    public async Task with_a_wrong_code_says_so_kindly()
    {
        var code = (await Placed()).FollowCode;
        var mistyped = code[..^1] + (code[^1] == '2' ? '3' : '2');

        var answer = await Anonymous.GetAsync($"/nhan-do-dau/theo-doi/{mistyped}", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Text()).ShouldContain("Mã gõ sai một chữ");
        (await Anonymous.GetAsync($"/nhan-do-dau/theo-doi?ma={code.ToLowerInvariant()}", Ct)).Headers.Location!.ToString().ShouldEndWith(code);
    }

    /// <summary>Of a death the officer tells in person; the page says that it ended and whom to call, and shows the person no more.</summary>
    [Theory, InlineData(PledgeEndReasons.Died), InlineData(PledgeEndReasons.Adopted), InlineData(PledgeEndReasons.InFacility)]
    public async Task says_no_more_than_that_a_pledge_has_ended(string reason)
    {
        var placed = await Placed();
        await placed.Consent(ConsentItems.FirstName, true);
        await placed.Consent(ConsentItems.Photo, true);
        await placed.Execute("update sponsorships.pledge set state = 'ended', ended_on = $2, end_reason = $3 where id = $1", placed.Pledge, SponsoredCase.Today, reason);

        var page = await (await Anonymous.GetAsync(placed.Page, Ct)).Text();

        page.ShouldContain("Cam kết này đã kết thúc");
        page.ShouldContain("0236 000 0000");
        foreach (var word in (string[])["qua đời", "mất", "nhận nuôi", "cơ sở", SponsoredCase.FirstName, SponsoredCase.PhotoText]) page.ShouldNotContain(word);
        (await Anonymous.GetAsync(placed.File(ConsentItems.Photo), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task hides_the_person_as_soon_as_something_stops_the_case()
    {
        var placed = await Placed();
        await placed.Consent(ConsentItems.FirstName, true);
        await placed.Execute("update sponsorships.case_state set stopped = 'moved', stopped_on = $2 where beneficiary_id = $1", placed.Id, SponsoredCase.Today);

        var page = await (await Anonymous.GetAsync(placed.Page, Ct)).Text();

        page.ShouldNotContain(SponsoredCase.FirstName);
        page.ShouldContain("Có thay đổi cần cán bộ báo riêng");
    }
}
