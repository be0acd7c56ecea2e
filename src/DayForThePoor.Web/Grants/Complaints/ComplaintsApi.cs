using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Grants.Complaints;

/// <summary>The API's door to complaints.</summary>
public static class ComplaintsApi
{
    /// <param name="Unit">National code.</param>
    public sealed record Body(
        string Unit, string Kind, string Text, string? Complainant, DateOnly? ReceivedOn, bool? Confined, Guid? Grant, Guid? Household, Guid? Proposal, IReadOnlyList<Guid>? Files);

    public sealed record NoteBody(string? Note);

    public sealed record AnswerBody(string Answer);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/complaints", Record).WithSummary("Write down a complaint").Accepts<Body>("application/json").Produces<ComplaintWritten>(StatusCodes.Status201Created);
        api.MapGet("/complaints", List).WithSummary("Complaints, latest first; confined ones only for those who may read them").Produces<ComplaintPage>();
        api.MapGet("/complaints/{id:guid}", Find).WithSummary("One complaint with its course").Produces<ComplaintView>();
        Step<NoteBody>(api, "examine", "Take it on", ComplaintStates.Examining, "note");
        Step<AnswerBody>(api, "answer", "Answer it", ComplaintStates.Answered, "answer");
        Step<NoteBody>(api, "close", "Close it", ComplaintStates.Closed, "note");
    }

    private static async Task<IResult> Record(
        HttpContext http, IAccessPolicy access, IRegistry registry, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var actor = http.Actor();
        if ((await access.UnitsOf(actor, Permission.RequestGrants, cancellation)).Count == 0) return AccessPolicy.OtherUnit.ToResult();
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return BadRequest(keyless, texts);
        if (await JsonFields.Read(http.Request, cancellation) is not { } body) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        if ((await registry.Current(cancellation)).UnitsByCode.GetValueOrDefault(body.Text("unit") ?? "")?.UnitId is not { } unit) return AccessPolicy.OtherUnit.ToResult();
        var form = new ComplaintForm(
            body.Text("kind"), body.Text("text"), body.Text("complainant"), body.Date("receivedOn"), body.Flag("confined") ?? false, body.Id("grant"), body.Id("household"),
            body.Id("proposal"), body.Ids("files"));
        if (body.Problems.Count > 0) return body.Problems.ToResult();
        return (await bus.InvokeAsync<Outcome<ComplaintWritten>>(new RecordComplaint(actor, unit, key, form), cancellation))
            .ToResult(written => written.AlreadyKnown ? Results.Ok(written) : Results.Created($"/api/complaints/{written.ComplaintId}", written));
    }

    private static async Task<IResult> List(
        HttpContext http, ComplaintSight sight, ComplaintQueries complaints, CancellationToken cancellation,
        string? unit = null, string? state = null, Guid? grant = null, Guid? household = null, Guid? proposal = null, bool open = false, int page = 1, int pageSize = 50)
    {
        if (state is not null && !ComplaintStates.All.Contains(state)) return Refusal.Invalid("complaint.state", "state").ToResult();
        var filter = await sight.Filter(http.Actor(), unit, cancellation);
        return filter.TryGet(out var seen)
            ? Results.Ok(await complaints.List(
                seen with { State = state, Grant = grant, Household = household, Proposal = proposal, Open = open, Page = page, PageSize = pageSize }, cancellation))
            : filter.Refusals.ToResult();
    }

    private static async Task<IResult> Find(Guid id, HttpContext http, ComplaintSight sight, CancellationToken cancellation) =>
        await sight.Find(http.Actor(), id, cancellation) is { } found ? Results.Ok(found) : AccessPolicy.OtherUnit.ToResult();

    private static void Step<TBody>(IEndpointRouteBuilder api, string step, string summary, string state, string field)
        where TBody : notnull =>
        api.MapPost("/complaints/{id:guid}/" + step, async (Guid id, HttpContext http, ComplaintSight sight, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation) =>
        {
            if (await sight.Find(http.Actor(), id, cancellation) is not { } found) return AccessPolicy.OtherUnit.ToResult();
            if (await JsonFields.Read(http.Request, cancellation) is not { } body) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
            var command = new MoveComplaint(http.Actor(), found.Row.UnitId, id, state, body.Text(field));
            return body.Problems.Count > 0 ? body.Problems.ToResult() : (await bus.InvokeAsync<Outcome<ComplaintMoved>>(command, cancellation)).ToResult(done => Results.Ok(done));
        }).WithSummary(summary).Accepts<TBody>("application/json").Produces<ComplaintMoved>();

    private static IResult BadRequest(Refusal refusal, RefusalTexts texts) => Problem.Of([refusal], texts) with { Status = StatusCodes.Status400BadRequest };
}
