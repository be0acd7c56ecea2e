using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Sponsorships.Sponsors;

namespace DayForThePoor.IntegrationTests.Sponsorships;

public class keeping_sponsors(AppFixture app) : AppTest(app)
{
    private static readonly object[] Two = [new { name = "Võ Thị Lành", shareVnd = 200_000 }, new { name = "Phạm Thị Nga", shareVnd = 300_000 }];

    [Fact]
    public async Task writes_one_anew_and_keeps_who_changed_what()
    {
        var desk = await SponsorDesk.Open(App);
        var sponsor = await desk.Sponsor();
        object anew = new { kind = "organisation", name = "Công ty TNHH May Hòa Phát", contactName = "Lê Văn Sáu", phone = "0905.111.222", mayBeNamed = false };

        var edited = await Read(await Put(desk, sponsor, anew));
        await Read(await Put(desk, sponsor, anew));

        edited.GetProperty("sponsor").GetProperty("contactName").GetString().ShouldBe("Lê Văn Sáu");
        edited.GetProperty("sponsor").TryGetProperty("followCode", out _).ShouldBeFalse();
        var changes = await desk.Sql<string>(
            "select string_agg(field || '=' || was || '>' || became, ';' order by field) from sponsorships.sponsor_change where sponsor_id = $2 and $1 = $1 and changed_by <> $2", sponsor);
        changes.ShouldBe("contactName=Lê Thị Thu>Lê Văn Sáu;mayBeNamed=>no;phone=0905 000 000>0905.111.222");
        (await Names(desk, "search=0905111222")).ShouldBe(["Công ty TNHH May Hòa Phát"]);
        (await Names(desk, "search=le thi thu")).ShouldBeEmpty();
    }

    [Fact]
    public async Task refuses_what_is_wrong_of_an_edit_and_changes_nothing()
    {
        var desk = await SponsorDesk.Open(App);
        var sponsor = await desk.Sponsor();
        foreach (var (body, code) in new (object, string)[]
        {
            (new { kind = "organisation", name = "" }, "text.empty"), (new { kind = "organisation", name = "May", phone = "gọi sau" }, "sponsor.phone"),
            (new { kind = "organisation", name = "May", email = "may" }, "sponsor.email"), (new { kind = "group", name = "May" }, "sponsor.members_missing"),
            (new { kind = "person", name = "May", members = Two }, "sponsor.members_alone"),
        })
        {
            var answer = await Put(desk, sponsor, body);
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await SponsorDesk.Code(answer)).ShouldBe(code);
        }
        (await desk.Sql<long>("select count(*) from sponsorships.sponsor_change where sponsor_id = $2 and $1 = $1", sponsor)).ShouldBe(0);

        using var reader = await desk.Commune.SignedIn(PersonRoles.Auditor);
        using var stranger = await (await App.NewCommune()).SignedIn(PersonRoles.Accountant);
        foreach (var client in (HttpClient[])[reader, stranger])
            (await client.PutAsJsonAsync($"/api/sponsors/{sponsor}", new { kind = "person", name = "May" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task compares_the_shares_of_a_group_with_what_it_promised()
    {
        var desk = await SponsorDesk.Open(App);
        var group = (await Read(await desk.Keeps.PostAsJsonAsync("/api/sponsors", new { unit = desk.Commune.Code, kind = "group", name = "Mẹ đỡ đầu Phú Trung", members = Two }, Ct))).GetProperty("id").GetGuid();
        var child = await desk.Case();
        var pledge = await desk.Offered(desk.Offer(group, child, await desk.Slot(child)));
        var person = await desk.Commune.Person(PersonRoles.Accountant);
        using var pages = await App.SignInByPage(person.Email);

        (await Page(pages, $"/do-dau/nguoi-do-dau/{group}")).ShouldNotContain("Các thành viên góp cộng lại");
        var left = await Read(await Put(desk, group, new { kind = "group", name = "Mẹ đỡ đầu Phú Trung", members = new object[] { new { name = "Võ Thị Lành", shareVnd = 250_000 }, new { name = "Tô Thị Mận", shareVnd = 150_000 } } }));

        left.GetProperty("members").EnumerateArray().Select(m => (m.GetProperty("name").GetString(), m.GetProperty("shareVnd").GetInt64(), m.GetProperty("leftOn").ValueKind == JsonValueKind.Null))
            .ShouldBe([("Võ Thị Lành", 250_000, true), ("Tô Thị Mận", 150_000, true), ("Phạm Thị Nga", 300_000, false)]);
        left.GetProperty("shares").GetProperty("monthlyDifferenceVnd").GetInt64().ShouldBe(-100_000);
        foreach (var address in (string[])[$"/do-dau/nguoi-do-dau/{group}", $"/do-dau/cam-ket/{pledge}"])
            (await Page(pages, address)).ShouldContain("góp cộng lại 400.000\u00A0đ mỗi tháng, ít hơn 100.000\u00A0đ", Case.Sensitive, address);
    }

    [Fact]
    public async Task lets_one_meet_a_child_only_with_the_paper_that_readers_of_the_unit_can_open()
    {
        var desk = await SponsorDesk.Open(App);
        var sponsor = await desk.Sponsor();
        var days = new { outcome = "cleared", charterOn = SponsorDesk.Day(SponsorDesk.Today.AddDays(-9)), recordOn = SponsorDesk.Day(SponsorDesk.Today.AddDays(-3)) };

        var without = await desk.Keeps.PostAsJsonAsync($"/api/sponsors/{sponsor}/vettings", days, Ct);
        (await SponsorDesk.Code(without)).ShouldBe("sponsor.paper_missing");
        (await Names(desk, "vetting=none")).Count.ShouldBe(1);
        (await desk.Keeps.PostAsJsonAsync($"/api/sponsors/{sponsor}/vettings", new { outcome = "asked", note = "Gửi mẫu cam kết" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var cleared = await Vet(desk, sponsor, days.charterOn, days.recordOn);

        cleared.GetProperty("validUntil").GetString().ShouldBe(SponsorDesk.Day(SponsorDesk.Today.AddDays(-9).AddYears(2)));
        (await Names(desk, "vetting=cleared&kind=organisation")).Count.ShouldBe(1);
        var paper = $"{sponsor}/vettings/{cleared.GetProperty("id").GetGuid()}/paper";
        using var reader = await desk.Commune.SignedIn(PersonRoles.Auditor);
        (await (await reader.GetAsync($"/api/sponsors/{paper}", Ct)).Content.ReadAsStringAsync(Ct)).ShouldBe("%PDF-1.4 cam kết");
        using var stranger = await (await App.NewCommune()).SignedIn(PersonRoles.Accountant);
        (await stranger.GetAsync($"/api/sponsors/{paper}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await desk.Run("insert into sponsorships.vetting (id, sponsor_id, outcome, valid_until, recorded_at, recorded_by) select gen_random_uuid(), id, 'cleared', $2, now(), id from sponsorships.sponsor where unit_id = $1", SponsorDesk.Today.AddDays(-1));
        (await Names(desk, "vetting=expired")).Count.ShouldBe(1);
        (await Names(desk, "vetting=cleared")).ShouldBeEmpty();
    }

    [Fact]
    public async Task lists_them_page_by_page()
    {
        var desk = await SponsorDesk.Open(App);
        foreach (var name in (string[])["Hồ Văn Ba", "Đinh Thị Tư", "Ân Nhân Quán"]) await desk.Sponsor(name, SponsorKinds.Person);
        await desk.Sponsor();

        (await Names(desk, "kind=person")).ShouldBe(["Ân Nhân Quán", "Đinh Thị Tư", "Hồ Văn Ba"]);
        var second = await Read(await desk.Keeps.GetAsync("/api/sponsors?kind=person&page=2&pageSize=2", Ct));
        (second.GetProperty("total").GetInt32(), second.GetProperty("items").GetArrayLength()).ShouldBe((3, 1));
        (await Names(desk, "search=dinh thi")).ShouldBe(["Đinh Thị Tư"]);
        (await SponsorDesk.Code(await desk.Keeps.GetAsync("/api/sponsors?vetting=maybe", Ct))).ShouldBe("sponsor.vetting");
        (await desk.Keeps.GetAsync("/api/sponsors?unit=00000", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static Task<HttpResponseMessage> Put(SponsorDesk desk, Guid sponsor, object body) => desk.Keeps.PutAsJsonAsync($"/api/sponsors/{sponsor}", body, Ct);

    private static async Task<JsonElement> Vet(SponsorDesk desk, Guid sponsor, string charterOn, string recordOn)
    {
        using var paper = new ByteArrayContent(Encoding.UTF8.GetBytes("%PDF-1.4 cam kết"));
        using var form = new MultipartFormDataContent
        {
            { new StringContent("cleared"), "outcome" }, { new StringContent(charterOn), "charterOn" }, { new StringContent(recordOn), "recordOn" }, { paper, "file", "cam-ket.pdf" },
        };
        return await Read(await desk.Keeps.PostAsync($"/api/sponsors/{sponsor}/vettings", form, Ct));
    }

    private static async Task<JsonElement> Read(HttpResponseMessage answer)
    {
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Text());
        return await answer.Json();
    }

    private static async Task<IReadOnlyList<string?>> Names(SponsorDesk desk, string query) =>
        [.. (await Read(await desk.Keeps.GetAsync($"/api/sponsors?{query}", Ct))).GetProperty("items").EnumerateArray().Select(s => s.GetProperty("name").GetString())];

    private static async Task<string> Page(HttpClient pages, string address) => WebUtility.HtmlDecode(await (await pages.GetAsync(address, Ct)).Text());
}
