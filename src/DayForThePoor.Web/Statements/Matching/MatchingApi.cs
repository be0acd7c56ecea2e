using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;
using Wolverine;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>The API's door to reconciliation. What is foreign is answered as what does not exist.</summary>
public static class MatchingApi
{
    /// <summary>Lines with candidates on a page: each costs some look-ups.</summary>
    private const int MaxPageSize = 100;

    public static void MapMatching(this WebApplication app)
    {
        var reconciliation = app.MapGroup("/api/reconciliation").WithTags("Reconciliation");
        reconciliation.MapPost("run", Run).WithSummary("Match what is certain about the open lines of an account");
        reconciliation.MapGet("open", Open).WithSummary("Open lines of an account with what they may be");
        reconciliation.MapGet("matches", Matches).WithSummary("Matches of an account, newest first");
        reconciliation.MapGet("matches/{id:guid}", Match).WithSummary("A match with its lines and what was undone of it");
        reconciliation.MapPost("matches/{id:guid}/undo", Undo).WithSummary("Undo a match, whole or for some of its lines");
    }

    private static async Task<IResult> Run(HttpContext http, ReadableAccounts accounts, IMessageBus bus, CancellationToken cancellation, string? account = null)
    {
        if ((await Account(http, accounts, Permission.Reconcile, account, cancellation)).TryGet(out var held) is false) return NoAccount(account);
        var outcome = await bus.InvokeAsync<Outcome<RunOutcome>>(new ReconcileAccount(http.Actor(), held.UnitId, held.Id), cancellation, TimeSpan.FromHours(1));
        return outcome.ToResult(Results.Ok);
    }

    private static async Task<IResult> Open(
        HttpContext http, ReadableAccounts accounts, OpenLines lines, Candidates candidates, IStringLocalizer<MatchingTexts> texts, CancellationToken cancellation,
        string? account = null, string? side = null, string? search = null, string? from = null, string? to = null, string? sort = null, int page = 1, int pageSize = 20)
    {
        if ((await Account(http, accounts, Permission.ReadLedger, account, cancellation)).TryGet(out var held) is false) return NoAccount(account);
        List<Refusal> no = [];
        var filter = new LineFilter(
            [held.Id], ReadScope.Date(from, "from", no), ReadScope.Date(to, "to", no), side switch { "credit" => Side.Credit, "debit" => Side.Debit, _ => null },
            Search: search, Page: page, PageSize: Math.Min(pageSize, MaxPageSize));
        if (no.Count > 0) return no.ToResult();
        var found = await lines.List(new OpenLineFilter(filter, sort ?? "day"), cancellation);
        List<OpenAnswer> items = [];
        foreach (var line in found.Items) items.Add(OpenAnswer.Of(line, await candidates.For(line, cancellation), texts));
        return Results.Ok(new { items, found.Total, found.CreditVnd, found.DebitVnd, found.Page, found.PageSize });
    }

    private static async Task<IResult> Matches(
        HttpContext http, ReadableAccounts accounts, MatchQueries matches, CancellationToken cancellation,
        string? account = null, string? kind = null, string? reason = null, bool? automatic = null, bool? standing = null, int page = 1, int pageSize = 50)
    {
        if ((await Account(http, accounts, Permission.ReadLedger, account, cancellation)).TryGet(out var held) is false) return NoAccount(account);
        return Results.Ok(await matches.List(new MatchFilter([held.Id], kind, reason, automatic, standing, Page: page, PageSize: pageSize), cancellation));
    }

    private static async Task<IResult> Match(Guid id, HttpContext http, IAccessPolicy access, MatchQueries matches, CancellationToken cancellation) =>
        await matches.Find(id, cancellation) is { } found && await access.WhyNot(http.Actor(), Permission.ReadLedger, found.UnitId, cancellation) is null
            ? Results.Ok(await matches.Detail(id, cancellation))
            : AccessPolicy.OtherUnit.ToResult();

    private static async Task<IResult> Undo(
        Guid id, HttpContext http, IAccessPolicy access, MatchQueries matches, IMessageBus bus, RefusalTexts texts, CancellationToken cancellation)
    {
        if (await matches.Find(id, cancellation) is not { } found || await access.WhyNot(http.Actor(), Permission.Reconcile, found.UnitId, cancellation) is not null)
            return AccessPolicy.OtherUnit.ToResult();
        IReadOnlyList<long>? lines = null;
        string? reason = null, note = null;
        if (http.Request.ContentLength != 0 && http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false)
        {
            if (await JsonFields.Read(http.Request, cancellation) is not { } fields)
                return Problem.Of([Refusal.Invalid("json.unreadable")], texts) with { Status = StatusCodes.Status400BadRequest };
            (lines, reason, note) = (fields.Wholes("lines"), fields.Text("reason"), fields.Text("note"));
            if (fields.Problems.Count > 0) return fields.Problems.ToResult();
        }
        if (lines is { Count: 0 }) return Refusal.Invalid("matching.no_lines", "lines").ToResult();
        var outcome = await bus.InvokeAsync<Outcome<MatchReleased>>(
            new ReleaseMatch(http.Actor(), found.UnitId, id, lines, reason ?? ReleaseReasons.Mistaken, note), cancellation);
        return outcome.ToResult(Results.Ok);
    }

    private static async Task<Outcome<BankAccount>> Account(
        HttpContext http, ReadableAccounts accounts, Permission permission, string? code, CancellationToken cancellation) =>
        await accounts.ByCode(http.Actor(), permission, code, cancellation) is { } held ? held : AccessPolicy.OtherUnit;

    private static IResult NoAccount(string? code) =>
        (string.IsNullOrWhiteSpace(code) ? Refusal.Invalid("statement.no_account", "account") : AccessPolicy.OtherUnit).ToResult();
}

/// <summary>An open line as the API shows it.</summary>
/// <param name="OpenVnd">Đồng that nobody has told about yet.</param>
/// <param name="Candidates">Best first.</param>
public sealed record OpenAnswer(
    long LineId, string Account, DateOnly Day, TimeOnly? Time, string Reference, [property: System.Text.Json.Serialization.JsonConverter(typeof(SideInJson))] Side Side,
    long AmountVnd, long OpenVnd, string Memo, string Counterparty, IReadOnlyList<CandidateAnswer> Candidates)
{
    internal static OpenAnswer Of(OpenLine line, IReadOnlyList<Candidate> candidates, IStringLocalizer texts) => new(
        line.Id, line.Account, line.Day, line.Time, line.Reference, line.Side, line.AmountVnd, line.OpenVnd, line.Memo, line.Counterparty,
        [.. candidates.Select(c => CandidateAnswer.Of(c, texts))]);
}

/// <param name="Tied">Another agrees just as well.</param>
/// <param name="Items">Vouchers that wait, with what is left of them in đồng.</param>
/// <param name="Lines">Ids of further lines that belong to it.</param>
public sealed record CandidateAnswer(
    string Shape, string Kind, int Score, bool Tied, IReadOnlyList<WhyAnswer> Why, IReadOnlyList<CandidateItem> Items, IReadOnlyList<long> Lines, Guid? RuleId)
{
    internal static CandidateAnswer Of(Candidate candidate, IStringLocalizer texts) => new(
        candidate.Shape, candidate.Target.Kind, candidate.Score, candidate.Tied, [.. candidate.Why.Select(w => new WhyAnswer(w.Code, texts[$"Why.{w.Code}", [.. w.Args]]))],
        [.. candidate.Items.Select(i => new CandidateItem(i.Id, i.Voucher, i.Date, i.OpenVnd, i.Name))], [.. candidate.Lines.Select(l => l.Id)], candidate.Rule?.Id);
}

public sealed record WhyAnswer(string Code, string Message);

public sealed record CandidateItem(Guid Id, string Voucher, DateOnly Date, long OpenVnd, string? Name);
