using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Attachments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Wolverine;

namespace DayForThePoor.Web.Grants;

/// <summary>The API's door to papers and pictures, and the address under which pages show them.</summary>
public static class GrantFilesApi
{
    /// <summary>With what the multipart form adds around the file.</summary>
    private const long LargestBody = Photo.LargestFile + 64 * 1024;

    public static void Map(WebApplication app, IEndpointRouteBuilder api)
    {
        api.MapPost("/grants/files", Keep).DisableAntiforgery().WithSummary("Keep a paper or a picture (multipart: unit, kind, file)").Produces<GrantFileKept>()
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = LargestBody });
        api.MapGet("/grants/files/{id:guid}", Download).WithSummary("A kept paper or picture");
        app.MapGet("/chi/tep/{id:guid}", Download).ExcludeFromDescription();
    }

    private static async Task<IResult> Keep(HttpContext http, GrantSight sight, IRegistry registry, IMessageBus bus, CancellationToken cancellation)
    {
        var may = await sight.Units(http.Actor(), Permission.RequestGrants, null, cancellation);
        if (may.IsRefused) return may.Refusals.ToResult();
        IFormCollection? form = null;
        try
        {
            if (http.Request.HasFormContentType) form = await http.Request.ReadFormAsync(cancellation);
        }
        catch (InvalidDataException)
        {
            // No form after all: answered as one without a file.
        }
        if (form?.Files["file"] is not { } file) return Refusal.Invalid("paper.missing", "file").ToResult();
        if ((await registry.Current(cancellation)).UnitsByCode.GetValueOrDefault(form["unit"].ToString())?.UnitId is not { } unit || !may.Value.Contains(unit)) return AccessPolicy.OtherUnit.ToResult();
        await using var content = file.OpenReadStream();
        return (await bus.InvokeAsync<Outcome<GrantFileKept>>(new KeepGrantFile(http.Actor(), unit, form["kind"], file.FileName, content), cancellation)).ToResult(Results.Ok);
    }

    /// <summary>Whoever may read grants of the unit may see their papers; those of a complaint only whoever may read complaints.</summary>
    private static async Task<IResult> Download(Guid id, HttpContext http, Sessions sessions, IAccessPolicy access, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        Guid unit;
        byte[] sha256;
        string kind;
        await using (var select = new NpgsqlCommand("select unit_id, sha256, kind from grants.file where id = $1", connection) { Parameters = { new() { Value = id } } })
        await using (var row = await select.ExecuteReaderAsync(cancellation))
        {
            if (!await row.ReadAsync(cancellation)) return AccessPolicy.OtherUnit.ToResult();
            (unit, sha256, kind) = (row.GetGuid(0), row.GetFieldValue<byte[]>(1), row.GetString(2));
        }
        var needs = kind == Core.Grants.GrantFiles.Complaint ? Permission.ReadComplaints : Permission.ReadGrants;
        return await access.WhyNot(http.Actor(), needs, unit, cancellation) is { } refusal
            ? refusal.ToResult()
            : await PaperFile.Of(connection, http, sha256, cancellation);
    }
}
