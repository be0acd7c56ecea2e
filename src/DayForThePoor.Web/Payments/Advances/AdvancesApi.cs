using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Payments.Advances;

/// <summary>The API's door to advances. One is asked for as an order: <c>POST /api/payments</c> with kind advance and dueOn.</summary>
public static class AdvancesApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var advances = app.MapGroup("/api/advances").WithTags("Advances");
        advances.MapGet("", List).WithSummary("Advances, those that are open and due first").Produces<AdvancePage>();
        advances.MapGet("{id:guid}", Get).WithSummary("One advance with what settled it").Produces<AdvanceRow>();
        advances.MapPost("{id:guid}/settlement", Settle).WithSummary("What was spent, by lists and invoices; Idempotency-Key").Produces<AdvanceSettled>(201);
        advances.MapPost("{id:guid}/return", Return).WithSummary("What was not spent is handed back; Idempotency-Key").Produces<EntryPosted>(201);
    }

    private static async Task<IResult> List(
        HttpContext http, IAccessPolicy access, IRegistry registry, AdvanceQueries advances, TimeProvider clock, CancellationToken cancellation,
        string? unit = null, bool overdue = false, bool open = false, int page = 1, int pageSize = 100)
    {
        var scope = await ReadScope.Of(http.Actor(), access, await registry.Current(cancellation), unit, null, cancellation);
        return scope.TryGet(out var units)
            ? Results.Ok(await advances.List(new(units, VietnamTime.TodayIn(clock), overdue, open, page, pageSize), cancellation))
            : scope.Refusals.ToResult();
    }

    /// <summary>The advance when the caller may read its unit; a foreign one and an unknown one look alike.</summary>
    public static async Task<AdvanceRow?> Readable(Guid id, Actor actor, IAccessPolicy access, AdvanceQueries advances, CancellationToken cancellation) =>
        await advances.Find(id, cancellation) is { } row && await access.WhyNot(actor, Permission.ReadLedger, row.UnitId, cancellation) is null ? row : null;

    private static async Task<IResult> Get(Guid id, HttpContext http, IAccessPolicy access, AdvanceQueries advances, CancellationToken cancellation) =>
        await Readable(id, http.Actor(), access, advances, cancellation) is { } row ? Results.Ok(row) : AccessPolicy.OtherUnit.ToResult();

    private static async Task<IResult> Settle(
        Guid id, HttpContext http, IAccessPolicy access, AdvanceQueries advances, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        if (await advances.Find(id, cancellation) is not { } row || await access.WhyNot(http.Actor(), Permission.PreparePayments, row.UnitId, cancellation) is not null)
            return AccessPolicy.OtherUnit.ToResult();
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return BadRequest(keyless, texts);
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var order = PaymentJson.Read(fields);
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var form = new SettleAdvanceForm(
            order.Lines, order.Narration, order.PayeeKind, order.PayeeName, order.Papers, order.Channel.Length == 0 ? Core.Payments.PaymentChannels.Cash : order.Channel, order.Account, order.DocumentDate);
        var outcome = await bus.InvokeAsync<Outcome<AdvanceSettled>>(new SettleAdvance(http.Actor(), row.UnitId, key, id, form), cancellation);
        return outcome.ToResult(settled => Results.Created($"/api/payments/{settled.Settlement.PaymentId}", settled));
    }

    private static async Task<IResult> Return(
        Guid id, HttpContext http, IAccessPolicy access, AdvanceQueries advances, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        if (await advances.Find(id, cancellation) is not { } row || await access.WhyNot(http.Actor(), Permission.RecordGifts, row.UnitId, cancellation) is not null)
            return AccessPolicy.OtherUnit.ToResult();
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return BadRequest(keyless, texts);
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var form = new ReturnAdvanceForm(fields.Text("channel") ?? "", fields.Whole("amountVnd") ?? 0, fields.Text("account"), fields.Date("documentDate"));
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var outcome = await bus.InvokeAsync<Outcome<EntryPosted>>(new ReturnAdvance(http.Actor(), row.UnitId, key, id, form), cancellation);
        return outcome.ToResult(posted => posted.AlreadyKnown ? Results.Ok(posted) : Results.Created($"/api/advances/{id}", posted));
    }

    private static Problem BadRequest(Refusal refusal, RefusalTexts texts) => Problem.Of([refusal], texts) with { Status = StatusCodes.Status400BadRequest };
}
