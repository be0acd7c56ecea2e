using CsCheck;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

public class following_the_balance
{
    [Fact]
    public void a_blank_amount_comes_back_from_the_balances_around_it()
    {
        var result = Read(Of(
            AgribankHeader,
            "09/09/2026,a,,\"100,000\",\"200,000\",1",
            "09/09/2026,b,,,\"500,000\",2",
            "09/09/2026,phi,,,\"489,000\",3"))
            .ShouldBeReadable();

        result.Lines.Select(l => (l.Side, l.Amount, l.AmountRecovered)).ShouldBe(
            [(Side.Credit, 100_000, false), (Side.Credit, 300_000, true), (Side.Debit, 11_000, true)]);
        (result.Recovered, result.Credits, result.Debits).ShouldBe((2, 400_000L, 11_000L));
    }

    [Fact]
    public void a_recovered_line_is_the_same_line_as_the_one_that_carries_its_amount()
    {
        var whole = Read(Of(AgribankHeader, "09/09/2026,a,,\"1,000\",\"2,000\",1", "09/09/2026,b,,\"5,000\",\"7,000\",2"));
        var blank = Read(Of(AgribankHeader, "09/09/2026,a,,\"1,000\",\"2,000\",1", "09/09/2026,b,,,\"7,000\",2"));

        blank.Lines.Select(l => l.Fingerprint).ShouldBe(whole.Lines.Select(l => l.Fingerprint));
    }

    [Fact]
    public void the_opening_balance_gives_back_the_first_amount() =>
        Read(Of("Số dư đầu kỳ:,1.000", "Ngày,Nội dung,Nợ,Có,Số dư", "01/09/2026,a,,,51.000")).ShouldBeReadable()
            .Lines[0].Amount.ShouldBe(50_000);

    [Fact]
    public void opening_and_closing_balance_give_back_one_amount_without_a_balance_column() =>
        Read(Of(
            "Số dư đầu kỳ:,1.000", "Ngày,Nội dung,Nợ,Có", "01/09/2026,a,,20.000", "01/09/2026,b,,", "Số dư cuối kỳ:,51.000"))
            .ShouldBeReadable().Lines[1].Amount.ShouldBe(30_000);

    [Fact]
    public void two_blank_amounts_between_two_balances_are_not_guessed()
    {
        var result = Read(Of(
            VietcombankHeader, "1,01/09/2026,1,,50.000,50.000,a", "1,01/09/2026,2,,,,b", "1,01/09/2026,3,,,150.000,c"));

        result.Lines.ShouldBeEmpty();
        result.Problems.Select(p => (p.Code, p.Row)).ShouldBe([(StatementProblems.AmountMissing, 3), (StatementProblems.AmountMissing, 4)]);
    }

    [Theory]
    [InlineData("01/09/2026", "02/09/2026", 30_000)]
    [InlineData("02/09/2026", "01/09/2026", -100_000)]
    public void dates_tell_the_order_where_balances_do_not(string first, string last, long recovered) =>
        Read(Of(VietcombankHeader, $"1,{first},1,,50.000,100.000,a", $"1,{first},2,,,,b", $"1,{last},3,,20.000,150.000,c")).ShouldBeReadable()
            .Lines[1].Movement().ShouldBe(recovered);

    [Fact]
    public void an_amount_that_either_order_of_the_rows_explains_otherwise_is_not_guessed() =>
        Read(Of(VietcombankHeader, "1,01/09/2026,1,,50.000,100.000,a", "1,01/09/2026,2,,,,b", "1,01/09/2026,3,,20.000,150.000,c")).Problem()
            .ShouldBe(new StatementProblem(StatementProblems.AmountMissing, 3, null));

    [Fact]
    public void a_blank_amount_without_any_balance_is_a_problem() =>
        Read(Of(VietcombankHeader, "1,01/09/2026,1,,50.000,,a", "1,01/09/2026,2,,,,b")).Problem()
            .ShouldBe(new StatementProblem(StatementProblems.AmountMissing, 3, null));

    [Fact]
    public void a_running_balance_that_breaks_names_the_row_and_both_balances() =>
        Read(Of(
            AgribankHeader,
            "09/09/2026,a,,\"100,000\",\"200,000\",1",
            "09/09/2026,b,,\"50,000\",\"350,000\",2",
            "09/09/2026,c,,\"50,000\",\"400,000\",3")).Problem()
            .ShouldBe(new StatementProblem(StatementProblems.BalanceBreak, 3, null, "250.000", "350.000"));

    [Fact]
    public void balances_given_only_now_and_then_name_their_gaps_and_still_read()
    {
        var result = Read(Of(
            VietcombankHeader,
            "1,01/09/2026,1,,50.000,150.000,a", "1,02/09/2026,2,,20.000,,b", "1,02/09/2026,3,,20.000,,c", "1,02/09/2026,4,,20.000,240.000,d"))
            .ShouldBeReadable();

        result.Gaps.ShouldBe([new BalanceGap(5, new(2026, 9, 1), new(2026, 9, 2), 210_000, 240_000)]);
        result.IsProvenComplete.ShouldBeFalse();
    }

    [Fact]
    public void blank_amounts_come_back_whichever_are_blank_and_whether_the_file_begins_with_the_oldest_or_the_newest() =>
        Gen.Select(Movements, Gen.Bool, Gen.Int).Sample((movements, newestFirst, seed) =>
        {
            var blank = new Random(seed);
            var rows = Rows(movements, hide: i => i > 0 && blank.Next(4) == 0);
            if (newestFirst) rows.Reverse();
            var result = Read(Of([AgribankHeader, .. rows]));
            var read = result.Lines.Select(l => l.Movement()).ToList();
            if (newestFirst) read.Reverse();
            return read.SequenceEqual(movements);
        });

    [Fact]
    public void a_re_ordered_file_with_a_running_balance_is_still_whole() =>
        Gen.Select(Movements, Gen.Int).Sample((movements, seed) =>
        {
            var rows = Rows(movements, hide: _ => false).ToArray();
            new Random(seed).Shuffle(rows);
            var result = Read(Of([AgribankHeader, .. rows]));
            return result.IsReadable && result.Lines.Count == movements.Length;
        });

    [Fact]
    public void a_row_taken_out_of_a_running_balance_never_goes_unnoticed() =>
        Gen.Select(Movements.Where(m => m.Length > 2), Gen.Int).Sample((movements, seed) =>
        {
            var rows = Rows(movements, hide: _ => false);
            rows.RemoveAt(new Random(seed).Next(1, movements.Length - 1));
            return !Read(Of([AgribankHeader, .. rows])).IsReadable;
        });

    /// <summary>Distinct sizes, so that no other order of the rows could explain the same balances.</summary>
    private static readonly Gen<long[]> Movements =
        Gen.Select(Gen.Int[1, 900], Gen.Bool).Array[2, 40]
            .Select(m => m.Select((x, i) => (x.Item2 ? 1L : -1L) * (x.Item1 + 1000L * (1L << i))).ToArray());

    private static List<string> Rows(long[] movements, Func<int, bool> hide)
    {
        List<string> rows = [];
        var balance = 1L << 52;
        foreach (var (movement, i) in movements.Select((m, i) => (m, i)))
        {
            balance += movement;
            var (debit, credit) = hide(i) ? ("", "") : movement < 0 ? ($"{-movement}", "") : ("", $"{movement}");
            rows.Add($"09/09/2026,gift {i},{debit},{credit},{balance},R{i}");
        }
        return rows;
    }
}
