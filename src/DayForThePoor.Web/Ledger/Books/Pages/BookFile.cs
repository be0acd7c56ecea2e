using System.Text;
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
        HttpContext http, Viewer viewer, IRegistry registry, BookQuery books, TimeProvider clock, IStringLocalizer<LedgerTexts> texts, string? quy = null, string? tu = null, string? den = null) =>
        Download(http, viewer, registry, books, clock, texts, "so-quy", tu, den, known =>
            known.FundsByCode.GetValueOrDefault(quy ?? "") is { } fund ? (fund.UnitId, BookLines.Cash(fund.Id)) : null);

    public static Task<IResult> Bank(
        HttpContext http, Viewer viewer, IRegistry registry, BookQuery books, TimeProvider clock, IStringLocalizer<LedgerTexts> texts, string? tk = null, string? tu = null, string? den = null) =>
        Download(http, viewer, registry, books, clock, texts, "so-tien-gui", tu, den, known =>
            known.AccountsByCode.GetValueOrDefault(tk ?? "") is { } account ? (account.UnitId, BookLines.Bank(account.Id)) : null);

    private static async Task<IResult> Download(
        HttpContext http, Viewer viewer, IRegistry registry, BookQuery books, TimeProvider clock, IStringLocalizer<LedgerTexts> texts, string name, string? from, string? to,
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
        return Results.Bytes(Csv(read, known, texts), "text/csv; charset=utf-8", $"{name}-{Shown.Iso(question.From)}-{Shown.Iso(question.To)}.csv");
    }

    private static byte[] Csv(Book book, RegistrySnapshot known, IStringLocalizer<LedgerTexts> texts)
    {
        var csv = new StringBuilder();
        string[] columns = ["Book.Date", "Book.Voucher", "Book.Narration", "CashBook.In", "CashBook.Out", "CashBook.Left"];
        csv.Append(CsvLine.Of(columns.Select(column => texts[column].Value))).Append("\r\n");
        csv.Append(CsvLine.Of(["", "", texts["Book.Opening"].Value, "", "", Shown.Plain(book.Opening)])).Append("\r\n");
        foreach (var row in book.Rows)
        {
            csv.Append(CsvLine.Of(
            [
                Shown.Iso(row.Date), row.Number.Text(known.Funds[row.FundId].Kind), BookWords.Narration(texts, row.Source, row.Reverses, row.Name),
                Shown.Plain(row.Debit), Shown.Plain(row.Credit), Shown.Plain(row.Balance),
            ])).Append("\r\n");
        }
        // With a byte order mark: without it Excel reads the names as Latin-1.
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];
    }
}
