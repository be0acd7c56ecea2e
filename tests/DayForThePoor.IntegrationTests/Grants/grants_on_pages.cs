using System.Net;
using System.Text.RegularExpressions;
using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.IntegrationTests.Households;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants.Rules;
using DayForThePoor.Web.Hosting;

namespace DayForThePoor.IntegrationTests.Grants;

/// <summary>The whole way of a grant by forms that a browser without scripts sends.</summary>
public partial class grants_on_pages(AppFixture app) : HouseholdTest(app)
{
    private static readonly DateOnly Today = VietnamTime.TodayIn(TimeProvider.System);

    private async Task<(Commune Commune, Guid Household, HttpClient Officer)> Ready(long fullFileOver)
    {
        var commune = await NewCommune();
        await Import(commune, Today.Year - 1, Head("H1", "Nguyễn Thị Mẫu", born: "1957", id: "049157000001"), Head("H2", "Trần Văn Chín"));
        var form = new SpendingRuleForm(
            Purposes.Livelihood, "12/QĐ-BVĐ", Today.AddYears(-1), null, 20_000_000, [new(0, 1), new(10_000_000, 2)], false, false, false, 1, fullFileOver, 12, 3);
        (await Send<Outcome<DatedRule>>(new SetSpendingRule(Actor.System, commune.UnitId, "r", form))).IsRefused.ShouldBeFalse();
        return (commune, await IdOf(commune, "H1"), await App.SignInByPage((await commune.Person(PersonRoles.FieldOfficer)).Email));
    }

    private static string Day(int ago) => VietnamTime.Text(Today.AddDays(-ago));

    private static async Task<Guid> Asked(HttpClient officer, Guid household, string amount = "15.000.000", string form = "request-grant", string page = "/chi/de-nghi/them") =>
        Led(await officer.Submit($"{page}?ho={household}", form,
            ("key", Guid.NewGuid().ToString("N")), ("fund", (await Field(officer, $"{page}?ho={household}", "fund"))), ("purpose", page.Contains("dot-xuat", StringComparison.Ordinal) ? Purposes.Hardship : Purposes.Livelihood),
            ("amountVnd", amount), ("reason", "Xin một con bò cái sinh sản."), ("damage", "Nhà tốc mái"), ("confirmedBy", "Lê Văn Tám"), ("happenedOn", Day(13)), ("requestedOn", Day(12))));

    /// <summary>The id that the answer leads to.</summary>
    private static Guid Led(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, answer.RequestMessage!.RequestUri!.ToString());
        return Guid.Parse(Id.Match(answer.Headers.Location!.ToString()).Value);
    }

    private static async Task<string> Field(HttpClient client, string page, string select) =>
        Regex.Match(await (await client.GetAsync(page, Ct)).Text(), $"name=\"{select}\".*?<option value=\"([^\"]+)\"", RegexOptions.Singleline).Groups[1].Value;

    private static Task<HttpResponseMessage> Meet(HttpClient officer, Commune commune, string hamlet, Guid grant, string votesFor = "60", string agreed = "yes") =>
        officer.Submit($"/chi/binh-xet/lap?don-vi={commune.Code}&thon={hamlet}", "record-meeting",
            ("heldOn", Day(10)), ("begins", "19:30"), ("ends", "21:00"), ("place", "Nhà sinh hoạt thôn"), ("invited", "80"), ("present", "62"), ("chair", "Lê Văn Tám"), ("secretary", "Phan Thị Lựu"),
            ("grants[0].grant", grant.ToString()), ("grants[0].agreed", agreed), ("grants[0].votesFor", votesFor), ("grants[0].votesAgainst", "2"), ("grants[0].proposedVnd", "15.000.000"), ("grants[0].opinion", "Hộ chịu khó"));

    private async Task<string> StateOf(Guid grant) => await Scalar<string>("select state from grants.support where id = $1", grant);

    [Fact]
    public async Task from_the_request_to_the_decision_of_two_people()
    {
        var (commune, household, officer) = await Ready(fullFileOver: 20_000_000);
        (await (await officer.GetAsync("/chi/de-nghi/them?tim=nguyen+thi+mau", Ct)).Text()).ShouldContain($"?ho={household}");
        (await (await officer.GetAsync($"/chi/de-nghi/them?ho={household}", Ct)).Text()).ShouldContain("tối đa 20.000.000");
        var grant = await Asked(officer, household);
        var hamlet = (await Scalar<Guid>("select hamlet_id from households.household where id = $1", household)).ToString();

        var refused = await Meet(officer, commune, hamlet, grant, votesFor: "70");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Text()).ShouldContain("#grants-0--votesFor");
        var meeting = Led(await Meet(officer, commune, hamlet, grant));
        (await officer.Submit($"/chi/niem-yet?don-vi={commune.Code}", "check-grants", ("grants", grant.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var list = Led(await officer.Submit($"/chi/to-trinh/lap?don-vi={commune.Code}", "propose", ("key", "p"), ("grants", grant.ToString()), ("title", "hỗ trợ phương tiện sinh kế")));
        (await StateOf(grant)).ShouldBe(GrantStates.Proposed);

        using var head = await App.SignInByPage((await commune.Person(PersonRoles.Approver)).Email);
        using var deputy = await App.SignInByPage((await commune.Person(PersonRoles.Approver)).Email);
        (await (await head.GetAsync("/chi/cho-duyet", Ct)).Text()).ShouldContain($"/chi/to-trinh/{list}");
        (await head.Submit($"/chi/to-trinh/{list}", "approve")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await StateOf(grant)).ShouldBe(GrantStates.Proposed);
        (await (await head.GetAsync("/chi/cho-duyet", Ct)).Text()).ShouldNotContain($"/chi/to-trinh/{list}");
        (await deputy.Submit($"/chi/to-trinh/{list}", "approve", ("decision", "15/QĐ-BVĐ"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await StateOf(grant)).ShouldBe(GrantStates.Approved);
        (await (await deputy.GetAsync("/chi/quyet-dinh", Ct)).Text()).ShouldContain("15/QĐ-BVĐ");

        foreach (var paper in new[] { $"/chi/de-nghi/{grant}/don.pdf", $"/chi/binh-xet/{meeting}/bien-ban.pdf", $"/chi/to-trinh/{list}/to-trinh.pdf", $"/chi/to-trinh/{list}/quyet-dinh.pdf" })
        {
            var answer = await officer.GetAsync(paper, Ct);
            (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "application/pdf"), paper);
            (await answer.Content.ReadAsByteArrayAsync(Ct)).AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue(paper);
        }
        foreach (var file in new[] { $"/chi/binh-xet/{meeting}/bien-ban.xlsx", $"/chi/to-trinh/{list}/danh-sach.xlsx", "/chi/de-nghi.xlsx", "/chi/de-nghi.csv?tim=mau" })
            (await officer.GetAsync(file, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK, file);
        foreach (var page in new[] { "/", "/chi", "/chi/de-nghi?xep=-amount&buoc=approved", $"/chi/de-nghi/{grant}", "/chi/binh-xet", $"/chi/binh-xet/{meeting}", "/chi/to-trinh" })
            (await officer.GetAsync(page, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK, page);
        officer.Dispose();
    }

    [Fact]
    public async Task what_hangs_on_the_board_names_households_and_nothing_of_their_lives()
    {
        var (commune, household, officer) = await Ready(fullFileOver: 16_000_000);
        var grant = await Asked(officer, household, "10.000.000");
        var hamlet = (await Scalar<Guid>("select hamlet_id from households.household where id = $1", household)).ToString();
        Led(await Meet(officer, commune, hamlet, grant));
        // The rule asks for posting only above its limit; a stricter one stands from today on.
        var stricter = new SpendingRuleForm(Purposes.Livelihood, "13/QĐ-BVĐ", Today, null, 20_000_000, null, false, false, false, 1, 1_000_000, 12, 3, EndsPrevious: true);
        (await Send<Outcome<DatedRule>>(new SetSpendingRule(Actor.System, commune.UnitId, "s", stricter))).IsRefused.ShouldBeFalse();
        (await officer.Submit($"/chi/niem-yet?don-vi={commune.Code}", "post-grants", ("grants", grant.ToString()), ("from", Day(5)), ("place", "Nhà sinh hoạt thôn"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var page = WebUtility.HtmlDecode(await (await officer.GetAsync($"/chi/niem-yet?don-vi={commune.Code}", Ct)).Text());
        foreach (var link in Regex.Matches(page, "href=\"(/chi/niem-yet/[^\"]+)\"").Select(match => match.Groups[1].Value))
        {
            var answer = await officer.GetAsync(link, Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, link);
            if (!link.Contains("danh-sach.xlsx", StringComparison.Ordinal)) continue;
            using var book = new ClosedXML.Excel.XLWorkbook(new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Ct)));
            var cells = string.Join('|', book.Worksheets.First().CellsUsed().Select(cell => cell.Value.ToString()));
            cells.ShouldContain("Nguyễn Thị Mẫu");
            foreach (var hidden in new[] { "1957", "049157000001", "H1", "nghèo|" }) cells.ShouldNotContain(hidden);
        }

        (await officer.Submit($"/chi/de-nghi/{grant}", "way-object", ("way", "object"), ("text", "Hộ đã có bò"), ("objector", ""))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await officer.Submit($"/chi/niem-yet?don-vi={commune.Code}", "end-posting", ("grants", grant.ToString()))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var said = await Scalar<Guid>("select id from grants.objection where support_id = $1", grant);
        (await officer.Submit($"/chi/de-nghi/{grant}", $"answer-{said:N}", ($"answer-{said:N}", "Đã xác minh: hộ chưa có"), ("upheld", "no"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await officer.Submit($"/chi/niem-yet?don-vi={commune.Code}", "end-posting", ("grants", grant.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Scalar<bool>("select posting_ended_on is not null from grants.support where id = $1", grant)).ShouldBeTrue();
        officer.Dispose();
    }

    [Fact]
    public async Task an_emergency_is_decided_by_the_head_and_told_to_the_board()
    {
        var (commune, household, officer) = await Ready(fullFileOver: 5_000_000);
        var grant = await Asked(officer, household, "3.000.000", "emergency", "/chi/dot-xuat");
        (await officer.GetAsync($"/chi/de-nghi/{grant}/phieu-dot-xuat.pdf", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var head = await App.SignInByPage((await commune.Person(PersonRoles.Approver)).Email);
        (await (await head.GetAsync("/", Ct)).Text()).ShouldContain("/chi/cho-duyet");
        (await head.Submit($"/chi/de-nghi/{grant}", "sign", ("amountVnd", "2.500.000"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await StateOf(grant)).ShouldBe(GrantStates.Approved);
        (await (await head.GetAsync("/", Ct)).Text()).ShouldContain("/chi/dot-xuat/bao-cao");
        (await head.Submit("/chi/dot-xuat/bao-cao", "report", ("grants", grant.ToString()), ("meetingOn", Day(0)))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Scalar<bool>("select reported_on is not null from grants.support where id = $1", grant)).ShouldBeTrue();
        officer.Dispose();
    }

    [Fact]
    public async Task a_step_that_is_not_the_persons_is_not_offered_and_a_foreign_grant_is_not_shown()
    {
        var (commune, household, officer) = await Ready(fullFileOver: 20_000_000);
        var grant = await Asked(officer, household);
        using var auditor = await App.SignInByPage((await commune.Person(PersonRoles.Auditor)).Email);
        var page = await (await auditor.GetAsync($"/chi/de-nghi/{grant}", Ct)).Text();
        page.ShouldNotContain("way-withdraw");
        page.ShouldNotContain("/chi/binh-xet/lap");
        var other = await NewCommune();
        using var stranger = await App.SignInByPage((await other.Person(PersonRoles.FieldOfficer)).Email);
        foreach (var path in new[] { $"/chi/de-nghi/{grant}", $"/chi/de-nghi/{grant}/don.pdf", $"/chi/binh-xet?don-vi={commune.Code}", $"/chi/de-nghi/them?ho={household}", $"/chi/de-nghi/{Guid.NewGuid()}" })
            (await stranger.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        (await officer.Submit($"/chi/de-nghi/{grant}", "way-withdraw", ("way", "withdraw"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await officer.Submit($"/chi/de-nghi/{grant}", "way-withdraw", ("way", "withdraw"), ("reason-withdraw", "Hộ đã được nơi khác giúp"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await StateOf(grant)).ShouldBe(GrantStates.Withdrawn);
        officer.Dispose();
    }

    [Fact]
    public async Task a_complaint_is_written_down_and_answered_and_a_denunciation_is_seen_by_few()
    {
        var (commune, household, officer) = await Ready(fullFileOver: 20_000_000);
        var grant = await Asked(officer, household);
        using var head = await App.SignInByPage((await commune.Person(PersonRoles.Approver)).Email);
        foreach (var (kind, text) in new[] { ("feedback", "Vì sao chưa được xét"), ("denunciation", "Có người nhận tiền") })
            (await officer.Submit($"/chi/phan-anh/ghi?khoan={grant}", "record-complaint", ("key", kind), ("kind", kind), ("text", text), ("receivedOn", Day(0)))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var (seen, all) = (await (await officer.GetAsync("/chi/phan-anh", Ct)).Text(), await (await head.GetAsync("/chi/phan-anh", Ct)).Text());
        (seen.Contains("Vì sao chưa được xét", StringComparison.Ordinal), seen.Contains("Có người nhận tiền", StringComparison.Ordinal)).ShouldBe((true, false));
        all.ShouldContain("Có người nhận tiền");
        var hidden = await Scalar<Guid>("select id from grants.complaint where unit_id = $1 and confined", commune.UnitId);
        (await officer.GetAsync($"/chi/phan-anh/{hidden}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await head.Submit($"/chi/phan-anh/{hidden}", "examine")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await head.Submit($"/chi/phan-anh/{hidden}", "answer", ("answer", "Đã xác minh"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await (await head.GetAsync($"/chi/phan-anh/{hidden}", Ct)).Text()).ShouldContain("Đã xác minh");
        officer.Dispose();
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id { get; }
}
