using CsCheck;
using DayForThePoor.Core.Statements;
using DayForThePoor.Core.Statements.Coverage;

namespace DayForThePoor.Tests.Statements;

public class judging_how_complete_statements_are
{
    private static readonly DateOnly First = new(2026, 9, 1);
    private static readonly Guid A = Guid.Parse("0196f000-0000-8000-8000-00000000000a"), B = Guid.Parse("0196f000-0000-8000-8000-00000000000b");

    [Fact]
    public void the_last_day_is_provisional_until_a_file_reaches_past_it()
    {
        States(Of([Said(A, 0, 100), Said(A, 2, 100)], [Period(0, 2)])).ShouldBe([DayState.Covered, DayState.Covered, DayState.Provisional]);
        States(Of([Said(A, 0, 100), Said(B, 3, 100)], [Period(0, 0), Period(1, 4)]))
            .ShouldBe([DayState.Covered, DayState.Covered, DayState.Covered, DayState.Covered, DayState.Provisional]);
    }

    [Fact]
    public void days_between_files_without_a_file_are_missing()
    {
        var coverage = Of([Said(A, 0, 100), Said(B, 3, 100)], [Period(0, 0), Period(3, 3)]);

        States(coverage).ShouldBe([DayState.Covered, DayState.Missing, DayState.Missing, DayState.Provisional]);
        coverage.Gaps.ShouldHaveSingleItem().ShouldBe(new(First.AddDays(1), First.AddDays(2), null, null, null, null, CoverageGaps.DaysMissing));
        coverage.MissingDays.ShouldBe(2);
    }

    [Fact]
    public void balances_tell_how_much_the_missing_days_moved()
    {
        var moved = Of([Said(A, 0, 100, opening: 0), Said(B, 2, 50, opening: 170)], [Period(0, 0), Period(2, 2)], Moves((0, 100), (2, 50)));
        moved.Gaps.ShouldHaveSingleItem().ShouldBe(new(First.AddDays(1), First.AddDays(1), 100, 170, null, null, CoverageGaps.DaysMissingMoved));
        (moved.LedgerDifference, moved.TiesOut).ShouldBe((70L, false));
        moved.Differences.ShouldHaveSingleItem().ShouldBe(new(First.AddDays(2), 70, DifferenceCause.Gap));

        var quiet = Of([Said(A, 0, 100, opening: 0), Said(B, 2, 50, opening: 100)], [Period(0, 0), Period(2, 2)], Moves((0, 100), (2, 50)));
        quiet.Gaps.ShouldHaveSingleItem().Code.ShouldBe(CoverageGaps.DaysMissingQuiet);
        (quiet.LedgerDifference, quiet.TiesOut).ShouldBe((0L, false));
    }

    [Fact]
    public void a_file_that_opens_with_another_balance_than_the_last_closed_shows_the_gap_between_them()
    {
        var coverage = Of([Said(A, 0, 100, opening: 0), Said(A, 1, 0), Said(B, 2, 50, opening: 130)], [Period(0, 1), Period(2, 2)]);

        coverage.Gaps.ShouldHaveSingleItem().ShouldBe(new(First, First.AddDays(2), 100, 130, null, null, CoverageGaps.BetweenFiles));
    }

    [Fact]
    public void a_gap_inside_a_file_names_its_row_and_goes_when_another_file_brings_the_lines()
    {
        SaidOfDay lame = new(A, First, 0, 150, false, 1, 100, 0);
        SaidGap gap = new(A, 7, First, First, 100, 150);
        Of([lame], [Period(0, 0)], [], gap).Gaps.ShouldHaveSingleItem().ShouldBe(new(First, First, 100, 150, 7, A, CoverageGaps.InsideFile));
        Of([lame, new(B, First, 0, 150, true, 1, 50, 0)], [Period(0, 0)], [], gap).Gaps.ShouldBeEmpty();
        Of([lame, new(B, First, null, null, false, 1, 20, 0)], [Period(0, 0)], [], gap).Gaps.ShouldHaveSingleItem()
            .ShouldBe(new(First, First, 120, 150, null, null, CoverageGaps.InsideDay));
    }

    [Fact]
    public void parts_of_a_day_in_two_files_make_one_day()
    {
        var day = Of([new(A, First, 10, 60, true, 2, 50, 0), new(B, First, 60, 100, true, 1, 40, 0)], [Period(0, 0)]).Days.ShouldHaveSingleItem();

        (day.Opening, day.Closing, day.Lines, day.Credits, day.IsBound).ShouldBe((10, 100, 3, 90L, true));
    }

    [Fact]
    public void a_difference_is_told_apart_by_where_it_arose()
    {
        var coverage = Of(
            [Said(A, 0, 100, opening: 1_000), Said(A, 1, 50, opening: 1_100)], [Period(0, 1)], Moves((-5, 400), (0, 100), (1, 50), (1, 7)));

        coverage.LedgerDifference.ShouldBe(593);
        coverage.Differences.ShouldBe([new(First, 600, DifferenceCause.Opening), new(First.AddDays(1), -7, DifferenceCause.Vouchers)]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void an_opening_balance_of_the_day_before_or_the_day_itself_ties_out(int dated)
    {
        var coverage = Of([Said(A, 0, 100, opening: 1_000)], [Period(0, 0)], Moves((dated, 1_000), (0, 100)));

        (coverage.LedgerDifference, coverage.TiesOut, coverage.Differences.Count).ShouldBe((0L, true, 0));
    }

    [Fact]
    public void without_balances_nothing_is_compared()
    {
        var coverage = Of([Said(A, 0, 100)], [Period(0, 0)], Moves((0, 100)));

        (coverage.LedgerDifference, coverage.TiesOut).ShouldBe((null, false));
        Of([], []).CoveredTo.ShouldBeNull();
    }

    [Fact]
    public void differences_add_up_to_the_whole_and_every_gap_lacks_what_the_books_lack() =>
        Gen.Select(Gen.Select(Gen.Int[-50, 50], Gen.Int[0, 3]).Array[1, 25], Gen.Long[0, 500], Gen.Long[0, 500]).Sample((days, opening, booked) =>
        {
            // One day a file; what is drawn 0 the files do not have, though the money moved.
            List<SaidOfDay> said = [];
            List<DeclaredPeriod> periods = [];
            var moves = new List<LedgerMove> { new(First.AddDays(-1), booked) };
            var balance = opening;
            for (var i = 0; i < days.Length; i++)
            {
                var (net, kind) = days[i];
                if (kind > 0 || i == 0)
                {
                    said.Add(Said(A, i, net, opening: balance));
                    periods.Add(Period(i, i));
                    moves.Add(new(First.AddDays(i), net));
                }
                balance += net;
            }

            var coverage = Of(said, periods, moves);
            return coverage.Differences.Sum(d => d.Amount) == coverage.LedgerDifference
                && coverage.LedgerDifference == opening - booked + coverage.Gaps.Sum(g => g.Lacking)
                && coverage.Days.Zip(coverage.Days.Skip(1)).All(d => d.First.Day.AddDays(1) == d.Second.Day);
        });

    private static SaidOfDay Said(Guid import, int day, long net, long? opening = null) => new(
        import, First.AddDays(day), opening, opening + net, opening is not null, net == 0 ? 0 : 1, Math.Max(net, 0), Math.Max(-net, 0));

    private static DeclaredPeriod Period(int from, int to) => new(First.AddDays(from), First.AddDays(to));

    private static List<LedgerMove> Moves(params (int Day, long Amount)[] moves) => [.. moves.Select(m => new LedgerMove(First.AddDays(m.Day), m.Amount))];

    private static AccountCoverage Of(IReadOnlyList<SaidOfDay> days, IReadOnlyList<DeclaredPeriod> periods, IReadOnlyList<LedgerMove>? moves = null, params SaidGap[] gaps) =>
        AccountCoverage.Of(new(days, periods, gaps, moves ?? []));

    private static IEnumerable<DayState> States(AccountCoverage coverage) => coverage.Days.Select(d => d.State);
}
