using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Statements;

/// <summary>One movement on a bank account as the bank wrote it (dòng sao kê), understood but not yet matched.</summary>
/// <param name="RowNumber">Row of the file, from 1 with every row counted, as a spreadsheet shows it. Never part of the identity.</param>
/// <param name="Date">The bank's day: booking date where the file has several. It is the value date of the ledger.</param>
/// <param name="Time">Time of day where the file carries one.</param>
/// <param name="Reference">The bank's document number, trimmed; empty where the bank gives none.</param>
/// <param name="Side">The bank's point of view: Credit is money in (báo Có), Debit money out (báo Nợ).</param>
/// <param name="Amount">Whole đồng, 1 … 10^15.</param>
/// <param name="AmountRecovered">The cell was blank and the amount came back from the running balance.</param>
/// <param name="Balance">Account balance in đồng after this line, where the file gives it.</param>
/// <param name="Memo">Transfer text exactly as in the file, line breaks included.</param>
/// <param name="Counterparty">Name or account of the other side, as in the file; empty where there is none.</param>
/// <param name="Fingerprint">What makes the line this one among all of its account, apart from equal ones.</param>
/// <param name="Ordinal">0, 1, 2 … among the lines with the same fingerprint.</param>
/// <param name="IsKnown">The account has the line from an earlier file.</param>
public readonly record struct StatementLine(
    int RowNumber,
    DateOnly Date,
    TimeOnly? Time,
    string Reference,
    Side Side,
    long Amount,
    bool AmountRecovered,
    long? Balance,
    string Memo,
    string Counterparty,
    Fingerprint Fingerprint = default,
    int Ordinal = 0,
    bool IsKnown = false)
{
    /// <summary>The most a line can carry, in đồng; beyond it a separator was misread.</summary>
    public const long MaxAmount = 1_000_000_000_000_000;

    /// <summary>What a search without diacritics looks through; the reference is found by its own column.</summary>
    public string SearchText() => Folding.Fold(Counterparty.Length == 0 ? Memo : $"{Memo} {Counterparty}");

    internal bool AmountMissing => Amount == 0;

    /// <summary>What the line does to the account's balance, in đồng.</summary>
    internal long Movement => Side == Side.Credit ? Amount : -Amount;
}
