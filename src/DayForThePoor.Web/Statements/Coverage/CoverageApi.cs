using DayForThePoor.Core;
using DayForThePoor.Core.Statements.Coverage;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Statements.Coverage;

/// <param name="LedgerDifference">Bank less books on <paramref name="BalancedOn"/> in đồng; 0 is the goal, null where the bank gives no balance.</param>
/// <param name="TiesOut">No difference and no missing day.</param>
public sealed record CoverageAnswer(
    string Account, DateOnly? CoveredTo, DateOnly? BalancedOn, long? LedgerDifference, bool TiesOut, int MissingDays,
    IReadOnlyList<CoverageDayAnswer> Days, IReadOnlyList<CoverageGapAnswer> Gaps, IReadOnlyList<CoverageDifferenceAnswer> Differences);

/// <param name="State">covered, provisional or missing.</param>
/// <param name="Bound">Balances before and after agree with the lines.</param>
public sealed record CoverageDayAnswer(
    DateOnly Day, string State, long? Opening, long? Closing, long Credits, long Debits, int Lines, bool Bound, long? LedgerDifference);

/// <param name="Message">The sentence in the caller's language.</param>
public sealed record CoverageGapAnswer(DateOnly From, DateOnly To, long? Expected, long? Found, int? Row, Guid? ImportId, string Code, string Message);

/// <param name="Cause">opening, gap or vouchers.</param>
public sealed record CoverageDifferenceAnswer(DateOnly Day, long AmountVnd, string Cause, string Message);

/// <summary>The API's door to the completeness of statements, and the page's files.</summary>
public static class CoverageApi
{
    public static void MapCoverage(this WebApplication app)
    {
        app.MapGet("/api/statements/coverage", Coverage).WithTags("Statements").Produces<CoverageAnswer>();
        app.MapGet(TableFile.Route("/sao-ke/tien-do"), CoverageFile.Download).ExcludeFromDescription();
    }

    private static async Task<IResult> Coverage(
        HttpContext http, ReadableAccounts accounts, CoverageQuery coverage, IStringLocalizer<CoverageTexts> texts, CancellationToken cancellation,
        string? account = null, string? from = null, string? to = null)
    {
        if (string.IsNullOrWhiteSpace(account)) return Refusal.Invalid("statement.no_account", "account").ToResult();
        if (await accounts.ByCode(http.Actor(), Permission.ReadLedger, account, cancellation) is not { } asked) return AccessPolicy.OtherUnit.ToResult();
        List<Refusal> no = [];
        var (first, last) = (ReadScope.Date(from, "from", no), ReadScope.Date(to, "to", no));
        if (no.Count > 0) return no.ToResult();
        return Results.Ok(Answer(asked, await coverage.Of(asked, cancellation), first ?? DateOnly.MinValue, last ?? DateOnly.MaxValue, texts));
    }

    private static CoverageAnswer Answer(BankAccount account, AccountCoverage coverage, DateOnly from, DateOnly to, IStringLocalizer<CoverageTexts> texts) => new(
        account.Code, coverage.CoveredTo, coverage.Balanced?.Day, coverage.LedgerDifference, coverage.TiesOut, coverage.MissingDays,
        [.. coverage.Days.Where(d => d.Day >= from && d.Day <= to).Select(d => new CoverageDayAnswer(
            d.Day, StateOf(d.State), d.Opening, d.Closing, d.Credits, d.Debits, d.Lines, d.IsBound, d.LedgerDifference))],
        [.. coverage.Gaps.Where(g => g.To >= from && g.From <= to).Select(g => new CoverageGapAnswer(
            g.From, g.To, g.Expected, g.Found, g.Row, g.Import, g.Code, texts.Of(g)))],
        [.. coverage.Differences.Where(d => d.Day >= from && d.Day <= to).Select(d => new CoverageDifferenceAnswer(d.Day, d.Amount, CauseOf(d.Cause), texts.Of(d)))]);

    private static string StateOf(DayState state) => state switch
    {
        DayState.Covered => "covered",
        DayState.Provisional => "provisional",
        DayState.Missing => "missing",
        _ => throw new InvalidOperationException($"No word for {state}."),
    };

    private static string CauseOf(DifferenceCause cause) => cause switch
    {
        DifferenceCause.Opening => "opening",
        DifferenceCause.Gap => "gap",
        DifferenceCause.Vouchers => "vouchers",
        _ => throw new InvalidOperationException($"No word for {cause}."),
    };
}
