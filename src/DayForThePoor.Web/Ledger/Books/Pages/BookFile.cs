using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Design;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.Localization;

namespace DayForThePoor.Web.Ledger.Books.Pages;

/// <summary>Cash and bank book as files: the very question of the page, all its rows.</summary>
public static class BookFile
{
    public static Task<IResult> Cash(
        string kind, HttpContext http, Viewer viewer, IRegistry registry, BookQuery books, TimeProvider clock, IStringLocalizer<LedgerTexts> texts, string? quy = null, string? tu = null, string? den = null) =>
        Download(kind, http, viewer, registry, books, clock, texts, "so-quy", tu, den, known =>
            known.FundsByCode.GetValueOrDefault(quy ?? "") is { } fund ? (fund.UnitId, BookLines.Cash(fund.Id)) : null);

    public static Task<IResult> Bank(
        string kind, HttpContext http, Viewer viewer, IRegistry registry, BookQuery books, TimeProvider clock, IStringLocalizer<LedgerTexts> texts, string? tk = null, string? tu = null, string? den = null) =>
        Download(kind, http, viewer, registry, books, clock, texts, "so-tien-gui", tu, den, known =>
            known.AccountsByCode.GetValueOrDefault(tk ?? "") is { } account ? (account.UnitId, BookLines.Bank(account.Id)) : null);

    private static async Task<IResult> Download(
        string kind, HttpContext http, Viewer viewer, IRegistry registry, BookQuery books, TimeProvider clock, IStringLocalizer<LedgerTexts> texts, string name, string? from, string? to,
        Func<RegistrySnapshot, (Guid Unit, BookLines Lines)?> find)
    {
        var known = await registry.Current(http.RequestAborted);
        var held = await viewer.UnitsOf(Permission.ReadLedger, http.RequestAborted);
        if (find(known) is not { } book || !held.Any(above => known.Contains(above, book.Unit))) throw new AccessDenied(Refusal.Forbidden("access.unit"));
        var today = VietnamTime.TodayIn(clock);
        var first = TypedDate.Parse(from, "tu", today);
        var last = TypedDate.Parse(to, "den", today);
        if (first.IsRefused || last.IsRefused) return Results.BadRequest();

        var question = new BookQuestion(
            book.Lines, held.SelectMany(known.Under).Distinct().ToList(), null, first.Value ?? new DateOnly(today.Year, today.Month, 1), last.Value ?? today, 1, int.MaxValue);
        var read = await books.Read(question, http.RequestAborted);
        return new TableFile($"{name}-{Shown.Iso(question.From)}-{Shown.Iso(question.To)}", Columns(texts), Rows(read, known, texts)).As(kind, http.RequestAborted);
    }

    private static IReadOnlyList<TableColumn> Columns(IStringLocalizer<LedgerTexts> texts) =>
    [
        TableColumn.Date(texts["Book.Date"]), new(texts["Book.Voucher"], Width: 20), TableColumn.Wide(texts["Book.Narration"]),
        TableColumn.Amount(texts["CashBook.In"]), TableColumn.Amount(texts["CashBook.Out"]), TableColumn.Amount(texts["CashBook.Left"]),
    ];

    private static IEnumerable<IReadOnlyList<object?>> Rows(Book book, RegistrySnapshot known, IStringLocalizer<LedgerTexts> texts)
    {
        yield return [null, null, texts["Book.Opening"].Value, null, null, book.Opening];
        foreach (var row in book.Rows)
        {
            yield return
            [
                row.Date, row.Number.Text(known.Funds[row.FundId].Kind), BookWords.Narration(texts, row.Source, row.Reverses, row.Name),
                row.Debit, row.Credit, row.Balance,
            ];
        }
    }
}
