using DayForThePoor.Core;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Web.Units;

namespace DayForThePoor.Web.Receipts.Transfers;

/// <summary>The VietQR of a fund's account, or why there is none, in words that help the giver on.</summary>
public static class TransferQr
{
    /// <summary>
    /// Codes: vietqr.treasury_account (holder, number, place), vietqr.closed_account (last day), vietqr.amount_limit
    /// (number of the account), and the others of <see cref="VietQr.Create"/>.
    /// </summary>
    /// <param name="amount">Null leaves it to the giver.</param>
    /// <param name="purpose">The memo, with or without Vietnamese marks; null leaves it to the giver.</param>
    /// <param name="today">Business date: a closed account has no QR.</param>
    public static Outcome<VietQr> Of(BankAccount account, Vnd? amount, string? purpose, DateOnly today)
    {
        if (account.Bin is not { } bin)
            return Refusal.Invalid("vietqr.treasury_account", "account", account.Holder, account.Number, PlaceOf(account));
        if (account.ClosedOn is { } closed && closed <= today)
            return Refusal.Invalid("vietqr.closed_account", "account", ReceiptFacts.Day(closed));

        var code = VietQr.Create(bin, account.Number, amount, purpose);
        return code.IsRefused ? code.Refusals.Select(refusal => WithWayOut(refusal, account)).ToList() : code;
    }

    /// <summary>Bank and branch: "Vietcombank, chi nhánh Quảng Nam".</summary>
    public static string PlaceOf(BankAccount account) => account.Branch.Length > 0 ? $"{account.BankName}, {account.Branch}" : account.BankName;

    /// <summary>A large sum goes by ordinary transfer to the same number.</summary>
    private static Refusal WithWayOut(Refusal refusal, BankAccount account) =>
        refusal.Code == "vietqr.amount_limit" ? refusal with { Args = [account.Number] } : refusal;
}
