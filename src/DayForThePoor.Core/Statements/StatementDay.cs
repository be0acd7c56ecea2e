using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements;

/// <summary>The account whose statement is posted, and the book that its money belongs to until somebody says otherwise.</summary>
/// <param name="FundId">The account's default fund.</param>
/// <param name="CampaignId">The campaign that the account is kept for alone.</param>
public sealed record StatementAccount(Guid Id, Guid UnitId, Guid FundId, Guid? CampaignId);

/// <summary>New lines of one bank day in one direction, as their list adds up.</summary>
/// <param name="Total">Đồng.</param>
/// <param name="ListHash">See <see cref="LineList"/>.</param>
public sealed record StatementPart(Guid Stream, int Number, DateOnly Day, Side Side, int Count, long Total, string ListHash)
{
    public Guid EntryId => StatementDay.EntryOf(Stream, Number);

    public string VoucherKind => Side == Side.Credit ? VoucherKinds.BankCredit : VoucherKinds.BankDebit;
}

/// <summary>A gift that was announced by hand and is in transit until its line comes.</summary>
/// <param name="AmountVnd">Đồng.</param>
public readonly record struct AnnouncedGift(Guid Id, string Reference, long AmountVnd);

/// <summary>One bank day of an account: its stream, its document date and its entries.</summary>
public static class StatementDay
{
    public static Guid StreamOf(Guid account, DateOnly day) => Ids.Of("statement_day", account, $"{day.Year:D4}-{day.Month:D2}-{day.Day:D2}");

    /// <summary>Id of the entry of a part; the part's lines carry it.</summary>
    public static Guid EntryOf(Guid stream, int part) => Ids.Of("statement_part", stream, $"{part}");

    /// <summary>
    /// The bank's day, if the unit existed then and its month is open; else the day of the import. A day that the bank
    /// dates ahead is entered today, because no voucher is dated in the future. Null: the month of the import is closed too.
    /// </summary>
    public static DateOnly? DocumentDate(DateOnly day, DateOnly today, bool unitExisted, Func<DateOnly, bool> isClosed)
    {
        if (day <= today && unitExisted && !isClosed(day)) return day;
        return isClosed(today) ? null : today;
    }

    /// <summary>
    /// Money in stands against what was announced by hand (in transit) and otherwise against income that nobody has
    /// labelled yet; money out against payments that are not yet told.
    /// </summary>
    /// <param name="cleared">Gifts whose lines are in the part, matched one to one; only for money in.</param>
    public static StatementDayPosted Post(
        StatementAccount account, StatementPart part, VoucherNumber voucher, DateOnly documentDate,
        IReadOnlyList<AnnouncedGift> cleared, Guid import, Guid by)
    {
        var postings = part.Side == Side.Credit ? Credit(account, part, cleared) : Debit(account, part);
        var entry = new JournalEntry(part.EntryId, account.UnitId, account.FundId, voucher, documentDate, postings, part.Day);
        return new StatementDayPosted(
            account.Id, part.Day, part.Number, part.Side, part.Total, part.Count, part.ListHash, import,
            [.. cleared.Select(g => g.Id)], [entry], by);
    }

    private static List<Posting> Credit(StatementAccount account, StatementPart part, IReadOnlyList<AnnouncedGift> cleared)
    {
        var announced = cleared.Sum(g => g.AmountVnd);
        List<Posting> postings = [Posting.Debit(Roles.Bank, part.Total) with { AccountId = account.Id }];
        if (announced > 0) postings.Add(Posting.Credit(Roles.InTransit, announced) with { AccountId = account.Id });
        if (part.Total > announced)
        {
            postings.Add(Posting.Credit(Roles.IncomeUnlabelled, part.Total - announced)
                with
            { AccountId = account.Id, CampaignId = account.CampaignId, Source = "unlabelled" });
        }
        return postings;
    }

    private static List<Posting> Debit(StatementAccount account, StatementPart part) =>
    [
        Posting.Debit(Roles.SuspenseDebits, part.Total) with { AccountId = account.Id },
        Posting.Credit(Roles.Bank, part.Total) with { AccountId = account.Id },
    ];
}
