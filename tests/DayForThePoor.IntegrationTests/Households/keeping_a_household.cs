using System.Net;
using DayForThePoor.Core;
using DayForThePoor.Core.Households;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Households;

namespace DayForThePoor.IntegrationTests.Households;

public class keeping_a_household(AppFixture app) : HouseholdTest(app)
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    private static MemberForm HeadForm(string name, string id = "", Guid? member = null) => new(member, name, Relations.Head, "1960", null, id, null, null, false);

    private async Task<Outcome<Guid>> Save(Commune commune, string code, Guid? household, params MemberForm[] members)
    {
        var hamlet = await Scalar<Guid>("select id from households.hamlet where unit_id = $1 order by name limit 1", commune.UnitId);
        var recognised = household is null ? new ClassForm(HouseholdClasses.Difficult, 2026, "Xác nhận của Ban CTMT thôn", Day, false, null) : null;
        return await Send<Outcome<Guid>>(new SaveHousehold(Actor.System, commune.UnitId, household, new(code, hamlet, members, recognised, "Ghi sai họ tên")));
    }

    [Fact]
    public async Task by_hand_adds_one_that_is_on_no_list_and_corrects_it_without_losing_its_number()
    {
        var commune = await NewCommune();
        var id = (await Save(commune, "K1", null, HeadForm("Phan Thị Lựu", "049160000009"))).Value;
        var member = await Scalar<Guid>("select id from households.member where household_id = $1", id);
        (await Save(commune, "K1", id, HeadForm("Phan Thị Lụa", "", member))).Value.ShouldBe(id);

        using var officer = await commune.SignedIn(PersonRoles.FieldOfficer);
        var found = await (await officer.GetAsync($"/api/households/{id}", Ct)).Json();
        found.GetProperty("head").GetString().ShouldBe("Phan Thị Lụa");
        found.GetProperty("members")[0].GetProperty("maskedId").GetString().ShouldBe("•••••••••009");
        found.GetProperty("happenings")[0].GetProperty("kind").GetString().ShouldBe("corrected");
        found.GetProperty("classifications")[0].GetProperty("class").GetString().ShouldBe("difficult");
    }

    [Fact]
    public async Task refuses_a_code_and_a_person_that_belong_to_another_one()
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu", id: "049150000001"));
        (await Save(commune, "H1", null, HeadForm("Phan Thị Lựu"))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("household.code_taken");
        (await Save(commune, "K1", null, HeadForm("Phan Thị Lựu", "049150000001"))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("household.id_elsewhere");
        (await Save(commune, "K1", null, HeadForm("Phan Thị Lựu"), HeadForm("Phan Thị Lụa"))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("household.one_head");
    }

    [Fact]
    public async Task of_another_commune_is_refused_like_one_that_does_not_exist()
    {
        var (mine, other) = (await NewCommune(), await NewCommune());
        await Import(other, 2025, Head("H1", "Nguyễn Thị Mẫu"));
        var foreign = await IdOf(other, "H1");
        // A person who may in their own commune names the foreign household with their own unit.
        (await Save(mine, "H1", foreign, HeadForm("Phan Thị Lựu"))).Refusals[0].ShouldBe(AccessPolicy.OtherUnit);
        (await Save(mine, "H1", Guid.NewGuid(), HeadForm("Phan Thị Lựu"))).Refusals[0].ShouldBe(AccessPolicy.OtherUnit);
        var visit = new HappeningForm(HappeningKinds.Visit, Day, null, "Thăm hộ");
        (await Send<Outcome<Guid>>(new RecordHappening(Actor.System, mine.UnitId, foreign, visit))).Refusals[0].ShouldBe(AccessPolicy.OtherUnit);
        (await Send<Outcome<IReadOnlyList<PersonalData>>>(new ReadPersonalData(Actor.System, mine.UnitId, foreign, "Xem thử"))).Refusals[0].ShouldBe(AccessPolicy.OtherUnit);
    }

    [Fact]
    public async Task writes_wishes_visits_and_referrals_with_their_outcome()
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu"));
        var id = await IdOf(commune, "H1");
        (await Send<Outcome<Guid>>(new RecordHappening(Actor.System, commune.UnitId, id, new("wish", Day, null, "Xin bò")))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("household.purpose");
        var wish = (await Send<Outcome<Guid>>(new RecordHappening(Actor.System, commune.UnitId, id, new("wish", Day, "livelihood", "Xin bò cái sinh sản")))).Value;
        var visit = (await Send<Outcome<Guid>>(new RecordHappening(Actor.System, commune.UnitId, id, new("visit", Day, null, "Thăm hộ")))).Value;

        Task<Outcome<bool>> Close(Guid happening, string outcome, string? text) =>
            Send<Outcome<bool>>(new CloseHappening(Actor.System, commune.UnitId, id, happening, outcome, text, Day.AddDays(1)));
        (await Close(visit, "done", null)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("household.not_open");
        (await Close(wish, "refused", "")).Refusals.ShouldHaveSingleItem().Code.ShouldBe("text.empty");
        (await Close(wish, "done", null)).Value.ShouldBeTrue();
        (await Close(wish, "withdrawn", "Thôi")).Refusals.ShouldHaveSingleItem().Code.ShouldBe("household.not_open");
    }

    [Fact]
    public async Task ends_it_once_keeps_its_years_and_opens_it_again()
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu"), Head("H2", "Trần Văn Chín"));
        var id = await IdOf(commune, "H1");
        Task<Outcome<bool>> End(string kind, string? other) => Send<Outcome<bool>>(new EndHousehold(Actor.System, commune.UnitId, id, new(kind, Day, "Về ở với con", other)));
        (await End("merged", null)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("household.other_missing");
        (await End("merged", "H1")).Refusals.ShouldHaveSingleItem().Code.ShouldBe("household.other_unknown");
        (await End("merged", "h2")).Value.ShouldBeTrue();
        (await End("moved", null)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("household.ended");

        using var officer = await commune.SignedIn(PersonRoles.FieldOfficer);
        var list = await (await officer.GetAsync($"/api/households?unit={commune.Code}&year=2025", Ct)).Json();
        list.GetProperty("items").EnumerateArray().Select(h => h.GetProperty("ended").GetString()).ShouldBe([null, "merged"], ignoreOrder: true);
        (await Send<Outcome<bool>>(new ReopenHousehold(Actor.System, commune.UnitId, id, "Ghi nhầm"))).Value.ShouldBeTrue();
    }

    [Fact]
    public async Task that_was_merged_lets_its_people_into_the_other_one_and_takes_them_back_only_from_there()
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu", id: "049150000811"), Head("H2", "Trần Văn Chín", id: "049150000812"));
        var (gone, into) = (await IdOf(commune, "H1"), await IdOf(commune, "H2"));
        (await Send<Outcome<bool>>(new EndHousehold(Actor.System, commune.UnitId, gone, new("merged", Day, "Về ở với con", "H2")))).Value.ShouldBeTrue();
        var head = await Scalar<Guid>("select id from households.member where household_id = $1", into);
        var comes = new MemberForm(null, "Nguyễn Thị Mẫu", Relations.Parent, "1950", null, "049150000811", null, null, false);
        (await Save(commune, "H2", into, HeadForm("Trần Văn Chín", "", head), comes)).IsRefused.ShouldBeFalse();
        (await Send<Outcome<bool>>(new ReopenHousehold(Actor.System, commune.UnitId, gone, "Ghi nhầm"))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("household.id_elsewhere");

        var mother = await Scalar<Guid>("select id from households.member where household_id = $1 and name = 'Nguyễn Thị Mẫu'", into);
        (await Save(commune, "H2", into, HeadForm("Trần Văn Chín", "", head), comes with { Id = mother, NationalId = null, Left = true })).IsRefused.ShouldBeFalse();
        (await Send<Outcome<bool>>(new ReopenHousehold(Actor.System, commune.UnitId, gone, "Ghi nhầm"))).Value.ShouldBeTrue();
        (await Scalar<long>("select count(*) from households.member where household_id = $1 and left_on is null", gone)).ShouldBe(1);
        // And the next list finds each where it says.
        await Import(commune, 2026, Head("H1", "Nguyễn Thị Mẫu", id: "049150000811"), Head("H2", "Trần Văn Chín", id: "049150000812"));
    }

    [Fact]
    public async Task of_a_merged_one_stands_on_the_next_list_with_the_household_that_took_its_people_in()
    {
        var commune = await NewCommune();
        await Import(commune, 2024, Head("H1", "Nguyễn Thị Mẫu", id: "049150000821"), Head("H2", "Trần Văn Chín", id: "049150000822"));
        await Send<Outcome<bool>>(new EndHousehold(Actor.System, commune.UnitId, await IdOf(commune, "H1"), new("merged", Day, "Về ở với con", "H2")));
        (await Import(commune, 2025, Head("H2", "Trần Văn Chín", id: "049150000822"), Member("H2", "Nguyễn Thị Mẫu", "Mẹ", "1950", "049150000821"))).Known.ShouldBe(1);
    }

    [Fact]
    public async Task lists_by_given_name_in_vietnamese_order_and_finds_without_diacritics()
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("1", "Trần Văn Đào"), Head("2", "Nguyễn Thị Bảy"), Head("3", "Lê Thị Dung"), Head("4", "Phan Văn Ánh"), Head("5", "Lê Văn Ân"), Head("6", "Đinh Thị Dung"));
        using var treasurer = await commune.SignedIn(PersonRoles.Treasurer);
        async Task<string?[]> Names(string query) => [.. (await (await treasurer.GetAsync($"/api/households?{query}", Ct)).Json()).GetProperty("items").EnumerateArray().Select(h => h.GetProperty("head").GetString())];

        (await Names("year=2025")).ShouldBe(["Phan Văn Ánh", "Lê Văn Ân", "Nguyễn Thị Bảy", "Đinh Thị Dung", "Lê Thị Dung", "Trần Văn Đào"]);
        (await Names("search=dao%20tran")).ShouldBe(["Trần Văn Đào"]);
        (await Names("search=%25")).ShouldBeEmpty();
        (await treasurer.GetAsync("/api/households?class=rich", Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task shows_its_pages_and_prints_a_notice_without_birth_dates_and_numbers()
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu", born: "05/01/1950", id: "049150000001", disability: "Nặng"));
        var (id, hamlet) = (await IdOf(commune, "H1"), await Scalar<Guid>("select hamlet_id from households.household where unit_id = $1", commune.UnitId));
        using var officer = await App.SignInByPage((await commune.Person(PersonRoles.FieldOfficer)).Email);
        foreach (var path in new[] { "/ho-ngheo", "/ho-ngheo?tim=mau", $"/ho-ngheo/{id}", $"/ho-ngheo/{id}/sua", $"/ho-ngheo/{id}/bien-dong", "/ho-ngheo/them", "/ho-ngheo/nap", "/thiet-lap/thon", "/ho-ngheo/danh-sach.csv", "/ho-ngheo/mau-danh-sach.xlsx" })
        {
            var answer = await officer.GetAsync(path, Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            (await answer.Text()).ShouldNotContain("049150000001");
        }
        var notice = await (await officer.GetAsync($"/ho-ngheo/niem-yet?thon={hamlet}", Ct)).Text();
        notice.ShouldContain("Nguyễn Thị Mẫu");
        notice.ShouldNotContain("1950");
        notice.ShouldNotContain("001<");
        var added = await officer.Submit("/ho-ngheo/nap", "add-hamlets", ("unit", commune.Code), ("hamlets", "Thôn Mới (Quế An cũ)"));
        (await added.Text()).ShouldContain("Đã thêm 1 thôn");
        (await officer.GetAsync("/ho-ngheo/luot-xem", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var shown = await officer.Submit($"/ho-ngheo/{id}", "personal", ("reason", "Làm thẻ BHYT"));
        (await shown.Text()).ShouldContain("049150000001");
        (await (await officer.Submit($"/ho-ngheo/{id}", "record", ("kind", "visit"), ("on", "01/03/2026"), ("text", "Thăm hộ"))).Text()).ShouldNotContain("field-error");
        (await (await officer.GetAsync($"/ho-ngheo/{id}", Ct)).Text()).ShouldContain("Thăm hộ");
    }
}
