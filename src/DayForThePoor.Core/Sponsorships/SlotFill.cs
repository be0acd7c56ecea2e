namespace DayForThePoor.Core.Sponsorships;

/// <summary>What one pledge takes of a slot, by the year so that nothing is divided.</summary>
/// <param name="Until">Last day; null: open.</param>
public sealed record Filling(DateOnly From, DateOnly? Until, long YearlyVnd, decimal YearlyQuantity);

/// <summary>Whether a slot still has room: what all its pledges take together, looked at on every day on which it can rise.</summary>
public static class SlotFill
{
    /// <summary>The most that is taken on any day from <paramref name="from"/> to <paramref name="until"/>.</summary>
    public static (long YearlyVnd, decimal YearlyQuantity) Most(IReadOnlyList<Filling> fillings, DateOnly from, DateOnly? until)
    {
        var (vnd, quantity) = (0L, 0m);
        foreach (var day in fillings.Select(f => f.From).Where(day => day > from && !(day > until)).Append(from).Distinct())
        {
            var (onDayVnd, onDayQuantity) = (0L, 0m);
            foreach (var filling in fillings.Where(f => f.From <= day && !(f.Until < day)))
            {
                onDayVnd = checked(onDayVnd + filling.YearlyVnd);
                onDayQuantity += filling.YearlyQuantity;
            }
            (vnd, quantity) = (Math.Max(vnd, onDayVnd), Math.Max(quantity, onDayQuantity));
        }
        return (vnd, quantity);
    }

    /// <param name="monthlyVnd">Đồng a month of the slot; 0 for goods.</param>
    /// <param name="monthlyQuantity">Goods a month; 0 for money.</param>
    public static bool Fits(long monthlyVnd, decimal monthlyQuantity, IReadOnlyList<Filling> others, Filling one)
    {
        var (vnd, quantity) = Most(others, one.From, one.Until);
        return checked(vnd + one.YearlyVnd) <= checked(12 * monthlyVnd) && quantity + one.YearlyQuantity <= 12 * monthlyQuantity;
    }
}
