using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>The API's door to pledges. A pledge of another unit and one that does not exist are answered alike.</summary>
public static class PledgesApi
{
    /// <param name="Unit">National code of the commune.</param>
    /// <param name="Sponsor">Id or code; <paramref name="Beneficiary"/> too, null for whoever needs it most.</param>
    /// <param name="AmountVnd">Đồng each instalment; or <paramref name="TotalVnd"/> for the whole time; or <paramref name="Quantity"/> of goods.</param>
    /// <param name="Hold">Keep the place at once; true when left out.</param>
    public sealed record Body(
        string Unit, string Sponsor, string? Beneficiary, Guid? Slot, string? Fund, string Channel, long? AmountVnd, long? TotalVnd, decimal? Quantity, string Frequency, DateOnly StartsOn,
        string EndRule, DateOnly? EndsOn, bool? Renews, bool? Hold, string? Note);

    public sealed record PauseBody(DateOnly? From, string Reason);

    public sealed record ResumeBody(DateOnly? On);

    /// <param name="Reason">One of the coded reasons.</param>
    public sealed record EndBody(DateOnly? On, string Reason, string? Note);

    public sealed record ReassignBody(Guid Slot, DateOnly? On, string Reason);

    /// <param name="Sponsor">Id or code of the one who takes over.</param>
    /// <param name="On">Last day of the old pledge; left out: the day before the next instalment that nobody has given for.</param>
    public sealed record HandOverBody(
        string Sponsor, DateOnly? On, DateOnly? StartsOn, string? Channel, long? AmountVnd, decimal? Quantity, string? Frequency, string? Reason);

    public sealed record RenewBody(DateOnly? EndsOn);

    public sealed record ReasonBody(string Reason);

    public sealed record NoteBody(string Note);

    public sealed record Found(IReadOnlyList<PledgeRow> Items, int Total, IReadOnlyDictionary<string, int> ByState, int Page, int PageSize);

    /// <param name="Steps">What happened to it, oldest first.</param>
    public sealed record Detail(PledgeRow Pledge, IReadOnlyList<StepView> Steps);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/pledges", Offer).WithSummary("Write down a pledge").Accepts<Body>("application/json").Produces<PledgeWritten>(StatusCodes.Status201Created);
        api.MapGet("/pledges", List).WithSummary("Pledges, newest first").Produces<Found>();
        api.MapGet("/pledges/{id:guid}", Find).WithSummary("One pledge with everything that happened to it").Produces<Detail>();
        var pledge = api.MapGroup("/pledges/{id:guid}");
        Step<object>(pledge, "hold", "Keep the place of an offered pledge", (by, unit, id, _) => new HoldPledge(by, unit, id));
        Step<object>(pledge, "extend-hold", "Keep it for as many days more", (by, unit, id, _) => new ExtendHold(by, unit, id));
        Step<PauseBody>(pledge, "pause", "Nothing falls due from a day on", (by, unit, id, body) => new PausePledge(by, unit, id, body.Date("from"), body.Text("reason")));
        Step<ResumeBody>(pledge, "resume", "Go on after a pause", (by, unit, id, body) => new ResumePledge(by, unit, id, body.Date("on")));
        Step<EndBody>(pledge, "end", "End with a coded reason", (by, unit, id, body) => new EndPledge(by, unit, id, body.Date("on"), body.Text("reason"), body.Text("note")));
        Step<NoteBody>(pledge, "withdraw", "Take an offer back that never began", (by, unit, id, body) => new EndPledge(by, unit, id, null, PledgeEndReasons.Withdrawn, body.Text("note")));
        Step<ReassignBody>(pledge, "reassign", "Help another person, or the first",
            (by, unit, id, body) => new ReassignPledge(by, unit, id, body.Id("slot") ?? Guid.Empty, body.Date("on"), body.Text("reason")));
        Step<HandOverBody, PledgeHandedOver>(pledge, "hand-over", "The slot goes to another sponsor without a gap",
            (by, unit, id, body) => new HandOverPledge(by, unit, id, new(
                body.Text("sponsor"), body.Date("on"), body.Date("startsOn"), body.Text("channel"), body.Whole("amountVnd", "pledge.amount_whole"), body.Number("quantity"),
                body.Text("frequency"), body.Text("reason"))));
        Step<RenewBody>(pledge, "renew", "Go on after the end", (by, unit, id, body) => new RenewPledge(by, unit, id, body.Date("endsOn")));
        Step<ReasonBody>(pledge, "clear", "Go on unchanged after a life change", (by, unit, id, body) => new ClearPledge(by, unit, id, body.Text("reason")));
        Step<NoteBody>(pledge, "note", "Write a note", (by, unit, id, body) => new NotePledge(by, unit, id, body.Text("note")));
    }

    private static async Task<IResult> Offer(HttpContext http, IAccessPolicy access, IRegistry registry, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var actor = http.Actor();
        if ((await access.UnitsOf(actor, Permission.ManagePledges, cancellation)).Count == 0) return AccessPolicy.OtherUnit.ToResult();
        var fields = await JsonFields.Read(http.Request, cancellation);
        var known = await registry.Current(cancellation);
        var code = fields?.Text("unit");
        var unit = code is null ? null : known.UnitsByCode.GetValueOrDefault(code);
        if (fields is not null && (unit is null || await access.WhyNot(actor, Permission.ManagePledges, unit.UnitId, cancellation) is not null)) return AccessPolicy.OtherUnit.ToResult();

        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return BadRequest(keyless, texts);
        if (fields is null || unit is null) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var form = new PledgeForm(
            fields.Text("sponsor"), fields.Text("beneficiary"), fields.Id("slot"), fields.Text("fund"),
            new(fields.Text("channel"), fields.Whole("amountVnd", "pledge.amount_whole"), fields.Whole("totalVnd", "pledge.amount_whole"), fields.Number("quantity"), fields.Text("frequency"),
                fields.Date("startsOn"), fields.Text("endRule"), fields.Date("endsOn"), fields.Flag("renews") ?? false),
            fields.Text("note"), fields.Flag("hold") ?? true);
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var outcome = await bus.InvokeAsync<Outcome<PledgeWritten>>(new OfferPledge(actor, unit.UnitId, key, form), cancellation);
        return outcome.ToResult(written => written.AlreadyKnown ? Results.Ok(written) : Results.Created($"/api/pledges/{written.Id}", written));
    }

    private static async Task<IResult> List(
        HttpContext http, PledgeSight sight, PledgeQueries pledges, CancellationToken cancellation, string? search = null, string? unit = null, string? state = null, string? channel = null,
        Guid? sponsor = null, Guid? beneficiary = null, Guid? slot = null, bool flagged = false, string? sort = null, int page = 1, int pageSize = 50)
    {
        List<Refusal> no = [];
        if (state is not null && !PledgeStates.All.Contains(state)) no.Add(Refusal.Invalid("pledge.state", "state"));
        if (channel is not null && !PledgeChannels.All.Contains(channel)) no.Add(Refusal.Invalid("pledge.channel", "channel"));
        if (no.Count > 0) return no.ToResult();
        var units = await sight.Units(http.Actor(), unit, cancellation);
        if (!units.TryGet(out var seen)) return units.Refusals.ToResult();
        var found = await pledges.List(new(seen, search, state, channel, sponsor, beneficiary, slot, flagged, sort ?? "-offered", page, pageSize), cancellation);
        return Results.Ok(new Found(found.Items, found.Total, found.ByState, found.Page, found.PageSize));
    }

    private static async Task<IResult> Find(Guid id, HttpContext http, PledgeSight sight, PledgeHistory history, CancellationToken cancellation) =>
        await sight.Find(http.Actor(), id, cancellation) is { } pledge ? Results.Ok(new Detail(pledge, await history.Of(id, cancellation))) : AccessPolicy.OtherUnit.ToResult();

    private static void Step<TBody>(IEndpointRouteBuilder pledge, string step, string summary, Func<Actor, Guid, Guid, JsonFields, IUnitMessage> command)
        where TBody : notnull =>
        Step<TBody, PledgeMoved>(pledge, step, summary, command);

    private static void Step<TBody, T>(IEndpointRouteBuilder pledge, string step, string summary, Func<Actor, Guid, Guid, JsonFields, IUnitMessage> command)
        where TBody : notnull
        where T : notnull =>
        pledge.MapPost(step, async (Guid id, HttpContext http, PledgeQueries pledges, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation) =>
        {
            var unit = await pledges.UnitOf(id, cancellation);
            if (unit == Guid.Empty) return AccessPolicy.OtherUnit.ToResult();
            var body = http.Request.ContentLength is 0 ? JsonFields.None : await JsonFields.Read(http.Request, cancellation);
            if (body is null) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
            var message = command(http.Actor(), unit, id, body);
            if (body.Problems.Count > 0) return body.Problems.ToResult();
            return (await bus.InvokeAsync<Outcome<T>>(message, cancellation)).ToResult(done => Results.Ok(done));
        }).WithSummary(summary).Accepts<TBody>("application/json").Produces<T>();

    private static IResult BadRequest(Refusal refusal, RefusalTexts texts) => Problem.Of([refusal], texts) with { Status = StatusCodes.Status400BadRequest };
}
