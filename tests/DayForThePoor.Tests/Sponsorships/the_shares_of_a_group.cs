using CsCheck;
using DayForThePoor.Core.Sponsorships;

namespace DayForThePoor.Tests.Sponsorships;

public class the_shares_of_a_group
{
    private static readonly string[] Names = ["Lê Thị Hà", "Lê Thị Hạ", "LÊ THỊ HÀ", "Võ Thị Lành", "Tổ nung"];

    private static readonly Gen<(string Name, long ShareVnd)[]> AnyLines =
        Gen.Select(Gen.Int[0, 4], Gen.Long[1, 4], (name, share) => (Names[name], share * 50_000)).Array[0, 7];

    [Theory]
    [InlineData(400_000, 4_800_000, 0L)]
    [InlineData(350_000, 4_800_000, -50_000L)]
    [InlineData(400_000, 6_000_000, -100_000L)]
    [InlineData(400_000, 3_600_000, 100_000L)]
    public void are_compared_with_the_promise_of_a_month(long shares, long yearly, long difference)
    {
        var group = GroupShares.Of([shares - 1, 1], yearly)!;
        group.MonthlyDifferenceVnd.ShouldBe(difference);
        group.Agree.ShouldBe(difference == 0);
    }

    [Fact]
    public void are_compared_by_the_year_where_the_promise_is_no_whole_number_a_month()
    {
        var group = GroupShares.Of([80_000], 1_000_000)!;
        (group.MonthlyDifferenceVnd, group.YearlyDifferenceVnd, group.Agree).ShouldBe((null, -40_000, false));
    }

    [Fact]
    public void are_compared_with_nothing_where_no_money_was_promised() => GroupShares.Of([100_000], 0).ShouldBeNull();

    [Fact]
    public void are_after_an_edit_what_was_typed_and_everybody_stayed_who_could() => Gen.Select(AnyLines, AnyLines).Sample((before, typed) =>
    {
        List<GroupMember> were = [.. before.Select((m, at) => new GroupMember(Id(at), m.Name, m.ShareVnd))];
        var anew = MembersAnew.Of(were, typed);
        var staying = were.Where(m => !anew.Left.Contains(m.Id)).Select(m => anew.Changed.FirstOrDefault(c => c.Id == m.Id) ?? m).ToList();
        var folded = before.Select(m => Core.Text.Folding.Fold(m.Name)).ToList();
        return staying.Select(m => (m.Name, m.ShareVnd)).Concat(anew.Joined).Order().SequenceEqual(typed.Order())
            && anew.Joined.All(joined => typed.Count(t => Same(t.Name, joined.Name)) > folded.Count(name => Same(name, joined.Name)))
            && anew.Any == !before.Order().SequenceEqual(typed.Order());

        static bool Same(string one, string other) => Core.Text.Folding.Fold(one) == Core.Text.Folding.Fold(other);
    });

    [Fact]
    public void keep_two_people_apart_whose_names_differ_by_a_mark()
    {
        GroupMember first = new(Id(1), "Lê Thị Hà", 100_000), second = new(Id(2), "Lê Thị Hạ", 100_000);
        MembersAnew.Of([first, second], [("Lê Thị Hạ", 150_000), ("Lê Thị Hà", 100_000)]).Changed.ShouldBe([second with { ShareVnd = 150_000 }]);
    }

    /// <summary>The same in every run, so that a sample that failed is met again.</summary>
    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
