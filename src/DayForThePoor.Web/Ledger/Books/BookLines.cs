using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Web.Ledger.Books;

/// <summary>Which postings a book is made of.</summary>
/// <param name="Condition">SQL over entry <c>e</c>, posting <c>p</c> and chart row <c>r</c>, with <c>$5</c> for <paramref name="Key"/>.</param>
/// <param name="Day">The date that the book goes by.</param>
public sealed record BookLines(string Condition, object Key, string Day)
{
    private const string DocumentDate = "e.document_date";

    /// <summary>The cash box of a fund, by document date.</summary>
    public static BookLines Cash(Guid fund) => new($"p.role = '{Roles.Cash}' and e.fund_id = $5", fund, DocumentDate);

    /// <summary>A bank account, by the bank's own day.</summary>
    public static BookLines Bank(Guid account) => new($"p.role = '{Roles.Bank}' and p.account_id = $5", account, "coalesce(e.value_date, e.document_date)");

    /// <summary>An account of the chart, whichever roles its number stood for on each date.</summary>
    public static BookLines Account(string number) => new("r.number = $5", number, DocumentDate);
}

/// <param name="Lines">What the book holds.</param>
/// <param name="Units">Only entries of these units.</param>
/// <param name="Fund">Only entries of this fund; null: of all.</param>
public sealed record BookQuestion(BookLines Lines, IReadOnlyList<Guid> Units, Guid? Fund, DateOnly From, DateOnly To, int Page = 1, int PageSize = BookQuestion.Screen)
{
    /// <summary>Rows on one screen.</summary>
    public const int Screen = 300;
}

/// <summary>A voucher in a book.</summary>
/// <param name="Debit">Đồng; thu in the cash book. Negative where a voucher was taken back (ghi số âm).</param>
/// <param name="Balance">After this row.</param>
/// <param name="Name">Donor, payer or narration as written; null when there is none or it was erased.</param>
public sealed record BookRow(
    Guid EntryId, Guid FundId, VoucherNumber Number, DateOnly Date, string Source, bool Reverses, string? Name, long Debit, long Credit, long Balance);

/// <param name="Opening">Balance before the first day.</param>
/// <param name="Debit">Sum over the whole period, not only the rows shown.</param>
/// <param name="Total">Rows of the whole period.</param>
public sealed record Book(long Opening, long Debit, long Credit, long Total, IReadOnlyList<BookRow> Rows)
{
    public long Closing => Opening + Debit - Credit;
}
