using CsCheck;
using DayForThePoor.Core.Statements;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

public class saying_what_a_file_covers
{
    private static readonly DateOnly First = new(2026, 9, 1);

    [Theory]
    [InlineData("Từ ngày 01/09/2026 đến ngày 10/09/2026")]
    [InlineData("Từ/From: 01/09/2026,Đến/To: 10/09/2026")]
    [InlineData("From date:,01/09/2026,To date:,10/09/2026")]
    [InlineData("Kỳ sao kê: 01/09/2026 - 10/09/2026")]
    [InlineData("Từ ngày (From),01-09-2026\nĐến ngày (To),10-09-2026")]
    [InlineData("Ngày in: 12/09/2026\nSao kê từ 01/09/2026 đến 10/09/2026 23:59:59")]
    public void the_period_stands_above_the_table_in_many_words(string heading) =>
        Read(Of([.. heading.Split('\n'), "Ngày,Nội dung,Có", "03/09/2026,a,1000"])).ShouldBeReadable()
            .Period.ShouldBe(new DeclaredPeriod(First, First.AddDays(9)));

    [Theory]
    [InlineData("Ngày in: 12/09/2026")]
    [InlineData("Từ ngày 01/09/2026")]
    [InlineData("Từ ngày 10/09/2026 đến ngày 01/09/2026")]
    [InlineData("Từ 01/09/2026 đến 02/09/2026")]
    [InlineData("Từ 01/09/2026 đến 10/09/2026\nTừ 02/09/2026 đến 10/09/2026")]
    public void what_is_no_period_or_not_that_of_the_lines_says_nothing(string heading) =>
        Read(Of([.. heading.Split('\n'), "Ngày,Nội dung,Có", "03/09/2026,a,1000"])).ShouldBeReadable().Period.ShouldBeNull();

    [Fact]
    public void a_running_balance_opens_and_closes_every_day()
    {
        var file = Read(Of(
            AgribankHeader, "01/09/2026,a,,\"1,000\",\"5,000\",1", "01/09/2026,b,\"2,000\",,\"3,000\",2", "03/09/2026,c,,\"4,000\",\"7,000\",3")).ShouldBeReadable();

        file.Days.ShouldBe(
            [
                new FileDay(First, 2, 1_000, 2_000, 4_000, 3_000, true, 2, 3),
                new FileDay(First.AddDays(2), 1, 4_000, 0, 3_000, 7_000, true, 4, 4),
            ]);
    }

    [Fact]
    public void a_balance_at_the_end_of_each_day_binds_the_days_between()
    {
        var file = Read(Of(
            VietcombankHeader, "1,01/09/2026,1,,50.000,,a", "1,01/09/2026,2,,50.000,150.000,b", "1,02/09/2026,3,,20.000,,c", "1,02/09/2026,4,,20.000,190.000,d",
            "1,03/09/2026,5,,20.000,,e")).ShouldBeReadable();

        file.Days.Select(d => (d.Opening, d.Closing, d.IsBound)).ShouldBe([(50_000, 150_000, false), (150_000, 190_000, true), (190_000, 210_000, false)]);
    }

    [Fact]
    public void what_a_gap_lacks_shows_on_the_day_of_the_balance_that_shows_it()
    {
        var file = Read(Of(
            VietcombankHeader, "1,01/09/2026,1,,50.000,150.000,a", "1,02/09/2026,2,,20.000,,b", "1,03/09/2026,3,,20.000,,c", "1,03/09/2026,4,,20.000,240.000,d")).ShouldBeReadable();

        file.Gaps.ShouldBe([new BalanceGap(5, First, First.AddDays(2), 210_000, 240_000)]);
        file.Days.Select(d => (d.Opening, d.Closing, d.IsBound)).ShouldBe([(100_000, 150_000, true), (150_000, 170_000, false), (170_000, 240_000, false)]);
    }

    [Fact]
    public void a_file_without_balances_says_nothing_of_them() =>
        Read(Of(VietcombankHeader, "1,01/09/2026,1,,50.000,,a")).Days.Single().ShouldBe(new FileDay(First, 1, 50_000, 0, null, null, false, 2, 2));

    [Fact]
    public void declared_opening_and_closing_give_every_day_its_balances() =>
        Read(Of("Số dư đầu kỳ:,1.000", "Ngày,Nội dung,Nợ,Có", "01/09/2026,a,,20.000", "02/09/2026,b,5.000,", "Số dư cuối kỳ:,16.000"))
            .Days.Select(d => (d.Opening, d.Closing, d.IsBound)).ShouldBe([(1_000, 21_000, true), (21_000, 16_000, true)]);

    [Fact]
    public void days_follow_each_other_to_the_dong_in_whatever_order_the_rows_stand() =>
        Gen.Select(Gen.Select(Gen.Int[0, 6], Gen.Int[1, 900], Gen.Bool).Array[2, 30], Gen.Int[0, 2], Gen.Int).Sample((gifts, order, seed) =>
        {
            var balance = 1L << 40;
            List<string> rows = [];
            // Distinct sizes, so that no other order of the rows explains the same balances.
            foreach (var ((day, amount, isIn), i) in gifts.OrderBy(g => g.Item1).Select((g, i) => (g, i)))
            {
                var movement = (isIn ? 1L : -1L) * (amount + 1000L * (1L << i));
                balance += movement;
                rows.Add($"{First.AddDays(day):dd/MM/yyyy},m{i},{(isIn ? "" : -movement)},{(isIn ? movement : "")},{balance},R{i}");
            }
            var shown = rows.ToArray();
            if (order == 1) Array.Reverse(shown);
            if (order == 2) new Random(seed).Shuffle(shown);

            var days = Read(Of([AgribankHeader, .. shown])).ShouldBeReadable().Days;
            return days[0].Opening == 1L << 40 && days[^1].Closing == balance
                && days.All(d => d.Opening + d.Credits - d.Debits == d.Closing)
                && days.Zip(days.Skip(1)).All(d => d.First.Closing == d.Second.Opening);
        });
}
