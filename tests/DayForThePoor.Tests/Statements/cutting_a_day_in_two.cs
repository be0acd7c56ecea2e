using DayForThePoor.Core.Statements;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

public class cutting_a_day_in_two
{
    private static string Gift(string time, string memo) => $"1,10/09/2026,{time},{memo},,\"100,000\",X";

    [Fact]
    public void equal_gifts_at_the_cut_are_ambiguous_where_no_time_tells()
    {
        var evening = Lines(Gift("", "ung ho"), Gift("", "last"));

        CutDays.Ambiguous(evening, Stored(Gift("", "first"), Gift("", "ung ho"), Gift("", "ung ho"))).ShouldHaveSingleItem().Memo.ShouldBe("ung ho");
    }

    [Fact]
    public void times_of_one_file_among_those_of_the_other_tell() =>
        CutDays.Ambiguous(
            Lines(Gift("12:00:00", "ung ho"), Gift("13:00:00", "last")),
            Stored(Gift("10:00:00", "first"), Gift("11:00:00", "ung ho"), Gift("12:00:00", "ung ho"))).ShouldBeEmpty();

    [Fact]
    public void one_gift_on_each_side_of_the_cut_with_times_of_their_own_is_two() =>
        CutDays.Ambiguous(
            Lines(Gift("12:00:00", "ung ho"), Gift("13:00:00", "last")),
            Stored(Gift("10:00:00", "first"), Gift("11:00:00", "ung ho"))).ShouldHaveSingleItem().Memo.ShouldBe("ung ho");

    [Fact]
    public void a_file_that_holds_the_whole_day_or_nothing_new_is_certain()
    {
        string[] day = [Gift("", "first"), Gift("", "ung ho"), Gift("", "ung ho"), Gift("", "last")];

        CutDays.Ambiguous(Lines(day), Stored(day[..2])).ShouldBeEmpty();
        CutDays.Ambiguous(Lines(day[1..2]), Stored(day)).ShouldBeEmpty();
        CutDays.Ambiguous(Lines(day), []).ShouldBeEmpty();
    }

    [Fact]
    public void lines_with_a_reference_are_never_in_doubt()
    {
        string Row(int reference, string memo) => $"1,10/09/2026,{reference},,100.000,,{memo}";
        var file = Read(Of(VietcombankHeader, Row(2, "ung ho"), Row(9, "last"))).Lines;
        var stored = Read(Of(VietcombankHeader, Row(1, "first"), Row(2, "ung ho"), Row(2, "ung ho"))).Lines;

        CutDays.Ambiguous(file, [.. stored.Select(AsStored)]).ShouldBeEmpty();
    }

    private static IReadOnlyList<StatementLine> Lines(params string[] rows) => Read(Of([VietinBankHeader, .. rows])).ShouldBeReadable().Lines;

    private static StoredLine[] Stored(params string[] rows) => [.. Lines(rows).Select(AsStored)];

    private static StoredLine AsStored(StatementLine line) => new(line.Date, line.Fingerprint, line.Time);
}
