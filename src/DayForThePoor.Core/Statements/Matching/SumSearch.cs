namespace DayForThePoor.Core.Statements.Matching;

/// <summary>Finds which of a few amounts make a sum. Small on purpose: with many amounts some subset always does, by chance.</summary>
public static class SumSearch
{
    public const int MostAmounts = 30;
    public const int MostParts = 5;

    /// <summary>Subsets of two to <see cref="MostParts"/> amounts that make exactly the sum, as indexes; at most <paramref name="most"/>.</summary>
    /// <param name="amounts">Above 0; those after the first <see cref="MostAmounts"/> are left out.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Of(IReadOnlyList<long> amounts, long sum, int most)
    {
        List<IReadOnlyList<int>> found = [];
        var taken = new List<int>(MostParts);
        Search(0, sum);
        return found;

        void Search(int from, long left)
        {
            for (var i = from; i < Math.Min(amounts.Count, MostAmounts) && found.Count < most; i++)
            {
                if (amounts[i] > left) continue;
                taken.Add(i);
                if (amounts[i] == left)
                {
                    if (taken.Count > 1) found.Add([.. taken]);
                }
                else if (taken.Count < MostParts) Search(i + 1, left - amounts[i]);
                taken.RemoveAt(taken.Count - 1);
            }
        }
    }
}
