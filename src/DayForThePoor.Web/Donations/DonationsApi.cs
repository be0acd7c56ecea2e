using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Donations;

/// <summary>The API's door to gifts. Checks in the order 401, 403, key, content; then only translates.</summary>
public static class DonationsApi
{
    public static void MapDonations(this WebApplication app)
    {
        var gifts = app.MapGroup("/api/donations").WithTags("Donations");
        gifts.MapPost("", Record);
        gifts.MapGet("", List);
        gifts.MapGet("{id:guid}", Get);
        gifts.MapPost("{id:guid}/reversal", Reverse);
        gifts.MapPost("{id:guid}/correction", Correct);
        gifts.MapPost("{id:guid}/values", Value);
        gifts.MapPost("confirm-cash", Confirm);
    }

    private static async Task<IResult> Record(
        HttpContext http, IAccessPolicy access, IRegistry registry, IMessageBus bus, RefusalTexts texts, Installation installation, CancellationToken cancellation)
    {
        var actor = http.Actor();
        if ((await access.UnitsOf(actor, Permission.RecordGifts, cancellation)).Count == 0) return Refusal.Forbidden("access.unit").ToResult();
        var fields = await JsonFields.Read(http.Request, cancellation);
        var code = fields?.Text("fund");
        var fund = code is null ? null : (await registry.Current(cancellation)).FundsByCode.GetValueOrDefault(code);
        // A fund of another unit and one that does not exist are answered alike.
        if (code is not null && (fund is null || await access.WhyNot(actor, Permission.RecordGifts, fund.UnitId, cancellation) is not null))
            return Refusal.Forbidden("access.unit").ToResult();

        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return BadRequest(keyless, texts);
        if (fields is null) return BadRequest(Refusal.Invalid("json.unreadable"), texts);

        var form = GiftJson.Read(fields);
        if (fund is null) return new[] { Refusal.Invalid("donation.fund_missing", "fund") }.Concat(fields.Problems.Where(p => p.Field != "fund")).ToList().ToResult();
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();

        var outcome = await bus.InvokeAsync<Outcome<DonationReceipted>>(new RecordDonation(actor, fund.UnitId, key, form), cancellation);
        return outcome.ToResult(receipted => Receipted(receipted, texts, installation));
    }

    private static IResult Receipted(DonationReceipted receipted, RefusalTexts texts, Installation installation)
    {
        var body = new DonationAnswer(
            receipted.DonationId, receipted.VoucherNumber, receipted.ReceiptCode, $"{installation.PublicUrl}/r/{receipted.ReceiptCode}", receipted.AlreadyKnown,
            [.. receipted.Warnings.Select(w => new WarningAnswer(w.Code, texts.Of(Refusal.Invalid(w.Code, null, w.Args))))]);
        return receipted.AlreadyKnown ? Results.Ok(body) : Results.Created($"/api/donations/{receipted.DonationId}", body);
    }

    private static IResult BadRequest(Refusal refusal, RefusalTexts texts) =>
        Problem.Of([refusal], texts) with { Status = StatusCodes.Status400BadRequest };

    private static async Task<IResult> Get(Guid id, HttpContext http, IAccessPolicy access, GiftQueries gifts, CancellationToken cancellation)
    {
        var gift = await Readable(id, http, access, gifts, cancellation);
        return gift is null ? Refusal.Forbidden("access.unit").ToResult() : Results.Ok(GiftJson.Of(gift));
    }

    /// <summary>The gift when the caller may read it; a foreign one and an unknown one look alike.</summary>
    private static async Task<GiftDetail?> Readable(Guid id, HttpContext http, IAccessPolicy access, GiftQueries gifts, CancellationToken cancellation) =>
        await gifts.ById(id, cancellation) is { } gift
        && await access.WhyNot(http.Actor(), Permission.ReadLedger, gift.Row.UnitId, cancellation) is null ? gift : null;

    private static async Task<IResult> List(
        HttpContext http, IAccessPolicy access, IRegistry registry, GiftQueries gifts, CancellationToken cancellation,
        string? search = null, string? fund = null, string? unit = null, string? from = null, string? to = null, string? channel = null, string? status = null,
        string? sort = null, int page = 1, int pageSize = 50)
    {
        var known = await registry.Current(cancellation);
        var scope = await ReadScope.Of(http.Actor(), access, known, unit, fund, cancellation);
        if (scope.TryGet(out var units))
        {
            List<Refusal> no = [];
            var filter = new GiftFilter(
                units, search, fund is null ? null : known.FundsByCode[fund].Id, channel, null, status,
                ReadScope.Date(from, "from", no), ReadScope.Date(to, "to", no), Sort: sort ?? "-date", Page: page, PageSize: pageSize);
            if (no.Count > 0) return no.ToResult();
            var found = await gifts.List(filter, cancellation);
            return Results.Ok(new { items = found.Items, found.Total, found.Page, found.PageSize, found.SumVnd });
        }
        return scope.Refusals.ToResult();
    }

    private static async Task<IResult> Reverse(Guid id, HttpContext http, IAccessPolicy access, GiftQueries gifts, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        if (await Writable(id, http, access, gifts, cancellation) is not { } unit) return Refusal.Forbidden("access.unit").ToResult();
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var command = new ReverseDonation(
            http.Actor(), unit, id, fields.Text("reason"), fields.Text("reasonCode") ?? VoidReasons.Other, fields.Flag("copyReturned"));
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        return (await bus.InvokeAsync<Outcome<DonationVoided>>(command, cancellation)).ToResult(Results.Ok);
    }

    private static async Task<IResult> Correct(
        Guid id, HttpContext http, IAccessPolicy access, GiftQueries gifts, IMessageBus bus, RefusalTexts texts, Installation installation, CancellationToken cancellation)
    {
        if (await Writable(id, http, access, gifts, cancellation) is not { } unit) return Refusal.Forbidden("access.unit").ToResult();
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var command = new CorrectDonation(
            http.Actor(), unit, id, fields.Text("reasonCode") ?? "", fields.Text("reason"), fields.Flag("copyReturned"), GiftJson.Read(fields));
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        return (await bus.InvokeAsync<Outcome<DonationReceipted>>(command, cancellation)).ToResult(receipted => Receipted(receipted, texts, installation));
    }

    private static async Task<IResult> Value(Guid id, HttpContext http, IAccessPolicy access, GiftQueries gifts, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        if (await Writable(id, http, access, gifts, cancellation) is not { } unit) return Refusal.Forbidden("access.unit").ToResult();
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var command = new ValueGoods(http.Actor(), unit, id, fields.Wholes("valuesVnd") ?? [], fields.Text("basis"));
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        return (await bus.InvokeAsync<Outcome<GoodsAreValued>>(command, cancellation)).ToResult(Results.Ok);
    }

    private static async Task<IResult> Confirm(HttpContext http, IAccessPolicy access, GiftQueries gifts, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var units = await access.UnitsOf(http.Actor(), Permission.ConfirmCash, cancellation);
        if (units.Count == 0) return Refusal.Forbidden("access.unit").ToResult();
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var ids = fields.Ids("donationIds") ?? [];
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        if (ids.Count == 0) return Refusal.Invalid("donation.nothing_chosen", "donationIds").ToResult();
        if (await gifts.ById(ids[0], cancellation) is not { } first) return Refusal.Forbidden("access.unit").ToResult();
        return (await bus.InvokeAsync<Outcome<CashConfirmed>>(new ConfirmCash(http.Actor(), first.Row.UnitId, ids), cancellation)).ToResult(Results.Ok);
    }

    private static async Task<Guid?> Writable(Guid id, HttpContext http, IAccessPolicy access, GiftQueries gifts, CancellationToken cancellation) =>
        await gifts.ById(id, cancellation) is { } gift
        && await access.WhyNot(http.Actor(), Permission.RecordGifts, gift.Row.UnitId, cancellation) is null ? gift.Row.UnitId : null;
}

/// <param name="ReceiptUrl">What the receipt's QR holds.</param>
public sealed record DonationAnswer(
    Guid DonationId, string VoucherNumber, string ReceiptCode, string ReceiptUrl, bool AlreadyKnown, IReadOnlyList<WarningAnswer> Warnings);

/// <param name="Message">In the caller's language.</param>
public sealed record WarningAnswer(string Code, string Message);
