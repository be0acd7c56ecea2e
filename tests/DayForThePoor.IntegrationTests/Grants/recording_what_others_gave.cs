using System.Net;
using System.Net.Http.Json;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Households;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants.Outside;

namespace DayForThePoor.IntegrationTests.Grants;

[Collection(nameof(UnprovedBooks))]
public class recording_what_others_gave(UnprovedBooks app) : ReceivedTest(app)
{
    private static readonly string[] Columns = [.. OutsideList.Columns.Select(column => column.Title)];

    [Fact]
    public async Task by_hand_stands_with_the_household_once_and_can_be_taken_back_with_a_reason()
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu"));
        var id = await IdOf(commune, "H1");
        using var officer = await commune.SignedIn(PersonRoles.FieldOfficer);
        var form = new { programme = "Hội Chữ thập đỏ", list = "05/DS", purpose = "tet", amountVnd = 500_000, on = "2026-02-01" };

        var recorded = await Post(officer, id, form);
        recorded.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Code(await Post(officer, id, form with { programme = "HOI CHU THAP DO" }))).ShouldBe("outside.recorded"); // the same source and list twice
        var support = await (await officer.GetAsync($"/api/households/{id}/support", Ct)).Json();
        support.GetProperty("outside")[0].GetProperty("programme").GetString().ShouldBe("Hội Chữ thập đỏ");
        support.GetProperty("outsideVnd").GetInt64().ShouldBe(500_000);

        var at = $"/api/households/{id}/support/{(await recorded.Json()).GetProperty("id").GetGuid()}/take-back";
        (await Code(await officer.PostAsJsonAsync(at, new { text = "" }, Ct))).ShouldBe("text.empty");
        (await officer.PostAsJsonAsync(at, new { text = "Ghi nhầm hộ" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Code(await officer.PostAsJsonAsync(at, new { text = "Ghi nhầm hộ" }, Ct))).ShouldBe("outside.not_there");
        (await (await officer.GetAsync($"/api/households/{id}/support", Ct)).Json()).GetProperty("outside").GetArrayLength().ShouldBe(0);
        (await Post(officer, id, form)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task is_refused_with_every_reason_and_to_whoever_may_not()
    {
        var (commune, other) = (await NewCommune(), await NewCommune());
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu"), Head("H2", "Trần Văn Chín"));
        await Import(other, 2025, Head("K1", "Lê Văn Tám"));
        var id = await IdOf(commune, "H1");
        using var officer = await commune.SignedIn(PersonRoles.FieldOfficer);
        var refused = await Post(officer, id, new { purpose = "gold", amountVnd = -1, on = "2099-01-01" });
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Text()).ShouldSatisfyAllConditions(
            text => text.ShouldContain("programme"), text => text.ShouldContain("purpose"), text => text.ShouldContain("amountVnd"), text => text.ShouldContain("\"on\""));
        var stranger = await Scalar<Guid>("select m.id from households.member m join households.household h on h.id = m.household_id where h.unit_id = $1 and h.code = 'H2'", commune.UnitId);
        (await Code(await Post(officer, id, new { memberId = stranger, programme = "Hội", purpose = "tet", amountVnd = 1, on = "2026-01-01" }))).ShouldBe("outside.member");

        var form = new { programme = "Hội", purpose = "tet", amountVnd = 1, on = "2026-01-01" };
        (await Post(officer, await IdOf(other, "K1"), form)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Post(officer, Guid.NewGuid(), form)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var auditor = await commune.SignedIn(PersonRoles.Auditor);
        (await Post(auditor, id, form)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await auditor.GetAsync($"/api/households/{id}/support", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Anonymous.GetAsync($"/api/households/{id}/support", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, InlineData("xlsx"), InlineData("csv")]
    public async Task from_a_list_is_previewed_and_then_recorded_as_a_whole(string kind)
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu", id: "049150000931"), Head("H2", "Trần Văn Chín"), Member("H2", "Trần Thị Lựu", id: "049180000932"));
        string[][] rows = [Columns, ["H1", "Nguyễn Thị Mẫu", "", "Nhà ở", "60.000.000", "15/05/2026", "", ""], ["H2", "", "049180000932", "Học bổng", "1.000.000", "05/09/2026", "Hội Khuyến học", ""]];
        MemoryStream File() => kind == "xlsx" ? Book(rows) : Csv([.. rows.Select(row => string.Join(';', row))]);
        using var accountant = await commune.SignedIn(PersonRoles.Accountant);

        var looked = await (await Bring(accountant, commune, File(), $"ds.{kind}", dryRun: true, "Xóa nhà tạm", "12/QĐ")).Json();
        (looked.GetProperty("state").GetString(), looked.GetProperty("rows").GetInt32(), looked.GetProperty("amountVnd").GetInt64()).ShouldBe(("checked", 2, 61_000_000));
        (await Scalar<long>("select count(*) from grants.outside_support where unit_id = $1", commune.UnitId)).ShouldBe(0);

        var done = await (await Bring(accountant, commune, File(), $"ds.{kind}", programme: "Xóa nhà tạm", list: "12/QĐ")).Json();
        done.GetProperty("state").GetString().ShouldBe("accepted");
        (await Scalar<string>("select string_agg(h.code || ' ' || s.programme || ' ' || s.purpose || ' ' || (s.member_id is not null), ', ' order by h.code) from grants.outside_support s join households.household h on h.id = s.household_id where s.unit_id = $1", commune.UnitId))
            .ShouldBe("H1 Xóa nhà tạm house false, H2 Hội Khuyến học study true");

        var again = await Bring(accountant, commune, File(), $"ds.{kind}", programme: "Xóa nhà tạm", list: "12/QĐ");
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await again.Json()).GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("code").GetString()).ShouldBe(["outside_list.recorded", "outside_list.recorded"]);
        (await Scalar<long>("select count(*) from grants.outside_support where unit_id = $1", commune.UnitId)).ShouldBe(2);
    }

    [Fact]
    public async Task from_a_list_with_wrong_rows_names_them_all_and_records_nothing()
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu", id: "049150000941"), Head("H2", "Trần Văn Chín", id: "049150000942"));
        using var officer = await commune.SignedIn(PersonRoles.FieldOfficer);
        string[] Row(string code, string head = "", string id = "") => [code, head, id, "Quà Tết", "500000", "01/02/2026", "", ""];
        var answer = await Bring(officer, commune, Book(Columns, Row("H1"), Row("H9"), Row("H1"), Row("H2", "Lê Văn Tám"), Row("H2", "", "049150000941"), Row("", "", "049150000949")), "ds.xlsx", programme: "Hội", list: "5");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("problems").EnumerateArray().Select(p => $"{p.GetProperty("row").GetInt32()} {p.GetProperty("code").GetString()}").ShouldBe(
            ["3 outside_list.unknown_code", "4 outside_list.twice", "5 outside_list.other_head", "6 outside_list.not_in_household", "7 outside_list.unknown_id"]);
        (await Scalar<long>("select count(*) from grants.outside_support where unit_id = $1", commune.UnitId)).ShouldBe(0);
        (await Bring(officer, commune, new MemoryStream([1, 2, 3]), "ds.xlsx")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Bring(officer, await NewCommune(), Book(Columns, Row("H1")), "ds.xlsx", programme: "Hội")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task accepted_twice_at_the_same_instant_is_recorded_once()
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu"));
        using var file = Book(Columns, ["H1", "", "", "Quà Tết", "500000", "01/02/2026", "Hội", "5"]);
        var read = (await Send<Core.Outcome<OutsideListRead>>(new ReadOutsideList(Actor.System, commune.UnitId, new(null, null, "ds.xlsx"), file, Keep: true))).Value;
        var accepted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Send<Core.Outcome<int>>(new AcceptOutsideList(Actor.System, commune.UnitId, read.Id!.Value))));
        accepted.Count(outcome => !outcome.IsRefused).ShouldBe(1);
        accepted.SelectMany(outcome => outcome.Refusals).ShouldAllBe(refusal => refusal.Code == "outside_list.ended");
        (await Scalar<long>("select count(*) from grants.outside_support where unit_id = $1", commune.UnitId)).ShouldBe(1);
        (await Scalar<bool>("select list is null from grants.outside_import where unit_id = $1", commune.UnitId)).ShouldBeTrue();
    }

    [Fact]
    public async Task has_its_pages_and_a_timeline_that_can_be_filtered()
    {
        var commune = await NewCommune();
        await Import(commune, 2025, Head("H1", "Nguyễn Thị Mẫu"));
        var id = await IdOf(commune, "H1");
        await Record(commune, id, "Chương trình xóa nhà tạm", Purposes.House, Today.AddYears(-1));
        using var officer = await App.SignInByPage((await commune.Person(PersonRoles.FieldOfficer)).Email);
        var page = await (await officer.GetAsync($"/ho-ngheo/{id}/ho-tro?muc-dich=house", Ct)).Text();
        page.ShouldContain("Không được chi trùng");
        page.ShouldContain("Chương trình xóa nhà tạm");
        (await (await officer.GetAsync("/ho-ngheo/ho-tro-khac", Ct)).Text()).ShouldContain("Tải mẫu Excel");
        (await officer.GetAsync("/ho-ngheo/ho-tro-khac/mau.xlsx", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await officer.Submit($"/ho-ngheo/{id}", "record", ("kind", "visit"), ("on", "01/03/2026"), ("text", "Thăm hộ ngày mưa"));
        (await (await officer.Submit($"/ho-ngheo/{id}/ho-tro", "record-outside", ("programme", "Hội Khuyến học"), ("purpose", "study"), ("amountVnd", "1.000.000"), ("on", "05/09/2026"))).Text()).ShouldNotContain("field-error");

        var all = await (await officer.GetAsync($"/ho-ngheo/{id}", Ct)).Text();
        all.ShouldContain("Thăm hộ ngày mưa");
        all.ShouldContain("Hội Khuyến học");
        all.IndexOf("Hội Khuyến học", StringComparison.Ordinal).ShouldBeLessThan(all.IndexOf("Thăm hộ ngày mưa", StringComparison.Ordinal));
        var outside = await (await officer.GetAsync($"/ho-ngheo/{id}?nhom=Outside&xep=cu", Ct)).Text();
        outside.ShouldNotContain("Thăm hộ ngày mưa");
        outside.IndexOf("xóa nhà tạm", StringComparison.Ordinal).ShouldBeLessThan(outside.IndexOf("Hội Khuyến học", StringComparison.Ordinal));
        (await (await officer.GetAsync("/ho-ngheo", Ct)).Text()).ShouldContain("Số hộ theo thôn");
    }

    private static async Task<string?> Code(HttpResponseMessage answer) => (await answer.Json()).GetProperty("code").GetString();
}
