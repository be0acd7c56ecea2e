using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Ledger.Books;
using DayForThePoor.Web.Ledger.Export;
using DayForThePoor.Web.Units;
using Wolverine;

namespace DayForThePoor.Web.Ledger;

/// <summary>The API's door to the books; reads, and takes back what has no other door.</summary>
public static class LedgerApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var ledger = app.MapGroup("/api/ledger").WithTags("Ledger");
        ledger.MapGet("trial-balance", Balance).WithSummary("Trial balance by document date (asOf) and by what was known (knownAt)").Produces<TrialBalance>();
        ledger.MapPost("entries/{id:guid}/reversal", Reverse).WithSummary("Takes back an other receipt, a move of cash or opening balances, whole and once").Produces<EntryPosted>();
        ledger.MapGet("journal.hledger", Journal).WithSummary("The journal in hledger's format").Produces<string>(contentType: "text/plain");
    }

    private static async Task<IResult> Reverse(
        Guid id, ReversalForm? form, HttpContext http, JournalQuery books, IMessageBus bus, CancellationToken cancellation)
    {
        // Another unit's entry and one that does not exist answer alike, by the command's own check.
        var entry = await books.ById(id, cancellation);
        var command = new ReverseEntry(http.Actor(), entry?.UnitId ?? Guid.Empty, entry?.StreamId ?? Guid.Empty, form?.Reason);
        return (await bus.InvokeAsync<Outcome<EntryPosted>>(command, cancellation)).ToResult(Results.Ok);
    }

    private static async Task<IResult> Balance(
        HttpContext http, IAccessPolicy access, IRegistry registry, TrialBalanceQuery books, TimeProvider clock, CancellationToken cancellation,
        string? unit = null, string? fund = null, string? asOf = null, string? knownAt = null, string? map = null)
    {
        var known = await registry.Current(cancellation);
        var scope = await ReadScope.Of(http.Actor(), access, known, unit, fund, cancellation);
        if (!scope.TryGet(out var units)) return scope.Refusals.ToResult();
        List<Refusal> no = [];
        var date = ReadScope.Date(asOf, "asOf", no) ?? VietnamTime.TodayIn(clock);
        var instant = KnownAt.Parse(knownAt, "knownAt");
        no.AddRange(instant.Refusals);
        if (map is not (null or "then" or "now")) no.Add(Refusal.Invalid("report.map", "map"));
        if (no.Count > 0) return no.ToResult();
        var question = new TrialBalanceQuestion(units, fund is null ? null : known.FundsByCode[fund].Id, date, KnownAt.Of(instant.Value, clock.GetUtcNow()),
            map == "now" ? UnitsAsOf.Now : UnitsAsOf.Then);
        return Results.Ok(await books.Ask(question, cancellation));
    }

    private static async Task<IResult> Journal(
        HttpContext http, IAccessPolicy access, IRegistry registry, HledgerJournal journal, CancellationToken cancellation, string? unit = null)
    {
        var scope = await ReadScope.Of(http.Actor(), access, await registry.Current(cancellation), unit, null, cancellation);
        return scope.ToResult(units => Results.Stream(
            stream => journal.Write(stream, units, http.RequestAborted), "text/plain; charset=utf-8", "journal.hledger"));
    }
}

/// <param name="Reason">In words, required; sealed.</param>
public sealed record ReversalForm(string? Reason);
