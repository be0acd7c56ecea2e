using DayForThePoor.Core;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Payments;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Sponsorships.PayOut;

/// <summary>The API's door to schedules and payouts. Checks in the order 401, 403, key, content; then only translates.</summary>
public static class PayOutApi
{
    /// <param name="Fund">"20641-VNN".</param>
    /// <param name="TotalVnd">Of the lines, without substitutes.</param>
    public sealed record Proposal(
        string Fund, DateOnly From, DateOnly Until, long TotalVnd, IReadOnlyList<PayoutLine> Lines, IReadOnlyList<PayoutLine> Substitutes, IReadOnlyList<PayoutLine> LeftOut);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/pledges/{id:guid}/schedule", Schedule).WithSummary("Instalments of a pledge: promised, received, delivered").Produces<PledgeSchedule>();
        api.MapGet("/sponsorship/payouts", Find).WithSummary("What a fund could hand on to sponsored people by a day").Produces<Proposal>();
        api.MapPost("/sponsorship/payouts", Prepare).WithSummary("Write the payment order of a signing list").Produces<PaymentStepped>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> Schedule(
        Guid id, HttpContext http, IAccessPolicy access, PledgeSchedules schedules, TimeProvider clock, CancellationToken cancellation, string? on = null)
    {
        if (await schedules.UnitOf(id, cancellation) is not { } unit || await access.WhyNot(http.Actor(), Permission.ReadSponsorships, unit, cancellation) is not null)
            return AccessPolicy.OtherUnit.ToResult();
        List<Refusal> no = [];
        var day = ReadScope.Date(on, "on", no) ?? VietnamTime.TodayIn(clock);
        return no.Count > 0 ? no.ToResult() : Results.Ok(await schedules.Of(id, day, cancellation));
    }

    private static async Task<IResult> Find(
        HttpContext http, IAccessPolicy access, IRegistry registry, Payouts payouts, TimeProvider clock, CancellationToken cancellation,
        string? unit = null, string? fund = null, string? from = null, string? until = null)
    {
        var known = await registry.Current(cancellation);
        if (FundOf(known, unit, fund) is not { } named || await access.WhyNot(http.Actor(), Permission.ReadSponsorships, named.UnitId, cancellation) is not null)
            return AccessPolicy.OtherUnit.ToResult();
        List<Refusal> no = [];
        var today = VietnamTime.TodayIn(clock);
        var last = ReadScope.Date(until, "until", no) ?? today;
        var first = ReadScope.Date(from, "from", no) ?? QuarterOf(last).First;
        if (no.Count > 0) return no.ToResult();
        var found = await payouts.Of(named.UnitId, named.Id, first, last, today, null, cancellation);
        return Results.Ok(new Proposal(named.Code, found.From, found.Until, found.TotalVnd, found.Lines, found.Substitutes, found.LeftOut));
    }

    private static async Task<IResult> Prepare(
        HttpContext http, IAccessPolicy access, IRegistry registry, IMessageBus bus, RefusalTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var actor = http.Actor();
        if ((await access.UnitsOf(actor, Permission.PreparePayments, cancellation)).Count == 0) return AccessPolicy.OtherUnit.ToResult();
        var fields = await JsonFields.Read(http.Request, cancellation);
        var fund = fields is null ? null : FundOf(await registry.Current(cancellation), fields.Text("unit"), fields.Text("fund"));
        if (fields is not null && (fund is null || await access.WhyNot(actor, Permission.PreparePayments, fund.UnitId, cancellation) is not null)) return AccessPolicy.OtherUnit.ToResult();
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (RequestKeys.WhyNot(key) is { } keyless) return BadRequest(keyless, texts);
        if (fields is null) return BadRequest(Refusal.Invalid("json.unreadable"), texts);

        var until = fields.Date("until") ?? VietnamTime.TodayIn(clock);
        var lines = fields.List("lines", line => new PaymentLineForm(null, line.Whole("amountVnd", "payment.amount") ?? 0, line.Id("pledge"), line.Id("slot"))) ?? [];
        var form = OrderOf(fund!, lines, until, fields.Text("channel") ?? PaymentChannels.Cash, fields.Text("account"), fields.Text("narration"), fields.Text("decision"), fields.Date("documentDate"));
        if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        var outcome = await bus.InvokeAsync<Outcome<PaymentStepped>>(new PreparePayment(actor, fund!.UnitId, key, form), cancellation);
        return outcome.ToResult(order => order.AlreadyKnown ? Results.Ok(order) : Results.Created($"/api/payments/{order.PaymentId}", order));
    }

    /// <summary>The order of a signing list: everyone takes and signs for their own.</summary>
    internal static PaymentForm OrderOf(
        Fund fund, IReadOnlyList<PaymentLineForm> lines, DateOnly until, string channel, string? account, string? narration, string? decision, DateOnly? documentDate) =>
        new(fund.Code, channel, lines, PaymentKinds.Support, PayeeKinds.List, account,
            Narration: string.IsNullOrWhiteSpace(narration) ? PayOutTexts.OnPaper("Payout.Narration", VietnamTime.Text(until)) : narration, Decision: decision, DocumentDate: documentDate);

    /// <summary>First and last day of the quarter.</summary>
    internal static (DateOnly First, DateOnly Last) QuarterOf(DateOnly day)
    {
        var first = new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1);
        return (first, first.AddMonths(3).AddDays(-1));
    }

    /// <summary>The named fund, of the named unit if that is named too; of a unit alone its fund for the poor. Null: foreign or unknown.</summary>
    private static Fund? FundOf(RegistrySnapshot known, string? unit, string? fund)
    {
        var owner = unit is null ? null : known.UnitsByCode.GetValueOrDefault(unit);
        if (unit is not null && owner is null) return null;
        if (fund is not null) return known.FundsByCode.GetValueOrDefault(fund) is { } named && (owner is null || named.UnitId == owner.UnitId) ? named : null;
        return owner is null ? null : known.Funds.Values.Where(f => f.UnitId == owner.UnitId).OrderByDescending(f => f.Kind == FundKinds.ForThePoor).ThenBy(f => f.Code, StringComparer.Ordinal).FirstOrDefault();
    }

    private static IResult BadRequest(Refusal refusal, RefusalTexts texts) => Problem.Of([refusal], texts) with { Status = StatusCodes.Status400BadRequest };
}
