using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CsCheck;
using DayForThePoor.IntegrationTests.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;

namespace DayForThePoor.IntegrationTests.HandOvers;

public class reports_then_and_now(AppFixture app) : AppTest(app)
{
    private static Task<JsonElement> Report(HttpClient client, string query) =>
        client.GetFromJsonAsync<JsonElement>($"/api/reports/income-and-spending?{query}", Ct);

    /// <param name="Amounts">Gifts of first district, second district, commune.</param>
    private sealed record Case(int[] Amounts, int[] Shares);

    /// <summary>Two districts are merged into one unit, which is split into two communes: whatever was given and in whatever
    /// shares, both maps hold the same money, and that of the ledger.</summary>
    [Fact]
    public async Task add_up_to_the_same_after_a_merge_and_a_split() => await Gen.Select(Gen.Int[1, 9_999_999].Array[4], Gen.Int[0, 9].Array[2], (amounts, shares) => new Case(amounts, shares.Sum() == 0 ? [1, 2] : shares))
        .SampleAsync(AddsUp, iter: 2, threads: 1);

    private async Task AddsUp(Case given)
    {
        var (north, south) = (await App.NewCommune(), await App.NewCommune());
        var middle = await EndedUnit.Make(App, (north.UnitId, north.Code), (south.UnitId, south.Code));
        var first = await EndedUnit.Make(App, (middle.UnitId, middle.Code));
        var second = await EndedUnit.Make(App, (middle.UnitId, middle.Code));
        var everywhere = await App.NewPerson(PersonRoles.Accountant, north.UnitId);
        var people = App.Services.GetService(typeof(People)) as People;
        foreach (var unit in (Guid[])[south.UnitId, middle.UnitId, first.UnitId, second.UnitId])
            (await people!.Assign(Actor.System, everywhere.PersonId, new(PersonRoles.Accountant, unit), Ct)).IsRefused.ShouldBeFalse();
        var reader = await App.SignIn(everywhere.Email);
        foreach (var (unit, amount) in new[] { (first, given.Amounts[0]), (second, given.Amounts[1]), (middle, given.Amounts[2]) })
            await reader.Given(unit.Cash(amount, new DateOnly(2025, 3, 4)));
        await reader.Given(north.Cash(given.Amounts[3]));

        foreach (var unit in new[] { first, second }) await HandOver(unit);
        await HandOver(middle, [.. given.Shares.Select(s => (long)s)]);

        var total = given.Amounts.Sum(a => (long)a);
        foreach (var period in (string[])["from=2024-01-01", "from=2026-01-01", "from=2024-01-01&to=2025-06-30"])
        {
            var (then, now) = (await Report(reader, $"{period}&map=then"), await Report(reader, $"{period}&map=now"));
            foreach (var figure in (string[])["openingVnd", "incomeVnd", "spendingVnd", "closingVnd", "handedVnd"])
                now.GetProperty(figure).GetInt64().ShouldBe(then.GetProperty(figure).GetInt64(), $"{period} {figure}");
            then.GetProperty("handedVnd").GetInt64().ShouldBe(0);
            foreach (var report in new[] { then, now })
                foreach (var unit in report.GetProperty("units").EnumerateArray().Append(report))
                    (unit.GetProperty("openingVnd").GetInt64() + unit.GetProperty("incomeVnd").GetInt64() - unit.GetProperty("spendingVnd").GetInt64() + unit.GetProperty("handedVnd").GetInt64())
                        .ShouldBe(unit.GetProperty("closingVnd").GetInt64());
            if (!period.Contains("to=", StringComparison.Ordinal)) then.GetProperty("closingVnd").GetInt64().ShouldBe(total);
            now.GetProperty("units").EnumerateArray().Select(u => u.GetProperty("unit").GetString()).ShouldBeSubsetOf([north.Code, south.Code]);
            // In a period that begins after the hand-over nothing is left to tell of the districts.
            if (period.Contains("2024", StringComparison.Ordinal)) then.GetProperty("units").EnumerateArray().Select(u => u.GetProperty("unit").GetString()).ShouldContain(first.Code);
        }
        var (was, isNow) = (await reader.TrialBalance("map=then"), await reader.TrialBalance("map=now"));
        isNow.GetProperty("totalDebit").GetInt64().ShouldBe(was.GetProperty("totalDebit").GetInt64());
        isNow.BalanceOf("111").ShouldBe(total);
    }

    private async Task HandOver(EndedUnit unit, params long[] shares)
    {
        var accountant = await unit.SignedIn();
        var id = await EndedUnit.Drawn(accountant, await unit.Minutes(accountant, shares));
        (await EndedUnit.Sign(accountant, id, unit.Fund)).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var (successor, code) in unit.Successors)
        {
            var known = (await (App.Services.GetService(typeof(DayForThePoor.Web.Units.IRegistry)) as DayForThePoor.Web.Units.IRegistry)!.Current(Ct)).UnitsNow[successor];
            var client = await App.SignIn((await App.NewPerson(PersonRoles.Approver, successor)).Email);
            var signed = await EndedUnit.Sign(client, id, known.Kind == "district" ? $"{code}-VNN" : code);
            signed.StatusCode.ShouldBe(HttpStatusCode.OK, await signed.Text());
        }
    }

    [Fact]
    public async Task of_one_commune_hold_its_share_of_what_the_district_did()
    {
        var (north, south) = (await App.NewCommune(), await App.NewCommune());
        var district = await EndedUnit.Make(App, (north.UnitId, north.Code), (south.UnitId, south.Code));
        var accountant = await district.SignedIn();
        await accountant.Given(district.Cash(9_000_000, new DateOnly(2025, 5, 5)));
        await HandOver(district, 2, 1);
        var reader = await north.SignedIn(PersonRoles.Accountant);

        var now = await Report(reader, "from=2025-01-01&to=2025-12-31&map=now");
        var then = await Report(reader, "from=2025-01-01&to=2025-12-31&map=then");

        (now.GetProperty("incomeVnd").GetInt64(), now.GetProperty("handedVnd").GetInt64(), now.GetProperty("closingVnd").GetInt64()).ShouldBe((6_000_000, 0, 6_000_000));
        then.GetProperty("units").EnumerateArray().Select(u => (u.GetProperty("unit").GetString(), u.GetProperty("incomeVnd").GetInt64(), u.GetProperty("handedVnd").GetInt64()))
            .ShouldBe([(north.Code, 0, 6_000_000), (district.Code, 6_000_000, -6_000_000)], ignoreOrder: true);
        (await reader.GetAsync("/api/reports/income-and-spending?map=later", Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await App.SignInByPage((await north.Person(PersonRoles.Accountant)).Email);
        (await (await page.GetAsync("/bao-cao/thu-chi?tu=01/01/2025&den=31/12/2025&map=now", Ct)).Text()).ShouldContain("6.000.000");
        (await page.GetAsync("/bao-cao/thu-chi.xlsx?tu=2025-01-01&den=2025-12-31&map=then", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
