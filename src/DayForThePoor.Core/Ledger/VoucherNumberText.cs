using System.Globalization;

namespace DayForThePoor.Core.Ledger;

/// <summary>Reads a voucher or receipt number as people type it: <c>PT-VNN-2026-000123</c>, in any case, zeros left out.</summary>
public static class VoucherNumberText
{
    public static bool TryParse(string typed, out VoucherNumber number)
    {
        number = new VoucherNumber("", 0, 0);
        var parts = typed.Trim().ToUpperInvariant().Split('-');
        if (parts.Length != 4 || parts[0].Length is < 2 or > 3 || !parts[0].All(char.IsAsciiLetterUpper)) return false;
        if (!int.TryParse(parts[2], NumberStyles.None, NumberFormatInfo.InvariantInfo, out var year)
            || !int.TryParse(parts[3], NumberStyles.None, NumberFormatInfo.InvariantInfo, out var ordinal)) return false;
        number = new VoucherNumber(parts[0], year, ordinal);
        return true;
    }
}
