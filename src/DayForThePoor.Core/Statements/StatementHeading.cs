using System.Buffers;

namespace DayForThePoor.Core.Statements;

/// <summary>
/// What the rows above the header say about the file. Only these rows judge whose it is: a memo may name any account
/// and any bank, because donors write them.
/// </summary>
internal static class StatementHeading
{
    /// <summary>Shorter runs of digits are branch codes and dates.</summary>
    private const int ShortestAccount = 6;

    /// <summary>Digits of an account that a message shows.</summary>
    private const int ShownDigits = 3;

    // A masked number begins with stars or crosses.
    private static readonly SearchValues<char> NumberBegins = SearchValues.Create("0123456789*xX");

    public static void Read(IReadOnlyList<IReadOnlyList<string>> rows, ExpectedAccount account, DeclaredSums sums, ProblemList problems)
    {
        foreach (var (row, number) in rows.Select((r, i) => (new HeadingRow(r, i + 1), i + 1)))
            for (var i = 0; i < row.CellCount; i++)
                if (RowLabels.Of(Words.Compact(row.Cell(i))) is var label and not RowLabel.None)
                    sums.Take(row, i, label, layout: null, after: null);

        CheckAccount(rows, account, problems);
        CheckBank(rows, account, problems);
        CheckCurrency(rows, problems);
    }

    private static void CheckAccount(IReadOnlyList<IReadOnlyList<string>> rows, ExpectedAccount account, ProblemList problems)
    {
        var found = rows.SelectMany(AccountNumbers).ToList();
        var expected = new string([.. account.Number.Where(char.IsAsciiDigit)]);
        if (found.Count == 0 || found.Exists(f => f.IsOf(expected))) return;
        problems.Add(StatementProblems.OtherAccount, args: [End(found[0].Joined), End(expected)]);
    }

    private static void CheckBank(IReadOnlyList<IReadOnlyList<string>> rows, ExpectedAccount account, ProblemList problems)
    {
        var named = rows.SelectMany(r => r).SelectMany(cell => BankNames.In(Words.Compact(cell))).ToList();
        if (named.Count == 0 || named.Exists(b => b.Bin == account.Bin)) return;
        problems.Add(StatementProblems.OtherBank, args: [named[0].Name]);
    }

    private static void CheckCurrency(IReadOnlyList<IReadOnlyList<string>> rows, ProblemList problems)
    {
        foreach (var row in rows)
            for (var i = 0; i < row.Count; i++)
            {
                var words = Words.Compact(row[i]);
                if (!Words.ContainsAny(words, "loaitien", "tiente", "currency")) continue;
                var named = words + Words.Compact(NextCell(row, i));
                foreach (var currency in (string[])["usd", "eur", "jpy", "gbp", "aud"])
                    if (named.EndsWith(currency, StringComparison.Ordinal))
                        problems.Add(StatementProblems.OtherCurrency, args: [currency.ToUpperInvariant()]);
            }
    }

    private static IEnumerable<AccountNumber> AccountNumbers(IReadOnlyList<string> row)
    {
        for (var i = 0; i < row.Count; i++)
            if (BehindAccountLabel(row[i]) is { } rest)
            {
                var number = AccountNumber.At(rest.Length > 0 ? rest : NextCell(row, i));
                if (number.IsMasked || number.Joined.Length >= ShortestAccount) yield return number;
            }
    }

    /// <summary>
    /// What follows "Số tài khoản/Account No:" in a cell; null when the cell has no such label, or words of its own
    /// between label and number ("Tên tài khoản: Quỹ …").
    /// </summary>
    private static string? BehindAccountLabel(string cell)
    {
        var digits = cell.AsSpan().IndexOfAny(NumberBegins);
        var label = Words.Compact(digits < 0 ? cell : cell.AsSpan(0, digits));
        if (!Words.IsAny(
            label, "sotaikhoan", "sotk", "stk", "taikhoan", "taikhoanso", "account", "accountno", "accountnumber", "acno",
            "sotaikhoanaccountno", "sotaikhoanaccountnumber", "sotaikhoanaccount", "taikhoanaccount", "taikhoanaccountno",
            "sotkaccountno", "sotkacno", "sotaikhoanacno", "accountnosotaikhoan"))
            return null;
        return digits < 0 ? "" : cell[digits..];
    }

    private static string NextCell(IReadOnlyList<string> row, int index) =>
        row.Skip(index + 1).FirstOrDefault(cell => !string.IsNullOrWhiteSpace(cell)) ?? "";

    private static string End(string number) => number.Length <= ShownDigits ? number : number[^ShownDigits..];

    /// <summary>
    /// An account number as a heading writes it. It is kept twice, since a space may group its digits ("0011 0019 32418")
    /// or part it from what follows ("0011001932418 01/09/2024").
    /// </summary>
    private readonly record struct AccountNumber(string FirstRun, string Joined)
    {
        /// <summary>Some banks show only the end: "xxxx418".</summary>
        public bool IsMasked => Joined.AsSpan().ContainsAny('*', 'x');

        public static AccountNumber At(string text)
        {
            List<char> joined = [];
            var firstRun = -1;
            for (var i = 0; i < text.Length; i++)
            {
                var c = char.ToLowerInvariant(text[i]);
                if (char.IsAsciiDigit(c) || c is '*' or 'x')
                {
                    joined.Add(c);
                    continue;
                }
                if (c is not (' ' or '.' or '-' or '\'')) break;
                if (firstRun < 0 && joined.Count > 0) firstRun = joined.Count;
            }
            return new(new([.. joined.Take(firstRun < 0 ? joined.Count : firstRun)]), new([.. joined]));
        }

        // Spreadsheets drop leading zeros.
        public bool IsOf(string expected) =>
            IsMasked
                ? expected.EndsWith(Joined[(Joined.LastIndexOfAny(['*', 'x']) + 1)..], StringComparison.Ordinal)
                : expected.TrimStart('0') is var number && (FirstRun.TrimStart('0') == number || Joined.TrimStart('0') == number);
    }

    private sealed class HeadingRow(IReadOnlyList<string> cells, int number) : IStatementRow
    {
        public int Number => number;

        public int CellCount => cells.Count;

        public ReadOnlySpan<char> Cell(int index) => cells[index];
    }
}
