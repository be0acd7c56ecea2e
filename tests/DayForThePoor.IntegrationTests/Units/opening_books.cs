using System.Net;
using System.Net.Http.Json;
using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Units;

public class opening_books(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task gives_a_unit_its_two_funds_with_their_letterheads()
    {
        var commune = await App.NewCommune();
        var known = await App.Services.GetRequiredService<IRegistry>().Current(Ct);
        var poor = known.FundsByCode[commune.Fund];
        var head = known.LetterheadOf(poor.Id, new(2026, 1, 1));

        known.FundsByCode[commune.ReliefFund].UnitId.ShouldBe(commune.UnitId);
        head.UnitLine.ShouldBe($"ỦY BAN MTTQ VIỆT NAM {commune.Name.ToUpperInvariant()}");
        head.BoardLine.ShouldBe("BAN VẬN ĐỘNG QUỸ \"VÌ NGƯỜI NGHÈO\"");
    }

    [Fact]
    public async Task happens_once()
    {
        var commune = await App.NewCommune();
        var again = await Send<Outcome<UnitOpened>>(new OpenUnit(Actor.System, commune.UnitId, new("Thôn Hai", "0236 000 0001")));
        again.Refusals.ShouldHaveSingleItem().Code.ShouldBe("unit.already_open");
    }

    [Fact]
    public async Task shows_funds_to_the_units_own_people_and_the_same_refusal_to_all_others()
    {
        var (commune, other) = (await App.NewCommune(), await App.NewCommune());
        using var own = await commune.SignedIn(PersonRoles.Accountant);

        var funds = await (await own.GetAsync($"/api/funds?unit={commune.Code}", Ct)).Json();
        var foreign = await own.GetAsync($"/api/funds?unit={other.Code}", Ct);
        var unknown = await own.GetAsync("/api/funds?unit=99999", Ct);

        funds.GetProperty("items").EnumerateArray().Select(f => f.GetProperty("code").GetString()).ShouldBe([commune.ReliefFund, commune.Fund]);
        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await foreign.Text()).ShouldBe(await unknown.Text());
    }

    [Fact]
    public async Task lets_an_administrator_add_an_account_and_open_a_relief_drive_that_keeps_it()
    {
        var commune = await App.NewCommune();
        using var admin = await commune.SignedIn(PersonRoles.Administrator);
        var today = VietnamTime.TodayIn(App.Services.GetRequiredService<TimeProvider>());
        var account = new { code = $"{commune.Code}-CTG", kind = "bank", bin = "970415", number = $"1130{commune.Code}01", holder = "BVD CUU TRO", defaultFund = commune.ReliefFund };
        var drive = new
        {
            code = "BL1126",
            name = "Ủng hộ đồng bào bị bão, lũ",
            fund = commune.ReliefFund,
            startsOn = today,
            endsOn = today.AddDays(89),
            appealNumber = "12/LKG-MTTQ-BTT",
            appealDate = today,
            appealUnit = "48",
            account = account.code,
        };

        (await admin.PostAsJsonAsync("/api/accounts", account, Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await admin.PostAsJsonAsync("/api/campaigns", drive with { endsOn = today.AddDays(90) }, Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await admin.PostAsJsonAsync("/api/campaigns", drive, Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var shared = await admin.PostAsJsonAsync("/api/campaigns", drive with { code = "BL1226" }, Ct);

        shared.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await shared.Json()).GetProperty("code").GetString().ShouldBe("campaign.account_shared");
        var kept = await (await admin.GetAsync($"/api/accounts?unit={commune.Code}", Ct)).Json();
        kept.GetProperty("items")[0].GetProperty("campaign").GetString().ShouldBe("BL1126");
    }

    [Fact]
    public async Task is_not_for_people_who_handle_money()
    {
        var commune = await App.NewCommune();
        using var accountant = await commune.SignedIn(PersonRoles.Accountant);
        var answer = await accountant.PostAsJsonAsync("/api/accounts", new { code = $"{commune.Code}-VCB", defaultFund = commune.Fund }, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
