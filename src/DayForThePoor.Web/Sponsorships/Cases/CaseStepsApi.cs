using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using Wolverine;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>
/// The API's door to what happens with a case: <c>POST /api/beneficiaries/{id}/…</c>. Who may is asked by each command; a case of
/// another unit and one that does not exist are answered alike.
/// </summary>
public static class CaseStepsApi
{
    public sealed record Written(Guid Id);

    /// <param name="Items">Or one <paramref name="Item"/>.</param>
    /// <param name="Child">The person's own signature.</param>
    /// <param name="File">Id of the kept picture of the paper; or the picture itself as the part "file" of a multipart form with the same fields.</param>
    public sealed record ConsentBody(
        IReadOnlyList<string>? Items, string? Item, bool ForPublic, DateOnly GivenOn, GuardianForm? Guardian, bool Child, DateOnly? ValidUntil, Guid? File);

    public sealed record ReasonBody(string? Reason);

    public sealed record LifeChangeBody(string Kind, DateOnly? On, string? Note);

    public sealed record CloseBody(DateOnly? On, string ReasonCode, string? Reason);

    public sealed record MergeBody(string Into, string Reason);

    public sealed record EndSlotBody(DateOnly? On);

    public static void Map(IEndpointRouteBuilder api)
    {
        var one = api.MapGroup("/beneficiaries/{id:guid}");
        Step<SlotForm, Guid>(one, "/slots", "Something more is needed each month", (by, unit, id, body, _) => new AddSlot(by, unit, id, CasesApi.Slot(body)), Created);
        Step<EndSlotBody, Guid>(one, "/slots/{part:guid}/end", "It is not needed any more", (by, unit, id, body, part) => new EndSlot(by, unit, id, part, body.Date("on")), Done);
        Step<ReasonBody, Guid>(one, "/consents/{part:guid}/withdraw", "Withdraw a consent: its item is hidden at once",
            (by, unit, id, body, part) => new WithdrawConsent(by, unit, id, part, body.Text("reason")), Done);
        Step<VisitForm, Guid>(one, "/visits", "Somebody visited the person",
            (by, unit, id, body, _) => new RecordVisit(by, unit, id, new(body.Date("on"), body.Text("text"), body.Id("sponsor"), body.Id("file"))), Created);
        Step<NewsForm, Guid>(one, "/news", "News for the sponsor, to be looked through",
            (by, unit, id, body, _) => new KeepNews(by, unit, id, new(body.Text("item"), body.Date("on"), body.Text("text"), body.Id("file"))), Created);
        Step<ReasonBody, Guid>(one, "/news/{part:guid}/approve", "News were looked through", (by, unit, id, _, part) => new ApproveNews(by, unit, id, part, true), Done);
        Step<ReasonBody, Guid>(one, "/news/{part:guid}/hide", "News are not to be shown any more", (by, unit, id, _, part) => new ApproveNews(by, unit, id, part, false), Done);
        Step<FacilityStepForm, Guid>(one, "/facility-steps", "A step of the file to a social-protection facility",
            (by, unit, id, body, _) => new RecordFacilityStep(by, unit, id, new(body.Text("step"), body.Text("facility"), body.Date("on"), body.Text("note"))), Created);
        Step<LifeChangeBody, LifeChanged>(one, "/life-changes", "Something changed in the person's life", Life, changed => Results.Created((string?)null, changed));
        Step<ReasonBody, Guid>(one, "/life-changes/{part:guid}/take-back", "Take a life change back",
            (by, unit, id, body, part) => new TakeBackLifeChange(by, unit, id, part, body.Text("reason")), Done);
        Step<CloseBody, CaseMoved>(one, "/close", "Close the case", (by, unit, id, body, _) => new CloseCase(by, unit, id, body.Date("on"), body.Text("reasonCode"), body.Text("reason")), Results.Ok);
        Step<ReasonBody, CaseMoved>(one, "/reopen", "Open the case again", (by, unit, id, body, _) => new ReopenCase(by, unit, id, body.Text("reason")), Results.Ok);
        Step<MergeBody, CaseMoved>(one, "/merge", "The person has another case too, which goes on",
            (by, unit, id, body, _) => new MergeCase(by, unit, id, body.Text("into"), body.Text("reason")), Results.Ok);
        Step<ReasonBody, CaseMoved>(one, "/unmerge", "They were two people after all", (by, unit, id, body, _) => new UnmergeCase(by, unit, id, body.Text("reason")), Results.Ok);
    }

    /// <summary>What turns with a birthday is found by the daily run; people write the rest.</summary>
    private static ChangeLife Life(Actor by, Guid unit, Guid id, JsonFields body, Guid part)
    {
        var kind = body.Text("kind");
        return new(by, unit, id, LifeChanges.ByPerson.Contains(kind) ? kind : null, body.Date("on"), body.Text("note"));
    }

    private static void Step<TBody, T>(
        IEndpointRouteBuilder one, string route, string summary, Func<Actor, Guid, Guid, JsonFields, Guid, IUnitMessage> command, Func<T, IResult> answer)
        where TBody : notnull
        where T : notnull =>
        one.MapPost(route, async (Guid id, HttpContext http, CaseQueries cases, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation) =>
        {
            var unit = await cases.UnitOf(id, cancellation);
            if (unit == Guid.Empty) return AccessPolicy.OtherUnit.ToResult();
            var fields = http.Request.ContentLength is 0 ? JsonFields.None : await JsonFields.Read(http.Request, cancellation);
            if (fields is null) return Problem.Of([Refusal.Invalid("json.unreadable")], texts) with { Status = StatusCodes.Status400BadRequest };
            var part = http.Request.RouteValues.TryGetValue("part", out var text) && Guid.TryParse(text as string, out var given) ? given : Guid.Empty;
            var message = command(http.Actor(), unit, id, fields, part);
            return fields.Problems.Count > 0 ? fields.Problems.ToResult() : (await bus.InvokeAsync<Outcome<T>>(message, cancellation)).ToResult(answer);
        }).WithSummary(summary).Accepts<TBody>("application/json");

    private static IResult Created(Guid id) => Results.Created((string?)null, new Written(id));

    private static IResult Done(Guid id) => Results.Ok(new Written(id));
}
