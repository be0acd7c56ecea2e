using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Sponsorships.Sponsors;

/// <summary>The API's door to sponsors.</summary>
public static class SponsorsApi
{
    /// <param name="Unit">National code of the commune.</param>
    /// <param name="Members">Of a group: name and đồng a month of each.</param>
    public sealed record Body(
        string Unit, string Kind, string Name, string? ContactName, string? Phone, string? Email, string? Address, bool? MayBeNamed, IReadOnlyList<MemberShare>? Members);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/sponsors", Register).WithSummary("Write down a sponsor").Accepts<Body>("application/json").Produces<SponsorWritten>(StatusCodes.Status201Created);

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
        var form = new SponsorForm(
            fields.Text("kind"), fields.Text("name"), fields.Text("contactName"), fields.Text("phone"), fields.Text("email"), fields.Text("address"), fields.Flag("mayBeNamed"),
            fields.List("members", member => new MemberShare(member.Text("name"), member.Whole("shareVnd", "sponsor.share"))));
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var outcome = await bus.InvokeAsync<Outcome<SponsorWritten>>(new RegisterSponsor(actor, unit.UnitId, form, key.Length > 0 ? key : null), cancellation);
        return outcome.ToResult(written => written.AlreadyKnown ? Results.Ok(written) : Results.Created($"/api/sponsors/{written.Id}", written));
    }

    private static IResult Unreadable(Refusal refusal, RefusalTexts texts) => Problem.Of([refusal], texts) with { Status = StatusCodes.Status400BadRequest };
}
