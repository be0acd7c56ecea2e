using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Ledger.Checking;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DayForThePoor.IntegrationTests.HandOvers;

public class handing_a_fund_over(AppFixture app) : AppTest(app)
{
    private sealed record Scene(EndedUnit Giver, HttpClient Accountant, Commune North, HttpClient OfNorth, Commune South, HttpClient OfSouth);

    /// <summary>A unit with cash, two accounts, an addressed gift and goods, and two successors with books.</summary>
    private async Task<Scene> Stage()
    {
        var (north, south) = (await App.NewCommune(), await App.NewCommune());
        var giver = await EndedUnit.Make(App, (north.UnitId, north.Code), (south.UnitId, south.Code));
        await Account($"{giver.Code}-VCB", giver.UnitId, giver.Fund);
        await Account($"{giver.Code}-AGR", giver.UnitId, giver.Fund);
        await Account($"{north.Code}-VCB", north.UnitId, north.Fund);
        await Account($"{south.Code}-VCB", south.UnitId, south.Fund);
        var accountant = await giver.SignedIn();
        var opening = new { cashVnd = 1_000_001, accounts = new object[] { new { account = $"{giver.Code}-VCB", amountVnd = 30_000_000 }, new { account = $"{giver.Code}-AGR", amountVnd = 7_000_000 } } };
        (await accountant.PostAsJsonAsync($"/api/funds/{giver.Fund}/opening-balances", opening, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await accountant.Given(giver.Cash(2_000_000, purpose: "Xây nhà cho bà Mơ"));
        await accountant.Given(new
        {
            fund = giver.Fund,
            channel = "goods",
            amountVnd = 900_000,
            donorName = "Chùa Thử",
            donorKind = "organisation",
            documentDate = EndedUnit.LastDay,
            goods = new[] { new { name = "Gạo", quantity = 50, unit = "kg", valueVnd = 900_000 } },
        });
        return new(giver, accountant, north, await north.SignedIn(PersonRoles.Approver), south, await south.SignedIn(PersonRoles.Accountant));
    }

    private async Task Account(string code, Guid unit, string fund)
    {
        var form = new BankAccountForm(code, AccountKinds.Bank, "970436", $"{Random.Shared.NextInt64(1_000_000_000, 9_999_999_999)}", "BVD QUY VI NGUOI NGHEO", fund, OpenedOn: new(2024, 1, 1));
        (await Send<Outcome<BankAccount>>(new AddBankAccount(Actor.System, unit, form))).IsRefused.ShouldBeFalse();
    }

    /// <summary>One account goes to the south with its money, the goods to the north; the rest two to one.</summary>
    private static async Task<Dictionary<string, object?>> MinutesOf(Scene scene)
    {
        var minutes = await scene.Giver.Minutes(scene.Accountant, 2, 1);
        minutes["accounts"] = new object[]
        {
            new { account = $"{scene.Giver.Code}-VCB", bankBalanceVnd = 30_000_000, fate = "closed" },
            new { account = $"{scene.Giver.Code}-AGR", bankBalanceVnd = 7_000_000, fate = "holder", to = scene.South.Code },
        };
        minutes["goods"] = new[] { new { name = "Gạo", measure = "kg", quantity = 50, valueVnd = 900_000, to = scene.North.Code } };
        return minutes;
    }

    private async Task<IReadOnlyList<string>> Book(string fund)
    {
        await using var connection = new NpgsqlConnection(App.Database.App);
        await connection.OpenAsync(Ct);
        await using var query = new NpgsqlCommand("""
            select p.role || coalesce(' ' || a.code, '') || case when p.earmark_id is null then '' else ' *' end || ' ' || sum(case p.side when 'D' then p.amount else -p.amount end)
            from ledger.posting p join ledger.entry e on e.id = p.entry_id join ledger.fund f on f.id = e.fund_id left join ledger.bank_account a on a.id = p.account_id
            where f.code = $1 group by p.role, a.code, (p.earmark_id is null) having sum(case p.side when 'D' then p.amount else -p.amount end) <> 0 order by 1
            """, connection) { Parameters = { new() { Value = fund } } };
        List<string> book = [];
        await using var reader = await query.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct)) book.Add(reader.GetString(0));
        return book;
    }

    private static async Task<string> CodeOf(HttpResponseMessage answer) => (await answer.Json()).GetProperty("code").GetString()!;

    [Fact]
    public async Task posts_every_book_with_the_last_signature_and_not_before()
    {
        var scene = await Stage();
        var id = await EndedUnit.Drawn(scene.Accountant, await MinutesOf(scene));
        (await (await EndedUnit.Sign(scene.Accountant, id, scene.Giver.Fund)).Json()).GetProperty("state").GetString().ShouldBe("waiting");
        (await (await EndedUnit.Sign(scene.OfNorth, id, scene.North.Code)).Json()).GetProperty("state").GetString().ShouldBe("waiting");
        (await Book(scene.North.Fund)).ShouldBeEmpty();

        var last = await EndedUnit.Sign(scene.OfSouth, id, scene.South.Code);

        (await last.Json()).GetProperty("state").GetString().ShouldBe("posted", await last.Text());
        (await Book(scene.Giver.Fund)).ShouldBe(["handed_over * 2000000", "handed_over 38900001", "income_gifts * -2000000", "income_gifts -900000", "opening -38000001"]);
        (await Book(scene.North.Fund)).ShouldBe(["cash 2000001", "goods 900000", "handed_over * -1333333", "handed_over -21566668", $"in_transit {scene.North.Code}-VCB 20000000"]);
        (await Book(scene.South.Fund)).ShouldBe(["bank " + scene.South.Code + "-AGR 7000000", "cash 1000000", "handed_over * -666667", "handed_over -17333333", $"in_transit {scene.South.Code}-VCB 10000000"]);
        (await App.Services.GetRequiredService<LedgerCheck>().Run(Ct)).Differences.Where(d => d.ToString().Contains(id.ToString(), StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task leaves_a_fund_that_takes_no_voucher_and_keeps_its_history()
    {
        var scene = await Stage();
        var id = await HandOver(scene);

        var late = await scene.Accountant.Give(scene.Giver.Cash(50_000));

        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await CodeOf(late)).ShouldBe("ledger.fund_handed_over");
        (await scene.Accountant.TrialBalance($"fund={scene.Giver.Fund}&asOf=2025-06-30")).BalanceOf("111").ShouldBe(3_000_001);
        (await (await EndedUnit.Sign(scene.OfSouth, id, scene.South.Code)).Json()).GetProperty("alreadyKnown").GetBoolean().ShouldBeTrue();
        var again = await EndedUnit.Draw(scene.Accountant, await MinutesOf(scene));
        (await CodeOf(again)).ShouldBe("ledger.fund_handed_over");
    }

    [Fact]
    public async Task gives_the_account_to_its_new_holder_and_closes_it_for_the_old()
    {
        var scene = await Stage();
        await HandOver(scene);
        var known = await App.Services.GetRequiredService<IRegistry>().Current(Ct);

        known.AccountsByCode[$"{scene.Giver.Code}-AGR"].ClosedOn.ShouldBe(EndedUnit.LastDay);
        var taken = known.AccountsByCode[$"{scene.South.Code}-AGR"];
        (taken.UnitId, taken.Number, taken.OpenedOn).ShouldBe((scene.South.UnitId, known.AccountsByCode[$"{scene.Giver.Code}-AGR"].Number, EndedUnit.LastDay.AddDays(1)));
    }

    [Fact]
    public async Task is_refused_with_its_reason_and_nothing_half_done()
    {
        var scene = await Stage();
        var stranger = await App.NewCommune();
        async Task<string> Wrong(Action<Dictionary<string, object?>> change)
        {
            var minutes = await MinutesOf(scene);
            change(minutes);
            return await CodeOf(await EndedUnit.Draw(scene.Accountant, minutes));
        }
        object Split(string item, long north, long south) => new[] { new { item, parts = new Dictionary<string, long> { [scene.North.Code] = north, [scene.South.Code] = south } } };

        (await Wrong(m => m["split"] = Split("cash", 1_000_000, 2_000_000))).ShouldBe("handover.parts_differ");
        (await Wrong(m => m["split"] = Split("cash", -1, 3_000_002))).ShouldBe("handover.part_negative");
        (await Wrong(m => m["split"] = Split("silver", 1, 1))).ShouldBe("handover.item_unknown");
        (await Wrong(m => m["split"] = Split($"bank:{scene.Giver.Code}-AGR", 7_000_000, 0))).ShouldBe("handover.part_follows");
        (await Wrong(m => m["receivers"] = new[] { new { unit = stranger.Code, share = 1 } })).ShouldBe("handover.not_successor");
        (await Wrong(m => m["receivers"] = new[] { new { unit = scene.North.Code, share = -1 }, new { unit = scene.South.Code, share = 1 } })).ShouldBe("handover.share");
        (await Wrong(m => m["receivers"] = new[] { new { unit = scene.North.Code, share = 1 }, new { unit = scene.North.Code, share = 1 } })).ShouldBe("handover.receiver_twice");
        (await Wrong(m => m["cashCountedVnd"] = 3_000_000)).ShouldBe("handover.cash_differs");
        (await Wrong(m => m["accounts"] = Array.Empty<object>())).ShouldBe("handover.account_missing");
        (await Wrong(m => m["goods"] = new[] { new { name = "Gạo", measure = "kg", quantity = 50, valueVnd = 1, to = scene.North.Code } })).ShouldBe("handover.goods_differ");
        (await Wrong(m => m["decision"] = " ")).ShouldBe("text.empty");
        (await scene.Accountant.GetFromJsonAsync<JsonElement>("/api/units/hand-over", Ct)).GetProperty("total").GetInt32().ShouldBe(0);
        (await Book(scene.North.Fund)).ShouldBeEmpty();
    }

    [Fact]
    public async Task is_drawn_up_anew_when_the_book_has_moved_since()
    {
        var scene = await Stage();
        var id = await EndedUnit.Drawn(scene.Accountant, await MinutesOf(scene));
        (await EndedUnit.Sign(scene.Accountant, id, scene.Giver.Fund)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await scene.Accountant.Given(scene.Giver.Cash(70_000));

        var late = await EndedUnit.Sign(scene.OfNorth, id, scene.North.Code);
        (await CodeOf(late)).ShouldBe("handover.balances_changed");
        (await CodeOf(await EndedUnit.Draw(scene.Accountant, await MinutesOf(scene)))).ShouldBe("handover.already_drawn");
        (await scene.Accountant.PostAsync($"/api/units/hand-over/{id}/withdraw", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await CodeOf(await EndedUnit.Sign(scene.OfNorth, id, scene.North.Code))).ShouldBe("handover.withdrawn");

        await EndedUnit.Drawn(scene.Accountant, await MinutesOf(scene));
    }

    [Fact]
    public async Task is_signed_by_another_person_for_each_side_and_only_by_people_of_that_side()
    {
        var scene = await Stage();
        var id = await EndedUnit.Drawn(scene.Accountant, await MinutesOf(scene));
        var both = await App.NewPerson(PersonRoles.Accountant, scene.North.UnitId);
        (await App.Services.GetRequiredService<People>().Assign(Actor.System, both.PersonId, new(PersonRoles.Accountant, scene.South.UnitId), Ct)).IsRefused.ShouldBeFalse();
        var client = await App.SignIn(both.Email);

        (await EndedUnit.Sign(scene.OfNorth, id, scene.South.Code)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await EndedUnit.Sign(client, id, scene.North.Code)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CodeOf(await EndedUnit.Sign(client, id, scene.South.Code))).ShouldBe("handover.signed_other_side");
        (await CodeOf(await EndedUnit.Sign(scene.OfNorth, id, scene.North.Code))).ShouldBe("handover.side_signed");
        using var stranger = await (await App.NewCommune()).SignedIn(PersonRoles.Accountant);
        (await stranger.GetAsync($"/api/units/hand-over/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task is_one_whether_the_last_two_sign_at_once_or_a_gift_comes_at_that_moment()
    {
        var scene = await Stage();
        var id = await EndedUnit.Drawn(scene.Accountant, await MinutesOf(scene));
        (await EndedUnit.Sign(scene.Accountant, id, scene.Giver.Fund)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var gifts = Enumerable.Range(0, 6).Select(_ => scene.Accountant.Give(scene.Giver.Cash(10_000))).ToList();
        var signing = new[] { EndedUnit.Sign(scene.OfNorth, id, scene.North.Code), EndedUnit.Sign(scene.OfSouth, id, scene.South.Code) };
        await Task.WhenAll([.. gifts, .. signing]);

        var state = (await scene.OfNorth.GetFromJsonAsync<JsonElement>($"/api/units/hand-over/{id}", Ct)).GetProperty("state").GetString();
        var given = gifts.Count(g => g.Result.StatusCode == HttpStatusCode.Created);
        gifts.Select(g => g.Result.StatusCode).ShouldBeSubsetOf([HttpStatusCode.Created, HttpStatusCode.Conflict]);
        // Either the minutes went through whole and no gift stands in the book, or a gift was first and nothing was handed over.
        if (state == "posted") given.ShouldBe(0);
        else given.ShouldBeGreaterThan(0);
        (await Book(scene.Giver.Fund)).Any(line => line.StartsWith("handed_over", StringComparison.Ordinal)).ShouldBe(state == "posted");
        (await Book(scene.Giver.Fund)).Any(line => line.StartsWith("cash", StringComparison.Ordinal)).ShouldBe(state != "posted");
    }

    [Fact]
    public async Task is_printed_and_shown()
    {
        var scene = await Stage();
        var id = await HandOver(scene);
        var page = await App.SignInByPage((await scene.North.Person(PersonRoles.Accountant)).Email);

        (await (await page.GetAsync("/thiet-lap/ban-giao", Ct)).Text()).ShouldContain($"/thiet-lap/ban-giao/{id}");
        (await (await page.GetAsync($"/thiet-lap/ban-giao/{id}", Ct)).Text()).ShouldContain("40.900.001");
        var pdf = await page.GetAsync($"/thiet-lap/ban-giao/{id}/bien-ban.pdf", Ct);
        pdf.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        (await pdf.Content.ReadAsByteArrayAsync(Ct)).Length.ShouldBeGreaterThan(10_000);
    }

    private static async Task<Guid> HandOver(Scene scene)
    {
        var id = await EndedUnit.Drawn(scene.Accountant, await MinutesOf(scene));
        foreach (var (client, unit) in new[] { (scene.OfNorth, scene.North.Code), (scene.Accountant, scene.Giver.Fund), (scene.OfSouth, scene.South.Code) })
        {
            var signed = await EndedUnit.Sign(client, id, unit);
            signed.StatusCode.ShouldBe(HttpStatusCode.OK, await signed.Text());
        }
        return id;
    }
}
