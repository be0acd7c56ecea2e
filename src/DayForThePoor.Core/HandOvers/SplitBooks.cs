namespace DayForThePoor.Core.HandOvers;

/// <summary>Turnover of one account of a book, in đồng.</summary>
public readonly record struct Turnover(string Account, long Debit, long Credit);

/// <summary>Divides a balanced book by weights so that every part balances and each account still adds up.</summary>
public static class SplitBooks
{
    /// <summary>One book for each weight. Rounding leaves a part some đồng out of balance; as these cancel over the parts, they
    /// are taken up by the credit of the account with the greatest one.</summary>
    /// <param name="book">Debits and credits have one sum.</param>
    public static IReadOnlyList<IReadOnlyList<Turnover>> Of(IReadOnlyList<Turnover> book, IReadOnlyList<long> weights)
    {
        if (book.Count == 0) return [.. weights.Select(_ => (IReadOnlyList<Turnover>)[])];
        var debits = book.Select(row => Shares.Split(row.Debit, weights)).ToList();
        var credits = book.Select(row => Shares.Split(row.Credit, weights)).ToList();
        var taker = Enumerable.Range(0, book.Count).MaxBy(i => Math.Abs(book[i].Credit));
        return
        [
            .. weights.Select((_, heir) =>
            {
                var off = debits.Sum(d => d[heir]) - credits.Sum(c => c[heir]);
                return (IReadOnlyList<Turnover>)[.. book.Select((row, i) => new Turnover(row.Account, debits[i][heir], credits[i][heir] + (i == taker ? off : 0)))];
            }),
        ];
    }
}
