namespace DayForThePoor.Core.HandOvers;

/// <summary>Divides whole đồng (or whole households) by weights, so that the parts always add up.</summary>
public static class Shares
{
    /// <summary>
    /// Parts of <paramref name="amount"/> in proportion to <paramref name="weights"/>, each rounded down; what is left goes
    /// one by one to the largest remainders, the earlier first. A negative amount is divided as its opposite.
    /// </summary>
    /// <param name="weights">At least one; none negative. All zero: the first gets everything.</param>
    public static IReadOnlyList<long> Split(long amount, IReadOnlyList<long> weights)
    {
        if (weights.Count == 0 || weights.Any(w => w < 0)) throw new ArgumentException("Weights are needed, none below zero.", nameof(weights));
        var sum = weights.Aggregate((Int128)0, (all, weight) => all + weight);
        var parts = new long[weights.Count];
        if (sum == 0)
        {
            parts[0] = amount;
            return parts;
        }
        var whole = Int128.Abs(amount);
        var remainders = new Int128[weights.Count];
        var left = whole;
        for (var i = 0; i < parts.Length; i++)
        {
            var (part, remainder) = Int128.DivRem(whole * weights[i], sum);
            parts[i] = (long)part;
            remainders[i] = remainder;
            left -= part;
        }
        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => remainders[i]).ThenBy(i => i).Take((int)left)) parts[i]++;
        if (amount < 0)
            for (var i = 0; i < parts.Length; i++) parts[i] = -parts[i];
        return parts;
    }
}
