using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;

namespace DayForThePoor.IntegrationTests.Access;

public class ending_a_sign_in(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task by_signing_out_makes_the_token_worthless_and_leaves_others_of_the_person()
    {
        var person = await (await App.NewCommune()).Person(PersonRoles.Administrator);
        using var here = await App.SignIn(person.Email);
        using var there = await App.SignIn(person.Email);

        (await here.PostAsync("/api/auth/logout", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await here.GetAsync("/api/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await there.GetAsync("/api/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task by_changing_the_password_ends_all_of_the_person()
    {
        var person = await (await App.NewCommune()).Person(PersonRoles.Administrator);
        using var here = await App.SignIn(person.Email);
        using var there = await App.SignIn(person.Email);

        var changed = await here.PostAsJsonAsync("/api/auth/password", new { currentPassword = Commune.Password, newPassword = "mot mat khau khac" }, Ct);

        changed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await here.GetAsync("/api/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await there.GetAsync("/api/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var again = await App.SignIn(person.Email, "mot mat khau khac");
    }

    [Theory, InlineData("sai", "mot mat khau khac", "currentPassword"), InlineData(Commune.Password, "ngan", "newPassword")]
    public async Task is_not_done_by_a_change_that_is_refused(string present, string wanted, string field)
    {
        using var client = await (await App.NewCommune()).SignedIn(PersonRoles.Administrator);

        var refused = await client.PostAsJsonAsync("/api/auth/password", new { currentPassword = present, newPassword = wanted }, Ct);

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Json()).GetProperty("errors").GetProperty(field).GetArrayLength().ShouldBe(1);
        (await client.GetAsync("/api/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task by_closing_the_person_works_at_once_and_for_the_password_too()
    {
        var commune = await App.NewCommune();
        var leaving = await commune.Person(PersonRoles.Auditor);
        using var theirs = await App.SignIn(leaving.Email);
        using var admin = await commune.SignedIn(PersonRoles.Administrator);

        (await admin.PostAsync($"/api/people/{leaving.PersonId}/closing", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await theirs.GetAsync("/api/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var again = await Anonymous.PostAsJsonAsync("/api/auth/login", new { email = leaving.Email, password = Commune.Password }, Ct);
        again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task by_a_reset_of_the_password_lets_the_person_in_with_the_new_one_alone()
    {
        var commune = await App.NewCommune();
        var forgetful = await commune.Person(PersonRoles.Auditor);
        using var theirs = await App.SignIn(forgetful.Email);
        var admin = await App.SignInByPage((await commune.Person(PersonRoles.Administrator)).Email);

        var page = $"/thiet-lap/nguoi-dung/{forgetful.PersonId}";
        var shown = System.Text.RegularExpressions.Regex.Match(await (await admin.Submit(page, "reset-password")).Text(), "class=\"code\">([^<]{16})<").Groups[1].Value;

        (await theirs.GetAsync("/api/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var again = await App.SignIn(forgetful.Email, shown);
        (await (await admin.GetAsync(page, Ct)).Text()).ShouldNotContain(shown);
    }

    [Fact]
    public async Task of_others_is_not_for_their_equals_nor_for_strangers()
    {
        var commune = await App.NewCommune();
        var person = await commune.Person(PersonRoles.Auditor);
        var administrator = await commune.Person(PersonRoles.Administrator);
        var others = await App.NewCommune();
        foreach (var client in new[] { await commune.SignedIn(PersonRoles.Accountant), await others.SignedIn(PersonRoles.Administrator) })
            (await client.PostAsync($"/api/people/{person.PersonId}/password", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var self = await App.SignIn(administrator.Email);
        (await self.PostAsync($"/api/people/{administrator.PersonId}/password", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var stillIn = await App.SignIn(person.Email);
    }

    [Fact]
    public async Task is_not_needed_for_a_token_that_somebody_made_up()
    {
        Anonymous.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Convert.ToBase64String(Ids.Of("token", "made up").ToByteArray()));

        (await Anonymous.GetAsync("/api/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
