using System.Globalization;

namespace DayForThePoor.Core.Receipts;

/// <summary>The data objects of an EMVCo merchant QR: two digits of id, two digits of length (1…99 characters), the value.</summary>
internal static class Tlv
{
    public static string Write(string id, string? value) => string.IsNullOrEmpty(value) ? "" : $"{id}{value.Length:00}{value}";

    /// <summary>
    /// The objects by id, or null when ids or lengths are no digits, a length is zero, an id comes twice, or the lengths
    /// do not add up to the whole text.
    /// </summary>
    public static Dictionary<string, string>? Read(string text)
    {
        var objects = new Dictionary<string, string>();
        for (var at = 0; at < text.Length;)
        {
            if (text.Length - at < 5 || !text.Skip(at).Take(4).All(char.IsAsciiDigit)) return null;
            var length = int.Parse(text.AsSpan(at + 2, 2), NumberStyles.None, NumberFormatInfo.InvariantInfo);
            var start = at + 4;
            if (length == 0 || start + length > text.Length || !objects.TryAdd(text[at..(at + 2)], text.Substring(start, length))) return null;
            at = start + length;
        }
        return objects;
    }
}
