using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements.Matching;

/// <summary>A match that waits for the numbers of its vouchers.</summary>
/// <param name="Account">Account and book as its lines were posted; all of them alike.</param>
/// <param name="Total">Đồng, sum of its links.</param>
/// <param name="LinkHash">See <see cref="LinkList"/>.</param>
/// <param name="Legs">What it posts, a voucher for each fund.</param>
/// <param name="Day">The bank's day, where it is collective.</param>
public sealed record MatchDraft(
    Guid Id, StatementAccount Account, Side Side, MatchTarget Target, string Reason, int Count, long Total, string LinkHash,
    IReadOnlyList<BookLegs> Legs, DateOnly DocumentDate, Guid? RuleId = null, Guid? RunId = null, DateOnly? Day = null)
{
    /// <param name="numbers">One for each of <see cref="Legs"/>.</param>
    public StatementLinesMatched Event(IReadOnlyList<int> numbers, IReadOnlyDictionary<string, string> texts, Guid by) => new(
        Id, Account.UnitId, Account.Id, Target.Kind, Reason, Side, Count, Total, LinkHash, texts,
        [.. Legs.Zip(numbers, (legs, number) => new JournalEntry(
            MatchIds.OfEntry(Id, legs.FundId), Account.UnitId, legs.FundId, new VoucherNumber(VoucherKinds.General, DocumentDate.Year, number), DocumentDate, legs.Postings))],
        by, RuleId, RunId, Day, Target.FundThen(Account), Target.CampaignId, Target.RoleThen);
}

/// <summary>A release of a match, whole or in part, that waits for the numbers of its vouchers.</summary>
/// <param name="Match">What is released.</param>
/// <param name="Part">1, 2, … among the releases of the match.</param>
/// <param name="Whole">All of it and nothing was released before: its entries are reversed; else a part of their amount is taken back.</param>
public sealed record ReleaseDraft(StatementLinesMatched Match, int Part, bool Whole, int Count, long Total, string LinkHash, string ReasonCode, DateOnly DocumentDate)
{
    /// <param name="numbers">One for each entry of the match.</param>
    public StatementLinesReleased Event(IReadOnlyList<int> numbers, IReadOnlyDictionary<string, string> texts, Guid by) =>
        new(Match.MatchId, Part, Count, Total, LinkHash, ReasonCode, texts, [.. Match.Entries.Zip(numbers, Entry)], by);

    private JournalEntry Entry(JournalEntry made, int number)
    {
        var voucher = new VoucherNumber(VoucherKinds.General, DocumentDate.Year, number);
        if (Whole) return made.Reversal(voucher, DocumentDate);
        return new JournalEntry(
            MatchIds.OfReleaseEntry(Match.MatchId, Part, made.FundId), made.UnitId, made.FundId, voucher, DocumentDate,
            [.. made.Postings.Select(p => p with { Amount = -Total })]);
    }
}
