using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace DayForThePoor.IntegrationTests.Faults;

/// <summary>What the product answered to a gift.</summary>
/// <param name="Number">Of the voucher, within fund, kind and year.</param>
internal sealed record GiftAnswer(Guid Id, int Number, bool AlreadyKnown);

/// <summary>Many senders of cash gifts to one fund at once, who note what they were answered.</summary>
internal sealed class GiftBurst(RunningProduct product, string fund)
{
    private const int Senders = 24;

    private readonly string name = Guid.NewGuid().ToString("N")[..8];
    private readonly ConcurrentDictionary<int, GiftAnswer> answered = new();
    private readonly TaskCompletionSource enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int sent;

    /// <summary>Sends until the product is killed: <paramref name="kill"/> runs as soon as <paramref name="after"/> gifts are
    /// answered, while the others are on their way.</summary>
    public async Task SendUntil(int after, Action kill, CancellationToken cancellation)
    {
        var sending = Enumerable.Range(0, Senders).Select(_ => Task.Run(() => SendWhileAnswered(after, cancellation), cancellation)).ToArray();
        await enough.Task.WaitAsync(cancellation);
        kill();
        await Task.WhenAll(sending);
    }

    /// <summary>
    /// Asks for every gift once more, answered or not. What was answered must be known with the same ids, and all numbers
    /// together must be a row without gaps: a gift that is there twice, or half, would hold one of them.
    /// </summary>
    public async Task EveryGiftShouldBeThereOnce(CancellationToken cancellation)
    {
        sent.ShouldBeGreaterThan(answered.Count, "nothing was on its way when the product was killed");
        var numbers = new ConcurrentBag<int>();
        await Parallel.ForAsync(1, sent + 1, new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = cancellation }, async (gift, stop) =>
        {
            var again = await Send(gift, stop);
            numbers.Add(again.Number);
            if (answered.TryGetValue(gift, out var first)) again.ShouldBe(first with { AlreadyKnown = true });
        });
        numbers.Order().ShouldBe(Enumerable.Range(numbers.Min(), sent));
    }

    private async Task SendWhileAnswered(int after, CancellationToken cancellation)
    {
        while (true)
        {
            var gift = Interlocked.Increment(ref sent);
            try
            {
                answered[gift] = await Send(gift, cancellation);
            }
            catch (HttpRequestException)
            {
                return;
            }
            if (answered.Count >= after) enough.TrySetResult();
        }
    }

    private async Task<GiftAnswer> Send(int gift, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/donations")
        {
            Headers = { { "Idempotency-Key", $"{name}-{gift}" } },
            Content = JsonContent.Create(new { fund, channel = "cash", amountVnd = 1000 * gift, donorName = $"Trần Thị Thử {name} {gift}" }),
        };
        using var response = await product.Client.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        response.StatusCode.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.OK);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        return new GiftAnswer(
            body.GetProperty("donationId").GetGuid(),
            int.Parse(body.GetProperty("voucherNumber").GetString()!.Split('-')[^1], null),
            body.GetProperty("alreadyKnown").GetBoolean());
    }
}
