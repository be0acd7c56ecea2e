using CsCheck;
using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Statements.Reading;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

public class passing_over_a_file_day_by_day
{
    [Fact]
    public void gives_every_line_once_in_the_order_of_the_calendar_whatever_order_the_rows_have_and_however_few_may_be_held() =>
        Gen.Select(Gen.Int[1, 9].Array[1, 30], Gen.Int[1, 12], Gen.Int[0, 2]).Sample((days, most, order) =>
        {
            var sorted = order == 0 ? days : [.. order == 1 ? days.Order() : days.OrderDescending()];
            var file = File(sorted);

            var passed = DayPasses.Over(file.Days, () => file.Lines, most).SelectMany(d => d.Lines.Select(l => (d.Day, l.RowNumber, l.Date))).ToList();
            return passed.All(l => l.Day == l.Date) && passed.SequenceEqual(file.Lines.OrderBy(l => l.Date).ThenBy(l => l.RowNumber).Select(l => (l.Date, l.RowNumber, l.Date)));
        });

    [Fact]
    public void takes_one_pass_when_the_rows_are_in_order() => Passes(File([1, 1, 2, 3, 3, 4]), most: 1).ShouldBe(1);

    [Fact]
    public void takes_as_many_passes_as_it_must_to_hold_no_more_than_allowed() => Passes(File([4, 4, 3, 3, 2, 1]), most: 3).ShouldBe(3);

    [Fact]
    public void stops_where_the_last_wanted_day_ends()
    {
        var file = File([1, 2, 3]);
        var seen = 0;
        DayPasses.Over([file.Days[1]], () => file.Lines.Select(l => (seen++, l).l)).SelectMany(d => d.Lines).Count().ShouldBe(1);
        seen.ShouldBe(2);
    }

    private static int Passes(FileRead file, int most)
    {
        var passes = 0;
        foreach (var (_, lines) in DayPasses.Over(file.Days, () => (passes++, file.Lines).Lines, most)) lines.Count().ShouldBeGreaterThan(0);
        return passes;
    }

    private static FileRead File(int[] days) =>
        Read(Of([VietcombankHeader, .. days.Select((day, i) => $"1,{day:00}/09/2026,R{i},,1.000,,x")])).ShouldBeReadable();
}
