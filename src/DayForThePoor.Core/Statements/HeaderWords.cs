namespace DayForThePoor.Core.Statements;

/// <summary>
/// What a header cell names, by the words that Vietnamese banks use (Vietcombank, Agribank, VietinBank, BIDV and the
/// tables published from them), Vietnamese, English or both in one cell.
/// </summary>
internal static class HeaderWords
{
    /// <summary>A header is a name; anything longer is a sentence above the table.</summary>
    private const int LongestHeader = 80;

    /// <param name="cell">The header cell.</param>
    /// <param name="rank">Lower wins where two cells of a row name the same column, e.g. booking date before effective date.</param>
    /// <returns>The column, or null when the cell names none that we read (row numbers, pages).</returns>
    public static StatementColumn? Column(string cell, out int rank)
    {
        rank = 0;
        if (cell.Length > LongestHeader || HasLongNumber(cell)) return null;
        var words = Words.Compact(cell);
        if (words.Length == 0) return null;

        if (Words.ContainsAny(words, "sodu", "balance"))
        {
            rank = Words.ContainsAny(words, "dauky", "opening") ? 1 : 0;
            return StatementColumn.Balance;
        }
        if (IsSide(words)) return StatementColumn.Side;
        if (IsDebit(words, cell)) return StatementColumn.Debit;
        if (IsCredit(words)) return StatementColumn.Credit;
        if (Words.ContainsAny(words, "doiung", "offset", "counterpart", "corresp", "nguoichuyen", "nguoigui", "remitter", "sender"))
        {
            rank = Words.ContainsAny(words, "ten", "name") ? 0 : 1;
            return StatementColumn.Counterparty;
        }
        if (Words.ContainsAny(words, "ngay", "date"))
        {
            rank = DateRank(words);
            return StatementColumn.Date;
        }
        if (Words.ContainsAny(words, "noidung", "mota", "diengiai", "description", "detail", "narrative", "content")) return StatementColumn.Memo;
        if (Words.ContainsAny(words, "ghichu", "remark", "memo"))
        {
            rank = 1;
            return StatementColumn.Memo;
        }
        if (IsReference(words)) return StatementColumn.Reference;
        if (Words.ContainsAny(words, "thoigian", "time") || words == "gio") return StatementColumn.Time;
        if (Words.ContainsAny(words, "sotien", "amount")) return StatementColumn.Amount;
        return null;
    }

    /// <summary>Vietcombank prints day and document number in one cell, under one header.</summary>
    public static bool NamesReferenceToo(string cell) => IsReference(Words.Compact(cell));

    // The day on which the bank booked, then the day of the transaction, then the day from which interest counts.
    private static int DateRank(string words) =>
        Words.ContainsAny(words, "hachtoan", "accounting", "booking", "posting") ? 0
        : Words.ContainsAny(words, "hieuluc", "effective", "value") ? 3
        : Words.ContainsAny(words, "phatsinh") ? 2
        : 1;

    // One column that marks each amount, not two that hold amounts.
    private static bool IsSide(string words) => Words.IsAny(
        words, "drcr", "crdr", "dc", "cd", "noco", "cono", "ghinoghico", "ghicoghino", "debitcredit", "creditdebit", "nocodrcr", "conocrdr",
        "ghinoghicodrcr", "ghinoghicodebitcredit", "loaips", "loaiphatsinh");

    // "No" is "Nợ" without its marks and "No." at once; only the mark, or a word beside it, makes it a debit.
    private static bool IsDebit(string words, string cell) =>
        Words.ContainsAny(words, "ghino", "debit", "phatsinhno", "psno", "sotienno", "withdraw", "tienra", "phatsinhgiam")
        || Words.IsAny(words, "nodr", "dr")
        || (words == "no" && cell.Contains('ợ', StringComparison.OrdinalIgnoreCase));

    private static bool IsCredit(string words) =>
        Words.ContainsAny(words, "ghico", "credit", "phatsinhco", "psco", "sotienco", "deposit", "tienvao", "phatsinhtang")
        || Words.IsAny(words, "co", "cocr", "cr");

    private static bool IsReference(string words) => Words.ContainsAny(
        words, "soct", "sochungtu", "docno", "documentno", "thamchieu", "refno", "reference", "sogiaodich", "magiaodich",
        "transactionnumber", "transactionno", "transactionid", "sobuttoan", "mabuttoan");

    private static bool HasLongNumber(string cell)
    {
        var run = 0;
        foreach (var c in cell)
        {
            run = char.IsAsciiDigit(c) ? run + 1 : 0;
            if (run == 4) return true;
        }
        return false;
    }
}
