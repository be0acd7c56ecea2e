using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>The API's door to cases of supported people. Checks in the order 401, 403, key, content; then only translates.</summary>
public static class CasesApi
{
    /// <summary>Body of a new case.</summary>
    /// <param name="Unit">National code of the commune.</param>
    /// <param name="HouseholdId">Or <paramref name="HouseholdCode"/>.</param>
    /// <param name="Member">Somebody new in the household; or only the birth date of a member whose full one was not known.</param>
    public sealed record CaseBody(
        string Unit, Guid? HouseholdId, string? HouseholdCode, Guid? MemberId, int? MemberPlace, MemberOfCase? Member, string Kind, string? Father, string? Mother, CarerForm? Carer,
        string? School, int? Grade, int? GradeYear, string? AidCategory, Guid? Officer, string? Note, IReadOnlyList<SlotForm>? Slots, DateOnly? OpenedOn);

    /// <param name="ByState">Over the search without its state.</param>
    public sealed record Found(IReadOnlyList<CaseRow> Items, int Total, int Page, int PageSize, IReadOnlyDictionary<string, int> ByState);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/beneficiaries", Open).WithSummary("Open the case of a supported person").Accepts<CaseBody>("application/json").Produces<CaseWritten>(StatusCodes.Status201Created);
        api.MapGet("/beneficiaries", List).WithSummary("Cases, newest code first").Produces<Found>();
        api.MapGet("/beneficiaries/{id:guid}", Find).WithSummary("One case with needs, pledges, consents, papers, visits and news").Produces<CaseView>();
        api.MapPut("/beneficiaries/{id:guid}", Edit).WithSummary("Write a case anew").Accepts<CaseBody>("application/json").Produces<CaseView>();
    }

    private static async Task<IResult> Open(
        HttpContext http, IAccessPolicy access, IRegistry registry, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var actor = http.Actor();
        if ((await access.UnitsOf(actor, Permission.ManageCases, cancellation)).Count == 0) return AccessPolicy.OtherUnit.ToResult();
        var fields = await JsonFields.Read(http.Request, cancellation);
        var code = fields?.Text("unit");
        var unit = code is null ? null : (await registry.Current(cancellation)).UnitsByCode.GetValueOrDefault(code);
        if (code is not null && (unit is null || await access.WhyNot(actor, Permission.ManageCases, unit.UnitId, cancellation) is not null)) return AccessPolicy.OtherUnit.ToResult();
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return BadRequest(keyless, texts);
        if (fields is null) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        if (unit is null) return Refusal.Invalid("case.unit_missing", "unit").ToResult();

        var form = Form(fields);
        var slots = fields.List("slots", Slot) ?? [];
        var openedOn = fields.Date("openedOn");
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var outcome = await bus.InvokeAsync<Outcome<CaseWritten>>(new OpenCase(actor, unit.UnitId, key, form, slots, openedOn), cancellation);
        return outcome.ToResult(written => written.AlreadyKnown ? Results.Ok(written) : Results.Created($"/api/beneficiaries/{written.Id}", written));
    }

    private static async Task<IResult> List(
        HttpContext http, CaseSight sight, CaseQueries cases, CancellationToken cancellation, string? search = null, string? unit = null, string? kind = null, string? state = null,
        Guid? officer = null, bool waiting = false, string? sort = null, int page = 1, int pageSize = 50)
    {
        List<Refusal> no = [];
        if (kind is not null && !BeneficiaryKinds.All.Contains(kind)) no.Add(Refusal.Invalid("case.kind", "kind"));
        if (state is not null && !CaseStates.All.Contains(state)) no.Add(Refusal.Invalid("case.state", "state"));
        if (no.Count > 0) return no.ToResult();
        var units = await sight.Units(http.Actor(), Permission.ReadSponsorships, unit, cancellation);
        if (!units.TryGet(out var seen)) return units.Refusals.ToResult();
        var found = await cases.List(new(seen, search, kind, state, officer, waiting, sort ?? "-code", page, pageSize), cancellation);
        return Results.Ok(new Found(found.Items, found.Total, found.Page, found.PageSize, found.ByState));
    }

    private static async Task<IResult> Find(Guid id, HttpContext http, CaseSight sight, CancellationToken cancellation) =>
        await sight.Find(http.Actor(), id, cancellation) is { } found ? Results.Ok(found) : AccessPolicy.OtherUnit.ToResult();

    private static async Task<IResult> Edit(
        Guid id, HttpContext http, CaseQueries cases, CaseSight sight, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var unit = await cases.UnitOf(id, cancellation);
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var form = Form(fields);
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var outcome = await bus.InvokeAsync<Outcome<Guid>>(new EditCase(http.Actor(), unit, id, form), cancellation);
        return outcome.IsRefused ? outcome.Refusals.ToResult() : await Find(id, http, sight, cancellation);
    }

    private static CaseForm Form(JsonFields fields) => new(
        fields.Id("householdId")?.ToString("D") ?? fields.Text("householdCode"), fields.Id("memberId"), fields.Count("memberPlace"),
        fields.Part("member", f => new MemberOfCase(f.Text("name"), f.Date("birthDate"), f.Text("sex"))), fields.Text("kind"), fields.Text("father"), fields.Text("mother"),
        fields.Part("carer", f => new CarerForm(f.Text("name"), f.Text("relation"), f.Text("phone"))), fields.Text("school"), fields.Count("grade"), fields.Count("gradeYear"),
        fields.Text("aidCategory"), fields.Id("officer"), fields.Text("note"));

    internal static SlotForm Slot(JsonFields f) => new(
        f.Text("purpose"), f.Text("kind"), f.Whole("amountVnd", "slot.amount"), f.Text("goods"), f.Text("unit"), f.Number("quantity"), f.Date("startsOn"), f.Date("endsOn"));

    private static IResult BadRequest(Refusal refusal, RefusalTexts texts) => Problem.Of([refusal], texts) with { Status = StatusCodes.Status400BadRequest };
}
