using CsCheck;
using DayForThePoor.Core.HandOvers;
using DayForThePoor.Web.Reports;

namespace DayForThePoor.Tests.HandOvers;

/// <summary>Units end and are followed by others, again and again; reports by the old and by the new names hold the same money.</summary>
public class any_chain_of_merges_and_splits
{
    /// <param name="Amounts">What each unit wrote: income, spending, handed, closing.</param>
    /// <param name="Heirs">Of each unit, those who took over: always younger ones, so that no chain comes back.</param>
    private sealed record History(long[][] Amounts, (int Heir, long Weight)[][] Heirs);

    private static readonly Gen<History> Histories =
        from units in Gen.Int[1, 9]
        from amounts in Gen.Long[-1_000_000_007, 1_000_000_007].Array[4].Array[units]
        from heirs in Gen.Select(Gen.Int[1, 9], Gen.Long[0, 1_000]).Array[0, 4].Array[units]
        select new History(amounts, [.. heirs.Select((of, i) => of.Select(h => (Heir: i + h.Item1, Weight: h.Item2)).Where(h => h.Heir < units).DistinctBy(h => h.Heir).ToArray())]);

    private static Guid Id(int unit) => new($"00000000-0000-8000-8000-{unit:D12}");

    private static Succession Succession(History history) => new(history.Heirs.Select((of, i) => (Id: Id(i), Of: of)).Where(u => u.Of.Length > 0)
        .ToDictionary(u => u.Id, u => (IReadOnlyList<Heir>)[.. u.Of.Select(h => new Heir(Id(h.Heir), h.Weight))]));

    [Fact]
    public void attributes_every_đồng_to_a_unit_that_stands() => Histories.Sample(history =>
    {
        var succession = Succession(history);
        for (var i = 0; i < history.Amounts.Length; i++)
            foreach (var amount in history.Amounts[i])
            {
                var parts = succession.Attribute(Id(i), amount);
                parts.Values.Sum().ShouldBe(amount);
                parts.Keys.ShouldAllBe(heir => !succession.HasEnded(heir));
                parts.Keys.ShouldBeSubsetOf(succession.Heirs(Id(i)));
            }
    });

    [Fact]
    public void leaves_then_and_now_with_one_total_in_every_line_and_every_column_in_balance() => Histories.Sample(history =>
    {
        var succession = Succession(history);
        ReportLine[] lines =
        [
            new(ReportSections.Income, "gifts_money"), new(ReportSections.Spending, "paid_up"), new(ReportSections.Handed, ReportSections.Handed), new(ReportSections.Closing, "cash"),
        ];
        var then = new Dictionary<(int, ReportLine), long>();
        var now = new Dictionary<(Guid, ReportLine), long>();
        for (var i = 0; i < history.Amounts.Length; i++)
        {
            var figures = lines.Zip(history.Amounts[i]).ToDictionary(f => f.First, f => f.Second);
            foreach (var (heir, amounts) in IncomeAndSpendingQuery.Divided(figures, succession, Id(i)))
                foreach (var (line, amount) in amounts)
                {
                    then[(i, line)] = then.GetValueOrDefault((i, line)) + amount;
                    now[(heir, line)] = now.GetValueOrDefault((heir, line)) + amount;
                }
        }

        foreach (var (line, i) in lines.Select((line, i) => (line, i)))
        {
            var ledger = history.Amounts.Sum(unit => unit[i]);
            then.Where(f => f.Key.Item2 == line).Sum(f => f.Value).ShouldBe(ledger);
            now.Where(f => f.Key.Item2 == line).Sum(f => f.Value).ShouldBe(ledger);
        }
        foreach (var column in now.GroupBy(f => f.Key.Item1))
        {
            long Of(string section) => column.Where(f => f.Key.Item2.Section == section).Sum(f => f.Value);
            (Of(ReportSections.Opening) + Of(ReportSections.Income) - Of(ReportSections.Spending) + Of(ReportSections.Handed)).ShouldBe(Of(ReportSections.Closing));
        }
    });

    [Fact]
    public void that_comes_back_to_its_beginning_is_an_error_and_not_an_endless_walk()
    {
        var circle = new Succession(new Dictionary<Guid, IReadOnlyList<Heir>> { [Id(1)] = [new(Id(2), 1)], [Id(2)] = [new(Id(1), 1)] });
        Should.Throw<InvalidOperationException>(() => circle.Attribute(Id(1), 5));
    }
}
