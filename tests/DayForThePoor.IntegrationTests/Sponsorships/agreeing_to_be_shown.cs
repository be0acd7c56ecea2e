using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Sponsorships.Cases;

namespace DayForThePoor.IntegrationTests.Sponsorships;

public class agreeing_to_be_shown(AppFixture app) : AppTest(app)
{
    private static async Task<ShownPerson> Shown(CaseDesk desk, Guid id, bool publicly = false, DateOnly? on = null)
    {
        await using var connection = await desk.Connect();
        return (await Consents.Shown(connection, [id], on ?? CaseDesk.Today, publicly, Ct))[id];
    }

    [Fact]
    public async Task shows_the_items_that_were_agreed_to_and_hides_them_at_once_when_withdrawn()
    {
        var desk = await CaseDesk.Open(App);
        var child = await desk.Case();
        (await Shown(desk, child)).ShouldBeEquivalentTo(ShownPerson.Nothing(child));

        var given = await desk.Done(child, "consents", await desk.Consent(child, false, ConsentItems.FirstName));
        var shown = await Shown(desk, child);
        (shown.FirstName, shown.Age).ShouldBe(("Mai", null));
        (await Shown(desk, child, publicly: true)).FirstName.ShouldBeNull();
        await desk.Done(child, "consents", await desk.Consent(child, true, ConsentItems.Age));
        ((await Shown(desk, child)).Age, (await Shown(desk, child, publicly: true)).Age).ShouldBe((8, 8));

        var consent = given.GetProperty("consentIds")[0].GetGuid();
        await desk.Done(child, $"consents/{consent}/withdraw");
        (await Shown(desk, child)).FirstName.ShouldBeNull();
        (await desk.Refused(child, $"consents/{consent}/withdraw")).ShouldBe("consent.unknown");
    }

    [Fact]
    public async Task shows_news_only_when_somebody_looked_them_through()
    {
        var desk = await CaseDesk.Open(App);
        var child = await desk.Case();
        await desk.Done(child, "consents", await desk.Consent(child, false, ConsentItems.SchoolResult, ConsentItems.Photo));
        var photo = await desk.File(child, "photo");
        var news = new[]
        {
            (await desk.Done(child, "news", new { item = "school_result", text = "Hoàn thành tốt học kỳ I" })).GetProperty("id").GetGuid(),
            (await desk.Done(child, "news", new { item = "photo", file = photo })).GetProperty("id").GetGuid(),
            (await desk.Done(child, "news", new { item = "letter", text = "Con cảm ơn cô chú" })).GetProperty("id").GetGuid(),
        };
        (await Shown(desk, child)).Files.Concat((await Shown(desk, child)).SchoolResults.Select(_ => Guid.Empty)).ShouldBeEmpty();
        foreach (var id in news) await desk.Done(child, $"news/{id}/approve");

        var shown = await Shown(desk, child);
        shown.SchoolResults.Single().Text.ShouldBe("Hoàn thành tốt học kỳ I");
        shown.Files.ShouldBe([photo]);
        shown.Letters.ShouldBeEmpty();
        await desk.Done(child, $"news/{news[1]}/hide");
        (await Shown(desk, child)).Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task is_refused_before_birth_by_a_child_alone_and_without_the_paper()
    {
        var desk = await CaseDesk.Open(App);
        var six = await desk.Case(CaseDesk.Today.AddYears(-6).AddDays(-1));
        var form = await desk.Consent(six);
        (await desk.Refused(six, "consents", form.With("givenOn", CaseDesk.Today.AddYears(-7)))).ShouldBe("consent.before_birth");
        (await desk.Refused(six, "consents", form.With("guardian", null))).ShouldBe("consent.guardian_missing");
        (await desk.Refused(six, "consents", form.With("givenOn", CaseDesk.Today.AddDays(1)))).ShouldBe("consent.future");
        (await desk.Refused(six, "consents", form.With("forPublic", null))).ShouldBe("consent.for_whom");
        (await desk.Refused(six, "consents", form.With("items", Array.Empty<string>()))).ShouldBe("consent.item");
        (await desk.Refused(six, "consents", form.With("file", null))).ShouldBe("consent.file");
        var eight = await desk.Case(child: "Trần Thị Lan");
        (await desk.Refused(eight, "consents", (await desk.Consent(eight)).With("child", false))).ShouldBe("consent.child_missing");
        (await desk.Refused(eight, "consents", (await desk.Consent(eight)).With("file", form["file"]))).ShouldBe("consent.file");
        (await desk.Sql<long>("select count(*) from sponsorships.consent c join sponsorships.beneficiary b on b.id = c.beneficiary_id where b.unit_id = $1")).ShouldBe(0);
    }

    [Fact]
    public async Task ends_on_the_eve_of_the_seventh_birthday_whatever_the_paper_says()
    {
        var desk = await CaseDesk.Open(App);
        var born = CaseDesk.Today.AddYears(-6).AddDays(-1);
        var six = await desk.Case(born);
        var given = await desk.Done(six, "consents", (await desk.Consent(six)).With("child", false).With("validUntil", born.AddYears(15)));
        given.GetProperty("validUntil").GetString().ShouldBe($"{born.AddYears(7).AddDays(-1):yyyy-MM-dd}");
        (await Shown(desk, six, on: born.AddYears(7).AddDays(-1))).FirstName.ShouldBe("Mai");
        (await Shown(desk, six, on: born.AddYears(7))).FirstName.ShouldBeNull();
    }

    [Fact]
    public async Task comes_as_one_form_with_the_picture_of_the_paper()
    {
        var desk = await CaseDesk.Open(App);
        var child = await desk.Case();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("first_name"), "items" }, { new StringContent("age"), "items" }, { new StringContent("false"), "forPublic" },
            { new StringContent($"{CaseDesk.Today:yyyy-MM-dd}"), "givenOn" }, { new StringContent("Lê Thị Sen"), "guardianName" }, { new StringContent("Bà nội"), "guardianRelation" },
            { new StringContent("true"), "child" },
        };
        using var paper = new ByteArrayContent("%PDF-1.4 signed"u8.ToArray());
        form.Add(paper, "file", "dong-y.pdf");
        var answer = await desk.Officer.PostAsync($"/api/beneficiaries/{child}/consents", form, Ct);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Text());
        var shown = await Shown(desk, child);
        (shown.FirstName, shown.Age).ShouldBe(("Mai", 8));
    }
}
