using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Faults;

/// <summary>Gifts that arrive together are written together; a bad one among them fails alone.</summary>
public sealed class bad_gifts_in_a_burst(RunningProduct product) : FaultTest(product)
{
    private const string Fund = "20641-CT", Closed = "2025-08-15";

    [Fact]
    public async Task closed_months_are_refused_twins_share_one_answer_and_the_others_are_taken()
    {
        await CloseMonth();
        var sent = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => (i % 3) switch
        {
            0 => Send($"good-{i}", null),
            1 => Send($"closed-{i}", Closed),
            _ => Send($"twin-{i % 10}", null),
        }));

        var good = sent.Where(s => s.Key.StartsWith("good", StringComparison.Ordinal)).ToList();
        good.ShouldAllBe(s => s.Status == HttpStatusCode.Created);
        var closed = sent.Where(s => s.Key.StartsWith("closed", StringComparison.Ordinal)).ToList();
        closed.ShouldAllBe(s => s.Status == HttpStatusCode.UnprocessableEntity);
        foreach (var twins in sent.Where(s => s.Key.StartsWith("twin", StringComparison.Ordinal)).GroupBy(s => s.Key))
        {
            twins.Count(s => s.Status == HttpStatusCode.Created).ShouldBe(1);
            twins.Count(s => s.Status == HttpStatusCode.OK).ShouldBe(twins.Count() - 1);
            twins.Select(s => s.Number).Distinct().Count().ShouldBe(1);
        }
        var numbers = sent.Where(s => s.Status == HttpStatusCode.Created).Select(s => s.Number!.Value).Order().ToList();
        numbers.ShouldBe(Enumerable.Range(numbers[0], numbers.Count));
        await Product.BooksShouldAgree();
    }

    private async Task CloseMonth()
    {
        await using var connection = await Product.Connect();
        await using var close = new NpgsqlCommand("""
            insert into ledger.period (unit_id, month, closed_at) select unit_id, date_trunc('month', $2), now() from ledger.fund where code = $1
            on conflict (unit_id, month) do update set closed_at = now()
            """, connection) { Parameters = { new() { Value = Fund }, new() { Value = DateTime.Parse(Closed, null) } } };
        (await close.ExecuteNonQueryAsync(Ct)).ShouldBe(1);
    }

    private async Task<(string Key, HttpStatusCode Status, int? Number)> Send(string key, string? documentDate)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/donations")
        {
            Headers = { { "Idempotency-Key", key } },
            Content = JsonContent.Create(new { fund = Fund, channel = "cash", amountVnd = 20_000, donorName = "Lê Thị Thử " + key, documentDate }),
        };
        using var response = await Product.Client.SendAsync(request, Ct);
        if (!response.IsSuccessStatusCode) return (key, response.StatusCode, null);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
        return (key, response.StatusCode, int.Parse(body.GetProperty("voucherNumber").GetString()!.Split('-')[^1], null));
    }
}
