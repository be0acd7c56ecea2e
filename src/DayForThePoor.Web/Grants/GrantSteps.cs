using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using Wolverine;

namespace DayForThePoor.Web.Grants;

/// <summary>
/// The API's door to the steps of a grant: <c>POST /api/grants/{id}/{step}</c>. Who may is asked by each command; a grant of
/// another unit and one that does not exist are answered alike.
/// </summary>
public static class GrantSteps
{
    /// <summary>Body of <c>meeting</c>: the minutes, as far as they concern this household.</summary>
    /// <param name="Begins">HH:mm; <paramref name="Ends"/> too.</param>
    /// <param name="Files">Ids of kept files; minutes and photo are demanded above the rule's limit.</param>
    public sealed record MeetingBody(
        DateOnly? HeldOn, string? Begins, string? Ends, string Place, string Chair, string Secretary, int Invited, int Present, string? Note, Guid? Hamlet,
        bool Agreed, long? ProposedVnd, int? VotesFor, int? VotesAgainst, string? Opinion, IReadOnlyList<Guid>? Files);

    public sealed record PostBody(DateOnly? From, string Place, IReadOnlyList<Guid>? Files);

    /// <summary>Body of <c>objection</c>: a new one by its text, or the answer to one by its id.</summary>
    /// <param name="Objection">Id of the one that is answered; null for a new one.</param>
    /// <param name="Upheld">With an answer: it was right.</param>
    public sealed record ObjectionBody(DateOnly? On, string? Text, string? Objector, Guid? Objection, bool? Upheld, string? Answer, IReadOnlyList<Guid>? Files);

    public sealed record EndPostingBody(DateOnly? On, string? Note, IReadOnlyList<Guid>? Files);

    /// <summary>Body of <c>propose</c>: a list of this grant alone.</summary>
    public sealed record ProposeBody(string Title, string? Note, long? AmountVnd);

    /// <param name="AmountVnd">Of a short grant, đồng; what was asked for when null.</param>
    /// <param name="Decision">Number of the decision, for a grant on a list of its own.</param>
    public sealed record ApproveBody(long? AmountVnd, string? Decision);

    public sealed record ReasonBody(string Reason);

    public sealed record ResubmitBody(string Reason, long? AmountVnd, IReadOnlyList<Guid>? Files);

    public sealed record HandOverBody(DateOnly? On, string ToWhom, string? Note, IReadOnlyList<Guid>? Files);

    public sealed record CloseBody(DateOnly? On, string? Note);

    public sealed record ReportBody(DateOnly? MeetingOn);

    public static void Map(IEndpointRouteBuilder api)
    {
        var grant = api.MapGroup("/grants/{id:guid}");
        Step<MeetingBody, MeetingRecorded>(grant, "meeting", "Write down what the hamlet's meeting said", (by, unit, id, body) => new RecordMeeting(by, unit, Meeting(id, body)));
        Steps<PostBody>(grant, "post", "Put on the hamlet's board", (by, unit, id, body) => new PostGrants(by, unit, [id], body.Date("from"), body.Text("place"), body.Ids("files")));
        grant.MapPost("objection", Objection).WithSummary("Write down an objection, or answer one").Accepts<ObjectionBody>("application/json").Produces<ObjectionWritten>();
        Steps<EndPostingBody>(grant, "end-posting", "Take the notice down after its days",
            (by, unit, id, body) => new EndPosting(by, unit, [id], body.Date("on"), body.Text("note"), body.Ids("files")));
        Steps<object>(grant, "check", "Look up what the household received before", (by, unit, id, _) => new CheckGrants(by, unit, [id]));
        Step<ReasonBody, GrantMoved>(grant, "override", "Let a hard conflict pass, beside the signature of somebody else",
            (by, unit, id, body) => new OverrideOverlap(by, unit, id, body.Text("reason")));
        Step<ProposeBody, ProposalWritten>(grant, "propose", "Freeze a list of this grant alone",
            (by, unit, id, body) => new ProposeGrants(by, unit, null, new ProposalForm(body.Text("title"), body.Text("note"), [new(id, body.Whole("amountVnd", "grant.amount"))])));
        grant.MapPost("approve", Approve).WithSummary("Sign a short grant, or the list that holds this grant alone").Accepts<ApproveBody>("application/json").Produces<GrantSignature>();
        Step<ReasonBody, GrantMoved>(grant, "reject", "Refuse", (by, unit, id, body) => new RejectGrant(by, unit, id, body.Text("reason")));
        Step<ReasonBody, GrantMoved>(grant, "send-back", "Send back to those who asked", (by, unit, id, body) => new SendBackGrant(by, unit, id, body.Text("reason")));
        Step<ReasonBody, GrantMoved>(grant, "withdraw", "Take back", (by, unit, id, body) => new WithdrawGrant(by, unit, id, body.Text("reason")));
        Step<ResubmitBody, GrantMoved>(grant, "resubmit", "Ask again after it was sent back",
            (by, unit, id, body) => new ResubmitGrant(by, unit, id, body.Whole("amountVnd", "grant.amount"), body.Text("reason"), body.Ids("files")));
        Step<HandOverBody, GrantMoved>(grant, "hand-over", "Note that the help reached the household",
            (by, unit, id, body) => new HandOverGrant(by, unit, id, body.Date("on"), body.Text("toWhom"), body.Text("note"), body.Ids("files")));
        Step<CloseBody, GrantMoved>(grant, "close", "Nothing more will come of it", (by, unit, id, body) => new CloseGrant(by, unit, id, body.Date("on"), body.Text("note")));
        Steps<ReportBody>(grant, "report", "Note that the board was told of an emergency", (by, unit, id, body) => new ReportEmergencies(by, unit, [id], body.Date("meetingOn")));
    }

    private static MeetingForm Meeting(Guid id, JsonFields body) => new(
        body.Date("heldOn"), Time(body, "begins"), Time(body, "ends"), body.Text("place"), body.Text("chair"), body.Text("secretary"), body.Count("invited"), body.Count("present"),
        body.Text("note"),
        [new(id, body.Flag("agreed") ?? false, body.Whole("proposedVnd", "grant.amount"), body.Count("votesFor"), body.Count("votesAgainst"), body.Text("opinion"))],
        body.Id("hamlet"), body.Ids("files"));

    /// <summary>HH:mm; what is none reads as not given, and the minutes show that.</summary>
    internal static TimeOnly? Time(JsonFields body, string field) =>
        TimeOnly.TryParseExact(body.Text(field), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static async Task<IResult> Objection(Guid id, HttpContext http, GrantQueries grants, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var (read, refused) = await Read(id, http, grants, texts, cancellation);
        if (read is not { } asked) return refused!;
        var (by, unit, body) = asked;
        if (body.Id("objection") is { } objection)
            return await Send<GrantMoved>(bus, body, new AnswerObjection(by, unit, id, objection, body.Flag("upheld") ?? false, body.Text("answer"), body.Date("on"), body.Ids("files")), cancellation);
        return await Send<ObjectionWritten>(bus, body, new ObjectToGrant(by, unit, id, body.Date("on"), body.Text("text"), body.Text("objector"), body.Ids("files")), cancellation);
    }

    /// <summary>A grant on a list of its own is approved by signing the list.</summary>
    private static async Task<IResult> Approve(
        Guid id, HttpContext http, GrantQueries grants, ProposalQueries proposals, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var (read, refused) = await Read(id, http, grants, texts, cancellation);
        if (read is not { } asked) return refused!;
        var (by, unit, body) = asked;
        return await proposals.OfOne(id, cancellation) is { } list
            ? await Send<ProposalSignature>(bus, body, new ApproveProposal(by, unit, list, body.Text("decision")), cancellation)
            : await Send<GrantSignature>(bus, body, new SignGrant(by, unit, id, body.Whole("amountVnd", "grant.amount")), cancellation);
    }

    private static void Step<TBody, T>(IEndpointRouteBuilder grant, string step, string summary, Func<Actor, Guid, Guid, JsonFields, IUnitMessage> command)
        where TBody : notnull
        where T : notnull =>
        grant.MapPost(step, async (Guid id, HttpContext http, GrantQueries grants, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation) =>
        {
            var (read, refused) = await Read(id, http, grants, texts, cancellation);
            return read is { } asked ? await Send<T>(bus, asked.Body, command(asked.By, asked.Unit, id, asked.Body), cancellation) : refused!;
        }).WithSummary(summary).Accepts<TBody>("application/json").Produces<T>();

    /// <summary>A step that commands take for several grants at once.</summary>
    private static void Steps<TBody>(IEndpointRouteBuilder grant, string step, string summary, Func<Actor, Guid, Guid, JsonFields, IUnitMessage> command)
        where TBody : notnull =>
        grant.MapPost(step, async (Guid id, HttpContext http, GrantQueries grants, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation) =>
        {
            var (read, refused) = await Read(id, http, grants, texts, cancellation);
            if (read is not { } asked) return refused!;
            var message = command(asked.By, asked.Unit, id, asked.Body);
            if (asked.Body.Problems.Count > 0) return asked.Body.Problems.ToResult();
            return (await bus.InvokeAsync<Outcome<IReadOnlyList<GrantMoved>>>(message, cancellation)).ToResult(moved => Results.Ok(moved[0]));
        }).WithSummary(summary).Accepts<TBody>("application/json").Produces<GrantMoved>();

    private static async Task<((Actor By, Guid Unit, JsonFields Body)? Read, IResult? Refused)> Read(
        Guid id, HttpContext http, GrantQueries grants, RefusalTexts texts, CancellationToken cancellation)
    {
        var unit = await grants.UnitOf(id, cancellation);
        if (unit == Guid.Empty) return (null, AccessPolicy.OtherUnit.ToResult());
        if (await JsonFields.Read(http.Request, cancellation) is not { } fields)
            return (null, Problem.Of([Refusal.Invalid("json.unreadable")], texts) with { Status = StatusCodes.Status400BadRequest });
        return ((http.Actor(), unit, fields), null);
    }

    private static async Task<IResult> Send<T>(IMessageBus bus, JsonFields body, IUnitMessage message, CancellationToken cancellation)
        where T : notnull =>
        body.Problems.Count > 0 ? body.Problems.ToResult() : (await bus.InvokeAsync<Outcome<T>>(message, cancellation)).ToResult(done => Results.Ok(done));
}
