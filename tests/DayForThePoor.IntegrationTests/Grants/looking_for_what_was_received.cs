using System.Net;
using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants.Outside;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Grants;

public class looking_for_what_was_received(AppFixture app) : ReceivedTest(app)
{
    [Fact]
    public async Task shows_every_source_and_blocks_a_house_that_comes_too_soon()
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu"));
        var id = await IdOf(commune, "H1");
        (await Record(commune, id, "Chương trình xóa nhà tạm", Purposes.House, Today.AddYears(-3), "12/QĐ")).IsRefused.ShouldBeFalse();
        await Record(commune, id, "Hội Chữ thập đỏ tỉnh", Purposes.Tet, Today.AddMonths(-3));
        await Record(commune, id, "Hội Khuyến học", Purposes.Study, Today.AddMonths(-20));
        await Grant(commune, id, Purposes.Hunger, GrantStates.Closed, Today.AddMonths(-2));
        await Grant(commune, id, Purposes.Medical, GrantStates.Rejected, Today.AddMonths(-1));

        var house = await Grant(commune, id, Purposes.House);
        var found = await Find(commune, house, id, Purposes.House);
        (found.Hard, found.Soft).ShouldBe((1, 2));
        found.Hash.Length.ShouldBe(64);
        var tet = await Grant(commune, id, Purposes.Tet);
        (await Find(commune, tet, id, Purposes.Tet)).Hard.ShouldBe(0);

        using var officer = await commune.SignedIn(PersonRoles.FieldOfficer);
        var seen = await Overlap(officer, id, Purposes.House);
        seen.GetProperty("isHard").GetBoolean().ShouldBeTrue();
        var first = seen.GetProperty("items")[0];
        (first.GetProperty("level").GetString(), first.GetProperty("why").GetString(), first.GetProperty("source").GetString()).ShouldBe(("hard", "too_soon", "Chương trình xóa nhà tạm – 12/QĐ"));
        seen.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("purpose").GetString()).ShouldBe(["house", "house", "tet", "hunger", "tet"], ignoreOrder: true);
    }

    [Fact]
    public async Task finds_a_household_twice_on_one_list_before_either_is_approved()
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu"));
        var (id, list) = (await IdOf(commune, "H1"), Guid.CreateVersion7());
        var one = await Grant(commune, id, Purposes.Tet, GrantStates.Proposed, proposal: list);
        await Grant(commune, id, Purposes.Tet, GrantStates.Proposed, proposal: list);
        (await Find(commune, one, id, Purposes.Tet)).Hard.ShouldBe(1);
        await Grant(commune, id, Purposes.Study, GrantStates.Proposed, proposal: list);
        var study = await Grant(commune, id, Purposes.Study, GrantStates.Proposed, proposal: list);
        (await Find(commune, study, id, Purposes.Study)).Hard.ShouldBe(0);
    }

    [Fact]
    public async Task knows_a_person_again_who_moved_to_another_commune_and_says_no_more_of_it_than_unit_purpose_date_and_amount()
    {
        var (old, now) = (await NewCommune(), await NewCommune());
        await Import(old, 2024, Head("C7", "Trần Văn Chín", id: "049150000901"), Member("C7", "Trần Thị Lựu", id: "049180000902"));
        await Import(now, 2025, Head("M3", "Trần Văn Chín", id: "049150000901"));
        var (before, after) = (await IdOf(old, "C7"), await IdOf(now, "M3"));
        var wife = await Scalar<Guid>("select id from households.member where household_id = $1 and name = 'Trần Thị Lựu'", before);
        await Grant(old, before, Purposes.House, GrantStates.Closed, Today.AddYears(-2));
        await Record(old, before, "Tên chương trình riêng của xã cũ", Purposes.Tet, Today.AddMonths(-5));
        await Record(old, before, "Cho người khác trong hộ", Purposes.Medical, Today.AddMonths(-5), member: wife);

        var grant = await Grant(now, after, Purposes.House);
        (await Find(now, grant, after, Purposes.House)).Hard.ShouldBe(1);
        using var officer = await now.SignedIn(PersonRoles.FieldOfficer);
        var seen = await Overlap(officer, after, Purposes.House);
        var house = seen.GetProperty("items")[0];
        (house.GetProperty("level").GetString(), house.GetProperty("unit").GetString(), house.GetProperty("amountVnd").GetInt64()).ShouldBe(("hard", old.Code, 50_000_000));
        seen.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("purpose").GetString()).ShouldNotContain("medical"); // was for somebody who stayed
        seen.ToString().ShouldNotContain("xã cũ");
        seen.ToString().ShouldNotContain("C7");
        seen.ToString().ShouldNotContain(before.ToString());

        var support = await (await officer.GetAsync($"/api/households/{after}/support", Ct)).Json();
        support.GetProperty("elsewhere").EnumerateArray().Select(s => s.GetProperty("purpose").GetString()).ShouldBe(["tet", "house"]);
        support.ToString().ShouldNotContain("C7");
        (await officer.GetAsync($"/api/households/{before}/support", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await officer.GetAsync($"/api/households/{before}/overlap?purpose=house", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task leaves_out_what_a_household_got_after_the_person_had_left_it()
    {
        var (old, now) = (await NewCommune(), await NewCommune());
        await Import(old, 2024, Head("C7", "Trần Văn Chín", id: "049150000911"), Member("C7", "Trần Thị Lựu", id: "049180000912"));
        await Import(now, 2025, Head("M3", "Trần Thị Lựu", id: "049180000912"));
        var (before, after) = (await IdOf(old, "C7"), await IdOf(now, "M3"));
        await Execute("update households.member set left_on = $2 where household_id = $1 and name = 'Trần Thị Lựu'", before, Today.AddYears(-3));
        await Grant(old, before, Purposes.House, GrantStates.Closed, Today.AddYears(-2));
        (await Find(now, await Grant(now, after, Purposes.House), after, Purposes.House)).Hard.ShouldBe(0);
        await Grant(old, before, Purposes.House, GrantStates.Closed, Today.AddYears(-4));
        (await Find(now, await Grant(now, after, Purposes.Livelihood), after, Purposes.House)).Hard.ShouldBe(1);
    }

    [Fact]
    public async Task counts_what_a_merged_household_had_and_no_longer_when_that_was_a_mistake()
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu"), Head("H2", "Trần Văn Chín"));
        var (gone, into) = (await IdOf(commune, "H1"), await IdOf(commune, "H2"));
        await Grant(commune, gone, Purposes.House, GrantStates.Approved, Today.AddYears(-1));
        var grant = await Grant(commune, into, Purposes.House);
        (await Find(commune, grant, into, Purposes.House)).Hard.ShouldBe(0);
        await Send<Outcome<bool>>(new EndHousehold(Actor.System, commune.UnitId, gone, new("merged", Today, "Về ở chung", "H2")));
        (await Find(commune, grant, into, Purposes.House)).Hard.ShouldBe(1);
        await Send<Outcome<bool>>(new ReopenHousehold(Actor.System, commune.UnitId, gone, "Ghi nhầm"));
        (await Find(commune, grant, into, Purposes.House)).Hard.ShouldBe(0);
    }

    [Fact]
    public async Task shows_what_is_still_asked_for_elsewhere_without_blocking()
    {
        var (one, other) = (await NewCommune(), await NewCommune());
        await Import(one, 2025, Head("H1", "Trần Văn Chín", id: "049150000921"));
        await Import(other, 2025, Head("K1", "Trần Văn Chín", id: "049150000921"));
        var (here, there) = (await IdOf(one, "H1"), await IdOf(other, "K1"));
        await Grant(other, there, Purposes.House, GrantStates.Proposed);
        var found = await Find(one, await Grant(one, here, Purposes.House), here, Purposes.House);
        (found.Hard, found.Soft).ShouldBe((0, 1));
    }

    /// <summary>Two boards decide about the same house at the same instant: whoever is second sees the first.</summary>
    [Fact]
    public async Task in_two_communes_at_the_same_instant_lets_one_house_through()
    {
        for (var round = 0; round < 5; round++)
        {
            var (one, other) = (await NewCommune(), await NewCommune());
            var person = $"04915000{round:D2}93";
            await Import(one, 2025, Head("H1", "Trần Văn Chín", id: person));
            await Import(other, 2025, Head("K1", "Trần Văn Chín", id: person));
            var (here, there) = (await IdOf(one, "H1"), await IdOf(other, "K1"));
            (Commune, Guid, Guid)[] racers = [(one, await Grant(one, here, Purposes.House), here), (other, await Grant(other, there, Purposes.House), there), (one, await Grant(one, here, Purposes.House), here)];
            var won = await Task.WhenAll(racers.Select(r => Task.Run(() => Approve(r.Item1, r.Item2, r.Item3))));
            won.Count(approved => approved).ShouldBe(1);
        }
    }

    /// <summary>As an approval does: looks inside its transaction, then writes.</summary>
    private async Task<bool> Approve(Commune commune, Guid grant, Guid household)
    {
        await using var connection = await App.Services.GetRequiredService<Sessions>().ConnectAnywhere(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using (var hold = new Npgsql.NpgsqlCommand("select 1 from grants.support where id = $1 for update", connection) { Parameters = { new() { Value = grant } } }) await hold.ExecuteNonQueryAsync(Ct);
        if ((await Find(connection, Asked(commune, grant, household, Purposes.House)))[0].Hard > 0) return false;
        await using var approve = new Npgsql.NpgsqlCommand("update grants.support set state = 'approved', approved = wished, approved_on = $2 where id = $1", connection)
        {
            Parameters = { new() { Value = grant }, new() { Value = Today } },
        };
        await approve.ExecuteNonQueryAsync(Ct);
        await transaction.CommitAsync(Ct);
        return true;
    }
}
