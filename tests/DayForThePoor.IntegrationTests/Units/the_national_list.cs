using System.Text.Json;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Units;

public class the_national_list(AppFixture app) : AppTest(app)
{
    private async Task<JsonElement[]> Found(string query)
    {
        var commune = await App.NewCommune();
        var answer = await (await commune.SignedIn(PersonRoles.Auditor)).GetAsync($"/api/units?{query}", Ct);
        answer.EnsureSuccessStatusCode();
        return [.. (await answer.Json()).GetProperty("items").EnumerateArray()];
    }

    [Theory]
    [InlineData("2025-06-30", "Thị trấn Đông Phú")]
    [InlineData("2025-07-01", "Xã Quế Sơn")]
    public async Task says_what_a_code_meant_on_a_day(string day, string name) =>
        (await Found($"search=20641&asOf={day}")).ShouldHaveSingleItem().GetProperty("name").GetString().ShouldBe(name);

    [Fact]
    public async Task leads_from_the_former_district_to_its_five_successors() =>
        (await Found("search=509&asOf=2025-06-30")).Single(u => u.GetProperty("code").GetString() == "509")
            .GetProperty("successors").EnumerateArray().Select(s => s.GetString())
            .ShouldBe(["20641", "20650", "20656", "20662", "20669"]);

    [Fact]
    public async Task is_searched_without_diacritics() =>
        (await Found("search=que son trung")).ShouldHaveSingleItem().GetProperty("name").GetString().ShouldBe("Xã Quế Sơn Trung");

    [Fact]
    public async Task is_loaded_again_without_a_change()
    {
        await using var owner = new NpgsqlConnection(App.Database.Owner);
        await owner.OpenAsync(Ct);
        // Tests beside this one add communes of their own: only what stood before is compared.
        await using var list = new NpgsqlCommand("select array_agg(distinct unit_id) from dftp.unit_version", owner);
        var standing = (Guid[])(await list.ExecuteScalarAsync(Ct))!;
        await using var command = new NpgsqlCommand("select md5(string_agg(v::text, '|' order by unit_id, valid_from)) from dftp.unit_version v where unit_id = any($1)", owner)
        {
            Parameters = { new() { Value = standing } },
        };
        var before = await command.ExecuteScalarAsync(Ct);

        UnitCatalogue.Load(App.Database.Owner);

        (await command.ExecuteScalarAsync(Ct)).ShouldBe(before);
    }
}
