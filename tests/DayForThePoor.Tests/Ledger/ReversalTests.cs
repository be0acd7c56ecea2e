using CsCheck;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Tests.Ledger;

/// <summary>Ghi số âm (Luật Kế toán Đ.27): the same legs on the same sides, turned in sign, once.</summary>
public sealed class ReversalTests
{
    private static readonly VoucherNumber Number = new(VoucherKinds.General, 2026, 7);
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Fact]
    public void an_entry_and_its_reversal_leave_nothing_on_any_account_side_and_dimension() => GeneratedEntries.Balanced.Sample(entry =>
    {
        var legs = entry.Postings.Concat(entry.Reversal(Number, Day).Postings);
        legs.GroupBy(leg => leg with { Amount = 1 }).ShouldAllBe(same => same.Sum(leg => leg.Amount) == 0);
    });

    [Fact]
    public void a_reversal_balances_and_names_what_it_takes_back() => GeneratedEntries.Balanced.Sample(entry =>
    {
        var reversal = entry.Reversal(Number, Day);
        reversal.Imbalance.ShouldBe(0);
        reversal.Reverses.ShouldBe(entry.Id);
        (reversal.UnitId, reversal.FundId, reversal.DocumentDate).ShouldBe((entry.UnitId, entry.FundId, Day));
    });

    [Fact]
    public void the_same_entry_reversed_again_is_the_same_reversal_whatever_its_number_and_day() => GeneratedEntries.Balanced.Sample(entry =>
        entry.Reversal(Number, Day).Id.ShouldBe(entry.Reversal(Number with { Number = 8 }, Day.AddDays(1)).Id));

    [Fact]
    public void reversals_of_two_entries_are_two() => Gen.Select(GeneratedEntries.Balanced, GeneratedEntries.Balanced).Sample((one, other) =>
        one.Id == other.Id || JournalEntry.ReversalId(one.Id) != JournalEntry.ReversalId(other.Id));

    [Fact]
    public void changing_any_leg_unbalances_the_entry() => GeneratedEntries.Balanced.Sample(entry =>
    {
        for (var i = 0; i < entry.Postings.Count; i++)
        {
            var legs = entry.Postings.ToArray();
            legs[i] = legs[i] with { Amount = legs[i].Amount + 1 };
            (entry with { Postings = legs }).Imbalance.ShouldNotBe(0);
        }
    });

    [Fact]
    public void a_sum_beyond_the_range_of_amounts_throws_instead_of_wrapping() =>
        Should.Throw<OverflowException>(() => new JournalEntry(
            Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Number, Day,
            [Posting.Debit(Roles.Cash, long.MaxValue), Posting.Debit(Roles.Cash, long.MaxValue)]).Imbalance);
}
