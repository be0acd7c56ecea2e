using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using Wolverine;

namespace DayForThePoor.Web.Grants;

/// <summary>The API's door to meetings that speak about several households.</summary>
public static class MeetingsApi
{
    /// <param name="Begins">HH:mm; <paramref name="Ends"/> too.</param>
    public sealed record Body(
        DateOnly? HeldOn, string? Begins, string? Ends, string Place, string Chair, string Secretary, int Invited, int Present, string? Note, Guid? Hamlet,
        IReadOnlyList<MeetingLine> Lines, IReadOnlyList<Guid>? Files);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/meetings", Record).WithSummary("Write down a hamlet's meeting about several households").Accepts<Body>("application/json").Produces<MeetingRecorded>();
        api.MapGet("/meetings/{id:guid}", Find).WithSummary("Minutes as they were written").Produces<MeetingView>();
    }

    private static async Task<IResult> Record(
        HttpContext http, IAccessPolicy access, GrantQueries grants, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        if ((await access.UnitsOf(http.Actor(), Permission.RequestGrants, cancellation)).Count == 0) return AccessPolicy.OtherUnit.ToResult();
        if (await JsonFields.Read(http.Request, cancellation) is not { } body)
            return Problem.Of([Refusal.Invalid("json.unreadable")], texts) with { Status = StatusCodes.Status400BadRequest };
        var lines = body.List("lines", line => new MeetingLine(
            line.Id("grant") ?? Guid.Empty, line.Flag("agreed") ?? false, line.Whole("proposedVnd", "grant.amount"), line.Count("votesFor"), line.Count("votesAgainst"), line.Text("opinion"))) ?? [];
        var form = new MeetingForm(
            body.Date("heldOn"), GrantSteps.Time(body, "begins"), GrantSteps.Time(body, "ends"), body.Text("place"), body.Text("chair"), body.Text("secretary"), body.Count("invited"),
            body.Count("present"), body.Text("note"), lines, body.Id("hamlet"), body.Ids("files"));
        if (body.Problems.Count > 0) return body.Problems.ToResult();
        if (lines.Count == 0) return Refusal.Invalid("grant.none_chosen", "lines").ToResult();
        var unit = await grants.UnitOf(lines[0].Grant, cancellation);
        return (await bus.InvokeAsync<Outcome<MeetingRecorded>>(new RecordMeeting(http.Actor(), unit, form), cancellation)).ToResult(done => Results.Ok(done));
    }

    private static async Task<IResult> Find(Guid id, HttpContext http, GrantSight sight, MeetingQueries meetings, CancellationToken cancellation) =>
        await meetings.Find(id, cancellation) is { } found && await sight.MayRead(http.Actor(), found.Row.UnitId, cancellation) ? Results.Ok(found) : AccessPolicy.OtherUnit.ToResult();
}
