using System.Net;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;

namespace DayForThePoor.IntegrationTests.Sponsorships;

public class case_pages(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task show_the_case_the_list_and_what_waits_for_a_sponsor()
    {
        var desk = await CaseDesk.Open(App);
        var child = await desk.Case();
        await desk.Done(child, "consents", await desk.Consent(child, false, ConsentItems.FirstName));
        await desk.Done(child, "life-changes", new { kind = "left_school" });
        var person = await desk.Commune.Person(PersonRoles.FieldOfficer);
        using var client = await App.SignInByPage(person.Email);
        foreach (var (address, words) in new[]
        {
            ("/do-dau/ho-so?tim=tran+mai", "Trần Thị Mai"), ("/do-dau/ho-so?can=1&xep=name", "Trần Thị Mai"), ("/do-dau/phan-trong?noi-dung=meals", "300.000"), ($"/do-dau/ho-so/{child}", "Thôi học"),
            ($"/do-dau/ho-so/{child}/sua", "Trường Tiểu học Quế Phú"), ($"/do-dau/ho-so/{child}/dong-y", "Kết quả học tập"), ($"/do-dau/ho-so/{child}/thay-doi", "Được nhận nuôi"), ("/do-dau/ho-so/moi", "Tìm"),
        })
        {
            var answer = await client.GetAsync(address, Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            WebUtility.HtmlDecode(await answer.Text()).ShouldContain(words, Case.Sensitive, address);
        }
        foreach (var file in new[] { "van-ban-dong-y.pdf", "ho-so.pdf" })
        {
            var answer = await client.GetAsync($"/do-dau/ho-so/{child}/{file}", Ct);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
            answer.Content.Headers.ContentDisposition!.FileName!.All(char.IsAscii).ShouldBeTrue();
        }
        (await client.GetAsync("/do-dau/ho-so.xlsx?tim=mai", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/do-dau/phan-trong.xlsx", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
