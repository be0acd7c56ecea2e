using System.Net;
using System.Net.Http.Json;
using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;

namespace DayForThePoor.IntegrationTests.Access;

public class rights_in_a_unit(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task are_refused_in_another_with_the_same_words_as_in_one_that_does_not_exist()
    {
        using var client = await (await App.NewCommune()).SignedIn(PersonRoles.Administrator);
        var other = await App.NewCommune();

        var foreign = await client.GetAsync($"/api/people?unit={other.Code}", Ct);
        var unknown = await client.GetAsync("/api/people?unit=99999", Ct);

        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await unknown.Text()).ShouldBe(await foreign.Text());
    }

    [Fact]
    public async Task count_for_what_lies_under_it()
    {
        var commune = await App.NewCommune();
        var above = await App.NewPerson(PersonRoles.Administrator, commune.ParentId);
        using var client = await App.SignIn(above.Email);

        (await client.GetAsync($"/api/people?unit={commune.Code}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, MemberData(nameof(AllButAdministrator))]
    public async Task to_manage_people_are_an_administrators_alone(string role)
    {
        var commune = await App.NewCommune();
        using var client = await commune.SignedIn(role);

        (await client.GetAsync($"/api/people?unit={commune.Code}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    public static TheoryData<string> AllButAdministrator() => [.. PersonRoles.All.Where(role => role != PersonRoles.Administrator)];

    [Fact]
    public async Task are_asked_before_the_handler_of_a_command()
    {
        var (mine, other) = (await App.NewCommune(), await App.NewCommune());
        var actor = (await mine.Person(PersonRoles.Administrator)).Actor;

        await Should.ThrowAsync<AccessDenied>(() => Send<Outcome<UnitOpened>>(new OpenUnit(actor, other.UnitId, new UnitOpening("Thôn Hai", "0236 000 0001"))));
    }

    [Fact]
    public async Task end_when_the_role_is_taken_away()
    {
        var commune = await App.NewCommune();
        using var admin = await commune.SignedIn(PersonRoles.Administrator);
        var second = await commune.Person(PersonRoles.Administrator);
        using var theirs = await App.SignIn(second.Email);
        var assignment = (await (await admin.GetAsync($"/api/people?unit={commune.Code}", Ct)).Json()).GetProperty("items").EnumerateArray()
            .Single(p => p.GetProperty("personId").GetGuid() == second.PersonId).GetProperty("roles")[0].GetProperty("assignmentId").GetGuid();

        var ended = await admin.DeleteAsync($"/api/people/{second.PersonId}/assignments/{assignment}", Ct);

        ended.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await theirs.GetAsync($"/api/people?unit={commune.Code}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
