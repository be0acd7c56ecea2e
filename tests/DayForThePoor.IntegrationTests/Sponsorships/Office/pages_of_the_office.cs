using System.Net;
using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Grants;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Sponsorships.Office;
using static DayForThePoor.IntegrationTests.Sponsorships.Office.DueDesk;

namespace DayForThePoor.IntegrationTests.Sponsorships.Office;

[Collection(nameof(UnprovedBooks))]
public class pages_of_the_office(UnprovedBooks app) : AppTest(app)
{
    [Fact]
    public async Task lead_through_the_first_steps_and_then_to_what_has_to_be_done()
    {
        var desk = await DueDesk.Open(App);
        var officer = await App.SignInByPage((await desk.Commune.Person(PersonRoles.FieldOfficer)).Email);
        (await Page(officer, "/do-dau")).ShouldContain("/do-dau/nguoi-do-dau/moi");

        await desk.Pledge(await desk.Case(opened: "2026-01-01"), Monthly("2026-01-05"), paid: 1);
        await desk.RunOn("2026-03-01");
        var html = await Page(officer, "/do-dau");
        html.ShouldContain("Kỳ hỗ trợ chậm");
        html.ShouldContain("Nguyễn Minh An");
        html.ShouldContain("Lê Văn Mẫu");
        html.ShouldNotContain("nợ");
        (await Page(officer, "/")).ShouldContain("canh-bao=no_payment");

        var stranger = await App.SignInByPage((await (await App.NewCommune()).Person(PersonRoles.FieldOfficer)).Email);
        (await Page(stranger, "/do-dau")).ShouldNotContain("Lê Văn Mẫu");
    }

    [Fact]
    public async Task keep_when_and_how_a_sponsor_was_told()
    {
        var desk = await DueDesk.Open(App);
        await desk.Pledge(await desk.Case(opened: "2026-01-01"), Monthly("2026-01-05"), paid: 1);
        await desk.RunOn("2026-03-01");
        var officer = await App.SignInByPage((await desk.Commune.Person(PersonRoles.FieldOfficer)).Email);
        var answer = await officer.Submit("/do-dau", $"tell-{desk.Sponsor}", ($"how-{desk.Sponsor}", "letter"), ($"on-{desk.Sponsor}", "02/03/2026"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Text());

        (await desk.Notices()).ShouldBe("");
        (await desk.Text("select string_agg(distinct told_how || ' ' || told_on, ',') from sponsorships.notice where unit_id = $1")).ShouldBe("letter 2026-03-02");
    }

    [Fact]
    public async Task report_promised_received_and_delivered_by_every_group_with_one_sum()
    {
        var desk = await DueDesk.Open(App);
        await desk.Pledge(await desk.Case(opened: "2025-11-01"), Monthly("2026-01-05", amount: 300_000), paid: 2);
        await desk.Pledge(await desk.Case(opened: "2025-11-01"), Monthly("2026-01-10", amount: 500_000), paid: 3);
        var client = await desk.Commune.SignedIn(PersonRoles.Auditor);
        foreach (var by in new[] { "unit", "sponsor", "purpose", "month", "pledge" })
        {
            var answer = await client.GetAsync($"/api/sponsorship/report?by={by}&from=2026-01-01&to=2026-03-31", Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Text());
            var total = (await answer.Json()).GetProperty("total");
            (Sum(total, "promisedVnd"), Sum(total, "receivedVnd"), Sum(total, "deliveredVnd"), Sum(total, "notReceivedVnd")).ShouldBe((2_400_000, 2_100_000, 2_100_000, 300_000), by);
        }
        (await client.GetAsync("/api/sponsorship/report?from=2026-02-01&to=2026-01-01", Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await App.SignInByPage((await desk.Commune.Person(PersonRoles.Auditor)).Email);
        (await Page(page, "/do-dau/bao-cao?theo=sponsor&tu=01/01/2026&den=31/03/2026")).ShouldContain("2.400.000");
        var csv = await Page(page, "/do-dau/bao-cao.csv?theo=month&tu=2026-01-01&den=2026-03-31");
        csv.Split('\n').Length.ShouldBe(5);
        csv.ShouldContain("800000");

        static long Sum(System.Text.Json.JsonElement total, string name) => total.GetProperty(name).GetInt64();
    }

    [Fact]
    public async Task set_the_numbers_of_the_unit_and_say_what_is_wrong_with_them()
    {
        var desk = await DueDesk.Open(App);
        var approver = (await desk.Commune.Person(PersonRoles.Approver)).Actor;
        var form = new SponsorshipNumbersForm(21, 1, 60, 50_000, 1_000_000, 3_000_000, 10, 2);
        (await Send<Outcome<bool>>(new SetSponsorshipNumbers(approver, desk.Commune.UnitId, form))).IsRefused.ShouldBeFalse();
        (await desk.Text("select hold_days || ' ' || late_days || ' ' || extra_most from sponsorships.setting where unit_id = $1")).ShouldBe("21 10 1000000");

        (await Send<Outcome<bool>>(new SetSponsorshipNumbers(approver, desk.Commune.UnitId, form with { HoldDays = 0, ExtraYearlyVnd = 500_000, VisitMonths = null })))
            .Refusals.Select(no => (no.Code, no.Field)).ShouldBe([("sponsorship_numbers.range", "holdDays"), ("sponsorship_numbers.range", "visitMonths"), ("sponsorship_numbers.order", "extraYearlyVnd")]);
        var officer = (await desk.Commune.Person(PersonRoles.FieldOfficer)).Actor;
        await Should.ThrowAsync<AccessDenied>(() => Send<Outcome<bool>>(new SetSponsorshipNumbers(officer, desk.Commune.UnitId, form)));
    }

    [Fact]
    public async Task print_the_undertaking_the_letter_and_the_statement_of_a_year()
    {
        var desk = await DueDesk.Open(App);
        var pledge = await desk.Pledge(await desk.Case(opened: "2026-01-01"), Monthly("2026-01-05"), paid: 1);
        await desk.RunOn("2026-03-01");
        var notice = await desk.Text("select id::text from sponsorships.notice where unit_id = $1 and kind = 'late_1'");
        var reader = await App.SignInByPage((await desk.Commune.Person(PersonRoles.FieldOfficer)).Email);
        var stranger = await App.SignInByPage((await (await App.NewCommune()).Person(PersonRoles.FieldOfficer)).Email);
        foreach (var (path, says) in new[]
        {
            ($"/do-dau/cam-ket/{pledge}/ban-cam-ket.pdf", "BẢN CAM KẾT NHẬN ĐỠ ĐẦU"), ($"/do-dau/bao-tin/{notice}.pdf", "chưa nhận được"), ($"/do-dau/nguoi-do-dau/{desk.Sponsor}/bang-ke-2026.pdf", "BẢNG KÊ ĐỠ ĐẦU"),
        })
        {
            var answer = await reader.GetAsync(path, Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            using var pdf = UglyToad.PdfPig.PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync(Ct));
            var text = string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
            text.ShouldContain(says);
            text.ShouldContain("ĐĐ-DD-001");
            // Nobody agreed to have the child named.
            text.ShouldNotContain("Minh An");
            (await stranger.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }
    }

    private static async Task<string> Page(HttpClient client, string path)
    {
        var answer = await client.GetAsync(path, Ct);
        var text = WebUtility.HtmlDecode(await answer.Text());
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }
}
