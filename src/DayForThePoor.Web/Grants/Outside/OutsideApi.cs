using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Grants.Overlap;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Households;
using DayForThePoor.Web.Households.Importing;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Wolverine;

namespace DayForThePoor.Web.Grants.Outside;

/// <summary>What households received from every source, and recording what other programmes gave, over HTTP.</summary>
public static class OutsideApi
{
    /// <summary>With what the multipart form adds around the file.</summary>
    public const long LargestBody = SheetRows.LargestFile + 64 * 1024;

    /// <param name="State">problems (nothing is recorded), checked (dry run) or accepted.</param>
    /// <param name="AmountVnd">Đồng of the rows that can be recorded.</param>
    public sealed record ImportAnswer(string State, Guid? ImportId, int Rows, long AmountVnd, IReadOnlyList<HouseholdsApi.ToldListProblem> Problems, int ProblemCount);

    public sealed record Recorded(Guid Id);

    public sealed record Asked(Guid? MemberId, string? Programme, string? List, string? Purpose, long? AmountVnd, string? On);

    public sealed record Reason(string? Text);

    /// <param name="Level">hard, notice or shown.</param>
    /// <param name="Why">same_list or too_soon; null unless it is hard.</param>
    /// <param name="Source">Fund or programme; null of a unit that the reader does not see.</param>
    public sealed record OverlapRow(string Level, string? Why, string Unit, string UnitName, string Purpose, long AmountVnd, DateOnly On, bool Decided, string? Source);

    /// <param name="IsHard">A grant for this purpose would be refused unless another approver answers for it.</param>
    public sealed record OverlapAnswer(Guid HouseholdId, string Purpose, int Months, int Years, bool IsHard, IReadOnlyList<OverlapRow> Items);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/households/{id:guid}/support", Find).WithSummary("Everything a household received or asks for, from every source").Produces<HouseholdSupport>();
        api.MapGet("/households/{id:guid}/overlap", Overlap).WithSummary("What would stand against a grant for a purpose").Produces<OverlapAnswer>();
        api.MapPost("/households/{id:guid}/support", Record).WithSummary("Record what another programme gave").Produces<Recorded>(StatusCodes.Status201Created);
        api.MapPost("/households/{id:guid}/support/{support:guid}/take-back", TakeBack).WithSummary("A support of another programme was recorded by mistake");
        api.MapPost("/households/support/import", Import).DisableAntiforgery().WithSummary("Bring in a list of another programme (xlsx, xls or csv)").Produces<ImportAnswer>()
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = SheetRows.LargestFile });
    }

    private static async Task<IResult> Find(Guid id, HttpContext http, HouseholdReaders readers, HouseholdSupports supports, CancellationToken cancellation) =>
        await readers.Find(http.Actor(), id, cancellation) is { } reader ? Results.Ok(await supports.Of(id, reader.Units, cancellation)) : AccessPolicy.OtherUnit.ToResult();

    private static async Task<IResult> Overlap(Guid id, HttpContext http, HouseholdReaders readers, OverlapLook look, CancellationToken cancellation, string? purpose = null)
    {
        if (!Purposes.All.Contains(purpose)) return Refusal.Invalid("outside.purpose", "purpose").ToResult();
        return await readers.Find(http.Actor(), id, cancellation) is { } reader ? Results.Ok(await look.For(id, purpose!, reader, cancellation)) : AccessPolicy.OtherUnit.ToResult();
    }

    private static async Task<IResult> Record(Guid id, Asked asked, HttpContext http, HouseholdQueries households, IMessageBus bus, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        var form = new OutsideSupportForm(asked.MemberId, asked.Programme, asked.List, asked.Purpose, asked.AmountVnd, ReadScope.Date(asked.On, "on", no));
        if (no.Count > 0) return no.ToResult();
        var command = new RecordOutsideSupport(http.Actor(), await households.UnitOf(id, cancellation), id, form);
        return (await bus.InvokeAsync<Outcome<Guid>>(command, cancellation)).ToResult(support => Results.Created($"/api/households/{id}/support", new Recorded(support)));
    }

    private static async Task<IResult> TakeBack(Guid id, Guid support, Reason reason, HttpContext http, HouseholdQueries households, IMessageBus bus, CancellationToken cancellation)
    {
        var command = new TakeBackOutsideSupport(http.Actor(), await households.UnitOf(id, cancellation), id, support, reason.Text);
        return (await bus.InvokeAsync<Outcome<bool>>(command, cancellation)).ToResult(_ => Results.NoContent());
    }

    private static async Task<IResult> Import(
        HttpContext http, IRegistry registry, IMessageBus bus, IStringLocalizer<ReceivedTexts> texts, CancellationToken cancellation, bool dryRun = false)
    {
        if (!http.Request.HasFormContentType) return Refusal.Invalid("outside_list.no_file", "file").ToResult();
        var form = await http.Request.ReadFormAsync(cancellation);
        if (form.Files["file"] is not { } file) return Refusal.Invalid("outside_list.no_file", "file").ToResult();
        var unit = (await registry.Current(cancellation)).UnitsByCode.GetValueOrDefault(form["unit"].ToString())?.UnitId ?? Guid.Empty;
        await using var content = file.OpenReadStream();
        var command = new ReadOutsideList(http.Actor(), unit, new(form["programme"], form["list"], file.FileName), content, Keep: !dryRun);
        var outcome = await bus.InvokeAsync<Outcome<OutsideListRead>>(command, cancellation);
        if (!outcome.TryGet(out var read)) return outcome.Refusals.ToResult();
        // A dry run did what was asked, whatever it found; an import that changed nothing was refused.
        if (read.ProblemCount > 0) return Answer(dryRun ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, "problems");
        if (dryRun) return Answer(StatusCodes.Status200OK, "checked");
        var accepted = await bus.InvokeAsync<Outcome<int>>(new AcceptOutsideList(http.Actor(), unit, read.Id!.Value), cancellation);
        return accepted.ToResult(_ => Answer(StatusCodes.Status200OK, "accepted"));

        IResult Answer(int status, string state) => Results.Json(
            new ImportAnswer(state, read.Id, read.Rows, read.Amount, [.. read.Problems.Select(p => new HouseholdsApi.ToldListProblem(p.Code, p.Row, p.Column, ReceivedTexts.Of(texts, p)))], read.ProblemCount),
            statusCode: status);
    }
}
