using System.Text;

namespace DayForThePoor.Core.Receipts;

/// <summary>CRC-16/CCITT-FALSE: polynomial 1021, start FFFF, not reflected, no final exclusive-or; "123456789" → 29B1.</summary>
internal static class Crc16
{
    public static ushort Of(string ascii)
    {
        ushort crc = 0xFFFF;
        foreach (var octet in Encoding.ASCII.GetBytes(ascii))
        {
            crc ^= (ushort)(octet << 8);
            for (var bit = 0; bit < 8; bit++)
                crc = unchecked((ushort)((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1));
        }
        return crc;
    }
}
