namespace DayForThePoor.Core.Statements;

/// <summary>What a row declares that holds no transaction, by the words it begins with.</summary>
internal enum RowLabel
{
    None,
    OpeningBalance,
    ClosingBalance,
    Total,

    /// <summary>Sums of a page and numbers of transactions: said again by what is checked, so read past and counted.</summary>
    Subtotal,
}

internal static class RowLabels
{
    public static RowLabel Of(string compact)
    {
        if (Words.StartsWithAny(compact, "sodudau", "dudau", "openingbalance", "beginningbalance")) return RowLabel.OpeningBalance;
        if (Words.StartsWithAny(compact, "soducuoi", "ducuoi", "closingbalance", "endingbalance")) return RowLabel.ClosingBalance;
        if (IsSubtotal(compact)) return RowLabel.Subtotal;
        return Words.StartsWithAny(compact, "tong", "total", "grandtotal", "congphatsinh", "congps", "congdoanhso", "congtotal", "congso") || compact == "cong"
            ? RowLabel.Total
            : RowLabel.None;
    }

    /// <summary>Page numbers, signatures and notes around the table.</summary>
    public static bool IsFurniture(string compact) => Words.StartsWithAny(
        compact, "trang", "page", "ngayin", "giaodichvien", "kiemsoat", "nguoilap", "ketoan", "ghichu", "luuy", "chungtunay",
        "saokenay", "printed", "note", "thisstatement");

    /// <summary>
    /// Such words where a memo may go on: narrower, because a donor's second line may begin "trang thiết bị", too.
    /// </summary>
    public static bool IsPrintedBelow(string compact) =>
        Words.StartsWithAny(compact, "ngayin", "chungtunay", "saokenay", "printed", "thisstatement", "ghichu", "luuy", "note")
        || Words.IsAny(
            compact, "giaodichvien", "kiemsoat", "kiemsoatvien", "nguoilap", "nguoilapbieu", "nguoilapphieu", "ketoan", "ketoantruong", "thuquy")
        || (Words.StartsWithAny(compact, "trang", "page")
            && Words.IsAny(string.Concat(compact.Where(char.IsAsciiLetter)), "trang", "page", "trangcua", "trangtren", "pageof", "trangpage", "trangpageof"));

    /// <summary>The side that a label speaks of: "Tổng ghi có", "Total debit".</summary>
    public static StatementColumn? Side(string compact) =>
        Words.ContainsAny(compact, "ghico", "phatsinhco", "psco", "credit", "tienvao", "tongco") ? StatementColumn.Credit
        : Words.ContainsAny(compact, "ghino", "phatsinhno", "psno", "debit", "tienra", "tongno") ? StatementColumn.Debit
        : null;

    private static bool IsSubtotal(string compact) =>
        Words.StartsWithAny(compact, "congtrang", "tongtrang", "pagetotal", "congchuyen", "mangsang")
        || (Words.StartsWithAny(compact, "tong", "total", "number")
            && Words.ContainsAny(compact, "giaodich", "somon", "soluong", "buttoan", "numberof", "transaction"));
}
