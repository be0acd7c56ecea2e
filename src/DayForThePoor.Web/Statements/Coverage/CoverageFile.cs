using DayForThePoor.Core.Statements.Coverage;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Http;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Statements.Coverage;

/// <summary>The days of an account as a file: all of them, as the page's own address asks.</summary>
internal static class CoverageFile
{
    public static async Task<IResult> Download(
        string kind, HttpContext http, ReadableAccounts accounts, CoverageQuery coverage, TimeProvider clock, IStringLocalizer<CoverageTexts> texts,
        CancellationToken cancellation, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "tai-khoan")] string? account = null)
    {
        var asked = await accounts.ByCode(http.Actor(), Permission.ReadLedger, account, cancellation) ?? throw new AccessDenied(AccessPolicy.OtherUnit);
        var found = await coverage.Of(asked, cancellation);
        return new TableFile($"tinh-trang-sao-ke-{asked.Code}-{Shown.Iso(VietnamTime.TodayIn(clock))}", Columns(texts), Rows(asked, found, texts)).As(kind, cancellation);
    }

    private static IReadOnlyList<TableColumn> Columns(IStringLocalizer<CoverageTexts> texts) =>
    [
        new(texts["Field.Account"]), TableColumn.Date(texts["Field.Day"]), new(texts["Field.State"], Width: 20), TableColumn.Amount(texts["Field.Opening"]),
        TableColumn.Amount(texts["Field.Credits"]), TableColumn.Amount(texts["Field.Debits"]), TableColumn.Amount(texts["Field.Closing"]),
        TableColumn.Amount(texts["Field.Lines"]), TableColumn.Amount(texts["Field.Difference"]), TableColumn.Wide(texts["Field.Note"]),
    ];

    private static IEnumerable<IReadOnlyList<object?>> Rows(BankAccount account, AccountCoverage coverage, IStringLocalizer<CoverageTexts> texts)
    {
        foreach (var day in coverage.Days)
        {
            var note = string.Join(' ', coverage.Gaps.Where(gap => gap.To == day.Day).Select(texts.Of));
            yield return
            [
                account.Code, day.Day, texts[$"Day.{day.State}"].Value, day.Opening, day.Credits, day.Debits, day.Closing, (long)day.Lines, day.LedgerDifference, note,
            ];
        }
    }
}
