using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Core.Grants.Houses;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Mvc;
using Wolverine;

namespace DayForThePoor.Web.Grants.Houses;

/// <summary>The API's door to Nhà Đại đoàn kết.</summary>
public static class HousesApi
{
    /// <summary>All pictures of one sending together, in bytes, with what the multipart form adds.</summary>
    public const long LargestBody = 4L * Photo.LargestFile + 64 * 1024;

    /// <param name="Unit">National code of the commune.</param>
    /// <param name="BySource">Kind of source → đồng.</param>
    public sealed record Row(
        Guid Id, string Unit, string Head, string HouseholdCode, string Hamlet, string Kind, string State, long? ApprovedVnd,
        DateOnly SurveyedOn, DateOnly? StartedOn, DateOnly? FinishedOn, DateOnly? HandedOverOn, long ValueVnd, IReadOnlyDictionary<string, long> BySource);

    public sealed record Found(IReadOnlyList<Row> Items, int Total, int Page, int PageSize, IReadOnlyDictionary<string, int> ByState, IReadOnlyDictionary<string, long> BySource);

    public sealed record Opened(Guid Id);

    public sealed record Moved(Guid Id, string State);

    public sealed record Added(int Photos);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/houses", List).WithSummary("Nhà Đại đoàn kết with their sources").Produces<Found>();
        api.MapGet("/houses/{id:guid}", Get).WithSummary("One house: survey, steps, sources, instalments, pictures").Produces<HouseView>();
        api.MapPost("/houses", Open).WithSummary("Open the file of a house for a grant, with its survey").Produces<Opened>(StatusCodes.Status201Created);
        api.MapPost("/houses/{id:guid}/sources", Sources).WithSummary("Say where the value comes from; replaces the list before").Produces<Moved>();
        api.MapPost("/houses/{id:guid}/instalments", SetInstalments).WithSummary("Set the instalments within the approved sum").Produces<Moved>();
        api.MapPost("/houses/{id:guid}/photos", Photos).DisableAntiforgery().WithSummary("Add pictures (multipart); place and device are taken out").Produces<Added>()
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = LargestBody });
        api.MapPost("/houses/{id:guid}/{step}", Step).WithSummary("undertake, start, finish, accept, mend, hand-over or take-back").Produces<Moved>();
    }

    private static async Task<IResult> List(
        HttpContext http, HouseSight sight, HouseQueries houses, IRegistry registry, CancellationToken cancellation,
        string? search = null, string? unit = null, string? state = null, string? kind = null, int? year = null, int page = 1, int pageSize = 50)
    {
        if (state is not null && !HouseStates.All.Contains(state)) return Refusal.Invalid("house.state", "state").ToResult();
        if (kind is not null && !HouseKinds.All.Contains(kind)) return Refusal.Invalid("house.kind", "kind").ToResult();
        var units = await sight.Units(http.Actor(), Permission.ReadGrants, unit, cancellation);
        if (!units.TryGet(out var seen)) return units.Refusals.ToResult();
        var known = await registry.Current(cancellation);
        var found = await houses.List(new(seen, search, state, kind, null, year, page, pageSize), cancellation);
        var rows = found.Items.Select(h => new Row(
            h.Id, known.UnitsNow[h.UnitId].Code, h.Head, h.HouseholdCode, h.Hamlet, h.Kind, h.State, h.Approved, h.SurveyedOn, h.StartedOn, h.FinishedOn, h.HandedOverOn, h.Value, h.ByKind));
        return Results.Ok(new Found([.. rows], found.Total, found.Page, found.PageSize, found.ByState, found.ByKind));
    }

    private static async Task<IResult> Get(Guid id, HttpContext http, HouseSight sight, CancellationToken cancellation) =>
        await sight.Find(http.Actor(), id, cancellation) is { } house ? Results.Ok(house) : AccessPolicy.OtherUnit.ToResult();

    private static async Task<IResult> Open(HttpContext http, HouseSight sight, IRegistry registry, IMessageBus bus, CancellationToken cancellation)
    {
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return Refusal.Invalid("json.unreadable").ToResult();
        // A foreign unit and an unknown one are answered alike.
        var units = await sight.Units(http.Actor(), Permission.RequestGrants, fields.Text("unit") ?? "", cancellation);
        if (units.IsRefused) return units.Refusals.ToResult();
        var unit = (await registry.Current(cancellation)).UnitsByCode[fields.Text("unit")!].UnitId;
        var grant = Guid.TryParse(fields.Text("grantId"), out var id) ? id : Guid.Empty;
        var form = new SurveyForm(
            fields.Text("kind"), fields.Date("surveyedOn"), fields.Text("condition"), fields.Text("work"), fields.Text("landPaper"), fields.Text("landNumber"),
            fields.Number("area"), fields.Count("rooms"));
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var opened = await bus.InvokeAsync<Outcome<Guid>>(new OpenHouse(http.Actor(), unit, grant, form), cancellation);
        return opened.ToResult(house => Results.Created($"/api/houses/{house}", new Opened(house)));
    }

    private static Task<IResult> Step(Guid id, string step, HttpContext http, HouseQueries houses, IMessageBus bus, CancellationToken cancellation) =>
        Change(id, http, houses, async (unit, key, fields) =>
        {
            var form = new HouseStepForm(
                step, fields.Date("on"), fields.Text("text"), fields.Flag("floor"), fields.Flag("frame"), fields.Flag("roof"), fields.Number("area"), fields.Count("rooms"),
                fields.Date("mendBy"), fields.Text("plate"));
            if (fields.Problems.Count > 0) return fields.Problems.ToResult();
            return (await bus.InvokeAsync<Outcome<string>>(new RecordHouseStep(http.Actor(), unit, id, key, form), cancellation)).ToResult(state => Results.Ok(new Moved(id, state)));
        }, cancellation);

    private static Task<IResult> Sources(Guid id, HttpContext http, HouseQueries houses, IMessageBus bus, CancellationToken cancellation) =>
        Change(id, http, houses, async (unit, key, fields) =>
        {
            var sources = fields.List("sources", source => new SourceForm(source.Text("kind"), source.Text("name"), source.Whole("amountVnd"), source.Number("days"))) ?? [];
            if (fields.Problems.Count > 0) return fields.Problems.ToResult();
            return await Done(bus, new SetHouseSources(http.Actor(), unit, id, key, sources), id, houses, cancellation);
        }, cancellation);

    private static Task<IResult> SetInstalments(Guid id, HttpContext http, HouseQueries houses, IMessageBus bus, CancellationToken cancellation) =>
        Change(id, http, houses, async (unit, key, fields) =>
        {
            var given = fields.List("instalments", i => new InstalmentForm(i.Whole("amountVnd"), i.Text("decision"), i.Date("decidedOn"))) ?? [];
            if (given.Count is 0 or > 2) return Refusal.Invalid("house.instalment_count", "instalments").ToResult();
            if (fields.Problems.Count > 0) return fields.Problems.ToResult();
            return await Done(bus, new SetHouseInstalments(http.Actor(), unit, id, key, given[0], given.ElementAtOrDefault(1)), id, houses, cancellation);
        }, cancellation);

    private static async Task<IResult> Done(IMessageBus bus, object command, Guid id, HouseQueries houses, CancellationToken cancellation)
    {
        var outcome = await bus.InvokeAsync<Outcome<bool>>(command, cancellation);
        if (outcome.IsRefused) return outcome.Refusals.ToResult();
        return Results.Ok(new Moved(id, (await houses.Find(id, cancellation))!.State));
    }

    private static async Task<IResult> Photos(Guid id, HttpContext http, HouseQueries houses, IAccessPolicy policy, IMessageBus bus, CancellationToken cancellation)
    {
        var unit = await houses.UnitOf(id, cancellation);
        // Before the body is read: whoever may not, shall not make us take in pictures.
        if (await policy.WhyNot(http.Actor(), Permission.RequestGrants, unit, cancellation) is { } denied) return denied.ToResult();
        if (!http.Request.HasFormContentType) return Refusal.Invalid("photo.empty", "photos").ToResult();
        var form = await http.Request.ReadFormAsync(cancellation);
        List<Refusal> no = [];
        var asked = new PhotoForm(form["phase"], ReadScope.Date(form["takenOn"], "takenOn", no), form["note"]);
        if (no.Count > 0) return no.ToResult();
        var files = form.Files.Select(file => file.OpenReadStream()).ToArray();
        try
        {
            return (await bus.InvokeAsync<Outcome<int>>(new AddHousePhotos(http.Actor(), unit, id, asked, files), cancellation)).ToResult(count => Results.Ok(new Added(count)));
        }
        finally
        {
            foreach (var file in files) await file.DisposeAsync();
        }
    }

    /// <summary>What changes a house carries an Idempotency-Key, as everything that is written does.</summary>
    private static async Task<IResult> Change(
        Guid id, HttpContext http, HouseQueries houses, Func<Guid, string, JsonFields, Task<IResult>> change, CancellationToken cancellation)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return keyless.ToResult();
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return Refusal.Invalid("json.unreadable").ToResult();
        return await change(await houses.UnitOf(id, cancellation), string.Create(CultureInfo.InvariantCulture, $"api-{key}"), fields);
    }
}
