using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements;

/// <summary>Reads the mark that some banks set beside an unsigned amount, as the bank sees it: credit is money in.</summary>
internal static class SideText
{
    /// <summary>Null when the cell says neither.</summary>
    public static Side? Read(ReadOnlySpan<char> cell) => cell.Trim() is ['+'] ? Side.Credit
        : cell.Trim() is ['-' or '\u2212'] ? Side.Debit
        : Words.Compact(cell) switch
        {
            "c" or "cr" or "co" or "ghico" or "credit" or "tienvao" => Side.Credit,
            "d" or "dr" or "n" or "no" or "ghino" or "debit" or "tienra" => Side.Debit,
            _ => null,
        };
}
