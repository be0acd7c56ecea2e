using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Mvc;
using Wolverine;

namespace DayForThePoor.Web.Sponsorships.PayOut;

/// <summary>The API's door to direct hand-overs. Checks in the order 401, 403, key, content; then only translates.</summary>
public static class DeliveriesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/sponsorship/papers", Keep).DisableAntiforgery().WithSummary("Stores a signed list, a slip or a photo; its id goes into a hand-over").Produces<DeliveryPaperKept>()
            .WithMetadata(new RequestSizeLimitAttribute(Papers.Largest + 64 * 1024));
        api.MapPost("/sponsorship/deliveries", Record).WithSummary("Records what one paper proves for many pledges: all lines or none").Produces<DeliveriesRecorded>(StatusCodes.Status201Created);
        api.MapPost("/pledges/{id:guid}/deliveries", RecordOne).WithSummary("Records a direct hand-over for one pledge").Produces<DeliveriesRecorded>(StatusCodes.Status201Created);
        api.MapPost("/sponsorship/deliveries/{id:guid}/take-back", TakeBack).WithSummary("A hand-over was recorded wrongly: it counts no more").Produces<DeliveriesRecorded>();
    }

    private static async Task<IResult> Keep(string unit, HttpContext http, IRegistry registry, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        if (!(await registry.Current(cancellation)).UnitsByCode.TryGetValue(unit, out var named)) return AccessPolicy.OtherUnit.ToResult();
        if (!http.Request.HasFormContentType || (await http.Request.ReadFormAsync(cancellation)).Files is not [var file, ..])
            return BadRequest(Refusal.Invalid("paper.missing", "file"), texts);
        await using var content = file.OpenReadStream();
        return (await bus.InvokeAsync<Outcome<DeliveryPaperKept>>(new KeepDeliveryPaper(http.Actor(), named.UnitId, file.FileName, content), cancellation)).ToResult(Results.Ok);
    }

    private static async Task<IResult> Record(HttpContext http, IAccessPolicy access, IRegistry registry, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var actor = http.Actor();
        if ((await access.UnitsOf(actor, Permission.ManagePledges, cancellation)).Count == 0) return AccessPolicy.OtherUnit.ToResult();
        var fields = await JsonFields.Read(http.Request, cancellation);
        var code = fields?.Text("unit");
        var unit = code is null ? null : (await registry.Current(cancellation)).UnitsByCode.GetValueOrDefault(code);
        if (fields is not null && (unit is null || await access.WhyNot(actor, Permission.ManagePledges, unit.UnitId, cancellation) is not null)) return AccessPolicy.OtherUnit.ToResult();
        return await Send(http, unit?.UnitId ?? Guid.Empty, fields, f => f.List("lines", line => LineOf(line, line.Id("pledge") ?? Guid.Empty)) ?? [], bus, texts, cancellation);
    }

    private static async Task<IResult> RecordOne(
        Guid id, HttpContext http, IAccessPolicy access, PledgeSchedules pledges, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        if (await pledges.UnitOf(id, cancellation) is not { } unit || await access.WhyNot(http.Actor(), Permission.ManagePledges, unit, cancellation) is not null)
            return AccessPolicy.OtherUnit.ToResult();
        return await Send(http, unit, await JsonFields.Read(http.Request, cancellation), f => [LineOf(f, id)], bus, texts, cancellation);
    }

    private static async Task<IResult> Send(
        HttpContext http, Guid unit, JsonFields? fields, Func<JsonFields, IReadOnlyList<DeliveryLine>> lines, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return BadRequest(keyless, texts);
        if (fields is null) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var command = new RecordDeliveries(http.Actor(), unit, key, fields.Date("on"), fields.Text("kind"), fields.Id("file"), lines(fields), fields.Text("note"));
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var outcome = await bus.InvokeAsync<Outcome<DeliveriesRecorded>>(command, cancellation);
        return outcome.ToResult(recorded => Results.Json(recorded, statusCode: recorded.AlreadyKnown ? StatusCodes.Status200OK : StatusCodes.Status201Created));
    }

    private static async Task<IResult> TakeBack(Guid id, HttpContext http, Deliveries deliveries, IMessageBus bus, CancellationToken cancellation)
    {
        if (await deliveries.Content(id, cancellation) is not { } paper) return AccessPolicy.OtherUnit.ToResult();
        var fields = await JsonFields.Read(http.Request, cancellation) ?? JsonFields.None;
        var command = new TakeBackDelivery(http.Actor(), paper.Unit, id, fields.Id("pledge"), fields.Text("reason"));
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        return (await bus.InvokeAsync<Outcome<DeliveriesRecorded>>(command, cancellation)).ToResult(Results.Ok);
    }

    private static DeliveryLine LineOf(JsonFields line, Guid pledge) => new(pledge, line.Whole("amountVnd", "payment.amount"), line.Number("quantity"), line.Count("seq"));

    private static IResult BadRequest(Refusal refusal, RefusalTexts texts) => Problem.Of([refusal], texts) with { Status = StatusCodes.Status400BadRequest };
}
