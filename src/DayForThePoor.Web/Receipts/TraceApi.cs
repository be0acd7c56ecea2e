using DayForThePoor.Core;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Payments;

namespace DayForThePoor.Web.Receipts;

/// <summary>What became of a gift, for programs; without names.</summary>
/// <param name="Pooled">A general gift: <paramref name="Uses"/> is what the fund did since, of no gift in particular.</param>
/// <param name="Since">First day of what the fund did; null for an addressed gift.</param>
public sealed record TraceAnswer(string Status, bool Pooled, DateOnly? Since, long SpentVnd, long LeftVnd, IReadOnlyList<GiftUse> Uses);

/// <summary><c>GET /api/receipts/{code}/trace</c>, open to everybody who has the code.</summary>
public static class TraceApi
{
    public static async Task<IResult> Get(string code, ReceiptCheck check, GiftTraces traces, HttpContext http, CancellationToken cancellation)
    {
        var found = await check.Find(code, http.RateKey(), cancellation);
        if (found.Receipt is { } receipt)
        {
            var trace = await traces.Of(receipt, cancellation);
            return TypedResults.Ok(new TraceAnswer(
                ReceiptApi.NameOf(receipt.Status), trace is { Earmarked: false }, trace is { Earmarked: false } ? receipt.DocumentDate : null,
                trace?.SpentVnd ?? 0, trace?.LeftVnd ?? 0, trace?.Uses ?? []));
        }
        ReceiptRoutes.TellWait(http, found);
        return found.Wait is { } wait
            ? new Problem(ReceiptWords.Current["TooMany.Text", Math.Ceiling(wait.TotalMinutes)], found.StatusCode)
            : Refusal.NotFound(found.Reading == CodeReading.Ok ? "receipt.unknown" : "receipt.mistyped", "code").ToResult();
    }
}
