using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Core.Grants.Houses;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants.Houses;
using SkiaSharp;

namespace DayForThePoor.IntegrationTests.Grants.Houses;

public class building_a_house(AppFixture app) : HouseTest(app)
{
    [Fact]
    public async Task goes_from_survey_to_hand_over_and_keeps_its_history()
    {
        var commune = await NewCommune();
        var house = await HouseAt(commune, HouseStates.HandedOver);
        using var officer = await commune.SignedIn(PersonRoles.FieldOfficer);
        var found = await (await officer.GetAsync($"/api/houses/{house}", Ct)).Json();
        found.GetProperty("state").GetString().ShouldBe(HouseStates.HandedOver);
        found.GetProperty("plate").GetString().ShouldBe("Nhà Đại đoàn kết 2026");
        found.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("kind").GetString())
            .ShouldBe(["hand-over", "accept", "finish", "start", "undertake", "instalments", "survey"]);
    }

    [Fact]
    public async Task is_begun_only_once_and_only_for_a_request_that_stands()
    {
        var (commune, other) = (await NewCommune(), await NewCommune());
        var grant = await Requested(commune);
        (await Open(commune, grant)).Value.ShouldBe(grant);
        (await Open(commune, grant)).Value.ShouldBe(grant);
        (await Open(commune, grant, Survey with { Work = "Sửa mái" })).Refusals.ShouldHaveSingleItem().Code.ShouldBe("house.exists");
        (await Open(other, grant)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("house.grant_unknown");
        // Nothing beyond the survey before the board has decided.
        (await Take(commune, grant, HouseSteps.Undertake, Day)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("house.grant_not_approved");
        (await Set(commune, grant, 1, 1)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("house.grant_not_approved");
    }

    [Fact]
    public async Task that_lacks_a_solid_part_is_mended_before_it_is_accepted()
    {
        var commune = await NewCommune();
        var house = await HouseAt(commune, HouseStates.Finished);
        var on = Day.AddDays(60);
        (await Take(commune, house, HouseSteps.Accept, on, solid: false)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("house.not_solid");
        (await Take(commune, house, HouseSteps.Mend, on, solid: false)).Refusals.Select(r => r.Code).ShouldBe(["house.mend_text", "house.mend_by"]);
        (await Take(commune, house, HouseSteps.Mend, on, solid: false, mendBy: on.AddDays(20), text: "Mái chưa chắc")).Value.ShouldBe(HouseStates.Mend);
        (await Take(commune, house, HouseSteps.HandOver, on)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("house.step");
        (await Take(commune, house, HouseSteps.Accept, on.AddDays(-1))).Refusals.ShouldHaveSingleItem().Code.ShouldBe("house.before_last");
        (await Take(commune, house, HouseSteps.Accept, on.AddDays(15))).Value.ShouldBe(HouseStates.Accepted);
    }

    [Fact]
    public async Task takes_a_step_once_however_often_its_form_is_sent_and_one_back_with_a_reason()
    {
        var commune = await NewCommune();
        var house = await HouseAt(commune, HouseStates.Undertaken);
        var twins = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Take(commune, house, HouseSteps.Start, Day.AddDays(20), key: "one form")));
        twins.ShouldAllBe(answer => answer.Value == HouseStates.Started);
        (await Take(commune, house, HouseSteps.TakeBack)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("house.reason");
        (await Take(commune, house, HouseSteps.TakeBack, text: "Ghi nhầm ngày")).Value.ShouldBe(HouseStates.Undertaken);
        (await Take(commune, house, HouseSteps.Start, Day.AddDays(12))).Value.ShouldBe(HouseStates.Started);
    }

    [Fact]
    public async Task has_instalments_within_what_was_approved()
    {
        var commune = await NewCommune();
        var house = await Approved(commune, 60_000_000);
        await Open(commune, house);
        (await Set(commune, house, 40_000_000, 20_000_001)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("house.over_approved");
        (await Set(commune, house, long.MaxValue, long.MaxValue)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("house.over_approved");
        (await Set(commune, house, 60_000_000, null)).Refusals.ShouldHaveSingleItem().Code.ShouldBe("house.second_missing");
        (await Set(commune, house, 0, -5)).Refusals.Select(r => r.Code).ShouldBe(["house.instalment_amount", "house.instalment_amount"]);
        (await Set(commune, house, 40_000_000, 20_000_000)).Value.ShouldBeTrue();
    }

    [Fact]
    public async Task adds_its_sources_up_and_keeps_the_lists_before()
    {
        var commune = await NewCommune();
        var house = await HouseAt(commune, HouseStates.Started);
        using var officer = await commune.SignedIn(PersonRoles.FieldOfficer);
        async Task<HttpResponseMessage> Post(string key, params object[] sources)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/houses/{house}/sources") { Content = JsonContent.Create(new { sources }) };
            request.Headers.Add("Idempotency-Key", key);
            return await officer.SendAsync(request, Ct);
        }
        (await Post("a", new { kind = "commune", amountVnd = 60_000_000 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var wrong = await (await Post("b", new { kind = "sponsor", amountVnd = 5 }, new { kind = "workdays", amountVnd = 0 }, new { kind = "own", amountVnd = 1, days = 2 })).Json();
        wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["sources[0].name", "sources[1].amountVnd", "sources[1].days", "sources[2].days"], ignoreOrder: true);
        (await Post("c", new { kind = "commune", amountVnd = 60_000_000 }, new { kind = "workdays", amountVnd = 9_000_000, days = 30 }, new { kind = "sponsor", name = "Công ty Mẫu", amountVnd = 20_000_000 }))
            .StatusCode.ShouldBe(HttpStatusCode.OK);

        var list = await (await officer.GetAsync("/api/houses?search=mau", Ct)).Json();
        list.GetProperty("items")[0].GetProperty("valueVnd").GetInt64().ShouldBe(89_000_000);
        list.GetProperty("bySource").GetProperty("workdays").GetInt64().ShouldBe(9_000_000);
        (await Scalar<long>("select count(*) from grants.house_source where house_id = $1", house)).ShouldBe(4);
        var form04 = await (await officer.GetAsync("/nha-dai-doan-ket/bieu-04.csv", Ct)).Content.ReadAsStringAsync(Ct);
        form04.ShouldNotContain("89000000"); // the API's token opens no page
    }

    [Fact]
    public async Task keeps_pictures_without_place_and_device()
    {
        var commune = await NewCommune();
        var house = await HouseAt(commune, HouseStates.Started);
        using var officer = await commune.SignedIn(PersonRoles.FieldOfficer);
        async Task<HttpResponseMessage> Upload(params byte[][] files)
        {
            using var form = new MultipartFormDataContent { { new StringContent("during"), "phase" }, { new StringContent("2026-04-01"), "takenOn" } };
            foreach (var file in files) form.Add(new ByteArrayContent(file), "photos", "anh.jpg");
            return await officer.PostAsync($"/api/houses/{house}/photos", form, Ct);
        }
        var sent = WithPlace(Picture());
        Encoding.ASCII.GetString(sent).ShouldContain("GPS");
        (await (await Upload(sent, sent)).Json()).GetProperty("photos").GetInt32().ShouldBe(1);
        (await (await Upload(sent)).Json()).GetProperty("photos").GetInt32().ShouldBe(0);
        (await (await Upload(Picture(), [.. "<html>"u8])).Json()).GetProperty("code").GetString().ShouldBe("photo.not_image");
        (await Scalar<long>("select count(*) from grants.house_photo where house_id = $1", house)).ShouldBe(1);

        var photo = await Scalar<Guid>("select id from grants.house_photo where house_id = $1", house);
        using var page = await App.SignInByPage((await commune.Person(PersonRoles.FieldOfficer)).Email);
        foreach (var query in new[] { "", "?nho=1" })
        {
            var kept = await (await page.GetAsync($"/nha-dai-doan-ket/{house}/anh/{photo}.jpg{query}", Ct)).Content.ReadAsByteArrayAsync(Ct);
            kept[..2].ShouldBe([0xFF, 0xD8]);
            Encoding.ASCII.GetString(kept).ShouldNotContain("GPS");
        }
        using var stranger = await App.SignInByPage((await (await NewCommune()).Person(PersonRoles.FieldOfficer)).Email);
        (await stranger.GetAsync($"/nha-dai-doan-ket/{house}/anh/{photo}.jpg", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await stranger.GetAsync($"/nha-dai-doan-ket/{house}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task has_pages_and_papers_that_work_without_scripts()
    {
        var commune = await NewCommune();
        var house = await HouseAt(commune, HouseStates.Finished);
        using var accountant = await App.SignInByPage((await commune.Person(PersonRoles.Accountant)).Email);
        var at = $"/nha-dai-doan-ket/{house}";
        foreach (var path in new[]
        {
            "/nha-dai-doan-ket", "/nha-dai-doan-ket?tim=mau&buoc=finished", "/nha-dai-doan-ket/mo", at, $"{at}/sua", $"{at}/nguon", $"{at}/dot-cap", $"{at}/buoc/accept", $"{at}/buoc/take-back",
            $"{at}/in/khao-sat", $"{at}/in/cam-ket", $"{at}/in/khoi-cong", $"{at}/in/nghiem-thu-ban-giao", "/nha-dai-doan-ket/bieu-04.csv", "/nha-dai-doan-ket/bieu-04.xlsx",
        })
            (await accountant.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK, path);

        var refused = await accountant.Submit($"{at}/buoc/accept", "house-step", ("key", "a"), ("on", "01/05/2026"), ("floor", "yes"), ("frame", "yes"), ("roof", "no"), ("result", "accept"));
        (await refused.Text()).ShouldContain("đủ \"3 cứng\"".Replace("\"", "&quot;", StringComparison.Ordinal));
        var done = await accountant.Submit($"{at}/buoc/accept", "house-step", ("key", "a"), ("on", "01/05/2026"), ("floor", "yes"), ("frame", "yes"), ("roof", "yes"), ("result", "accept"));
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await (await accountant.GetAsync($"{at}/in/nghiem-thu-ban-giao", Ct)).Text()).ShouldContain("nghiệm thu, đưa vào sử dụng");
        (await accountant.Submit($"{at}/nguon", "house-sources", ("key", "s"), ("sources[0].kind", "commune"), ("sources[0].amountVnd", "60.000.000"), ("sources[1].kind", "own")))
            .StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await accountant.Submit($"{at}/dot-cap", "house-instalments", ("key", "i"), ("firstAmount", "30.000.000"), ("firstDecision", "1"), ("firstDecidedOn", "2/3/2026"),
            ("secondAmount", "30.000.000"), ("secondDecision", "2"), ("secondDecidedOn", "2/3/2026"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await (await accountant.GetAsync("/nha-dai-doan-ket/bieu-04.csv", Ct)).Text()).ShouldContain("60000000");
    }

    private static byte[] Picture()
    {
        using var surface = SKSurface.Create(new SKImageInfo(600, 400));
        surface.Canvas.Clear(SKColors.SteelBlue);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, 90);
        return data.ToArray();
    }

    private static byte[] WithPlace(byte[] jpeg)
    {
        byte[] body = [.. "Exif\0\0MM\0*\0\0\0\u0008\0\0GPS 15.68N 108.22E"u8];
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(body.Length + 2), .. body, .. jpeg[2..]];
    }
}
