using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DayForThePoor.EndToEndTests.Support;
using Microsoft.Playwright;
using Npgsql;

namespace DayForThePoor.EndToEndTests;

public class sponsoring_a_child(Site site)
{
    private const string Accountant = "accountant@queson.demo", Account = "20641-AGR";

    private const long Monthly = 500_000;

    private static readonly DateTime Today = DateTime.UtcNow.AddHours(7).Date;

    private static readonly DateTime FirstOfMonth = new(Today.Year, Today.Month, 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task from_a_held_place_to_money_in_the_hand_of_the_carer()
    {
        using var office = await Api(Accountant);
        var hamlet = await Household("Trần Thị Xoan");
        var child = await Child(hamlet);
        var desk = await site.SignedIn(Accountant);
        var pledge = await Offered(desk, await Slot(office, child), await Sponsor(office, "Lương Thị Mẫu"));
        (await Numbers(office, pledge)).ShouldBe((Monthly, 0, 0));

        // The transfer carries the pledge's code, as the sponsor's phone reads it from the QR.
        await desk.GotoAsync($"/do-dau/cam-ket/{pledge}/ma-vietqr");
        await desk.ShouldBeUsable();
        var transfer = await Json(await office.GetAsync($"/api/pledges/{pledge}/qr?account={Account}", Ct));
        transfer.GetProperty("amountVnd").GetInt64().ShouldBe(Monthly);
        await Upload(desk, transfer.GetProperty("memo").GetString()!);
        (await office.PostAsync($"/api/reconciliation/run?account={Account}", null, Ct)).EnsureSuccessStatusCode();
        (await Numbers(office, pledge)).ShouldBe((Monthly, Monthly, 0));
        await desk.GotoAsync($"/do-dau/cam-ket/{pledge}/nhan-tien");
        await desk.ShouldBeUsable();

        await PaidOut(desk, hamlet);
        (await Numbers(office, pledge)).ShouldBe((Monthly, Monthly, Monthly));

        var successor = await HandedOver(desk, pledge, await Sponsor(office, "Tạ Thị Mẫu"));
        (await Numbers(office, pledge)).ShouldBe((Monthly, Monthly, Monthly));
        (await Numbers(office, successor)).ShouldBe((0, 0, 0)); // falls due from the next month on
        foreach (var path in new[] { "/do-dau", $"/do-dau/ho-so/{child}", "/do-dau/chi-tra" })
        {
            await desk.GotoAsync(path);
            await desk.ShouldBeUsable();
        }
    }

    /// <summary>Ordered, approved, handed out and signed for.</summary>
    private async Task PaidOut(IPage desk, Guid hamlet)
    {
        await desk.GotoAsync($"/do-dau/chi-tra?thon={hamlet}");
        await desk.ShouldBeUsable();
        (await desk.Locator("input[name=lines]:checked").CountAsync()).ShouldBe(1);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Lập danh sách và trình duyệt chi" }).ClickAsync();
        await desk.WaitForURLAsync("**/chi/phieu-chi/*");
        await desk.ShouldBeUsable();
        var address = new Uri(desk.Url).AbsolutePath;

        var head = await site.SignedIn("approver@queson.demo");
        await head.GotoAsync(address);
        await head.GetByRole(AriaRole.Button, new() { Name = "Duyệt chi" }).ClickAsync();
        await head.GetByText("Chờ chi").First.WaitForAsync();

        var id = address[(address.LastIndexOf('/') + 1)..];
        var treasurer = await site.SignedIn("treasurer@queson.demo", 390);
        await treasurer.GotoAsync("/chi/cho-chi");
        await treasurer.Locator($"input[name=payments][value='{id}']").CheckAsync();
        await treasurer.GetByRole(AriaRole.Button, new() { Name = "Xác nhận đã chi" }).ClickAsync();
        await treasurer.Locator($"input[name=payments][value='{id}']").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await treasurer.GotoAsync($"/chi/danh-sach-ky-nhan/{id}");
        await treasurer.ShouldBeUsable();
        await treasurer.Locator("select[name=how-1]").FocusAsync();
        await treasurer.Keyboard.PressAsync("1");
        await treasurer.GetByRole(AriaRole.Button, new() { Name = "Lưu ký nhận" }).ClickAsync();
        await treasurer.GetByText("Đã nhận 1/1 suất").WaitForAsync();
    }

    private static async Task Upload(IPage page, string memo)
    {
        var text = new StringBuilder("Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Mô tả\n");
        text.Append(CultureInfo.InvariantCulture, $"{Today.AddDays(-1):dd/MM/yyyy},FTDD{Today:yyMMdd},,{Monthly},{memo}\n");
        await page.GotoAsync("/sao-ke/nap");
        await page.Locator("select[name='Form.Account']").SelectOptionAsync(Account);
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "sao-ke-do-dau.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text.ToString()) });
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(new Regex("/sao-ke/(lan-nap/|nap/.+/mau-cot)"));
        if (page.Url.EndsWith("/mau-cot", StringComparison.Ordinal)) await page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận và nạp" }).ClickAsync();
        await page.WaitForURLAsync("**/sao-ke/lan-nap/*");
        await page.Locator(".notice-done").WaitForAsync();
    }

    /// <summary>Promised, received and delivered as of today.</summary>
    private static async Task<(long Promised, long Received, long Delivered)> Numbers(HttpClient office, Guid pledge)
    {
        var schedule = await Json(await office.GetAsync($"/api/pledges/{pledge}/schedule", Ct));
        return (schedule.GetProperty("promised").GetInt64(), schedule.GetProperty("received").GetInt64(), schedule.GetProperty("delivered").GetInt64());
    }

    /// <summary>A household alone in its hamlet; both bear the id that is answered.</summary>
    private async Task<Guid> Household(string head)
    {
        var id = Guid.NewGuid();
        await using var connection = await site.Connect();
        await using var insert = new NpgsqlCommand("""
            with unit as (select unit_id from dftp.unit_version where code = '20641' and valid_to is null),
            hamlet as (
              insert into households.hamlet (id, unit_id, kind, name, folded, valid_from)
              select $1, unit_id, 'thon', 'Đỡ Đầu', 'thon do dau', '2020-01-01' from unit returning id, unit_id)
            insert into households.household (id, unit_id, code, hamlet_id, head_name, given, folded, people, created_at, created_by)
            select $1, unit_id, 'DD-KT', id, $2, split_part($2, ' ', -1), 'do dau', 1, now(), $1 from hamlet
            """, connection) { Parameters = { new() { Value = id }, new() { Value = head } } };
        await insert.ExecuteNonQueryAsync(Ct);
        return id;
    }

    private async Task<Guid> Child(Guid household)
    {
        using var officer = await Api("officer@queson.demo");
        var body = new
        {
            unit = "20641",
            householdId = household,
            member = new { name = "Trần Bảo Châu", birthDate = Today.AddYears(-10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), sex = "female" },
            kind = "orphan",
            father = "dead",
            mother = "away",
            carer = new { name = "Trần Thị Xoan", relation = "Bà nội" },
            school = "Trường Tiểu học Sơn Lộc",
            grade = 4,
            slots = new[] { new { purpose = "school", amountVnd = Monthly, startsOn = Day(FirstOfMonth) } },
        };
        return (await Json(await Keyed(officer, "/api/beneficiaries", body))).GetProperty("id").GetGuid();
    }

    /// <summary>A month's school money through the fund is offered, and its place then held.</summary>
    private static async Task<Guid> Offered(IPage desk, Guid slot, Guid sponsor)
    {
        await desk.GotoAsync($"/do-dau/cam-ket/moi?don-vi=20641&nguoi={sponsor}&phan={slot}");
        await desk.ShouldBeUsable();
        await desk.Locator("input[name=amountVnd]").FillAsync(Monthly.ToString(CultureInfo.InvariantCulture));
        await desk.Locator("input[name=startsOn]").FillAsync(FirstOfMonth.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
        await desk.Locator("select[name=endRule]").SelectOptionAsync("age_18");
        await desk.Locator("button[name=do][value=offer]").ClickAsync();
        await desk.GetByText("Đã đề nghị").First.WaitForAsync();
        await desk.ShouldBeUsable();
        await Step(desk, "hold");
        await desk.GetByText("đến hết ngày").First.WaitForAsync();
        await desk.ShouldBeUsable();
        return PledgeOf(desk);
    }

    /// <summary>Another sponsor follows from the next month on; the page then shows theirs.</summary>
    private static async Task<Guid> HandedOver(IPage desk, Guid pledge, Guid sponsor)
    {
        await desk.GotoAsync($"/do-dau/cam-ket/{pledge}");
        await Step(desk, "hand-over", form => form.Locator("select[name=sponsor]").SelectOptionAsync(sponsor.ToString()));
        await desk.GetByText("cam kết trước").First.WaitForAsync();
        await desk.ShouldBeUsable();
        PledgeOf(desk).ShouldNotBe(pledge);
        return PledgeOf(desk);
    }

    /// <summary>Opens one of the ways that a pledge may go, fills it in and sends it.</summary>
    private static async Task Step(IPage desk, string way, Func<ILocator, Task>? fill = null)
    {
        var details = desk.Locator($"details:has(input[name=way][value='{way}'])");
        await details.Locator("summary").ClickAsync();
        if (fill is not null) await fill(details);
        await details.Locator("button[type=submit]").ClickAsync();
    }

    private static Guid PledgeOf(IPage desk) => Guid.Parse(new Uri(desk.Url).AbsolutePath["/do-dau/cam-ket/".Length..]);

    private static async Task<Guid> Slot(HttpClient office, Guid child) =>
        (await Json(await office.GetAsync($"/api/beneficiaries/{child}", Ct))).GetProperty("slots")[0].GetProperty("id").GetGuid();

    private static async Task<Guid> Sponsor(HttpClient office, string name) =>
        (await Json(await Keyed(office, "/api/sponsors", new { unit = "20641", kind = "person", name, phone = "0905 000 009" }))).GetProperty("id").GetGuid();

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<HttpResponseMessage> Keyed(HttpClient http, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await http.SendAsync(request, Ct);
    }

    private async Task<HttpClient> Api(string email)
    {
        var http = new HttpClient { BaseAddress = site.Address };
        var body = await Json(await http.PostAsJsonAsync("/api/auth/login", new { email, password = Site.Password }, Ct));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", body.GetProperty("accessToken").GetString());
        return http;
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Ct);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement;
    }
}
