using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DayForThePoor.IntegrationTests.Sponsorships.Public;

/// <summary>Five items, each given, not given, withdrawn or run out, to the sponsor or to everybody: nothing outside the staff ever says more.</summary>
[Collection(nameof(UnprovedBooks))]
public partial class the_law_of_consent(UnprovedBooks app) : AppTest(app)
{
    public static TheoryData<bool> Publicly => [false, true];

    [Theory, MemberData(nameof(Publicly))]
    public async Task holds_for_every_combination_in_every_answer_and_log_line(bool publicly)
    {
        using var log = new LogCapture();
        App.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var placed = await SponsoredCase.Place(App, await App.NewCommune(), publicly ? 8101 : 8102); // communes that are told of together may each have a case 1
        var told = new ConcurrentBag<string>();
        for (var given = 0; given < 1 << ConsentItems.All.Count; given++)
        {
            await Give(placed, given, publicly);
            bool Has(string item) => (given & 1 << ConsentItems.All.ToList().IndexOf(item)) != 0;
            var client = App.Client(); // rates are counted by address

            var page = await Get(client, placed.Page, told);
            page.Contains(SponsoredCase.FirstName, StringComparison.Ordinal).ShouldBe(Has(ConsentItems.FirstName), $"first name, {given}");
            page.Contains("11 tuổi", StringComparison.Ordinal).ShouldBe(Has(ConsentItems.Age), $"age, {given}");
            page.Contains(SponsoredCase.PhotoText, StringComparison.Ordinal).ShouldBe(Has(ConsentItems.Photo), $"photo, {given}");
            page.Contains(SponsoredCase.ResultText, StringComparison.Ordinal).ShouldBe(Has(ConsentItems.SchoolResult), $"school result, {given}");
            page.Contains(SponsoredCase.LetterText, StringComparison.Ordinal).ShouldBe(Has(ConsentItems.Letter), $"letter, {given}");
            foreach (var item in placed.Files.Keys)
                (await client.GetAsync(placed.File(item), Ct)).StatusCode.ShouldBe(Has(item) ? HttpStatusCode.OK : HttpStatusCode.NotFound, $"file of {item}, {given}");

            // For everybody there is nothing but the age, as a band.
            var summary = await Waiting(client, placed, told);
            summary.ShouldBe(Has(ConsentItems.Age) && publicly ? "11_14" : null, $"age band, {given}");
            var everybody = await Get(client, "/nhan-do-dau?xa=khac", told);
            foreach (var word in (string[])[SponsoredCase.FirstName, SponsoredCase.PhotoText, SponsoredCase.ResultText, SponsoredCase.LetterText]) everybody.ShouldNotContain(word);
        }
        told.Count.ShouldBe(32 * 3);
        foreach (var answer in told) foreach (var word in SponsoredCase.NeverShown) answer.ShouldNotContain(word, Case.Insensitive, $"among {placed.Code}");
        foreach (var line in log.Lines)
            foreach (var word in (string[])[.. SponsoredCase.NeverShown, SponsoredCase.FirstName, SponsoredCase.PhotoText, SponsoredCase.ResultText, SponsoredCase.LetterText, placed.FollowCode])
                line.ShouldNotContain(word, Case.Insensitive, "in the log");
    }

    /// <summary>The undertaking names the child by consent; no other paper, file or receipt that a sponsor gets says anything of it.</summary>
    [Fact]
    public async Task holds_on_every_paper_that_a_sponsor_gets()
    {
        var placed = await SponsoredCase.Place(App, await App.NewCommune());
        var (pledge, receipts) = await placed.GiveThroughFund();
        var notices = await placed.TellEverything();
        var officer = await App.SignInByPage((await placed.Commune.Person(PersonRoles.FieldOfficer)).Email);
        var accountant = await App.SignInByPage((await placed.Commune.Person(PersonRoles.Accountant)).Email);
        using var api = await placed.Commune.SignedIn(PersonRoles.Accountant);
        var (year, all) = (SponsoredCase.Today.Year, (1 << ConsentItems.All.Count) - 1);
        string[] papers =
        [
            .. notices.Select(notice => $"/do-dau/bao-tin/{notice}.pdf"), $"/do-dau/nguoi-do-dau/{placed.Sponsor}/bang-ke-{year}.pdf", $"/do-dau/nguoi-do-dau/{placed.Sponsor}/bang-ke-{year - 1}.pdf",
            $"/do-dau/bao-cao.csv?theo=pledge&nguoi={placed.Sponsor}", $"/do-dau/bao-cao.csv?theo=sponsor&nguoi={placed.Sponsor}", $"/do-dau/bao-cao.csv?theo=month&nguoi={placed.Sponsor}",
        ];
        for (var given = 0; given <= all; given++)
        {
            await Give(placed, given, false);
            var undertaking = await Paper(await officer.GetAsync($"/do-dau/cam-ket/{(given % 3 == 0 ? placed.Pledge : pledge)}/ban-cam-ket.pdf", Ct));
            undertaking.Contains(SponsoredCase.FirstName, StringComparison.Ordinal).ShouldBe((given & 1) != 0, $"the undertaking, {given}");
            NoMore(undertaking, given, "the undertaking");
            // All papers without any consent; each item once more while all others are agreed to.
            var but = given == 0 ? 0 : ConsentItems.All.Select((_, place) => all & ~(1 << place)).ToList().IndexOf(given);
            if (but < 0) continue;
            foreach (var paper in papers.Where((_, place) => given == 0 || place % ConsentItems.All.Count == but)) NoMore(await Paper(await officer.GetAsync(paper, Ct)), given, paper);
            if (given != 0 && but > 0) continue; // of all but the name again
            foreach (var code in receipts) NoMore(await Paper(await accountant.SubmitBare("/bien-lai", $"/bien-lai/{code}/in")), given, $"receipt {code}");
            foreach (var of in (string[])[$"pledges/{pledge}", $"sponsors/{placed.Sponsor}"]) NoMore(await Paper(await api.GetAsync($"/api/{of}/qr", Ct)), given, of);
        }
        // Whose pledge is over is a stranger again.
        await placed.Execute("update sponsorships.pledge set state = 'ended', ended_on = $2, end_reason = 'sponsor_stopped' where id = $1", placed.Pledge, SponsoredCase.Today);
        NoMore(await Paper(await officer.GetAsync($"/do-dau/cam-ket/{placed.Pledge}/ban-cam-ket.pdf", Ct)), 0, "the undertaking of an ended pledge");
    }

    /// <summary>Also at those that are built later: one with a place in its address that nobody fills in here fails.</summary>
    [Fact]
    public async Task holds_at_every_door_that_stands_open()
    {
        var placed = await SponsoredCase.Place(App, await App.NewCommune());
        var (_, receipts) = await placed.GiveThroughFund();
        await placed.TellEverything();
        var doors = App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(door => door.Metadata.GetMetadata<IAllowAnonymous>() is not null && door.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Where(door => door.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is null or [] || door.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"))
            .Select(door => "/" + door.RoutePattern.RawText!.TrimStart('/')).Distinct().ToList();
        foreach (var known in (string[])["/r/{code}", "/r/{code}.pdf", "/api/receipts/{code}", "/api/receipts/{code}/trace", "/nhan-do-dau", "/nhan-do-dau/theo-doi/{Code}"]) doors.ShouldContain(known);
        foreach (var given in (int[])[(1 << ConsentItems.All.Count) - 1, 0])
        {
            await Give(placed, given, publicly: true);
            var client = App.Client();
            // Where nothing is told of what is agreed to, nothing is told without it.
            foreach (var address in doors.SelectMany(door => Addresses(door, placed, receipts)).Where(address => given > 0 || IsSponsors(address)))
            {
                var answer = await client.GetAsync($"{address}?unit={placed.Commune.Code}&xa={placed.Commune.Code}", Ct);
                ((int)answer.StatusCode).ShouldBeLessThan(500, address);
                var text = answer.Content.Headers.ContentType?.MediaType?.StartsWith("image/jp", StringComparison.Ordinal) == true ? "" : await Paper(answer, answer.StatusCode);
                foreach (var word in SponsoredCase.NeverShown) text.ShouldNotContain(word, Case.Insensitive, address);
                // What is agreed to is seen by the sponsor alone; of it the public page tells an age band.
                NoMore(text, IsSponsors(address) ? given : 0, address);
            }
        }
        static bool IsSponsors(string address) => address.StartsWith("/nhan-do-dau/theo-doi/", StringComparison.Ordinal);
    }

    /// <summary>Of a pledge to an age the day of its end is the birthday: neither letter nor page says it.</summary>
    [Fact]
    public async Task tells_an_end_without_the_day_that_would_be_the_birthday()
    {
        var placed = await SponsoredCase.Place(App, await App.NewCommune());
        await placed.TellEverything();
        await placed.Execute("update sponsorships.pledge set state = 'ended', ended_on = ends_on, end_reason = 'completed' where id = $1", placed.Pledge);

        var page = WebUtility.HtmlDecode(await Get(App.Client(), placed.Page, []));

        page.ShouldContain("Cam kết đã trọn vẹn. Xin cảm ơn");
        var birthday = SponsoredCase.Born.AddYears(18);
        page.ShouldNotContain($"{birthday.Month:00}/{birthday.Year}");
        await placed.Execute("update sponsorships.pledge set end_rule = 'date' where id = $1", placed.Pledge);
        WebUtility.HtmlDecode(await Get(App.Client(), placed.Page, [])).ShouldContain($"Cam kết đã trọn vẹn từ {birthday:dd/MM/yyyy}");
    }

    /// <summary>A given day of everything an officer does with a case, well and wrongly, leaves no word of the child in the log.</summary>
    [Fact]
    public async Task holds_in_the_log_of_what_the_staff_do()
    {
        string[] words = ["Khúc Thừa", "Lạc Thị Quyến", "0905999111", "hen suyễn", "Trà Đình", "khuc thua", "khuc+thua", "Giảng Nhi"];
        using var log = new LogCapture();
        App.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var desk = await CaseDesk.Open(App);
        var family = await desk.Family(CaseDesk.Today.AddYears(-8).AddDays(-30), "Khúc Thừa Giảng Nhi");
        var form = desk.Form(family.Code, family.Child).With("carer", new { name = "Lạc Thị Quyến", relation = "Bà nội", phone = "0905999111" }).With("school", "Trường Tiểu học Trà Đình").With("note", "hen suyễn");
        var child = (await desk.Opened(form)).GetProperty("id").GetGuid();
        await desk.Post(form.With("kind", "Khúc Thừa Giảng Nhi"));
        using var broken = new StringContent("{ \"unit\": \"Khúc Thừa\", ", System.Text.Encoding.UTF8, "application/json");
        ((int)(await desk.Officer.PostAsync("/api/beneficiaries", broken, Ct)).StatusCode).ShouldBe(400);
        var consent = (await desk.Done(child, "consents", (await desk.Consent(child, true, [.. ConsentItems.All])).With("guardian", new { name = "Lạc Thị Quyến", relation = "Bà nội" }))).GetProperty("consentIds");
        await desk.Done(child, "visits", new { text = "Khúc Thừa Giảng Nhi lên cơn hen suyễn" });
        var news = (await desk.Done(child, "news", new { item = "letter", text = "Con là Khúc Thừa Giảng Nhi" })).GetProperty("id").GetGuid();
        await desk.Done(child, $"news/{news}/approve");
        await desk.Done(child, "life-changes", new { kind = "left_school", note = "hen suyễn" });
        await desk.Done(child, "facility-steps", new { step = "proposed", facility = "Trung tâm Trà Đình", note = "Khúc Thừa Giảng Nhi" });
        await desk.Done(child, $"consents/{consent[0].GetGuid()}/withdraw", new { reason = "Lạc Thị Quyến đổi ý" });
        using var pages = await App.SignInByPage((await desk.Commune.Person(PersonRoles.FieldOfficer)).Email);
        foreach (var page in (string[])["/do-dau/ho-so?tim=khuc+thua", "/do-dau/ho-so.xlsx?tim=khuc+thua", $"/do-dau/ho-so/{child}", $"/do-dau/ho-so/{child}/ho-so.pdf", $"/do-dau/ho-so/{child}/van-ban-dong-y.pdf"])
            (await pages.GetAsync(page, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK, page);
        using var accountant = await desk.Commune.SignedIn(PersonRoles.Accountant);
        var sponsor = await (await accountant.PostAsJsonAsync("/api/sponsors", new { unit = desk.Commune.Code, kind = "person", name = "Khúc Thừa Dương", phone = "0905999111" }, Ct)).Json();
        var offered = await PayOutDesk.Keyed(accountant, "/api/pledges", new
        {
            unit = desk.Commune.Code,
            sponsor = sponsor.GetProperty("id").GetGuid(),
            beneficiary = child,
            slot = await desk.Sql<Guid>("select id from sponsorships.slot where unit_id = $1 and kind = 'money'"),
            channel = "fund",
            amountVnd = 300_000,
            frequency = "monthly",
            startsOn = CaseDesk.Today,
            endRule = "age_18",
            note = "Khúc Thừa Giảng Nhi",
        });
        ((int)offered.StatusCode).ShouldBe(201, await offered.Text());
        var pledge = (await offered.Json()).GetProperty("id").GetGuid();
        foreach (var amount in (long[])[0, 450_000, 1_000_000_000])
            await PayOutDesk.Keyed(accountant, $"/api/pledges/{pledge}/payments", new { amountVnd = amount, channel = "cash", narration = "Cho Khúc Thừa Giảng Nhi", payerName = "Khúc Thừa Dương" });
        await accountant.PostAsJsonAsync($"/api/pledges/{pledge}/end", new { reason = "Khúc Thừa", note = "Khúc Thừa Giảng Nhi" }, Ct);
        await new Office.DueDesk(desk.Commune).RunOn(CaseDesk.Today);

        log.Lines.ShouldNotBeEmpty();
        foreach (var line in log.Lines) foreach (var word in words) line.ShouldNotContain(word, Case.Insensitive, "in the log");
    }

    /// <summary>No item that was not agreed to, and nothing that never is.</summary>
    private static void NoMore(string text, int given, string where)
    {
        foreach (var (item, place) in ConsentItems.All.Select((item, place) => (item, place)))
            if ((given & 1 << place) == 0) text.ShouldNotContain(SponsoredCase.Telling[item], Case.Sensitive, $"{where}, {given}");
        foreach (var word in SponsoredCase.NeverShown.Except(SponsoredCase.OfSponsor)) text.ShouldNotContain(word, Case.Insensitive, $"{where}, {given}");
    }

    /// <summary>What an answer says to a reader, with its headers: a name of a file tells too.</summary>
    private static async Task<string> Paper(HttpResponseMessage answer, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var said = $"{WebUtility.UrlDecode(answer.Headers.ToString())} {WebUtility.UrlDecode(answer.Content.Headers.ToString())} ";
        if (answer.Content.Headers.ContentType?.MediaType != "application/pdf")
        {
            var text = await answer.Text();
            answer.StatusCode.ShouldBe(expected, text);
            return said + WebUtility.HtmlDecode(text);
        }
        using var pdf = UglyToad.PdfPig.PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync(Ct));
        var words = string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
        words.Length.ShouldBeGreaterThan(100);
        return $"{said} {pdf.Information.Title} {pdf.Information.Author} {pdf.Information.Subject} {pdf.Information.Keywords} {words}";
    }

    /// <summary>The addresses that lead to the case through a door.</summary>
    private static IEnumerable<string> Addresses(string door, SponsoredCase placed, IReadOnlyList<string> receipts)
    {
        IReadOnlyList<string> codes = door.StartsWith("/nhan-do-dau", StringComparison.Ordinal) ? [placed.FollowCode] : receipts;
        return Place().Match(door) switch
        {
            { Success: false } => [door],
            { Value: var place } => place.Trim('{', '}').ToLowerInvariant() switch
            {
                "code" => codes.SelectMany(code => Addresses(door.Replace(place, code, StringComparison.Ordinal), placed, receipts)),
                "file:guid" => placed.Files.Values.SelectMany(file => Addresses(door.Replace(place, $"{file}", StringComparison.Ordinal), placed, receipts)),
                "documentname" or "documentname?" => Addresses(door.Replace(place, "v1", StringComparison.Ordinal), placed, receipts),
                var unknown => throw new InvalidOperationException($"What stands for {unknown} in {door}? Say it here, so that the law is kept at this door too."),
            },
        };
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Place();

    /// <summary>What is not given is at times withdrawn, at times out of date, at times was never asked for.</summary>
    private static async Task Give(SponsoredCase placed, int given, bool publicly)
    {
        await placed.ForgetConsents();
        var items = ConsentItems.All.Select((item, place) => (Item: item, Place: place)).ToList();
        foreach (var (item, place) in items.Where(item => (given & 1 << item.Place) == 0 && (given + item.Place) % 3 == 0)) await placed.Consent(item, publicly);
        await placed.Withdraw();
        foreach (var (item, place) in items.Where(item => (given & 1 << item.Place) == 0 && (given + item.Place) % 3 == 1)) await placed.Consent(item, publicly, SponsoredCase.Today.AddDays(-1));
        foreach (var (item, place) in items.Where(item => (given & 1 << item.Place) != 0)) await placed.Consent(item, publicly);
    }

    private static async Task<string> Get(HttpClient client, string address, ConcurrentBag<string> told)
    {
        var answer = await client.GetAsync(address, Ct);
        var text = await answer.Text();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        told.Add(text);
        return text;
    }

    /// <summary>The age band that the API tells of the case; it has to be listed, as it needs a sponsor.</summary>
    private static async Task<string?> Waiting(HttpClient client, SponsoredCase placed, ConcurrentBag<string> told)
    {
        await Get(client, "/api/public/sponsorship/summary", told);
        for (var page = 1; ; page++)
        {
            var answer = await (await client.GetAsync($"/api/public/sponsorship/summary?unit={placed.Commune.Code}&page={page}", Ct)).Json();
            var cases = answer.GetProperty("waiting").EnumerateArray().Where(waits => waits.GetProperty("case").GetString() == placed.Code).ToList();
            if (cases.Count > 0) return cases[0].GetProperty("ageBand").GetString();
            answer.GetProperty("waitingTotal").GetInt32().ShouldBeGreaterThan(0);
            if (page * answer.GetProperty("pageSize").GetInt32() >= answer.GetProperty("waitingTotal").GetInt32()) return null;
        }
    }
}
