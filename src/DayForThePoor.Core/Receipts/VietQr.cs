using System.Buffers;
using System.Globalization;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Core.Receipts;

/// <summary>
/// A bank transfer as a QR asks for it: NAPAS "QR Format" v1.0 for NAPAS247 (09/2021). Always valid: it comes only from
/// <see cref="Create"/> and <see cref="VietQrDecoder.Decode"/>. The picture is drawn elsewhere, from <see cref="Encode"/>.
/// </summary>
public sealed record VietQr
{
    public const int MaxAccountLength = 19;
    public const int MaxPurposeLength = 25;
    public const int MaxBillLength = 25;

    /// <summary>NAPAS247 carries amounts below this only (NAPAS §8.1.1); more goes by ordinary transfer.</summary>
    public static readonly Vnd AmountLimit = new(500_000_000);

    internal const string Napas = "A000000727", Dong = "704", Country = "VN";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> AccountCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private VietQr(string bin, string account) => (Bin, Account) = (bin, account);

    /// <summary>The receiving bank, six digits.</summary>
    public string Bin { get; }

    /// <summary>Account or card number, 1…19 letters and digits.</summary>
    public string Account { get; }

    public VietQrTarget Target { get; private init; }

    /// <summary>Above zero and below <see cref="AmountLimit"/>; null leaves it to the giver.</summary>
    public Vnd? Amount { get; private init; }

    /// <summary>The memo, at most 25 printable ASCII characters; null leaves it to the giver.</summary>
    public string? Purpose { get; private init; }

    /// <summary>Bill number, at most 25 printable ASCII characters. Banks show it or not, so nothing of ours relies on it.</summary>
    public string? Bill { get; private init; }

    /// <summary>"12", good for one payment, or "11", good for many (a poster).</summary>
    public bool OnePayment { get; private init; }

    /// <summary>
    /// Codes: vietqr.bin, vietqr.account, vietqr.amount_not_positive, vietqr.amount_limit, vietqr.purpose_too_long,
    /// vietqr.purpose_characters, vietqr.bill. A purpose loses its marks, since memos are ASCII; one that is too long is
    /// refused and not cut, because the cut could take away the code by which the money is found.
    /// </summary>
    /// <param name="bin">The receiving bank's six digits.</param>
    /// <param name="account">Account or card number.</param>
    /// <param name="amount">Whole đồng, or null.</param>
    /// <param name="purpose">The memo, with or without Vietnamese marks, or null.</param>
    /// <param name="bill">Bill number, or null.</param>
    /// <param name="target">What <paramref name="account"/> is.</param>
    /// <param name="onePayment">When null, a QR with an amount is good for one payment and one without for many.</param>
    public static Outcome<VietQr> Create(
        string bin, string account, Vnd? amount = null, string? purpose = null, string? bill = null,
        VietQrTarget target = VietQrTarget.Account, bool? onePayment = null)
    {
        var memo = purpose is null ? null : Folding.WithoutMarks(purpose);
        List<Refusal> refusals = [.. WhyNot(bin, account, amount, memo, bill)];
        if (refusals.Count > 0) return refusals;

        return new VietQr(bin, account)
        {
            Target = target,
            Amount = amount,
            Purpose = memo is "" ? null : memo,
            Bill = bill is "" ? null : bill,
            OnePayment = onePayment ?? amount is not null,
        };
    }

    /// <summary>The text inside the QR, ending in its checksum (four upper-case hexadecimal digits).</summary>
    public string Encode()
    {
        var beneficiary = Tlv.Write("00", Bin) + Tlv.Write("01", Account);
        var transfer = Tlv.Write("00", Napas) + Tlv.Write("01", beneficiary) + Tlv.Write("02", Target.Service());
        var body = Tlv.Write("00", "01")
            + Tlv.Write("01", OnePayment ? "12" : "11")
            + Tlv.Write("38", transfer)
            + Tlv.Write("53", Dong)
            + Tlv.Write("54", Amount?.Amount.ToString(NumberFormatInfo.InvariantInfo))
            + Tlv.Write("58", Country)
            + Tlv.Write("62", Tlv.Write("01", Bill) + Tlv.Write("08", Purpose))
            + "6304";
        return body + Crc16.Of(body).ToString("X4", NumberFormatInfo.InvariantInfo);
    }

    private static IEnumerable<Refusal> WhyNot(string bin, string account, Vnd? amount, string? memo, string? bill)
    {
        if (bin.Length != 6 || bin.AsSpan().ContainsAnyExcept(Digits)) yield return Refusal.Invalid("vietqr.bin", "bin");
        if (account.Length is 0 or > MaxAccountLength || account.AsSpan().ContainsAnyExcept(AccountCharacters))
            yield return Refusal.Invalid("vietqr.account", "account");
        if (amount <= Vnd.Zero) yield return Refusal.Invalid("vietqr.amount_not_positive", "amountVnd");
        if (amount >= AmountLimit) yield return Refusal.Invalid("vietqr.amount_limit", "amountVnd", MoneyText.Format(AmountLimit));
        if (memo?.Length > MaxPurposeLength)
            yield return Refusal.Invalid("vietqr.purpose_too_long", "purpose", MaxPurposeLength.ToString(NumberFormatInfo.InvariantInfo));
        if (memo is not null && !IsPrintableAscii(memo)) yield return Refusal.Invalid("vietqr.purpose_characters", "purpose");
        if (bill is not null && (bill.Length > MaxBillLength || !IsPrintableAscii(bill))) yield return Refusal.Invalid("vietqr.bill", "bill");
    }

    internal static bool IsPrintableAscii(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}

/// <summary>What kind of number the money goes to.</summary>
public enum VietQrTarget
{
    /// <summary>A bank account, service QRIBFTTA.</summary>
    Account,

    /// <summary>A payment card, service QRIBFTTC.</summary>
    Card,
}

internal static class VietQrTargets
{
    public static string Service(this VietQrTarget target) => target == VietQrTarget.Card ? "QRIBFTTC" : "QRIBFTTA";
}
