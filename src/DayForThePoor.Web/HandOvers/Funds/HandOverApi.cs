using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.HandOvers.Funds;

/// <summary>Hand-over of funds over HTTP: draft, minutes, signatures.</summary>
public static class HandOverApi
{
    public sealed record PartView(string Unit, long AmountVnd);

    public sealed record ItemView(string Item, string Role, string Account, long AmountVnd, IReadOnlyList<PartView> Parts);

    public sealed record AccountView(string Account, string Bank, string Number, long BookVnd, long BankVnd, string Fate, string? To, string? NewAccount);

    public sealed record GoodsView(string Name, string Measure, decimal Quantity, long ValueVnd, string To);

    /// <param name="Side">giver or receiver.</param>
    public sealed record SideView(string Unit, string Name, string Fund, string Side, long? Share, long AmountVnd, string? SignedBy, DateTimeOffset? SignedAt);

    public sealed record HandOverView(
        Guid Id, string Fund, string Unit, string State, DateOnly ClosingOn, DateOnly? DocumentDate, long TotalVnd, long CashBookVnd, long CashCountedVnd,
        IReadOnlyList<AccountView> Accounts, IReadOnlyList<GoodsView> Goods, IReadOnlyList<ItemView> Split, IReadOnlyList<ItemView> Earmarks, IReadOnlyList<SideView> Sides);

    public sealed record SuccessorView(string Unit, string Name, string? Fund);

    public sealed record DraftView(
        string Fund, string Unit, DateOnly ClosingOn, long TotalVnd, IReadOnlyList<SuccessorView> Successors, IReadOnlyList<ItemView> Items, IReadOnlyList<ItemView> Earmarks,
        IReadOnlyList<DraftGoods> Goods, IReadOnlyList<string> OpenCases, IReadOnlyList<string> LastNumbers);

    /// <param name="Unit">Code of the side that is signed for; for a unit that has ended the code of its fund.</param>
    public sealed record SignForm(string? Unit);

    public static void Map(IEndpointRouteBuilder api)
    {
        var minutes = api.MapGroup("/units/hand-over").WithTags("Units");
        minutes.MapPost("", Draw).WithSummary("Draw up minutes by which a unit that ended hands a fund to its successors").Produces<HandOverDrawn>(StatusCodes.Status201Created);
        minutes.MapGet("", List).WithSummary("Minutes in which one's units are a side");
        minutes.MapGet("draft", Draft).WithSummary("What the books say for new minutes").Produces<DraftView>();
        minutes.MapGet("{id:guid}", Get).Produces<HandOverView>();
        minutes.MapPost("{id:guid}/sign", Sign).WithSummary("Sign for a side; the last signature posts").Produces<HandOverSigned>();
        minutes.MapPost("{id:guid}/withdraw", Withdraw).WithSummary("Take minutes back that not all have signed");
    }

    private static async Task<IResult> Draw(HandOverForm form, HttpContext http, IMessageBus bus, IRegistry registry, IAccessPolicy access, RefusalTexts texts, CancellationToken cancellation)
    {
        var fund = (await registry.Current(cancellation)).FundsByCode.GetValueOrDefault(form.Fund ?? "");
        if (await access.WhyNot(http.Actor(), Permission.HandOverFunds, fund?.UnitId ?? Guid.Empty, cancellation) is { } foreign) return foreign.ToResult();
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return Problem.Of([keyless], texts) with { Status = StatusCodes.Status400BadRequest };
        // Lists that a caller leaves out arrive as null, whatever the type says.
        var whole = form with
        {
            Receivers = form.Receivers ?? [],
            Accounts = form.Accounts ?? [],
            Split = form.Split?.Select(s => s with { Parts = s.Parts ?? new Dictionary<string, long>() }).ToList(),
        };
        var outcome = await bus.InvokeAsync<Outcome<HandOverDrawn>>(new DrawHandOver(http.Actor(), fund!.UnitId, key, whole), cancellation);
        return outcome.ToResult(drawn => drawn.AlreadyKnown ? Results.Ok(drawn) : Results.Created($"/api/units/hand-over/{drawn.Id}", drawn));
    }

    private static async Task<IResult> List(HttpContext http, HandOverRecords records, HandOverSight sight, IRegistry registry, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var units = await sight.Units(http.Actor(), cancellation);
        if (units.Count == 0) return AccessPolicy.OtherUnit.ToResult();
        var found = await records.Of([.. units], cancellation);
        return Results.Ok(new { items = found.Select(record => View(record, known)), total = found.Count });
    }

    private static async Task<IResult> Get(Guid id, HttpContext http, HandOverRecords records, HandOverSight sight, IRegistry registry, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var units = await sight.Units(http.Actor(), cancellation);
        // Other units' minutes and those that do not exist answer alike.
        return await records.Find(id, cancellation) is { } record && record.Sides.Any(side => units.Contains(side.UnitId))
            ? Results.Ok(View(record, known))
            : Refusal.NotFound("handover.unknown").ToResult();
    }

    private static async Task<IResult> Draft(
        HttpContext http, HandOverDrafts drafts, IAccessPolicy access, IRegistry registry, TimeProvider clock, CancellationToken cancellation, string? fund = null, DateOnly? closingOn = null)
    {
        var known = await registry.Current(cancellation);
        var asked = known.FundsByCode.GetValueOrDefault(fund ?? "");
        if (await access.WhyNot(http.Actor(), Permission.HandOverFunds, asked?.UnitId ?? Guid.Empty, cancellation) is { } foreign) return foreign.ToResult();
        var draft = await drafts.Of(asked!, closingOn, VietnamTime.TodayIn(clock), cancellation);
        return Results.Ok(new DraftView(
            draft.Fund.Code, draft.Giver.Name, draft.ClosingOn, draft.Total, [.. draft.Successors.Select(s => new SuccessorView(s.Unit.Code, s.Unit.Name, s.Fund?.Code))],
            [.. draft.Items.Select(i => new ItemView(i.Key, i.Holding.Role, i.Account, i.Holding.Balance, []))],
            [.. draft.Earmarks.Select(e => new ItemView(e.Key, "", e.Receipt, e.LeftVnd, []))], draft.Goods, draft.OpenCases, draft.LastNumbers));
    }

    private static async Task<IResult> Sign(Guid id, SignForm form, HttpContext http, IMessageBus bus, IRegistry registry, CancellationToken cancellation)
    {
        var unit = UnitOf(await registry.Current(cancellation), form.Unit);
        return (await bus.InvokeAsync<Outcome<HandOverSigned>>(new SignHandOver(http.Actor(), unit, id), cancellation)).ToResult(Results.Ok);
    }

    private static async Task<IResult> Withdraw(Guid id, HttpContext http, IMessageBus bus, HandOverRecords records, CancellationToken cancellation)
    {
        var record = await records.Find(id, cancellation);
        return (await bus.InvokeAsync<Outcome<bool>>(new WithdrawHandOver(http.Actor(), record?.UnitId ?? Guid.Empty, id), cancellation)).ToResult(_ => Results.NoContent());
    }

    /// <summary>A code means the unit that bears it today; one that nobody bears any more is told by its fund's code.</summary>
    private static Guid UnitOf(RegistrySnapshot known, string? code) =>
        known.UnitsByCode.GetValueOrDefault(code ?? "")?.UnitId ?? known.FundsByCode.GetValueOrDefault(code ?? "")?.UnitId ?? Guid.Empty;

    private static HandOverView View(HandOverRecord record, RegistrySnapshot known)
    {
        var minute = record.Minute;
        string Code(Guid unit) => known.UnitsNow[unit].Code;
        return new HandOverView(
            record.Id, minute.Fund, minute.Unit, record.State, record.ClosingOn, record.DocumentDate, record.TotalVnd, minute.CashBookVnd, minute.CashCountedVnd,
            [.. minute.Accounts.Select(a => new AccountView(a.Account, a.Bank, a.Number, a.BookVnd, a.BankVnd, a.Fate, a.ToUnitId is { } to ? Code(to) : null, a.NewAccount))],
            [.. minute.Goods.Select(g => new GoodsView(g.Name, g.Measure, g.Quantity, g.ValueVnd, Code(g.ToUnitId)))],
            [.. minute.Items.Select(i => new ItemView(i.Key, i.Holding.Role, i.Account, i.Holding.Balance, [.. i.Parts.Select(p => new PartView(Code(p.UnitId), p.Vnd))]))],
            [.. minute.Earmarks.Select(e => new ItemView(e.Key, Roles.HandedOver, e.Receipt, e.LeftVnd, [.. e.Parts.Select(p => new PartView(Code(p.UnitId), p.Vnd))]))],
            [
                .. record.Sides.Select(side => new SideView(
                    Code(side.UnitId), known.UnitsNow[side.UnitId].Name, known.Funds[side.FundId].Code, side.IsGiver ? "giver" : "receiver",
                    minute.Receivers.FirstOrDefault(r => r.UnitId == side.UnitId)?.Share, side.IsGiver ? record.TotalVnd : minute.TotalOf(side.UnitId), side.SignedBy, side.SignedAt)),
            ]);
    }
}
