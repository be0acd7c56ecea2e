using System.Globalization;
using DayForThePoor.Core.Money;

namespace DayForThePoor.Core.Receipts;

/// <summary>
/// Reads a VietQR payload strictly: checksum, lengths on every level, mandatory objects and their values. A right checksum
/// alone proves little; the format's own printed example has one over lengths that do not add up.
/// </summary>
public static class VietQrDecoder
{
    private const string ChecksumHeader = "6304";
    private const int ChecksumDigits = 4;
    private const int MaxAmountLength = 13;

    /// <summary>Greatest length of the optional objects that we read over: merchant's category, name, city, postcode.</summary>
    private static readonly (string Id, int MaxLength)[] Optional = [("52", 4), ("59", 25), ("60", 15), ("61", 10)];

    /// <summary>
    /// The transfer that <paramref name="payload"/> asks for. Objects may stand in any order but the first (00) and the last
    /// (63); a checksum in lower case, as some banks write it, is accepted. Codes: vietqr.malformed (argument: the object's
    /// id, where one can be named), vietqr.checksum, vietqr.unsupported (argument: the object's id), and those of
    /// <see cref="VietQr.Create"/>.
    /// </summary>
    public static Outcome<VietQr> Decode(string payload)
    {
        if (!VietQr.IsPrintableAscii(payload) || payload.Length <= ChecksumHeader.Length + ChecksumDigits) return Malformed();

        var (signed, checksum) = (payload[..^ChecksumDigits], payload[^ChecksumDigits..]);
        if (!signed.EndsWith(ChecksumHeader, StringComparison.Ordinal)) return Malformed("63");
        if (!string.Equals(checksum, Crc16.Of(signed).ToString("X4", NumberFormatInfo.InvariantInfo), StringComparison.OrdinalIgnoreCase))
            return Refusal.Invalid("vietqr.checksum");

        if (!payload.StartsWith("000201", StringComparison.Ordinal)) return Malformed("00");
        return Tlv.Read(signed[..^ChecksumHeader.Length]) is { } objects ? Transfer(objects) : Malformed();
    }

    private static Outcome<VietQr> Transfer(Dictionary<string, string> objects)
    {
        foreach (var (id, maxLength) in Optional)
            if (objects.GetValueOrDefault(id)?.Length > maxLength) return Malformed(id);

        if (objects.GetValueOrDefault("01") is not ("11" or "12")) return Malformed("01");
        if (objects.GetValueOrDefault("53") != VietQr.Dong) return Unsupported("53");
        if (objects.GetValueOrDefault("58") != VietQr.Country) return Unsupported("58");

        if (Tlv.Read(objects.GetValueOrDefault("38", "")) is not { } transfer) return Malformed("38");
        if (transfer.GetValueOrDefault("00") != VietQr.Napas) return Unsupported("38");
        if (Target(transfer.GetValueOrDefault("02")) is not { } target) return Unsupported("38");
        if (Tlv.Read(transfer.GetValueOrDefault("01", "")) is not { } beneficiary) return Malformed("38");

        if (Tlv.Read(objects.GetValueOrDefault("62", "")) is not { } additional) return Malformed("62");
        var amount = objects.GetValueOrDefault("54");
        if (amount is not null && Whole(amount) is null) return Malformed("54");

        return VietQr.Create(
            beneficiary.GetValueOrDefault("00", ""), beneficiary.GetValueOrDefault("01", ""), amount is null ? null : Whole(amount),
            additional.GetValueOrDefault("08"), additional.GetValueOrDefault("01"), target, objects["01"] == "12");
    }

    private static VietQrTarget? Target(string? service) => service switch
    {
        "QRIBFTTA" => VietQrTarget.Account,
        "QRIBFTTC" => VietQrTarget.Card,
        _ => null,
    };

    /// <summary>Digits with at most one '.', behind which the đồng leaves room for zeros only.</summary>
    private static Vnd? Whole(string amount)
    {
        var parts = amount.Split('.');
        return amount.Length <= MaxAmountLength && parts.Length <= 2 && parts.Skip(1).All(fraction => fraction.All(c => c == '0'))
            && long.TryParse(parts[0], NumberStyles.None, NumberFormatInfo.InvariantInfo, out var whole)
            ? new Vnd(whole)
            : null;
    }

    private static Refusal Malformed(string? id = null) => Refusal.Invalid("vietqr.malformed", "payload", id is null ? [] : [id]);

    private static Refusal Unsupported(string id) => Refusal.Invalid("vietqr.unsupported", "payload", id);
}
