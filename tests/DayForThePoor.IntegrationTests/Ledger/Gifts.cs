using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DayForThePoor.IntegrationTests.Support;

namespace DayForThePoor.IntegrationTests.Ledger;

/// <summary>Gifts over the API, as tests of the books need them.</summary>
public static class Gifts
{
    public static async Task<HttpResponseMessage> Give(this HttpClient client, object gift, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/donations") { Content = JsonContent.Create(gift) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString("N"));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonElement> Given(this HttpClient client, object gift)
    {
        var answer = await client.Give(gift);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Text());
        return await answer.Json();
    }

    public static object Cash(this Commune commune, long amount, DateOnly? date = null) =>
        new { fund = commune.Fund, channel = "cash", amountVnd = amount, donorName = "Trần Văn Thừa", donorKind = "person", documentDate = date };

    public static object Goods(this Commune commune, long? value) => new
    {
        fund = commune.Fund,
        channel = "goods",
        amountVnd = value ?? 0,
        donorName = "Chùa Thử",
        donorKind = "organisation",
        goods = new[] { new { name = "Gạo", quantity = 50, unit = "kg", valueVnd = value } },
    };

    public static async Task Void(this HttpClient client, Guid donation)
    {
        var answer = await client.PostAsJsonAsync($"/api/donations/{donation}/reversal", new { reason = "Ghi nhầm" }, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Text());
    }

    public static Task<JsonElement> TrialBalance(this HttpClient client, string query) =>
        client.GetFromJsonAsync<JsonElement>($"/api/ledger/trial-balance?{query}", TestContext.Current.CancellationToken);

    /// <summary>Balance of an account in đồng; 0 when it has no row.</summary>
    public static long BalanceOf(this JsonElement trialBalance, string account) => trialBalance.GetProperty("rows").EnumerateArray()
        .Where(row => row.GetProperty("account").GetString() == account).Sum(row => row.GetProperty("balance").GetInt64());
}
