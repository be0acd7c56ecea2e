using System.Net;
using System.Net.Http.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants;
using DayForThePoor.Web.Grants.Rules;
using DayForThePoor.Web.Households;

namespace DayForThePoor.IntegrationTests.Grants;

[Collection(nameof(UnprovedBooks))]
public class looking_for_what_was_received(UnprovedBooks app) : ReceivedTest(app)
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
        await Import(old, 2024, Head("CU-7741", "Trần Văn Chín", id: "049150000901"), Member("CU-7741", "Trần Thị Lựu", id: "049180000902"));
        await Import(now, 2025, Head("M3", "Trần Văn Chín", id: "049150000901"));
        var (before, after) = (await IdOf(old, "CU-7741"), await IdOf(now, "M3"));
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
        seen.ToString().ShouldNotContain("CU-7741");
        seen.ToString().ShouldNotContain(before.ToString());

        var support = await (await officer.GetAsync($"/api/households/{after}/support", Ct)).Json();
        support.GetProperty("elsewhere").EnumerateArray().Select(s => s.GetProperty("purpose").GetString()).ShouldBe(["tet", "house"]);
        support.ToString().ShouldNotContain("CU-7741");
        (await officer.GetAsync($"/api/households/{before}/support", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await officer.GetAsync($"/api/households/{before}/overlap?purpose=house", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task leaves_out_what_a_household_got_after_the_person_had_left_it()
    {
        var (old, now) = (await NewCommune(), await NewCommune());
        await Import(old, 2024, Head("CU-7741", "Trần Văn Chín", id: "049150000911"), Member("CU-7741", "Trần Thị Lựu", id: "049180000912"));
        await Import(now, 2025, Head("M3", "Trần Thị Lựu", id: "049180000912"));
        var (before, after) = (await IdOf(old, "CU-7741"), await IdOf(now, "M3"));
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
        var (one, other) = (await NewCommune(), await NewCommune());
        await AllowShortHouses(one);
        await AllowShortHouses(other);
        using var heads = new Disposables();
        (Commune Commune, HttpClient Head)[] boards = [(one, heads.Add(await one.SignedIn(PersonRoles.Approver))), (other, heads.Add(await other.SignedIn(PersonRoles.Approver)))];
        for (var round = 0; round < 4; round++)
        {
            var (person, wife) = ($"04915000{round:D2}93", $"04918000{round:D2}94");
            await Import(one, 2025 - round, Head($"H{round}", "Trần Văn Chín", id: person, born: $"{1950 + round}"));
            await Import(other, 2025 - round, Head($"K{round}", "Lê Thị Lựu", id: wife, born: $"{1960 + round}"), Member($"K{round}", "Trần Văn Chín", "Vợ chồng", id: person));
            var (here, there) = (await IdOf(one, $"H{round}"), await IdOf(other, $"K{round}"));
            var grants = new[] { (0, await Ask(one, here)), (1, await Ask(other, there)), (0, await Ask(one, here)), (1, await Ask(other, there)) };
            var answers = await Task.WhenAll(grants.Select(grant => boards[grant.Item1].Head.PostAsJsonAsync($"/api/grants/{grant.Item2}/approve", new { }, Ct)));
            answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
            foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
                (refused.StatusCode, (await refused.Json()).GetProperty("code").GetString()).ShouldBe((HttpStatusCode.Conflict, "grant.overlap_hard"));
            (await Scalar<long>("select count(*) from grants.received where household_id = any($1) and purpose = 'house'", new[] { here, there })).ShouldBe(1);
        }
    }

    [Fact]
    public async Task lets_a_hard_conflict_pass_only_by_the_reason_of_another_approver()
    {
        var commune = await NewCommune();
        await AllowShortHouses(commune);
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu"));
        var id = await IdOf(commune, "H1");
        await Record(commune, id, "Chương trình xóa nhà tạm", Purposes.House, Today.AddYears(-3));
        var grant = await Ask(commune, id);
        using var heads = new Disposables();
        var (first, second) = (heads.Add(await commune.SignedIn(PersonRoles.Approver)), heads.Add(await commune.SignedIn(PersonRoles.Approver)));
        async Task<string?> Step(HttpClient by, string step, object body)
        {
            var answer = await by.PostAsJsonAsync($"/api/grants/{grant}/{step}", body, Ct);
            return answer.StatusCode == HttpStatusCode.OK ? null : (await answer.Json()).GetProperty("code").GetString();
        }

        (await Step(first, "approve", new { })).ShouldBe("grant.overlap_hard");
        (await Step(first, "override", new { reason = "" })).ShouldBe("text.empty");
        (await Step(first, "override", new { reason = "Nhà cũ sập do lũ" })).ShouldBeNull();
        (await Step(first, "approve", new { })).ShouldBe("grant.override_second");
        await Record(commune, id, "Hội Chữ thập đỏ", Purposes.House, Today.AddYears(-1)); // another conflict, that nobody has answered for
        (await Step(second, "approve", new { })).ShouldBe("grant.overlap_hard");
        (await Step(first, "override", new { reason = "Nhà cũ sập do lũ" })).ShouldBeNull();
        await Record(commune, id, "Hội Khuyến học", Purposes.Study, Today.AddDays(-1)); // does not block, and asks for no new answer
        (await Step(second, "approve", new { })).ShouldBeNull();
        (await Scalar<bool>("select overlap_hard = 2 and length(overlap_hash) = 64 from grants.support where id = $1", grant)).ShouldBeTrue();
        (await Scalar<long>("select count(*) from dftp.sealed_text t join grants.step s on s.id = t.owner_id where s.subject_id = $1 and t.text like 'Nhà cũ sập%'", grant)).ShouldBe(2);
    }

    /// <summary>A rule under which the head decides about houses at once, so that a test reaches the approval in one step.</summary>
    private async Task AllowShortHouses(Commune commune)
    {
        var form = new SpendingRuleForm(Purposes.House, "12/QĐ-BVĐ", new(2026, 1, 1), null, null, null, true, true, true, null, null, 12, 5);
        var set = await Send<Outcome<DatedRule>>(new SetSpendingRule(Actor.System, commune.UnitId, "short houses", form));
        set.IsRefused.ShouldBeFalse(set.ToString());
    }

    private async Task<Guid> Ask(Commune commune, Guid household)
    {
        var form = new GrantForm(commune.Fund, Purposes.House, household.ToString(), 50_000_000, "Nhà dột nát", GrantKinds.AtOnce, HappenedOn: Today, Damage: "Sập nhà", ConfirmedBy: "Lê Văn Tám, Trưởng thôn");
        return (await Send<Outcome<GrantWritten>>(new RequestGrant(Actor.System, commune.UnitId, Guid.NewGuid().ToString(), form))).Value.GrantId;
    }

    private sealed class Disposables : IDisposable
    {
        private readonly List<IDisposable> held = [];

        public T Add<T>(T one) where T : IDisposable
        {
            held.Add(one);
            return one;
        }

        public void Dispose() => held.ForEach(one => one.Dispose());
    }
}
