using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DayForThePoor.EndToEndTests.Support;
using Microsoft.Playwright;
using Npgsql;

namespace DayForThePoor.EndToEndTests;

public class paying_by_list(Site site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task from_approved_grants_to_the_signed_and_printed_list()
    {
        var grants = new[] { await ApprovedGrant("Hồ Thị Xoan", 1), await ApprovedGrant("Đinh Văn Thọ", 2) };
        var accountant = await site.SignedIn("accountant@queson.demo");
        await accountant.GotoAsync("/chi/phieu-chi/moi?quy=20641-VNN&muc-dich=hardship&tim=kiem+thu");
        foreach (var grant in grants) await accountant.Locator($"input[name=grants][value='{grant}']").CheckAsync();
        await accountant.Locator("input[name=narration]").FillAsync("Chi hỗ trợ sau bão theo danh sách");
        await accountant.ShouldBeUsable();
        await accountant.GetByRole(AriaRole.Button, new() { Name = "Trình duyệt chi" }).ClickAsync();
        await accountant.WaitForURLAsync(url => !url.Contains("/moi", StringComparison.Ordinal));
        await accountant.ShouldBeUsable();
        var address = new Uri(accountant.Url).AbsolutePath;

        var head = await site.SignedIn("approver@queson.demo");
        await head.GotoAsync(address);
        await head.ShouldBeUsable();
        await head.GetByRole(AriaRole.Button, new() { Name = "Duyệt chi" }).ClickAsync();
        await head.GetByText("Chờ chi").First.WaitForAsync();

        var id = address[(address.LastIndexOf('/') + 1)..];
        var treasurer = await site.SignedIn("treasurer@queson.demo", 390);
        await treasurer.GotoAsync("/chi/cho-chi");
        await treasurer.ShouldBeUsable();
        await treasurer.Locator($"input[name=payments][value='{id}']").CheckAsync();
        await treasurer.GetByRole(AriaRole.Button, new() { Name = "Xác nhận đã chi" }).ClickAsync();
        await treasurer.Locator($"input[name=payments][value='{id}']").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        // By keyboard: a digit marks the line and goes on to the next.
        await treasurer.GotoAsync($"/chi/danh-sach-ky-nhan/{id}");
        await treasurer.ShouldBeUsable();
        await treasurer.Locator("select[name=how-1]").FocusAsync();
        await treasurer.Keyboard.PressAsync("1");
        await treasurer.Keyboard.PressAsync("3");
        await treasurer.Keyboard.TypeAsync("Đinh Thị Út");
        await treasurer.Locator("input[name=relation-2]").FillAsync("con");
        await treasurer.GetByRole(AriaRole.Button, new() { Name = "Lưu ký nhận" }).ClickAsync();
        await treasurer.GetByText("Đã nhận 2/2 suất").WaitForAsync();

        foreach (var paper in new[] { "phieu.pdf", "danh-sach.pdf" })
        {
            var printed = await accountant.APIRequest.GetAsync($"{address}/{paper}");
            printed.Status.ShouldBe(200, paper);
            printed.Headers["content-type"].ShouldBe("application/pdf");
        }
        foreach (var path in new[] { "/chi/phieu-chi", "/chi/danh-sach-ky-nhan", address })
        {
            await treasurer.GotoAsync(path);
            await treasurer.ShouldBeUsable();
        }
    }

    /// <summary>A household in difficulty and what the head of the board decided for it on the hamlet's slip.</summary>
    private async Task<Guid> ApprovedGrant(string name, int number)
    {
        var household = Guid.NewGuid();
        await using var connection = await site.Connect();
        await using var insert = new NpgsqlCommand("""
            with unit as (select unit_id from dftp.unit_version where code = '20641' and valid_to is null),
            hamlet as (
              insert into households.hamlet (id, unit_id, kind, name, folded, valid_from)
              select $1, unit_id, 'thon', 'Kiểm Thử ' || $3, 'thon kiem thu ' || $3, '2020-01-01' from unit returning id, unit_id)
            insert into households.household (id, unit_id, code, hamlet_id, head_name, given, folded, people, created_at, created_by)
            select $1, unit_id, 'KT-' || $3, id, $2, split_part($2, ' ', -1), 'kiem thu', 3, now(), $1 from hamlet
            """, connection) { Parameters = { new() { Value = household }, new() { Value = name }, new() { Value = $"{number}" } } };
        await insert.ExecuteNonQueryAsync(Ct);

        using var accountant = await Api("accountant@queson.demo");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/grants")
        {
            Content = JsonContent.Create(new
            {
                fund = "20641-VNN",
                purpose = "hardship",
                kind = "short",
                householdId = household,
                amountVnd = 500_000,
                reason = "Bão làm tốc mái nhà",
                happenedOn = "2026-01-02",
                damage = "Tốc mái",
                confirmedBy = "Lê Văn Tám",
                confirmation = "Thôn xác nhận",
            }),
        };
        request.Headers.Add("Idempotency-Key", $"{household:N}");
        var grant = (await Json(await accountant.SendAsync(request, Ct))).GetProperty("grantId").GetGuid();
        using var head = await Api("approver@queson.demo");
        await Json(await head.PostAsJsonAsync($"/api/grants/{grant}/approve", new { }, Ct));
        return grant;
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
