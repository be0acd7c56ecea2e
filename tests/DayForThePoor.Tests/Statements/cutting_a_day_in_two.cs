using DayForThePoor.Core.Statements;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

public class cutting_a_day_in_two
{
    private static string Gift(string time, string memo) => $"1,10/09/2026,{time},{memo},,\"100,000\",X";

    [Fact]
    public void equal_gifts_at_the_cut_are_ambiguous_where_no_time_tells()
    {
        var evening = File(Gift("", "ung ho"), Gift("", "last"));

        Ambiguous(evening, File(Gift("", "first"), Gift("", "ung ho"), Gift("", "ung ho"))).ShouldHaveSingleItem().Memo.ShouldBe("ung ho");
    }

    [Fact]
    public void times_of_one_file_among_those_of_the_other_tell() =>
        Ambiguous(
            File(Gift("12:00:00", "ung ho"), Gift("13:00:00", "last")),
            File(Gift("10:00:00", "first"), Gift("11:00:00", "ung ho"), Gift("12:00:00", "ung ho"))).ShouldBeEmpty();

    [Fact]
    public void one_gift_on_each_side_of_the_cut_with_times_of_their_own_is_two() =>
        Ambiguous(
            File(Gift("12:00:00", "ung ho"), Gift("13:00:00", "last")),
            File(Gift("10:00:00", "first"), Gift("11:00:00", "ung ho"))).ShouldHaveSingleItem().Memo.ShouldBe("ung ho");

    [Fact]
    public void a_file_that_holds_the_whole_day_or_nothing_new_is_certain()
    {
        string[] day = [Gift("", "first"), Gift("", "ung ho"), Gift("", "ung ho"), Gift("", "last")];

        Ambiguous(File(day), File(day[..2])).ShouldBeEmpty();
        Ambiguous(File(day[1..2]), File(day)).ShouldBeEmpty();
        Ambiguous(File(day), null).ShouldBeEmpty();
    }

    [Fact]
    public void lines_with_a_reference_are_never_in_doubt()
    {
        string Row(int reference, string memo) => $"1,10/09/2026,{reference},,100.000,,{memo}";
        var file = Read(Of(VietcombankHeader, Row(2, "ung ho"), Row(9, "last")));
        var stored = Read(Of(VietcombankHeader, Row(1, "first"), Row(2, "ung ho"), Row(2, "ung ho")));

        Ambiguous(file, stored).ShouldBeEmpty();
    }

    [Fact]
    public void balances_tell_equal_gifts_on_the_two_sides_of_the_cut_apart()
    {
        var morning = Balanced(("ung ho", 100_000, 300_000), ("x", 50_000, 350_000));
        var evening = Balanced(("ung ho", 100_000, 450_000), ("y", 50_000, 500_000));

        Ambiguous(evening, morning).ShouldBeEmpty();
        New(evening, morning).ShouldBe([("ung ho", 1), ("y", 0)]);
        New(Balanced(("ung ho", 100_000, 450_000)), morning).ShouldBe([("ung ho", 1)]);
        New(Balanced(("ung ho", 100_000, 300_000)), morning).ShouldBeEmpty();
    }

    [Fact]
    public void only_what_is_more_than_stored_is_new()
    {
        var stored = File(Gift("", "first"), Gift("", "ung ho"));
        New(File(Gift("", "first"), Gift("", "ung ho"), Gift("", "ung ho"), Gift("", "last")), stored).ShouldBe([("ung ho", 1), ("last", 0)]);
    }

    private static FileRead File(params string[] rows) => Read(Of([VietinBankHeader, .. rows])).ShouldBeReadable();

    private static FileRead Balanced(params (string Memo, long Amount, long Balance)[] rows) =>
        Read(Of([AgribankHeader, .. rows.Select(r => $"10/09/2026,{r.Memo},,{r.Amount},{r.Balance},")])).ShouldBeReadable();

    private static IEnumerable<StatementLine> Ambiguous(FileRead file, FileRead? stored) => Judge(file, stored).Select(i => file.Lines[i]);

    private static IEnumerable<(string Memo, int Ordinal)> New(FileRead file, FileRead stored)
    {
        Judge(file, stored);
        return file.Lines.Zip(file.Marks).Where(l => !l.Second.IsKnown).Select(l => (l.First.Memo, l.Second.Ordinal));
    }

    private static IReadOnlyList<int> Judge(FileRead file, FileRead? stored) => KnownLines.Judge(
        file.Marks, [.. Enumerable.Range(0, file.Marks.Count)], [.. stored?.Lines.Select(l => new StoredLine(l.Fingerprint, l.Time, l.Balance)) ?? []]);
}
