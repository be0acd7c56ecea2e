using System.Net;
using System.Net.Http.Json;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Access;

public class giving_roles(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task adds_a_person_who_can_sign_in()
    {
        var commune = await App.NewCommune();
        using var admin = await commune.SignedIn(PersonRoles.Administrator);
        var email = $"ke.toan.{commune.Code}@example.vn";

        var added = await Add(admin, commune, email);

        added.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var theirs = await App.SignIn(email);
        (await (await Add(admin, commune, email)).Json()).GetProperty("code").GetString().ShouldBe("access.email_taken");
    }

    [Fact]
    public async Task tells_all_that_is_wrong_with_a_new_person_at_its_field()
    {
        var commune = await App.NewCommune();
        using var admin = await commune.SignedIn(PersonRoles.Administrator);

        var refused = await admin.PostAsJsonAsync("/api/people", new { name = " ", email = "khong phai", password = "x", role = "King", unit = commune.Code }, Ct);

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Json()).GetProperty("errors").EnumerateObject().Select(field => field.Name).ShouldBe(["name", "email", "role"], ignoreOrder: true);
    }

    [Fact]
    public async Task refuses_a_role_that_the_other_does_not_go_with_in_the_same_unit_only()
    {
        var (commune, elsewhere) = (await App.NewCommune(), await App.NewCommune());
        var treasurer = await commune.Person(PersonRoles.Treasurer);
        using var admin = await commune.SignedIn(PersonRoles.Administrator);

        var refused = await Assign(admin, treasurer.PersonId, PersonRoles.Accountant, commune.Code);

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Json()).GetProperty("title").GetString()
            .ShouldBe("Người này đang là Thủ quỹ nên không làm Kế toán của cùng đơn vị (Luật Kế toán, Điều 52).");
        var people = (People)App.Services.GetService(typeof(People))!;
        (await people.Assign(Actor.System, treasurer.PersonId, new(PersonRoles.Accountant, elsewhere.UnitId), Ct)).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public async Task at_the_same_instant_lets_only_one_of_two_incompatible_roles_through()
    {
        var commune = await App.NewCommune();
        var person = await commune.Person(PersonRoles.Auditor);
        using var admin = await commune.SignedIn(PersonRoles.Administrator);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            Assign(admin, person.PersonId, i % 2 == 0 ? PersonRoles.Accountant : PersonRoles.Approver, commune.Code)));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(3);
        answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(3);
    }

    [Fact]
    public async Task to_a_stranger_is_refused_like_to_nobody()
    {
        var (commune, other) = (await App.NewCommune(), await App.NewCommune());
        var stranger = await other.Person(PersonRoles.Auditor);
        using var admin = await commune.SignedIn(PersonRoles.Administrator);

        var foreign = await Assign(admin, stranger.PersonId, PersonRoles.Accountant, commune.Code);
        var nobody = await Assign(admin, Guid.NewGuid(), PersonRoles.Accountant, commune.Code);

        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await nobody.Text()).ShouldBe(await foreign.Text());
    }

    [Fact]
    public async Task keeps_the_password_only_as_a_hash()
    {
        var commune = await App.NewCommune();
        using var admin = await commune.SignedIn(PersonRoles.Administrator);
        await Add(admin, commune, $"thu.kho.{commune.Code}@example.vn");

        await using var connection = new NpgsqlConnection(App.Database.App);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand("select count(*) from identity.person p where p::text like '%' || $1 || '%'", connection)
        {
            Parameters = { new() { Value = Commune.Password } },
        };

        ((long)(await command.ExecuteScalarAsync(Ct))!).ShouldBe(0);
    }

    private static Task<HttpResponseMessage> Add(HttpClient admin, Commune commune, string email) => admin.PostAsJsonAsync("/api/people",
        new { name = "Trần Văn Tám", email, password = Commune.Password, role = PersonRoles.Accountant, unit = commune.Code }, Ct);

    private static Task<HttpResponseMessage> Assign(HttpClient admin, Guid person, string role, string unit) =>
        admin.PostAsJsonAsync($"/api/people/{person}/assignments", new { role, unit }, Ct);
}
