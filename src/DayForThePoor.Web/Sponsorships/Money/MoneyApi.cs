using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Receipts;
using DayForThePoor.Web.Receipts.Transfers;
using Wolverine;

namespace DayForThePoor.Web.Sponsorships.Money;

/// <summary>The API's door to money for pledges. Checks in the order 401, 403, key, content; then only translates.</summary>
public static class MoneyApi
{
    /// <param name="Payload">The text inside the QR (NAPAS).</param>
    /// <param name="Svg">Its picture.</param>
    public sealed record TransferAnswer(string Code, string Memo, long? AmountVnd, string Account, string Number, string Holder, string Bank, string Payload, string Svg);

    public static void Map(IEndpointRouteBuilder app)
    {
        var pledges = app.MapGroup("/api/pledges").WithTags("Sponsorships");
        pledges.MapPost("{id:guid}/payments", Pay).WithSummary("Money for a pledge: a gift in the ledger; Idempotency-Key").Produces<PledgePaid>(201);
        pledges.MapPost("{id:guid}/decide", Decide).WithSummary("What money is for that no rule could place").Produces<PaymentDecided>();
        pledges.MapGet("{id:guid}/qr", Qr).WithSummary("VietQR with the pledge's code: what = instalment, year or free; or amountVnd").Produces<TransferAnswer>();
        var sponsors = app.MapGroup("/api/sponsors").WithTags("Sponsorships");
        sponsors.MapPost("{id:guid}/payments", PayTogether).WithSummary("One sum of a sponsor for several pledges; Idempotency-Key").Produces<PledgesPaid>(201);
        sponsors.MapGet("{id:guid}/qr", SponsorQr).WithSummary("VietQR with the sponsor's code").Produces<TransferAnswer>();
    }

    private static async Task<IResult> Pay(
        Guid id, HttpContext http, IAccessPolicy access, MoneyPledges pledges, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        if (await pledges.Find(id, cancellation) is not { } pledge || await access.WhyNot(http.Actor(), Permission.RecordGifts, pledge.UnitId, cancellation) is not null)
            return AccessPolicy.OtherUnit.ToResult();
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return BadRequest(keyless, texts);
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var form = new PledgePayment(
            fields.Whole("amountVnd", "donation.amount_not_positive"), fields.Text("channel") ?? "", fields.Date("documentDate"), fields.Text("account"), fields.Text("bankReference"),
            fields.Text("occasion"), fields.Text("narration"), fields.Text("memo"), fields.Text("payerName"));
        var line = fields.Whole("line");
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var outcome = await bus.InvokeAsync<Outcome<PledgePaid>>(new PayPledge(http.Actor(), pledge.UnitId, key, id, form, line), cancellation);
        return outcome.ToResult(paid => paid.AlreadyKnown ? Results.Ok(paid) : Results.Created($"/api/donations/{paid.GiftId}", paid));
    }

    private static async Task<IResult> PayTogether(
        Guid id, HttpContext http, IAccessPolicy access, MoneyPledges pledges, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        if (await pledges.Sponsor(id, cancellation) is not { } sponsor || await access.WhyNot(http.Actor(), Permission.RecordGifts, sponsor.UnitId, cancellation) is not null)
            return AccessPolicy.OtherUnit.ToResult();
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return BadRequest(keyless, texts);
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var form = new SponsorPayment(
            fields.Whole("amountVnd", "donation.amount_not_positive"), fields.Text("channel") ?? "", fields.Date("documentDate"), fields.Text("account"), fields.Text("bankReference"),
            fields.Text("narration"), fields.List("parts", part => new SharedPart(part.Id("pledge") ?? Guid.Empty, part.Whole("amountVnd") ?? 0)), fields.Text("payerName"));
        var line = fields.Whole("line");
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var outcome = await bus.InvokeAsync<Outcome<PledgesPaid>>(new PaySponsor(http.Actor(), sponsor.UnitId, key, id, form, line), cancellation);
        return outcome.ToResult(paid => paid.AlreadyKnown ? Results.Ok(paid) : Results.Created($"/api/sponsors/{id}", paid));
    }

    private static async Task<IResult> Decide(
        Guid id, HttpContext http, IAccessPolicy access, MoneyPledges pledges, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        if (await pledges.Find(id, cancellation) is not { } pledge || await access.WhyNot(http.Actor(), Permission.ManagePledges, pledge.UnitId, cancellation) is not null)
            return AccessPolicy.OtherUnit.ToResult();
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var gift = fields.Id("gift");
        var parts = fields.List("parts", part => new PaymentPart(part.Text("kind") ?? "", part.Whole("amountVnd") ?? 0, part.Count("seq"), part.Text("occasion"))) ?? [];
        var reason = fields.Text("reason");
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var outcome = await bus.InvokeAsync<Outcome<PaymentDecided>>(new DecidePayment(http.Actor(), pledge.UnitId, id, gift ?? Guid.Empty, parts, reason), cancellation);
        return outcome.ToResult(decided => Results.Ok(decided));
    }

    private static async Task<IResult> Qr(
        Guid id, HttpContext http, IAccessPolicy access, MoneyPledges pledges, IMessageBus bus, CancellationToken cancellation, string? what = null, string? amountVnd = null, string? account = null) =>
        await pledges.Find(id, cancellation) is { } pledge && await access.WhyNot(http.Actor(), Permission.ReadSponsorships, pledge.UnitId, cancellation) is null
            ? await Show(new(http.Actor(), pledge.UnitId, id, false, what ?? QrSums.Instalment, null, account), amountVnd, bus, cancellation)
            : AccessPolicy.OtherUnit.ToResult();

    private static async Task<IResult> SponsorQr(
        Guid id, HttpContext http, IAccessPolicy access, MoneyPledges pledges, IMessageBus bus, CancellationToken cancellation, string? what = null, string? amountVnd = null, string? account = null) =>
        await pledges.Sponsor(id, cancellation) is { } sponsor && await access.WhyNot(http.Actor(), Permission.ReadSponsorships, sponsor.UnitId, cancellation) is null
            ? await Show(new(http.Actor(), sponsor.UnitId, id, true, what ?? QrSums.Instalment, null, account), amountVnd, bus, cancellation)
            : AccessPolicy.OtherUnit.ToResult();

    private static async Task<IResult> Show(ShowTransfer command, string? amountVnd, IMessageBus bus, CancellationToken cancellation)
    {
        long? amount = null;
        if (amountVnd is { Length: > 0 })
        {
            if (!long.TryParse(amountVnd, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)) return Refusal.Invalid("vietqr.amount_not_whole", "amountVnd").ToResult();
            amount = whole;
        }
        var outcome = await bus.InvokeAsync<Outcome<PledgeTransfer>>(command with { AmountVnd = amount }, cancellation);
        return outcome.ToResult(transfer => Results.Ok(new TransferAnswer(
            transfer.Code, transfer.Memo, transfer.AmountVnd, transfer.Account.Code, transfer.Account.Number, transfer.Account.Holder, TransferQr.PlaceOf(transfer.Account),
            transfer.Qr.Encode(), new QrPicture(transfer.Qr.Encode()).Svg($"VietQR {transfer.Account.Number}"))));
    }

    private static Problem BadRequest(Refusal refusal, RefusalTexts texts) => Problem.Of([refusal], texts) with { Status = StatusCodes.Status400BadRequest };
}
