using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using Wolverine;

namespace DayForThePoor.Web.Grants;

/// <summary>The API's door to proposal lists.</summary>
public static class ProposalsApi
{
    /// <param name="Grants">Ids, for the sums that the meetings put forward; or <paramref name="Lines"/> with sums of their own.</param>
    public sealed record Body(string Title, string? Note, IReadOnlyList<Guid>? Grants, IReadOnlyList<ProposalLineForm>? Lines);

    public sealed record ApproveBody(string? Decision);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/proposals", Propose).WithSummary("Freeze a list of grants of one fund and put it to the board").Accepts<Body>("application/json")
            .Produces<ProposalWritten>(StatusCodes.Status201Created);
        api.MapGet("/proposals", List).WithSummary("Proposal lists, newest first").Produces<ProposalPage>();
        api.MapGet("/proposals/{id:guid}", Find).WithSummary("One list as it was frozen, with its signatures").Produces<ProposalView>();
        Step<ApproveBody, ProposalSignature>(api, "approve", "Sign; with the last signature every grant of the list is approved",
            (by, unit, id, body) => new ApproveProposal(by, unit, id, body.Text("decision")));
        Step<GrantSteps.ReasonBody, ProposalMoved>(api, "send-back", "Ask for another list", (by, unit, id, body) => new SendBackProposal(by, unit, id, body.Text("reason")));
        Step<GrantSteps.ReasonBody, ProposalMoved>(api, "reject", "Refuse with every grant on it", (by, unit, id, body) => new RejectProposal(by, unit, id, body.Text("reason")));
        Step<GrantSteps.ReasonBody, ProposalMoved>(api, "withdraw", "Take back", (by, unit, id, body) => new WithdrawProposal(by, unit, id, body.Text("reason")));
    }

    private static async Task<IResult> Propose(
        HttpContext http, IAccessPolicy access, GrantQueries grants, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        if ((await access.UnitsOf(http.Actor(), Permission.ProposeGrants, cancellation)).Count == 0) return AccessPolicy.OtherUnit.ToResult();
        var body = await JsonFields.Read(http.Request, cancellation);
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return BadRequest(keyless, texts);
        if (body is null) return BadRequest(Refusal.Invalid("json.unreadable"), texts);

        IReadOnlyList<ProposalLineForm> lines = body.List("lines", line => new ProposalLineForm(line.Id("grant") ?? Guid.Empty, line.Whole("amountVnd", "grant.amount")))
            ?? [.. (body.Ids("grants") ?? []).Select(id => new ProposalLineForm(id))];
        var form = new ProposalForm(body.Text("title"), body.Text("note"), lines);
        if (body.Problems.Count > 0) return body.Problems.ToResult();
        if (lines.Count == 0) return Refusal.Invalid("grant.none_chosen", "grants").ToResult();
        // The unit is that of the first grant; the others are asked to belong to it under the lock.
        var unit = await grants.UnitOf(lines[0].Grant, cancellation);
        return (await bus.InvokeAsync<Outcome<ProposalWritten>>(new ProposeGrants(http.Actor(), unit, key, form), cancellation))
            .ToResult(written => written.AlreadyKnown ? Results.Ok(written) : Results.Created($"/api/proposals/{written.ProposalId}", written));
    }

    private static async Task<IResult> List(
        HttpContext http, GrantSight sight, ProposalQueries proposals, CancellationToken cancellation,
        string? unit = null, string? state = null, bool mine = false, int page = 1, int pageSize = 50)
    {
        if (state is not null && !ProposalStates.All.Contains(state)) return Refusal.Invalid("grant.state", "state").ToResult();
        var units = await sight.Units(http.Actor(), mine ? Permission.DecideGrants : Permission.ReadGrants, unit, cancellation);
        if (!units.TryGet(out var seen)) return units.Refusals.ToResult();
        return Results.Ok(await proposals.List(
            new(seen, state is null ? null : [state], mine ? http.Actor().PersonId : null, page, pageSize), cancellation));
    }

    private static async Task<IResult> Find(Guid id, HttpContext http, GrantSight sight, ProposalQueries proposals, CancellationToken cancellation) =>
        await proposals.Find(id, cancellation) is { } found && await sight.MayRead(http.Actor(), found.Row.UnitId, cancellation)
            ? Results.Ok(found) : AccessPolicy.OtherUnit.ToResult();

    private static void Step<TBody, T>(IEndpointRouteBuilder api, string step, string summary, Func<Actor, Guid, Guid, JsonFields, IUnitMessage> command)
        where TBody : notnull
        where T : notnull =>
        api.MapPost("/proposals/{id:guid}/" + step, async (Guid id, HttpContext http, ProposalQueries proposals, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation) =>
        {
            var unit = await proposals.UnitOf(id, cancellation);
            if (unit == Guid.Empty) return AccessPolicy.OtherUnit.ToResult();
            if (await JsonFields.Read(http.Request, cancellation) is not { } body) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
            var message = command(http.Actor(), unit, id, body);
            return body.Problems.Count > 0 ? body.Problems.ToResult() : (await bus.InvokeAsync<Outcome<T>>(message, cancellation)).ToResult(done => Results.Ok(done));
        }).WithSummary(summary).Accepts<TBody>("application/json").Produces<T>();

    private static IResult BadRequest(Refusal refusal, RefusalTexts texts) => Problem.Of([refusal], texts) with { Status = StatusCodes.Status400BadRequest };
}
