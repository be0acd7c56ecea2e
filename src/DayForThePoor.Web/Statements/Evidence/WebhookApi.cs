using System.Text.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;
using Wolverine;

namespace DayForThePoor.Web.Statements.Evidence;

/// <summary>The door of bank notification services.</summary>
public static class WebhookApi
{
    /// <summary>Bytes; a notification has some hundred.</summary>
    private const int LargestBody = 16 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What a service sends.</summary>
    /// <param name="Id">Of the transaction at the sender; the same id is the same notification.</param>
    /// <param name="Date">The bank's day, as yyyy-MM-dd or with a time behind it.</param>
    /// <param name="Side">credit: money in; debit: money out.</param>
    /// <param name="AmountVnd">Đồng.</param>
    /// <param name="Reference">The bank's document number, as the statement will show it.</param>
    /// <param name="Memo">Nội dung chuyển khoản.</param>
    public sealed record BankNotification(string? Id, string? Date, string? Side, long? AmountVnd, string? Reference, string? Memo);

    /// <param name="Repeated">Whether the same notification was here before; nothing was done then.</param>
    public sealed record NotificationAnswer(bool Repeated);

    public static void MapWebhooks(this WebApplication app) => app
        .MapPost("/api/webhooks/bank/{account}", Receive)
        .AllowAnonymous().DisableAntiforgery().RequireRateLimiting(Rates.Webhook)
        .WithTags("Statements").Accepts<BankNotification>("application/json").Produces<NotificationAnswer>()
        .ProducesProblem(401).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(422)
        .WithSummary("A notification of money on an account, from a bank notification service")
        .WithDescription($"""
            Evidence only: it is tied to the statement line that proves it and posts nothing. The sender signs with the account's secret
            (Thiết lập, Sao kê ngân hàng): header {WebhookSignature.TimestampHeader} holds the seconds since 1970, header {WebhookSignature.SignatureHeader}
            "v1=" and the HMAC-SHA256, in hexadecimal, of that number, a full stop and the body. The moment may differ by five minutes at most.
            A repetition is answered 200 and does nothing; the same id with other content is answered 409. 404 until the account has a secret.
            """);

    private static async Task<IResult> Receive(
        string account, HttpContext http, IRegistry registry, WebhookSecrets secrets, IMessageBus bus, TimeProvider clock, IStringLocalizer<HttpTexts> texts, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        if (!known.AccountsByCode.TryGetValue(account, out var found) || await secrets.KeyOf(found.UnitId, found.Id, cancellation) is not { } key)
            return Failures.OfStatus(StatusCodes.Status404NotFound, texts);
        if (await Body(http.Request, cancellation) is not { } body) return Failures.OfStatus(StatusCodes.Status413PayloadTooLarge, texts);
        if (!WebhookSignature.Holds(key, http.Request.Headers[WebhookSignature.TimestampHeader], http.Request.Headers[WebhookSignature.SignatureHeader], body, clock.GetUtcNow()))
            return Failures.OfStatus(StatusCodes.Status401Unauthorized, texts);
        if (Read(body) is not { } sent) return Refusal.Invalid("evidence.unreadable").ToResult();

        var day = DateText.TryRead(sent.Date, out var date, out _) ? date : (DateOnly?)null;
        var form = new EvidenceForm(sent.Id, day, sent.Side, sent.AmountVnd, sent.Reference, sent.Memo);
        var kept = await bus.InvokeAsync<Outcome<EvidenceKept>>(new RecordEvidence(Actor.System, found.UnitId, found.Id, EvidenceSources.Webhook, form), cancellation);
        return kept.ToResult(k => Results.Ok(new NotificationAnswer(!k.IsNew)));
    }

    private static BankNotification? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<BankNotification>(body, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null when it is larger than any notification.</summary>
    private static async Task<byte[]?> Body(HttpRequest request, CancellationToken cancellation)
    {
        var body = new byte[LargestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellation);
        return length <= LargestBody ? body[..length] : null;
    }
}
