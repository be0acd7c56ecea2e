using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Wolverine;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>The API's door to papers of cases and to consents, which come with a picture of their paper; and the address under which pages show them.</summary>
public static class CaseFilesApi
{
    /// <summary>With what the multipart form adds around the file.</summary>
    public const long LargestBody = Photo.LargestFile + 64 * 1024;

    public static void Map(WebApplication app, IEndpointRouteBuilder api)
    {
        var limits = new object[] { new RequestSizeLimitAttribute(LargestBody), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = LargestBody } };
        api.MapPost("/beneficiaries/{id:guid}/files", Keep).DisableAntiforgery().WithSummary("Put a paper or a picture into the file of a case (multipart: kind, onDate, file)")
            .Produces<CaseFileKept>().WithMetadata(limits);
        api.MapPost("/beneficiaries/{id:guid}/consents", Consent).DisableAntiforgery()
            .WithSummary("Write down a consent (JSON with the id of the kept paper, or multipart with its picture)")
            .Accepts<CaseStepsApi.ConsentBody>("application/json", "multipart/form-data").Produces<ConsentGiven>(StatusCodes.Status201Created).WithMetadata(limits);
        api.MapGet("/beneficiaries/files/{id:guid}", Download).WithSummary("A kept paper or picture");
        app.MapGet("/do-dau/tep/{id:guid}", Download).ExcludeFromDescription();
    }

    private static async Task<IResult> Keep(Guid id, HttpContext http, CaseQueries cases, CaseSight sight, IMessageBus bus, CancellationToken cancellation)
    {
        var unit = await cases.UnitOf(id, cancellation);
        if (await MayManage(http, sight, unit, cancellation) is { } refused) return refused;
        if (await ReadForm(http, cancellation) is not { } form || form.Files["file"] is not { } file) return Refusal.Invalid("paper.missing", "file").ToResult();
        List<Refusal> no = [];
        var on = ReadScope.Date(form["onDate"], "onDate", no);
        if (no.Count > 0) return no.ToResult();
        await using var content = file.OpenReadStream();
        return (await bus.InvokeAsync<Outcome<CaseFileKept>>(new KeepCaseFile(http.Actor(), unit, id, form["kind"], file.FileName, on, content), cancellation)).ToResult(Results.Ok);
    }

    private static async Task<IResult> Consent(
        Guid id, HttpContext http, CaseQueries cases, CaseSight sight, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var unit = await cases.UnitOf(id, cancellation);
        if (await MayManage(http, sight, unit, cancellation) is { } refused) return refused;
        if (!http.Request.HasFormContentType)
        {
            if (await JsonFields.Read(http.Request, cancellation) is not { } fields) return Problem.Of([Refusal.Invalid("json.unreadable")], texts) with { Status = StatusCodes.Status400BadRequest };
            var asked = new ConsentForm(
                fields.Text("item") is { } single ? [single] : fields.Texts("items") ?? [], fields.Flag("forPublic"), fields.Date("givenOn"),
                fields.Part("guardian", g => new GuardianForm(g.Text("name"), g.Text("relation"))), fields.Flag("child") ?? false, fields.Date("validUntil"), fields.Id("file"));
            return fields.Problems.Count > 0 ? fields.Problems.ToResult() : await Give(http, unit, id, asked, bus, cancellation);
        }

        if (await ReadForm(http, cancellation) is not { } form || form.Files["file"] is not { } file) return Refusal.Invalid("paper.missing", "file").ToResult();
        List<Refusal> no = [];
        var read = new ConsentForm(
            [.. form["items"].Concat(form["item"]).OfType<string>().SelectMany(items => items.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
            Flag(form["forPublic"]), ReadScope.Date(form["givenOn"], "givenOn", no),
            form.ContainsKey("guardianName") ? new(form["guardianName"], form["guardianRelation"]) : null, Flag(form["child"]) ?? false,
            ReadScope.Date(form["validUntil"], "validUntil", no), null);
        if (no.Count > 0) return no.ToResult();
        await using var content = file.OpenReadStream();
        var kept = await bus.InvokeAsync<Outcome<CaseFileKept>>(
            new KeepCaseFile(http.Actor(), unit, id, CaseFileKinds.Consent, file.FileName, null, content), cancellation);
        return kept.TryGet(out var paper) ? await Give(http, unit, id, read with { File = paper.FileId }, bus, cancellation) : kept.Refusals.ToResult();

        static bool? Flag(string? typed) => typed switch { "true" or "on" or "1" => true, "false" or "0" => false, _ => null };
    }

    private static async Task<IResult> Give(HttpContext http, Guid unit, Guid id, ConsentForm form, IMessageBus bus, CancellationToken cancellation) =>
        (await bus.InvokeAsync<Outcome<ConsentGiven>>(new GiveConsent(http.Actor(), unit, id, form), cancellation)).ToResult(given => Results.Created((string?)null, given));

    private static async Task<IResult?> MayManage(HttpContext http, CaseSight sight, Guid unit, CancellationToken cancellation)
    {
        var may = await sight.Units(http.Actor(), Permission.ManageCases, null, cancellation);
        return may.TryGet(out var units) && units.Contains(unit) ? null : AccessPolicy.OtherUnit.ToResult();
    }

    private static async Task<IFormCollection?> ReadForm(HttpContext http, CancellationToken cancellation)
    {
        try
        {
            return http.Request.HasFormContentType ? await http.Request.ReadFormAsync(cancellation) : null;
        }
        catch (InvalidDataException)
        {
            return null; // No form after all: answered as one without a file.
        }
    }

    /// <summary>Every reading of a case's paper is logged with its household, as other personal data.</summary>
    private static async Task<IResult> Download(Guid id, HttpContext http, Sessions sessions, CaseSight sight, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        Guid unit;
        byte[] sha256;
        await using (var select = new NpgsqlCommand("select unit_id, sha256 from sponsorships.file where id = $1", connection) { Parameters = { new() { Value = id } } })
        await using (var row = await select.ExecuteReaderAsync(cancellation))
        {
            if (!await row.ReadAsync(cancellation)) return AccessPolicy.OtherUnit.ToResult();
            (unit, sha256) = (row.GetGuid(0), row.GetFieldValue<byte[]>(1));
        }
        if (!await sight.MayReadPapers(http.Actor(), unit, cancellation)) return AccessPolicy.OtherUnit.ToResult();
        await using (var log = new NpgsqlCommand("""
            insert into households.reading (at, person_id, household_id, unit_id, what, reason)
            select $2, $3, b.household_id, b.unit_id, 'sponsorship_paper', b.code from sponsorships.file f join sponsorships.beneficiary b on b.id = f.beneficiary_id where f.id = $1
            """, connection)
        {
            Parameters = { new() { Value = id }, new() { Value = clock.GetUtcNow() }, new() { Value = http.Actor().PersonId } },
        }) await log.ExecuteNonQueryAsync(cancellation);
        return await PaperFile.Of(connection, http, sha256, cancellation);
    }
}
