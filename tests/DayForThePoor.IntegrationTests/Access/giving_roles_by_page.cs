using System.Net;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;

namespace DayForThePoor.IntegrationTests.Access;

public class giving_roles_by_page(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task adds_a_person_gives_a_second_role_and_refuses_one_that_does_not_go_with_it()
    {
        var commune = await App.NewCommune();
        using var admin = await App.SignInByPage((await commune.Person(PersonRoles.Administrator)).Email);

        var added = await admin.Submit("/thiet-lap/nguoi-dung/them", "add-person", ("Form.Name", "Võ Thị Lựu"), ("Form.Email", $"thu.quy.{commune.Code}@example.vn"),
            ("Form.Password", Commune.Password), ("Form.Role", PersonRoles.Treasurer), ("Form.Unit", commune.Code));
        added.StatusCode.ShouldBe(HttpStatusCode.Redirect, await added.Text());
        var page = added.Headers.Location!.ToString();

        var second = await admin.Submit(page, "give-role", ("Given.Role", PersonRoles.FieldOfficer), ("Given.Unit", commune.Code));
        var refused = await admin.Submit(page, "give-role", ("Given.Role", PersonRoles.Accountant), ("Given.Unit", commune.Code));

        second.StatusCode.ShouldBe(HttpStatusCode.Redirect, await second.Text());
        (await refused.Text()).ShouldContain("Người này đang là Thủ quỹ nên không làm Kế toán của cùng đơn vị");
        (await (await admin.GetAsync(page, Ct)).Text()).ShouldContain("Cán bộ phụ trách thôn –");
    }

    [Fact]
    public async Task names_what_is_wrong_at_the_field_and_keeps_what_was_typed()
    {
        var commune = await App.NewCommune();
        using var admin = await App.SignInByPage((await commune.Person(PersonRoles.Administrator)).Email);

        var refused = await admin.Submit("/thiet-lap/nguoi-dung/them", "add-person", ("Form.Name", "Võ Thị Lựu"), ("Form.Email", "khong phai"),
            ("Form.Password", Commune.Password), ("Form.Role", PersonRoles.Treasurer), ("Form.Unit", commune.Code));

        var html = await refused.Text();
        html.ShouldContain("E-mail chưa đúng dạng");
        html.ShouldContain("value=\"Võ Thị Lựu\"");
        html.ShouldNotContain(Commune.Password);
    }

    [Fact]
    public async Task shows_a_stranger_no_more_than_somebody_who_does_not_exist()
    {
        var (commune, other) = (await App.NewCommune(), await App.NewCommune());
        var stranger = await other.Person(PersonRoles.Auditor);
        using var admin = await App.SignInByPage((await commune.Person(PersonRoles.Administrator)).Email);

        var foreign = await admin.GetAsync($"/thiet-lap/nguoi-dung/{stranger.PersonId}", Ct);
        var nobody = await admin.GetAsync($"/thiet-lap/nguoi-dung/{Guid.NewGuid()}", Ct);

        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await foreign.Text()).ShouldBe(await nobody.Text());
    }

    [Fact]
    public async Task is_for_administrators_only()
    {
        using var accountant = await App.SignInByPage((await (await App.NewCommune()).Person(PersonRoles.Accountant)).Email);

        foreach (var page in new[] { "/thiet-lap/nguoi-dung", "/thiet-lap/nguoi-dung/them" })
            (await accountant.GetAsync(page, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
