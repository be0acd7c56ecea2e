using System.Globalization;
using DayForThePoor.Core;
using DayForThePoor.Core.Households;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Households.Importing;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Wolverine;

namespace DayForThePoor.Web.Households;

/// <summary>The API's door to the register of households.</summary>
public static class HouseholdsApi
{
    /// <summary>With what the multipart form adds around the file.</summary>
    public const long LargestBody = ListFile.LargestFile + 64 * 1024;

    /// <param name="Unit">National code of the commune.</param>
    /// <param name="Ended">moved, died or merged; null: lives there.</param>
    public sealed record Row(Guid Id, string Code, string Head, string Unit, string Hamlet, string Class, int Year, int People, bool? Able, string Certificate, string? Ended);

    /// <param name="ByClass">Households of each class over the search without its class.</param>
    public sealed record Found(IReadOnlyList<Row> Items, int Total, int Page, int PageSize, int? Year, IReadOnlyDictionary<string, int> ByClass);

    /// <param name="State">problems (nothing is stored), checked (dry run), questions (a person has to decide, at <paramref name="Href"/>) or accepted.</param>
    /// <param name="Counts">What the list changes or, when accepted, changed.</param>
    public sealed record ImportAnswer(
        string State, Guid? ImportId, string? Href, int Rows, ListCounts Counts, int Questions, IReadOnlyList<ToldListProblem> Problems, int ProblemCount);

    public sealed record ToldListProblem(string Code, int? Row, string? Column, string Message);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/households", List).WithSummary("Households in the review of a year, sorted by given name").Produces<Found>();
        api.MapGet("/households/{id:guid}", Find).WithSummary("One household; ID numbers masked, no health").Produces<HouseholdView>();
        api.MapPost("/households/{id:guid}/personal-data", Personal).WithSummary("ID numbers whole, and health; logged").Produces<IReadOnlyList<PersonalData>>();
        api.MapPost("/households/import", Import).DisableAntiforgery().WithSummary("Bring in the official list of a year (xlsx)").Produces<ImportAnswer>()
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = ListFile.LargestFile });
    }

    private static async Task<IResult> List(
        HttpContext http, HouseholdSight sight, HouseholdQueries households, IRegistry registry, CancellationToken cancellation,
        string? search = null, string? unit = null, [FromQuery(Name = "class")] string? recognised = null, int? year = null, Guid? hamlet = null, int page = 1, int pageSize = 50)
    {
        if (recognised is not null && !HouseholdClasses.All.Contains(recognised)) return Refusal.Invalid("household.class", "class").ToResult();
        if (year is < 0 or > short.MaxValue) return Refusal.Invalid("household.year", "year").ToResult();
        var known = await registry.Current(cancellation);
        var units = await sight.Units(http.Actor(), Permission.ReadHouseholds, unit, cancellation);
        if (!units.TryGet(out var seen)) return units.Refusals.ToResult();
        var found = await households.List(new(seen, year, search, hamlet, recognised, page, pageSize), cancellation);
        var rows = found.Items.Select(h => new Row(
            h.Id, h.Code, h.Head, known.UnitsNow[h.UnitId].Code, h.Hamlet, h.Class, found.Year.GetValueOrDefault(), h.People, h.Able, h.Certificate, h.Ended));
        return Results.Ok(new Found([.. rows], found.Total, found.Page, found.PageSize, found.Year, found.ByClass));
    }

    private static async Task<IResult> Find(Guid id, HttpContext http, HouseholdSight sight, CancellationToken cancellation) =>
        await sight.Find(http.Actor(), id, cancellation) is { } household ? Results.Ok(household) : AccessPolicy.OtherUnit.ToResult();

    public sealed record Asked(string? Reason);

    private static async Task<IResult> Personal(Guid id, Asked asked, HttpContext http, HouseholdQueries households, IMessageBus bus, CancellationToken cancellation)
    {
        var command = new ReadPersonalData(http.Actor(), await households.UnitOf(id, cancellation), id, asked.Reason);
        return (await bus.InvokeAsync<Outcome<IReadOnlyList<PersonalData>>>(command, cancellation)).ToResult(Results.Ok);
    }

    private static async Task<IResult> Import(
        HttpContext http, HouseholdSight sight, IRegistry registry, IMessageBus bus, IStringLocalizer<HouseholdTexts> texts, CancellationToken cancellation, bool dryRun = false)
    {
        var may = await sight.Units(http.Actor(), Permission.ManageHouseholds, null, cancellation);
        if (may.IsRefused) return may.Refusals.ToResult();
        var form = http.Request.HasFormContentType ? await ReadForm(http, cancellation) : null;
        if (form?.Files["file"] is not { } file) return Refusal.Invalid("household_list.no_file", "file").ToResult();
        if (form["unit"].ToString() is not { Length: > 0 } code) return Refusal.Invalid("household_list.no_unit", "unit").ToResult();
        if ((await registry.Current(cancellation)).UnitsByCode.GetValueOrDefault(code)?.UnitId is not { } unit || !may.Value.Contains(unit)) return AccessPolicy.OtherUnit.ToResult();

        List<Refusal> no = [];
        var asked = new ListForm(Year(form["year"].ToString()), form["decision"], ReadScope.Date(form["decisionDate"], "decisionDate", no), file.FileName);
        if (no.Count > 0) return no.ToResult();
        await using var content = file.OpenReadStream();
        var outcome = await bus.InvokeAsync<Outcome<ListRead>>(new ReadHouseholdList(http.Actor(), unit, asked, content, Keep: !dryRun), cancellation);
        if (!outcome.TryGet(out var read)) return outcome.Refusals.ToResult();
        if (read.ProblemCount > 0) return Answer(StatusOf(dryRun), "problems", read, null);
        if (dryRun) return Answer(StatusCodes.Status200OK, "checked", read, null);
        if (read.Questions > 0) return Answer(StatusCodes.Status202Accepted, "questions", read, $"/ho-ngheo/nap/{read.Id}");

        var accepted = await bus.InvokeAsync<Outcome<ListCounts>>(new AcceptHouseholdList(http.Actor(), unit, read.Id!.Value), cancellation);
        return accepted.ToResult(counts => Answer(StatusCodes.Status200OK, "accepted", read with { Counts = counts }, null));

        IResult Answer(int status, string state, ListRead done, string? href) => Results.Json(
            new ImportAnswer(state, done.Id, href, done.Rows, done.Counts, done.Questions, [.. done.Problems.Select(Told)], done.ProblemCount), statusCode: status);

        ToldListProblem Told(ListProblem problem) => new(problem.Code, problem.Row, problem.Column, ListProblemText.Of(texts, problem));
    }

    /// <summary>A dry run did what was asked, whatever it found; an import that changed nothing was refused.</summary>
    private static int StatusOf(bool dryRun) => dryRun ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;

    private static int? Year(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    /// <summary>Null when the body is no form after all.</summary>
    private static async Task<IFormCollection?> ReadForm(HttpContext http, CancellationToken cancellation)
    {
        try
        {
            return await http.Request.ReadFormAsync(cancellation);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
