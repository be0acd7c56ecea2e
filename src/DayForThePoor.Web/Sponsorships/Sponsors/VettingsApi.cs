using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Sponsorships.Pledges;
using Microsoft.AspNetCore.Mvc;
using Wolverine;

namespace DayForThePoor.Web.Sponsorships.Sponsors;

/// <summary>The API's door to decisions whether a sponsor may meet a child, and to the papers kept with them.</summary>
public static class VettingsApi
{
    /// <summary>With what the multipart form adds around the file.</summary>
    private const long LargestBody = Papers.Largest + 64 * 1024;

    /// <param name="Outcome">asked, cleared or refused; to clear somebody send a form with the paper.</param>
    public sealed record Body(string Outcome, DateOnly? CharterOn, DateOnly? RecordOn, DateOnly? ValidUntil, string? Note);

    public static void Map(WebApplication app, IEndpointRouteBuilder api)
    {
        api.MapPost("/sponsors/{id:guid}/vettings", Vet).DisableAntiforgery()
            .WithSummary("Decide whether a sponsor may meet a child (multipart: outcome, charterOn, recordOn, validUntil, note, file; or JSON without a paper)")
            .Accepts<Body>("application/json", "multipart/form-data").Produces<SponsorVetted>(StatusCodes.Status201Created)
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = LargestBody });
        api.MapGet("/sponsors/{id:guid}/vettings/{vetting:guid}/paper", Download).WithSummary("The paper kept with a decision");
        app.MapGet("/do-dau/nguoi-do-dau/{id:guid}/giay-to/{vetting:guid}", Download).ExcludeFromDescription();
    }

    private static async Task<IResult> Vet(
        Guid id, HttpContext http, IAccessPolicy access, SponsorQueries sponsors, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var actor = http.Actor();
        if (await sponsors.Find(id, cancellation) is not { UnitId: var unit } || await access.WhyNot(actor, Permission.ManagePledges, unit, cancellation) is not null)
            return AccessPolicy.OtherUnit.ToResult();
        if (!http.Request.HasFormContentType)
        {
            if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return Problem.Of([Refusal.Invalid("json.unreadable")], texts) with { Status = StatusCodes.Status400BadRequest };
            var asked = new VetSponsor(actor, unit, id, fields.Text("outcome"), fields.Date("charterOn"), fields.Date("recordOn"), fields.Date("validUntil"), fields.Text("note"));
            return fields.Problems.Count > 0 ? fields.Problems.ToResult() : await Send(asked, bus, cancellation);
        }

        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(cancellation);
        }
        catch (InvalidDataException)
        {
            return Refusal.Invalid("paper.missing", "file").ToResult(); // No form after all: answered as one without a file.
        }
        List<Refusal> no = [];
        var file = form.Files["file"] is { Length: > 0 } chosen ? chosen : null;
        await using var content = file?.OpenReadStream();
        var sent = new VetSponsor(
            actor, unit, id, form["outcome"], ReadScope.Date(form["charterOn"], "charterOn", no), ReadScope.Date(form["recordOn"], "recordOn", no),
            ReadScope.Date(form["validUntil"], "validUntil", no), form["note"], content is null ? null : new(file!.FileName, content));
        return no.Count > 0 ? no.ToResult() : await Send(sent, bus, cancellation);
    }

    private static async Task<IResult> Send(VetSponsor command, IMessageBus bus, CancellationToken cancellation) =>
        (await bus.InvokeAsync<Outcome<SponsorVetted>>(command, cancellation)).ToResult(vetted => Results.Created((string?)null, vetted));

    private static async Task<IResult> Download(
        Guid id, Guid vetting, HttpContext http, PledgeSight sight, SponsorQueries sponsors, SponsorDetails details, Sessions sessions, CancellationToken cancellation)
    {
        if (await sponsors.Find(id, cancellation) is not { UnitId: var unit } || !await sight.MayRead(http.Actor(), unit, cancellation)
            || await details.Paper(id, vetting, cancellation) is not { } sha256) return AccessPolicy.OtherUnit.ToResult();
        await using var connection = await sessions.Connect(unit, cancellation);
        return await PaperFile.Of(connection, http, sha256, cancellation);
    }
}
