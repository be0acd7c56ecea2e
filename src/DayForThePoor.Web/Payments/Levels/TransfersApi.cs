using DayForThePoor.Core;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Payments.Levels;

/// <summary>The API's door to money between levels. Checks in the order 401, 403, key, content; then only translates.</summary>
public static class TransfersApi
{
    /// <summary>An end as the API shows it; <paramref name="Unit"/> and <paramref name="Fund"/> are null outside the system.</summary>
    public sealed record End(string? Unit, string? Fund, string? Account, string Name);

    public sealed record Line(string HouseholdCode, long AmountVnd, long SpentVnd);

    public sealed record View(
        Guid Id, string Kind, string State, End From, End To, string Channel, long AmountVnd, DateOnly DocumentDate, string? DecisionNumber, DateOnly? DecisionDate, string? Programme,
        string Narration, Guid? AllocationId, DateOnly? ConfirmedOn, long? SpentVnd, long? ReturnedVnd, IReadOnlyList<Line>? Lines = null);

    public sealed record Page(IReadOnlyList<View> Items, long Total, long SumVnd, int PageNumber, int PageSize);

    public static void Map(IEndpointRouteBuilder app)
    {
        var transfers = app.MapGroup("/api/unit-transfers").WithTags("Transfers between levels");
        transfers.MapPost("", Prepare).WithSummary("Money to another level, or from one outside; Idempotency-Key").Produces<TransferStep>(201);
        transfers.MapGet("", List).WithSummary("Transfers of the units that the caller reads").Produces<Page>();
        transfers.MapGet("{id:guid}", Get).WithSummary("One transfer; of an allocation with its list and what became of it").Produces<View>();
        transfers.MapPost("{id:guid}/{step}", Do).WithSummary("approve, reject, confirm, refuse, withdraw or settle").Produces<TransferStep>();
    }

    private static async Task<IResult> Prepare(
        HttpContext http, IAccessPolicy access, IRegistry registry, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        var actor = http.Actor();
        if ((await access.UnitsOf(actor, Permission.RecordGifts, cancellation)).Count == 0 && (await access.UnitsOf(actor, Permission.PreparePayments, cancellation)).Count == 0)
            return AccessPolicy.OtherUnit.ToResult();
        var fields = await JsonFields.Read(http.Request, cancellation);
        var code = fields?.Text("fund");
        var fund = code is null ? null : (await registry.Current(cancellation)).FundsByCode.GetValueOrDefault(code);
        var incoming = fields?.Flag("incoming") ?? false;
        if (code is not null && (fund is null || await access.WhyNot(actor, incoming ? Permission.RecordGifts : Permission.PreparePayments, fund.UnitId, cancellation) is not null))
            return AccessPolicy.OtherUnit.ToResult();
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return BadRequest(keyless, texts);
        if (fields is null) return BadRequest(Refusal.Invalid("json.unreadable"), texts);

        var form = new TransferForm(
            code ?? "", fields.Text("kind") ?? "", fields.Text("channel") ?? "", fields.Whole("amountVnd") ?? 0, fields.Text("narration"), fields.Text("account"), fields.Text("otherFund"),
            fields.Text("otherAccount"), fields.Text("otherName"), incoming, fields.Text("decisionNumber"), fields.Date("decisionDate"), fields.Text("paperSha256"), fields.Text("programme"),
            fields.List("lines", line => new TransferLineForm(line.Text("householdCode"), line.Whole("amountVnd") ?? 0)), Id(fields.Text("allocationId")), fields.Date("documentDate"));
        if (fund is null) return new[] { Refusal.Invalid("donation.fund_missing", "fund") }.Concat(fields.Problems.Where(p => p.Field != "fund")).ToList().ToResult();
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var outcome = await bus.InvokeAsync<Outcome<TransferStep>>(new PrepareTransfer(actor, fund.UnitId, key, form), cancellation);
        return outcome.ToResult(step => step.AlreadyKnown ? Results.Ok(step) : Results.Created($"/api/unit-transfers/{step.Id}", step));
    }

    private static Problem BadRequest(Refusal refusal, RefusalTexts texts) => Problem.Of([refusal], texts) with { Status = StatusCodes.Status400BadRequest };

    private static Guid? Id(string? text) => text is null ? null : Guid.TryParse(text, out var id) ? id : Guid.Empty;

    private static async Task<IResult> Do(
        Guid id, string step, HttpContext http, TransferQueries transfers, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        // What is foreign and what does not exist are answered alike, by the command's own check of the unit.
        var row = await transfers.Find(id, cancellation);
        var fields = http.Request.ContentLength is > 0 ? await JsonFields.Read(http.Request, cancellation) : new JsonFields(System.Text.Json.JsonSerializer.SerializeToElement(new { }));
        if (fields is null) return BadRequest(Refusal.Invalid("json.unreadable"), texts);
        var (actor, from, to, own, other) = (http.Actor(), row?.From?.UnitId ?? Guid.Empty, row?.To?.UnitId ?? Guid.Empty, row?.OwnUnit ?? Guid.Empty, row?.ConfirmingUnit ?? Guid.Empty);
        IUnitMessage? command = step switch
        {
            "approve" => new ApproveTransfer(actor, from, id),
            "reject" => new RejectTransfer(actor, from, id, fields.Text("reason")),
            "confirm" => new ConfirmTransfer(actor, other, id, new(fields.Date("receivedOn"), fields.Text("number"), fields.Date("date"), fields.Text("paperSha256"))),
            "refuse" => new RefuseTransfer(actor, to, id, fields.Text("reason")),
            "withdraw" => new WithdrawTransfer(actor, own, id, fields.Text("reason"), row is { From: null }),
            "settle" => new SettleTransfer(actor, other, id, new(fields.Whole("spentVnd"), fields.Text("papers"))),
            _ => null,
        };
        if (command is null) return Results.NotFound();
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        return (await bus.InvokeAsync<Outcome<TransferStep>>(command, cancellation)).ToResult(Results.Ok);
    }

    /// <summary>The transfer when the caller may read one of its ends.</summary>
    public static async Task<TransferRow?> Readable(Guid id, Actor actor, IAccessPolicy access, TransferQueries transfers, CancellationToken cancellation)
    {
        if (await transfers.Find(id, cancellation) is not { } row) return null;
        foreach (var unit in new[] { row.From?.UnitId, row.To?.UnitId }.OfType<Guid>())
            if (await access.WhyNot(actor, Permission.ReadLedger, unit, cancellation) is null) return row;
        return null;
    }

    private static async Task<IResult> Get(
        Guid id, HttpContext http, IAccessPolicy access, IRegistry registry, TransferQueries transfers, CancellationToken cancellation)
    {
        if (await Readable(id, http.Actor(), access, transfers, cancellation) is not { } row) return AccessPolicy.OtherUnit.ToResult();
        var view = Of(row, await registry.Current(cancellation));
        if (row.Kind != TransferKinds.Allocation) return Results.Ok(view);
        var use = await transfers.Use(row, cancellation);
        var lines = await transfers.Lines(id, cancellation);
        return Results.Ok(view with { SpentVnd = use.SpentVnd, ReturnedVnd = use.ReturnedVnd, Lines = [.. lines.Select(l => new Line(l.Code, l.AmountVnd, l.SpentVnd))] });
    }

    private static async Task<IResult> List(
        HttpContext http, IAccessPolicy access, IRegistry registry, TransferQueries transfers, CancellationToken cancellation,
        string? unit = null, string? state = null, string? kind = null, bool open = false, int page = 1, int pageSize = 50)
    {
        var known = await registry.Current(cancellation);
        var scope = await ReadScope.Of(http.Actor(), access, known, unit, null, cancellation);
        if (!scope.TryGet(out var units)) return scope.Refusals.ToResult();
        if (state is not null && !TransferStates.All.Contains(state)) return Refusal.Invalid("transfer.state_unknown", "state").ToResult();
        if (kind is not null && !TransferKinds.All.Contains(kind)) return Refusal.Invalid("transfer.kind_unknown", "kind").ToResult();
        var found = await transfers.List(new(units, state, kind, open, Page: page, PageSize: pageSize), cancellation);
        return Results.Ok(new Page([.. found.Items.Select(row => Of(row, known))], found.Total, found.SumVnd, found.Page, found.PageSize));
    }

    private static View Of(TransferRow row, RegistrySnapshot known) => new(
        row.Id, row.Kind, row.State, Of(row.From, row, known), Of(row.To, row, known), row.Channel, row.AmountVnd, row.DocumentDate, NullIfEmpty(row.DecisionNumber), row.DecisionDate,
        NullIfEmpty(row.Programme), row.Narration, row.AllocationId, row.ConfirmedOn, row.SpentVnd, null);

    private static End Of(TransferSide? side, TransferRow row, RegistrySnapshot known) => side is null
        ? new End(null, null, null, row.OtherName)
        : new End(
            known.UnitsNow[side.UnitId].Code, known.Funds[side.FundId].Code, side.AccountId is { } account ? known.Accounts[account].Code : null,
            known.UnitOn(side.UnitId, row.DocumentDate).Name);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
