using DayForThePoor.Core;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Mvc;
using Wolverine;

namespace DayForThePoor.Web.Payments;

/// <summary>The API's door to payments. Checks in the order 401, 403, key, content; then only translates.</summary>
public static class PaymentsApi
{
    public static void Map(IEndpointRouteBuilder payments)
    {
        payments.MapPost("", Prepare).WithSummary("Write an order to pay").Produces<PaymentStepped>();
        payments.MapGet("", List).WithSummary("Payments of the units that the caller may read").Produces<PaymentPage>();
        payments.MapGet("{id:guid}", Get).WithSummary("One payment with its lines and history").Produces<PaymentDetail>();
        payments.MapPost("{id:guid}/approve", Approve).WithSummary("One signature; the last posts the payment").Produces<PaymentStepped>();
        payments.MapPost("{id:guid}/send-back", SendBack).WithSummary("An approver sends an order back").Produces<PaymentStepped>();
        payments.MapPost("{id:guid}/cancel", Cancel).WithSummary("Takes an order back before it is posted").Produces<PaymentStepped>();
        payments.MapPost("{id:guid}/pay-out", PayOut).WithSummary("The treasurer has handed the money out").Produces<PaymentStepped>();
        payments.MapPost("{id:guid}/collect", Collect).WithSummary("Marks lines of a list as collected").Produces<PaymentStepped>();
        payments.MapPost("{id:guid}/return", Return).WithSummary("What nobody collected goes back into the fund").Produces<LinesReturned>();
        payments.MapPost("{id:guid}/void", Void).WithSummary("Takes a posted payment back, whole and once").Produces<PaymentStepped>();
        payments.MapPost("papers", Keep).DisableAntiforgery().WithSummary("Stores an invoice or decision; its hash goes into an order").Produces<PaperForm>()
            .WithMetadata(new RequestSizeLimitAttribute(Papers.Largest + 64 * 1024));
    }

    private static async Task<IResult> Prepare(
        HttpContext http, IAccessPolicy access, IRegistry registry, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var actor = http.Actor();
        if ((await access.UnitsOf(actor, Permission.PreparePayments, cancellation)).Count == 0) return AccessPolicy.OtherUnit.ToResult();
        var fields = await JsonFields.Read(http.Request, cancellation);
        var code = fields?.Text("fund");
        var fund = code is null ? null : (await registry.Current(cancellation)).FundsByCode.GetValueOrDefault(code);
        // A fund of another unit and one that does not exist are answered alike.
        if (code is not null && (fund is null || await access.WhyNot(actor, Permission.PreparePayments, fund.UnitId, cancellation) is not null))
            return AccessPolicy.OtherUnit.ToResult();
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return BadRequest(keyless, texts);
        if (fields is null) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var form = PaymentJson.Read(fields);
        if (fund is null) return new[] { Refusal.Invalid("payment.fund_missing", "fund") }.Concat(fields.Problems.Where(p => p.Field != "fund")).ToList().ToResult();
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var outcome = await bus.InvokeAsync<Outcome<PaymentStepped>>(new PreparePayment(actor, fund.UnitId, key, form), cancellation);
        return outcome.ToResult(order => order.AlreadyKnown ? Results.Ok(order) : Results.Created($"/api/payments/{order.PaymentId}", order));
    }

    private static async Task<IResult> List(
        HttpContext http, IAccessPolicy access, IRegistry registry, PaymentQueries payments, CancellationToken cancellation,
        string? search = null, string? fund = null, string? unit = null, string? state = null, string? channel = null, string? from = null, string? to = null,
        string? sort = null, int page = 1, int pageSize = 50)
    {
        var known = await registry.Current(cancellation);
        var scope = await ReadScope.Of(http.Actor(), access, known, unit, fund, cancellation);
        if (!scope.TryGet(out var units)) return scope.Refusals.ToResult();
        List<Refusal> no = [];
        var filter = new PaymentFilter(
            units, search, fund is null ? null : known.FundsByCode[fund].Id, state, channel, false, ReadScope.Date(from, "from", no), ReadScope.Date(to, "to", no), null, sort ?? "-date", page, pageSize);
        return no.Count > 0 ? no.ToResult() : Results.Ok(await payments.List(filter, cancellation));
    }

    private static async Task<IResult> Get(Guid id, HttpContext http, IAccessPolicy access, PaymentQueries payments, CancellationToken cancellation) =>
        await payments.ById(id, cancellation) is { } payment && await access.WhyNot(http.Actor(), Permission.ReadGrants, payment.Row.UnitId, cancellation) is null
            ? Results.Ok(payment)
            : AccessPolicy.OtherUnit.ToResult();

    private static Task<IResult> Approve(Guid id, HttpContext http, PaymentUnits units, IMessageBus bus, CancellationToken cancellation) =>
        Step(id, http, units, bus, (actor, unit, _) => new ApprovePayment(actor, unit, id), cancellation);

    private static Task<IResult> SendBack(Guid id, HttpContext http, PaymentUnits units, IMessageBus bus, CancellationToken cancellation) =>
        Step(id, http, units, bus, (actor, unit, fields) => new CancelPayment(actor, unit, id, true, fields.Text("reason")), cancellation);

    private static Task<IResult> Cancel(Guid id, HttpContext http, PaymentUnits units, IMessageBus bus, CancellationToken cancellation) =>
        Step(id, http, units, bus, (actor, unit, fields) => new CancelPayment(actor, unit, id, false, fields.Text("reason")), cancellation);

    private static Task<IResult> PayOut(Guid id, HttpContext http, PaymentUnits units, IMessageBus bus, CancellationToken cancellation) =>
        Step(id, http, units, bus, (actor, unit, _) => new ConfirmPaid(actor, unit, id), cancellation);

    private static Task<IResult> Void(Guid id, HttpContext http, PaymentUnits units, IMessageBus bus, CancellationToken cancellation) =>
        Step(id, http, units, bus, (actor, unit, fields) => new VoidPayment(actor, unit, id, fields.Text("reason")), cancellation);

    private static Task<IResult> Collect(Guid id, HttpContext http, PaymentUnits units, IMessageBus bus, CancellationToken cancellation) => Step(
        id, http, units, bus,
        (actor, unit, fields) => new CollectLines(actor, unit, id, fields.List(
            "lines", line => new CollectedForm(line.Count("line") ?? 0, line.Text("how"), line.Whole("amountVnd"), line.Text("name"), line.Text("relation"))) ?? []),
        cancellation);

    private static async Task<IResult> Return(Guid id, HttpContext http, PaymentUnits units, IMessageBus bus, CancellationToken cancellation)
    {
        if (await units.Of(id, cancellation) is not { } unit) return AccessPolicy.OtherUnit.ToResult();
        var fields = await JsonFields.Read(http.Request, cancellation) ?? JsonFields.None;
        var lines = fields.Wholes("lines");
        var command = new ReturnLines(http.Actor(), unit, id, lines is null ? null : [.. lines.Select(line => (int)Math.Clamp(line, 0, int.MaxValue))], fields.Text("reason"), fields.Date("documentDate"));
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        return (await bus.InvokeAsync<Outcome<LinesReturned>>(command, cancellation)).ToResult(Results.Ok);
    }

    /// <summary>A payment of another unit and one that does not exist are answered alike, by the command's own check.</summary>
    private static async Task<IResult> Step(
        Guid id, HttpContext http, PaymentUnits units, IMessageBus bus, Func<Actor, Guid, JsonFields, IUnitMessage> command, CancellationToken cancellation)
    {
        if (await units.Of(id, cancellation) is not { } unit) return AccessPolicy.OtherUnit.ToResult();
        var fields = await JsonFields.Read(http.Request, cancellation) ?? JsonFields.None;
        var message = command(http.Actor(), unit, fields);
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        return (await bus.InvokeAsync<Outcome<PaymentStepped>>(message, cancellation)).ToResult(Results.Ok);
    }

    private static async Task<IResult> Keep(string fund, HttpContext http, IRegistry registry, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        if (!(await registry.Current(cancellation)).FundsByCode.TryGetValue(fund, out var named)) return AccessPolicy.OtherUnit.ToResult();
        if (!http.Request.HasFormContentType || (await http.Request.ReadFormAsync(cancellation)).Files is not [var file, ..])
            return BadRequest(Refusal.Invalid("paper.missing", "file"), texts);
        await using var content = file.OpenReadStream();
        return (await bus.InvokeAsync<Outcome<PaperForm>>(new KeepPaper(http.Actor(), named.UnitId, file.FileName, content), cancellation)).ToResult(Results.Ok);
    }

    private static IResult BadRequest(Refusal refusal, RefusalTexts texts) =>
        Problem.Of([refusal], texts) with { Status = StatusCodes.Status400BadRequest };
}
