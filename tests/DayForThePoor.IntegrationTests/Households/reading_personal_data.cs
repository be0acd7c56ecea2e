using System.Net;
using System.Net.Http.Json;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Households;

public class reading_personal_data(AppFixture app) : HouseholdTest(app)
{
    [Fact]
    public async Task shows_the_number_writes_it_down_and_lets_the_auditor_read_that()
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu", id: "049150000001", disability: "Nặng"));
        var id = await IdOf(commune, "H1");
        using var officer = await commune.SignedIn(PersonRoles.FieldOfficer);

        (await officer.PostAsJsonAsync($"/api/households/{id}/personal-data", new { reason = "" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var shown = await (await officer.PostAsJsonAsync($"/api/households/{id}/personal-data", new { reason = "Làm thẻ BHYT" }, Ct)).Json();
        shown[0].GetProperty("nationalId").GetString().ShouldBe("049150000001");
        shown[0].GetProperty("disability").GetString().ShouldBe("severe");

        using var auditor = await App.SignInByPage((await commune.Person(PersonRoles.Auditor)).Email);
        var log = await (await auditor.GetAsync("/ho-ngheo/luot-xem", Ct)).Text();
        log.ShouldContain("Làm thẻ BHYT");
        log.ShouldContain($"/ho-ngheo/{id}");
    }

    [Theory, InlineData(PersonRoles.Accountant), InlineData(PersonRoles.Auditor), InlineData(PersonRoles.Administrator)]
    public async Task is_refused_to_others_and_then_nothing_is_logged(string role)
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu", id: "049150000001"));
        var id = await IdOf(commune, "H1");
        using var other = await commune.SignedIn(role);

        (await other.PostAsJsonAsync($"/api/households/{id}/personal-data", new { reason = "Xem thử" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Scalar<long>("select count(*) from households.reading where household_id = $1", id)).ShouldBe(0);
    }

    [Theory, InlineData("update households.reading set reason = 'x'"), InlineData("delete from households.reading"), InlineData("update households.standard set rural_line = 1")]
    public async Task leaves_a_log_that_the_program_cannot_change(string sql)
    {
        await using var connection = new NpgsqlConnection(App.Database.App);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }
}
