using CsCheck;
using DayForThePoor.Core.Grants;

namespace DayForThePoor.Tests.Grants;

/// <summary>Laws of the look at what was received, whatever that was.</summary>
public class what_stands_against_a_grant
{
    private static readonly DateOnly Today = new(2026, 9, 15);
    private static readonly Guid Household = Id(1), Unit = Id(2);
    private static readonly string[] Gifts = [Purposes.Tet, Purposes.Study, Purposes.Hunger, Purposes.Hardship];
    private static readonly Gen<string> AnyPurpose = Gen.Int[0, Purposes.All.Count - 1].Select(i => Purposes.All[i]);
    private static readonly Gen<OverlapLimits> Limits = Gen.Select(Gen.Int[0, 36], Gen.Int[0, 12]).Select(l => new OverlapLimits(l.Item1, l.Item2));
    private static readonly Gen<Guid?> Members = Gen.Int[0, 2].Select(m => m == 0 ? (Guid?)null : Id(900 + m));

    private static readonly Gen<Proposed> Grants =
        Gen.Select(AnyPurpose, Gen.Int[0, 2], Members).Select(g => new Proposed(Id(100), "fund", List(g.Item2), Household, g.Item3, g.Item1, Today));

    private static readonly Gen<Received[]> Supports =
        Gen.Select(Gen.Int[100, 120], AnyPurpose, Gen.Bool.Select(mine => mine ? "fund" : "hoi chu thap do"), Gen.Int[0, 2], Members, Gen.Int[0, 5000], Gen.Bool, Gen.Enum<ReceivedAs>())
            .Select(s => new Received(ReceivedFrom.Fund, Id(s.Item1), Unit, s.Item3, List(s.Item4), Household, s.Item5, s.Item2, 1_000_000, Today.AddDays(-s.Item6), s.Item7, s.Item8))
            .Array[0, 12];

    private static string? List(int number) => number == 0 ? null : $"list {number}";

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static Received Support(string purpose, int daysAgo, string source = "other", string? list = null, Guid? member = null, bool decided = true, int id = 7) =>
        new(ReceivedFrom.Fund, Id(id), Unit, source, list, Household, member, purpose, 1_000_000, Today.AddDays(-daysAgo), decided, ReceivedAs.Household);

    private static OverlapFinding Find(string purpose, Received[] received, string? list = null, Guid? member = null, int months = 12, int years = 5) =>
        OverlapFinding.Of(new(Id(100), "fund", list, Household, member, purpose, Today), received, new(months, years));

    [Fact]
    public void is_found_alike_in_whatever_order_it_is_read() =>
        Gen.Select(Grants, Supports, Limits, Gen.Int).Sample((grant, received, limits, seed) =>
        {
            // One id is one support: what else a second reading of it says is only how it belongs to the household.
            Received[] once = [.. received.DistinctBy(r => r.Id)];
            Received[] mixed = [.. once, .. once.Select(r => r with { As = ReceivedAs.Person })];
            new Random(seed).Shuffle(mixed);
            var (one, other) = (OverlapFinding.Of(grant, once, limits), OverlapFinding.Of(grant, mixed, limits));
            other.Items.Select(i => (i.Received.Id, i.Level, i.Why)).ShouldBe(one.Items.Select(i => (i.Received.Id, i.Level, i.Why)));
            other.Hash(grant).ShouldBe(one.Hash(grant));
        }, iter: 300);

    [Fact]
    public void puts_the_gravest_first_and_never_the_grant_itself() =>
        Gen.Select(Grants, Supports, Limits).Sample((grant, received, limits) =>
        {
            var items = OverlapFinding.Of(grant, received, limits).Items;
            items.ShouldAllBe(item => item.Received.Id != grant.Id);
            items.Select(item => item.Level).ShouldBe(items.Select(item => item.Level).Order());
            items.Select(item => item.Received.Id).ShouldBeUnique();
        }, iter: 300);

    [Fact]
    public void blocks_only_the_same_list_and_a_house_or_a_livelihood_too_soon() =>
        Gen.Select(Grants, Supports, Limits).Sample((grant, received, limits) =>
        {
            foreach (var (support, level, why) in OverlapFinding.Of(grant, received, limits).Items)
            {
                if (level != OverlapLevel.Hard) continue;
                support.Purpose.ShouldBe(grant.Purpose);
                if (why == HardConflict.SameList) (support.Source, support.List).ShouldBe((grant.Source, grant.List));
                else
                {
                    support.Decided.ShouldBeTrue();
                    grant.Purpose.ShouldBeOneOf(Purposes.House, Purposes.Livelihood);
                    support.On.ShouldBeGreaterThan(Today.AddYears(-limits.Years));
                }
            }
        }, iter: 300);

    [Fact]
    public void never_blocks_a_gift_that_comes_from_another_source_or_list() =>
        Gen.Select(Gen.Int[0, 3].Select(i => Gifts[i]), Grants, Supports, Limits).Sample((gift, grant, received, limits) =>
            OverlapFinding.Of(grant with { Purpose = gift, List = "a list of its own" }, received, limits).IsHard.ShouldBeFalse(), iter: 300);

    [Fact]
    public void does_not_grow_less_when_more_was_received() =>
        Gen.Select(Grants, Supports, Supports, Limits).Sample((grant, some, more, limits) =>
        {
            if (OverlapFinding.Of(grant, some, limits).IsHard) OverlapFinding.Of(grant, [.. some, .. more.Where(m => some.All(s => s.Id != m.Id))], limits).IsHard.ShouldBeTrue();
        }, iter: 300);

    [Fact]
    public void is_a_house_within_the_years_of_the_rule_to_the_day()
    {
        var fiveYears = Today.DayNumber - Today.AddYears(-5).DayNumber;
        Find(Purposes.House, [Support(Purposes.House, fiveYears - 1)]).IsHard.ShouldBeTrue();
        Find(Purposes.House, [Support(Purposes.House, fiveYears)]).Items.ShouldBeEmpty();
        Find(Purposes.House, [Support(Purposes.House, 10)], years: 0).Items.Single().Level.ShouldBe(OverlapLevel.Notice);
        Find(Purposes.Livelihood, [Support(Purposes.House, 10)]).Items.Single().Level.ShouldBe(OverlapLevel.Shown);
        Find(Purposes.House, [Support(Purposes.House, 10, decided: false)]).Items.Single().Level.ShouldBe(OverlapLevel.Notice);
    }

    [Fact]
    public void is_the_same_list_twice_for_the_household_or_the_very_person()
    {
        Find(Purposes.Tet, [Support(Purposes.Tet, 0, "fund", "list")], "list").Items.Single().Why.ShouldBe(HardConflict.SameList);
        Find(Purposes.Tet, [Support(Purposes.Tet, 0, "fund", "other list")], "list").Items.Single().Level.ShouldBe(OverlapLevel.Notice);
        Find(Purposes.Study, [Support(Purposes.Study, 0, "fund", "list", Id(901))], "list", Id(902)).Items.Single().Level.ShouldBe(OverlapLevel.Notice);
        Find(Purposes.Study, [Support(Purposes.Study, 0, "fund", "list")], "list").Items.Single().Level.ShouldBe(OverlapLevel.Notice);
        Find(Purposes.Study, [Support(Purposes.Study, 0, "fund", "list", Id(901))], "list", Id(901)).IsHard.ShouldBeTrue();
        Find(Purposes.Medical, [Support(Purposes.Medical, 0, "fund", "list")], "list").IsHard.ShouldBeTrue();
    }

    [Fact]
    public void keeps_its_hash_while_only_what_does_not_block_grows_old_and_loses_it_for_a_new_conflict()
    {
        var grant = new Proposed(Id(100), "fund", null, Household, null, Purposes.House, Today);
        string Hash(params Received[] received) => OverlapFinding.Of(grant, received, new(12, 5)).Hash(grant);
        var house = Support(Purposes.House, 400);
        Hash().ShouldBe("");
        Hash(house, Support(Purposes.Tet, 30, id: 8)).ShouldBe(Hash(house));
        Hash(house, Support(Purposes.House, 30, id: 8)).ShouldNotBe(Hash(house));
        Hash(Support(Purposes.Tet, 30)).ShouldNotBe(Hash(Support(Purposes.Tet, 31)));
    }
}
