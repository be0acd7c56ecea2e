using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Sponsorships.Pledges;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Sponsorships.Sponsors;

/// <summary>The API's door to sponsors. A sponsor of another unit and one that does not exist are answered alike.</summary>
public static class SponsorsApi
{
    /// <param name="Unit">National code of the commune.</param>
    /// <param name="Members">Of a group: name and đồng a month of each.</param>
    public sealed record Body(
        string Unit, string Kind, string Name, string? ContactName, string? Phone, string? Email, string? Address, bool? MayBeNamed, IReadOnlyList<MemberShare>? Members);

    /// <summary>All that is written of the sponsor: what is left out is gone.</summary>
    public sealed record EditBody(
        string Kind, string Name, string? ContactName, string? Phone, string? Email, string? Address, bool? MayBeNamed, IReadOnlyList<MemberShare>? Members);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/sponsors", Register).WithSummary("Write down a sponsor").Accepts<Body>("application/json").Produces<SponsorWritten>(StatusCodes.Status201Created);
        api.MapGet("/sponsors", List).WithSummary("Sponsors by name").Produces<SponsorPage>();
        api.MapGet("/sponsors/{id:guid}", Find).WithSummary("One sponsor with members, vetting and what was written anew").Produces<SponsorDetail>();
        api.MapPut("/sponsors/{id:guid}", Edit).WithSummary("Write a sponsor anew").Accepts<EditBody>("application/json").Produces<SponsorDetail>();
    }

    private static async Task<IResult> Register(HttpContext http, IAccessPolicy access, IRegistry registry, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var actor = http.Actor();
        if ((await access.UnitsOf(actor, Permission.ManagePledges, cancellation)).Count == 0) return AccessPolicy.OtherUnit.ToResult();
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return Unreadable(Refusal.Invalid("json.unreadable"), texts);
        var known = await registry.Current(cancellation);
        if (fields.Text("unit") is not { } code || !known.UnitsByCode.TryGetValue(code, out var unit)
            || await access.WhyNot(actor, Permission.ManagePledges, unit.UnitId, cancellation) is not null) return AccessPolicy.OtherUnit.ToResult();
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > 0 && RequestKeys.WhyNot(key) is { } malformed) return Unreadable(malformed, texts);
        var form = Form(fields);
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var outcome = await bus.InvokeAsync<Outcome<SponsorWritten>>(new RegisterSponsor(actor, unit.UnitId, form, key.Length > 0 ? key : null), cancellation);
        return outcome.ToResult(written => written.AlreadyKnown ? Results.Ok(written) : Results.Created($"/api/sponsors/{written.Id}", written));
    }

    private static async Task<IResult> List(
        HttpContext http, PledgeSight sight, SponsorQueries sponsors, CancellationToken cancellation, string? search = null, string? unit = null, string? kind = null, string? vetting = null,
        string? sort = null, int page = 1, int pageSize = 50)
    {
        List<Refusal> no = [];
        if (kind is not null && !SponsorKinds.All.Contains(kind)) no.Add(Refusal.Invalid("sponsor.kind", "kind"));
        if (vetting is not null && !VettingStates.All.Contains(vetting)) no.Add(Refusal.Invalid("sponsor.vetting", "vetting"));
        if (no.Count > 0) return no.ToResult();
        var units = await sight.Units(http.Actor(), unit, cancellation);
        return units.TryGet(out var seen) ? Results.Ok(await sponsors.List(new(seen, search, kind, vetting, sort ?? "name", page, pageSize), cancellation)) : units.Refusals.ToResult();
    }

    private static async Task<IResult> Find(Guid id, HttpContext http, PledgeSight sight, SponsorDetails details, CancellationToken cancellation) =>
        await details.Find(id, cancellation) is { } found && await sight.MayRead(http.Actor(), found.Sponsor.UnitId, cancellation) ? Results.Ok(found) : AccessPolicy.OtherUnit.ToResult();

    private static async Task<IResult> Edit(
        Guid id, HttpContext http, IAccessPolicy access, SponsorQueries sponsors, SponsorDetails details, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var actor = http.Actor();
        if (await sponsors.Find(id, cancellation) is not { } sponsor || await access.WhyNot(actor, Permission.ManagePledges, sponsor.UnitId, cancellation) is not null)
            return AccessPolicy.OtherUnit.ToResult();
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return Unreadable(Refusal.Invalid("json.unreadable"), texts);
        var form = Form(fields);
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var outcome = await bus.InvokeAsync<Outcome<Guid>>(new EditSponsor(actor, sponsor.UnitId, id, form), cancellation);
        return outcome.IsRefused ? outcome.Refusals.ToResult() : Results.Ok(await details.Find(id, cancellation));
    }

    private static SponsorForm Form(JsonFields fields) => new(
        fields.Text("kind"), fields.Text("name"), fields.Text("contactName"), fields.Text("phone"), fields.Text("email"), fields.Text("address"), fields.Flag("mayBeNamed"),
        fields.List("members", member => new MemberShare(member.Text("name"), member.Whole("shareVnd", "sponsor.share"))));

    private static IResult Unreadable(Refusal refusal, RefusalTexts texts) => Problem.Of([refusal], texts) with { Status = StatusCodes.Status400BadRequest };
}
