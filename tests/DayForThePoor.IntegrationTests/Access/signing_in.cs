using System.Net;
using System.Net.Http.Json;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Access;

public class signing_in(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task gives_a_token_that_opens_the_api()
    {
        var commune = await App.NewCommune();
        using var client = await commune.SignedIn(PersonRoles.Administrator);

        var answer = await client.GetAsync($"/api/people?unit={commune.Code}", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Json()).GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task says_the_same_of_a_wrong_password_and_an_unknown_e_mail()
    {
        var person = await (await App.NewCommune()).Person(PersonRoles.Auditor);

        var wrong = await Login(Anonymous, person.Email, "khong phai mat khau");
        var unknown = await Login(Anonymous, "khong.ai@example.vn", "khong phai mat khau");

        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await unknown.Text()).ShouldBe(await wrong.Text());
        (await wrong.Json()).GetProperty("title").GetString()!.ShouldContain("15 phút");
    }

    [Fact]
    public async Task is_locked_after_five_wrong_passwords_even_for_the_right_one_until_the_time_is_over()
    {
        var person = await (await App.NewCommune()).Person(PersonRoles.Auditor);
        for (var i = 0; i < Passwords.FailuresAllowed; i++) await Login(Anonymous, person.Email, "sai");

        (await Login(Anonymous, person.Email, Commune.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        await Sql("update identity.person set lockout_end = now() - interval '1 second' where id = $1", person.PersonId);
        (await Login(Anonymous, person.Email, Commune.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task counts_wrong_passwords_that_arrive_together()
    {
        var person = await (await App.NewCommune()).Person(PersonRoles.Auditor);

        await Task.WhenAll(Enumerable.Range(0, Passwords.FailuresAllowed).Select(_ => Login(Anonymous, person.Email, "sai")));

        (await Login(Anonymous, person.Email, Commune.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task is_refused_for_a_minute_after_ten_wrong_passwords_from_one_address_but_not_elsewhere()
    {
        var person = await (await App.NewCommune()).Person(PersonRoles.Auditor);
        for (var i = 0; i < 10; i++) await Login(Anonymous, $"ai.do.{i}@example.vn", "sai");

        var refused = await Login(Anonymous, person.Email, Commune.Password);
        using var elsewhere = App.Client();

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await Login(elsewhere, person.Email, Commune.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task is_counted_by_the_real_address_whatever_a_caller_writes_into_a_header()
    {
        for (var i = 0; i < 10; i++)
        {
            Anonymous.DefaultRequestHeaders.Remove("X-Forwarded-For");
            Anonymous.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{i}");
            await Login(Anonymous, "khong.ai@example.vn", "sai");
        }

        (await Login(Anonymous, "khong.ai@example.vn", "sai")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task speaks_the_language_that_the_caller_asks_for()
    {
        Anonymous.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB, vi;q=0.5");

        var answer = await Login(Anonymous, "khong.ai@example.vn", "sai");

        (await answer.Json()).GetProperty("title").GetString()!.ShouldStartWith("The e-mail or the password");
    }

    [Theory, InlineData("{"), InlineData("[]"), InlineData("""{"email":5}"""), InlineData("")]
    public async Task answers_400_to_a_body_that_cannot_be_read(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var answer = await Anonymous.PostAsync("/api/auth/login", content, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Text()).ShouldNotContain("System.");
    }

    private static Task<HttpResponseMessage> Login(HttpClient client, string email, string password) =>
        client.PostAsJsonAsync("/api/auth/login", new { email, password }, Ct);

    private async Task Sql(string sql, Guid id)
    {
        await using var connection = new NpgsqlConnection(App.Database.App);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = id } } };
        (await command.ExecuteNonQueryAsync(Ct)).ShouldBe(1);
    }
}
