namespace DayForThePoor.Core.Sponsorships;

/// <summary>One payment for several pledges (a company for ten children).</summary>
public static class SharedPayment
{
    /// <summary>
    /// What each pledge gets when the amount is exactly the next instalment of every one, or the next two of every one, and so
    /// on. Nothing else is shared out by guess.
    /// </summary>
    /// <param name="open">Of each pledge what is left of its open instalments, oldest first, in đồng.</param>
    /// <returns>Đồng of each pledge, in their order; null when no number of instalments makes the amount.</returns>
    public static IReadOnlyList<long>? Of(IReadOnlyList<IReadOnlyList<long>> open, long amountVnd)
    {
        if (open.Count == 0) return null;
        var shares = new long[open.Count];
        for (var n = 0; n < open.Min(pledge => pledge.Count); n++)
        {
            for (var i = 0; i < shares.Length; i++) shares[i] = checked(shares[i] + open[i][n]);
            var total = shares.Sum();
            if (total == amountVnd) return shares;
            if (total > amountVnd) return null;
        }
        return null;
    }
}
