using System.Net;
using System.Net.Http.Json;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;

namespace DayForThePoor.IntegrationTests.Households;

public class the_plan_of_a_year(AppFixture app) : HouseholdTest(app)
{
    [Fact]
    public async Task stands_beside_what_the_reviews_say()
    {
        var commune = await NewCommune();
        await Import(commune, 2024, Head("H1", "Nguyễn Thị Mẫu"), Head("H2", "Trần Văn Chín"), Head("H3", "Lê Văn Tám"));
        using var approver = await commune.SignedIn(PersonRoles.Approver);
        (await approver.PostAsJsonAsync("/api/households/targets", new { unit = commune.Code, year = 2025, households = 1, decision = "15/KH-UBND" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var planned = await Row(approver, commune);
        planned.GetProperty("start").GetInt32().ShouldBe(3);
        planned.GetProperty("reached").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu"), Head("H2", "Trần Văn Chín", "Hộ cận nghèo"), Head("H4", "Phan Thị Lựu"));
        var even = await Row(approver, commune);
        (even.GetProperty("left").GetInt32(), even.GetProperty("came").GetInt32(), even.GetProperty("reduced").GetInt32(), even.GetProperty("reached").GetBoolean()).ShouldBe((2, 1, 1, true));

        using var page = await App.SignInByPage((await commune.Person(PersonRoles.Approver)).Email);
        (await (await page.GetAsync("/ho-ngheo/chi-tieu", Ct)).Text()).ShouldContain("Đạt");
        (await page.Submit("/ho-ngheo/chi-tieu", "set-target", ("unit", commune.Code), ("year", "2025"), ("households", "50"), ("decision", "20/KH-UBND"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Row(approver, commune)).GetProperty("reached").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task is_set_by_those_who_keep_the_register_and_for_their_own_commune()
    {
        var (mine, other) = (await NewCommune(), await NewCommune());
        using var accountant = await mine.SignedIn(PersonRoles.Accountant);
        using var approver = await mine.SignedIn(PersonRoles.Approver);
        (await accountant.PostAsJsonAsync("/api/households/targets", new { unit = mine.Code, year = 2025, households = 1, decision = "1" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await approver.PostAsJsonAsync("/api/households/targets", new { unit = other.Code, year = 2025, households = 1, decision = "1" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await approver.PostAsJsonAsync("/api/households/targets", new { unit = mine.Code, year = 1990, households = 0, decision = "" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<System.Text.Json.JsonElement> Row(HttpClient client, Commune commune) =>
        (await (await client.GetAsync($"/api/households/targets?unit={commune.Code}&year=2025", Ct)).Json()).GetProperty("items")[0];
}
