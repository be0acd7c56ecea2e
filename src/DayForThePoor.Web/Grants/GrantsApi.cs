using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Grants;

/// <summary>The API's door to grants. Checks in the order 401, 403, key, content; then only translates.</summary>
public static class GrantsApi
{
    /// <param name="Unit">National code of the commune.</param>
    public sealed record Row(
        Guid Id, string Unit, string Fund, string Purpose, string Kind, string State, Guid HouseholdId, string HouseholdCode, string Head, string Hamlet, string? Class,
        long? WishedVnd, long? ProposedVnd, long? ApprovedVnd, DateOnly RequestedOn, DateOnly? MetOn, DateOnly? PostedUntil, Guid? ProposalId, DateOnly? ApprovedOn,
        DateOnly? HandedOverOn, bool Unreported);

    /// <param name="SumVnd">Đồng: approved, else proposed, else asked for.</param>
    /// <param name="ByState">Over the search without its state.</param>
    public sealed record Found(IReadOnlyList<Row> Items, int Total, long SumVnd, int Page, int PageSize, IReadOnlyDictionary<string, int> ByState);

    /// <param name="Steps">Oldest first, with what was written and attached.</param>
    public sealed record Detail(Row Grant, IReadOnlyList<StepView> Steps);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/grants", Ask).WithSummary("Ask for support for a household").Accepts<GrantForm>("application/json").Produces<GrantWritten>(StatusCodes.Status201Created);
        api.MapGet("/grants", List).WithSummary("Grants, newest request first").Produces<Found>();
        api.MapGet("/grants/{id:guid}", Find).WithSummary("One grant with everything that happened to it").Produces<Detail>();
    }

    private static async Task<IResult> Ask(
        HttpContext http, IAccessPolicy access, IRegistry registry, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var actor = http.Actor();
        if ((await access.UnitsOf(actor, Permission.RequestGrants, cancellation)).Count == 0) return AccessPolicy.OtherUnit.ToResult();
        var fields = await JsonFields.Read(http.Request, cancellation);
        var known = await registry.Current(cancellation);
        var code = fields?.Text("fund");
        var fund = code is null ? null : known.FundsByCode.GetValueOrDefault(code);
        if (code is not null && (fund is null || await access.WhyNot(actor, Permission.RequestGrants, fund.UnitId, cancellation) is not null)) return AccessPolicy.OtherUnit.ToResult();
        if (fields?.Text("unit") is { } unit && known.UnitsByCode.GetValueOrDefault(unit)?.UnitId != fund?.UnitId) return AccessPolicy.OtherUnit.ToResult();

        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return BadRequest(keyless, texts);
        if (fields is null) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        if (fund is null) return Refusal.Invalid("grant.fund_missing", "fund").ToResult();

        var form = new GrantForm(
            fund.Code, fields.Text("purpose") ?? "", fields.Text("householdId") ?? fields.Text("householdCode"), fields.Whole("amountVnd", "grant.amount"), fields.Text("reason"),
            fields.Text("kind"), fields.Id("memberId"), fields.Date("requestedOn"), fields.Id("earmark"), fields.Text("campaign"), fields.Id("wish"), fields.Text("confirmation"),
            fields.Date("happenedOn"), fields.Text("damage"), fields.Text("confirmedBy"), fields.Ids("files"));
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var outcome = await bus.InvokeAsync<Outcome<GrantWritten>>(new RequestGrant(actor, fund.UnitId, key, form), cancellation);
        return outcome.ToResult(written => written.AlreadyKnown ? Results.Ok(written) : Results.Created($"/api/grants/{written.GrantId}", written));
    }

    private static async Task<IResult> List(
        HttpContext http, GrantSight sight, GrantQueries grants, IRegistry registry, CancellationToken cancellation,
        string? search = null, string? unit = null, string? state = null, string? purpose = null, string? kind = null, Guid? household = null, Guid? proposal = null,
        string? from = null, string? to = null, bool unreported = false, string? sort = null, int page = 1, int pageSize = 50)
    {
        List<Refusal> no = [];
        if (state is not null && !GrantStates.All.Contains(state)) no.Add(Refusal.Invalid("grant.state", "state"));
        if (purpose is not null && !Purposes.All.Contains(purpose)) no.Add(Refusal.Invalid("grant.purpose", "purpose"));
        if (kind is not null && !GrantKinds.All.Contains(kind)) no.Add(Refusal.Invalid("grant.kind", "kind"));
        var (first, last) = (ReadScope.Date(from, "from", no), ReadScope.Date(to, "to", no));
        if (no.Count > 0) return no.ToResult();
        var units = await sight.Units(http.Actor(), Permission.ReadGrants, unit, cancellation);
        if (!units.TryGet(out var seen)) return units.Refusals.ToResult();
        var known = await registry.Current(cancellation);
        var found = await grants.List(
            new(seen, search, state is null ? null : [state], purpose, kind, household, Proposal: proposal, From: first, To: last, Unreported: unreported,
                Sort: sort ?? "-requested", Page: page, PageSize: pageSize),
            cancellation);
        return Results.Ok(new Found([.. found.Items.Select(g => Of(g, known))], found.Total, found.SumVnd, found.Page, found.PageSize, found.ByState));
    }

    private static async Task<IResult> Find(Guid id, HttpContext http, GrantSight sight, GrantHistory history, IRegistry registry, CancellationToken cancellation) =>
        await sight.Find(http.Actor(), id, cancellation) is { } grant
            ? Results.Ok(new Detail(Of(grant, await registry.Current(cancellation)), await history.Of(id, cancellation)))
            : AccessPolicy.OtherUnit.ToResult();

    private static Row Of(GrantRow g, RegistrySnapshot known) => new(
        g.Id, known.UnitsNow[g.UnitId].Code, g.Fund, g.Purpose, g.Kind, g.State, g.HouseholdId, g.HouseholdCode, g.Head, g.Hamlet, g.Class, g.WishedVnd, g.ProposedVnd,
        g.ApprovedVnd, g.RequestedOn, g.MetOn, g.PostedUntil, g.ProposalId, g.ApprovedOn, g.HandedOverOn, g.Unreported);

    private static IResult BadRequest(Refusal refusal, RefusalTexts texts) => Problem.Of([refusal], texts) with { Status = StatusCodes.Status400BadRequest };
}
