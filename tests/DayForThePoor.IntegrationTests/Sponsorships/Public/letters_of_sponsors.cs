using System.Net;
using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Sponsorships.Public;

namespace DayForThePoor.IntegrationTests.Sponsorships.Public;

[Collection(nameof(UnprovedBooks))]
public class letters_of_sponsors(UnprovedBooks app) : AppTest(app)
{
    private const string Words = "Chào cháu, cô chúc cháu mùa đông ấm áp.";

    private Task<HttpResponseMessage> Write(SponsoredCase placed, string text, string? key = null) =>
        Anonymous.Submit(placed.Page, "letter", ("key", key ?? $"{Guid.NewGuid()}"), ("pledge", $"{placed.Pledge}"), ("text", text));

    private static Task<long> Letters(SponsoredCase placed) => placed.Scalar<long>("select count(*) from sponsorships.letter where sponsor_id = $1", placed.Sponsor);

    [Fact]
    public async Task wait_for_the_officer_who_passes_them_on_or_says_why_not()
    {
        var placed = await SponsoredCase.Place(App, await App.NewCommune());
        (await Write(placed, Words)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Write(placed, Words + " Hẹn gặp.")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var officer = await App.SignInByPage((await placed.Commune.Person(PersonRoles.FieldOfficer)).Email);
        var list = await (await officer.GetAsync("/do-dau/thu", Ct)).Text();
        list.ShouldContain(Words);
        var (first, second) = (await Letter(0), await Letter(1));

        (await officer.Submit("/do-dau/thu", $"decide-{first:N}", ("letter", $"{first}"), ("what", "pass"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await officer.Submit("/do-dau/thu", $"decide-{second:N}", ("letter", $"{second}"), ("what", "refuse"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await officer.Submit("/do-dau/thu", $"decide-{second:N}", ("letter", $"{second}"), ("what", "refuse"), ("reason", "Xin gặp qua cán bộ"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var page = await (await Anonymous.GetAsync(placed.Page, Ct)).Text();
        page.ShouldContain("đã chuyển tới tay người nhận");
        page.ShouldContain("Xin gặp qua cán bộ");
        page.ShouldNotContain(Words); // written by the sponsor, but whoever has the link need not read it
        async Task<Guid> Letter(int place) => await placed.Scalar<Guid>("select id from sponsorships.letter where sponsor_id = $1 order by sent_at offset $2 limit 1", placed.Sponsor, place);
    }

    [Fact]
    public async Task with_a_phone_number_come_back_whole_with_the_number_pointed_out()
    {
        var placed = await SponsoredCase.Place(App, await App.NewCommune());

        var answer = await Write(placed, Words + " Gọi cô 0905 777 888.");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await answer.Text();
        page.ShouldContain("số điện thoại \"0905 777 888\"".Replace("\"", "&quot;", StringComparison.Ordinal));
        page.ShouldContain(Words);
        (await Letters(placed)).ShouldBe(0);
    }

    [Fact]
    public async Task sent_twice_are_one_and_no_more_than_five_wait()
    {
        var placed = await SponsoredCase.Place(App, await App.NewCommune());
        var key = $"{Guid.NewGuid()}";
        await Write(placed, Words, key);
        (await Write(placed, Words, key)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Letters(placed)).ShouldBe(1);

        for (var more = 1; more < LetterBox.MostWaiting; more++) (await Write(placed, Words)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Write(placed, Words)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Letters(placed)).ShouldBe(LetterBox.MostWaiting);
    }

    [Fact]
    public async Task need_the_page_they_were_written_on_and_the_unit_they_belong_to()
    {
        var placed = await SponsoredCase.Place(App, await App.NewCommune());
        using var bare = new FormUrlEncodedContent([new("_handler", "letter"), new("pledge", $"{placed.Pledge}"), new("text", Words)]);
        (await Anonymous.PostAsync(placed.Page, bare, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await Write(placed, Words);
        var letter = await placed.Scalar<Guid>("select id from sponsorships.letter where sponsor_id = $1", placed.Sponsor);

        var strange = await App.NewCommune();
        var stranger = await strange.Person(PersonRoles.FieldOfficer);
        (await (await (await App.SignInByPage(stranger.Email)).GetAsync("/do-dau/thu", Ct)).Text()).ShouldNotContain(Words);
        (await Send<Outcome<bool>>(new DecideLetter(stranger.Actor, strange.UnitId, letter, true, null))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("letter.decided");
        await Should.ThrowAsync<AccessDenied>(() => Send<Outcome<bool>>(new DecideLetter(stranger.Actor, placed.Commune.UnitId, letter, true, null)));
    }
}
