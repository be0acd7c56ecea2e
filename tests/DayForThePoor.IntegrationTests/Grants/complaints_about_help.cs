using System.Net;
using System.Net.Http.Json;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;

namespace DayForThePoor.IntegrationTests.Grants;

public class complaints_about_help(AppFixture app) : AppTest(app)
{
    private static async Task<HttpResponseMessage> Complain(GrantDesk desk, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/complaints") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return await desk.Asks.SendAsync(request, Ct);
    }

    [Fact]
    public async Task that_few_may_read_are_hidden_from_the_others()
    {
        var desk = await GrantDesk.Open(App);
        var grant = await desk.Asked(await desk.Emergency());
        var open = await Complain(desk, new { unit = desk.Commune.Code, kind = "feedback", text = "Xin giải thích vì sao chưa được hỗ trợ", grant });
        var confined = await Complain(desk, new { unit = desk.Commune.Code, kind = "denunciation", text = "Cán bộ thôn nhận tiền", complainant = "Một người dân", grant });
        var id = (await confined.Json()).GetProperty("complaintId").GetGuid();
        async Task<int> Seen(HttpClient by) => (await (await by.GetAsync($"/api/complaints?grant={grant}", Ct)).Json()).GetProperty("total").GetInt32();

        open.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Seen(desk.Asks)).ShouldBe(1);
        (await Seen(desk.Approves)).ShouldBe(2);
        var hidden = await desk.Asks.GetAsync($"/api/complaints/{id}", Ct);
        hidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await hidden.Text()).ShouldBe(await (await desk.Asks.GetAsync($"/api/complaints/{Guid.NewGuid()}", Ct)).Text());
        (await (await desk.Approves.GetAsync($"/api/complaints/{id}", Ct)).Json()).GetProperty("row").GetProperty("text").GetString().ShouldBe("Cán bộ thôn nhận tiền");
    }

    [Fact]
    public async Task go_forward_with_an_answer()
    {
        var desk = await GrantDesk.Open(App);
        var household = await desk.Household();
        var id = (await (await Complain(desk, new { unit = desk.Commune.Code, kind = "complaint", text = "Chưa nhận quà Tết", household })).Json()).GetProperty("complaintId").GetGuid();
        Task<HttpResponseMessage> Move(string step, object body, HttpClient? by = null) => (by ?? desk.Approves).PostAsJsonAsync($"/api/complaints/{id}/{step}", body, Ct);

        (await GrantDesk.Code(await Move("close", new { }))).ShouldBe("complaint.step");
        (await Move("examine", new { }, desk.Asks)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Move("examine", new { note = "Giao thôn kiểm tra" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GrantDesk.Code(await Move("answer", new { answer = "" }))).ShouldBe("text.empty");
        (await Move("answer", new { answer = "Đã trao ngày 20/01" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Move("close", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var seen = await (await desk.Asks.GetAsync($"/api/complaints/{id}", Ct)).Json();
        seen.GetProperty("row").GetProperty("state").GetString().ShouldBe("closed");
        seen.GetProperty("steps").GetArrayLength().ShouldBe(4);
    }

    [Fact]
    public async Task name_only_what_is_of_their_unit_and_leave_no_word_in_events()
    {
        var desk = await GrantDesk.Open(App);
        var other = await GrantDesk.Open(App);
        var foreign = await other.Asked(await other.Emergency());

        (await GrantDesk.Code(await Complain(desk, new { unit = desk.Commune.Code, kind = "feedback", text = "x", grant = foreign }))).ShouldBe("complaint.target_unknown");
        (await Complain(desk, new { unit = other.Commune.Code, kind = "feedback", text = "x" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var twice = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Complain(desk, new { unit = desk.Commune.Code, kind = "feedback", text = "Đèn đường thôn Ba" }, "k")));
        twice.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        (await GrantDesk.Code(await Complain(desk, new { unit = desk.Commune.Code, kind = "feedback", text = "khác" }, "k"))).ShouldBe("grant.key_reused");
        (await desk.Sql<long>("select count(*) from dftp_events.mt_events where data::text like '%Đèn đường%' and $1::uuid is not null")).ShouldBe(0);
    }
}
