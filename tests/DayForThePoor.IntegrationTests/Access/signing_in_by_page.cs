using System.Net;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;

namespace DayForThePoor.IntegrationTests.Access;

public class signing_in_by_page(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task opens_pages_and_leads_to_where_the_person_wanted_to_go()
    {
        var person = await (await App.NewCommune()).Person(PersonRoles.Administrator);

        var answer = await Anonymous.Submit("/dang-nhap?ve=%2Fthiet-lap%2Fnguoi-dung", "sign-in", ("Form.Email", person.Email), ("Form.Password", Commune.Password));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldEndWith("/thiet-lap/nguoi-dung");
        answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("dftp=", StringComparison.Ordinal)).ShouldContain("httponly");
        (await (await Anonymous.GetAsync("/thiet-lap/nguoi-dung", Ct)).Text()).ShouldContain("Nguyễn Thị Cúc");
    }

    [Fact]
    public async Task does_not_open_the_api()
    {
        var commune = await App.NewCommune();
        using var client = await App.SignInByPage((await commune.Person(PersonRoles.Administrator)).Email);

        (await client.GetAsync($"/api/people?unit={commune.Code}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task by_token_does_not_open_pages()
    {
        using var client = await (await App.NewCommune()).SignedIn(PersonRoles.Administrator);

        (await client.GetAsync("/thiet-lap/nguoi-dung", Ct)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task with_a_wrong_password_says_so_on_the_page()
    {
        var answer = await Anonymous.Submit("/dang-nhap", "sign-in", ("Form.Email", "khong.ai@example.vn"), ("Form.Password", "sai"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Text()).ShouldContain("E-mail hoặc mật khẩu không đúng");
    }

    [Fact]
    public async Task is_not_done_for_a_form_that_another_site_sent()
    {
        var person = await (await App.NewCommune()).Person(PersonRoles.Auditor);
        using var content = new FormUrlEncodedContent([new("_handler", "sign-in"), new("Form.Email", person.Email), new("Form.Password", Commune.Password)]);

        var answer = await Anonymous.PostAsync("/dang-nhap", content, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task ends_by_the_button_and_only_by_it()
    {
        using var client = await App.SignInByPage((await (await App.NewCommune()).Person(PersonRoles.Administrator)).Email);

        (await client.PostAsync("/dang-xuat", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.GetAsync("/thiet-lap/nguoi-dung", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", await client.FormToken("/doi-mat-khau"))]);
        (await client.PostAsync("/dang-xuat", content, Ct)).Headers.Location!.ToString().ShouldBe("/dang-nhap");

        (await client.GetAsync("/thiet-lap/nguoi-dung", Ct)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task lasts_over_a_change_of_the_own_password()
    {
        using var client = await App.SignInByPage((await (await App.NewCommune()).Person(PersonRoles.Administrator)).Email);

        var changed = await client.Submit("/doi-mat-khau", "password", ("Form.Present", Commune.Password), ("Form.Wanted", "mot mat khau khac"));

        (await changed.Text()).ShouldContain("Đã đổi mật khẩu.");
        (await client.GetAsync("/thiet-lap/nguoi-dung", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task shows_english_when_it_is_asked_for_and_remembers_it()
    {
        (await (await Anonymous.GetAsync("/dang-nhap?lang=en", Ct)).Text()).ShouldContain("<html lang=\"en\">");

        (await (await Anonymous.GetAsync("/dang-nhap", Ct)).Text()).ShouldContain("Sign in");
    }
}
