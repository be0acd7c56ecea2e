using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Core.Statements;

/// <summary>
/// Identity of a statement line (version 1): account, date, reference, side, amount after recovery, memo. Page, row,
/// balance, time, file and everything that a person or a mapping may change stay out of it, so that overlapping,
/// repeated and re-ordered files name the same line alike. 16 bytes of a SHA-256: ten million lines collide with a
/// chance of 10^-25, and the index is half as large.
/// </summary>
public readonly record struct Fingerprint(UInt128 Value)
{
    /// <summary>Bytes of a stored fingerprint.</summary>
    public const int Size = 16;

    // Names the formula inside the hash, so that a later version can never meet this one by accident.
    private static ReadOnlySpan<byte> Version => "statement-line-1"u8;

    /// <summary>All white space of Unicode but the space itself.</summary>
    private static readonly SearchValues<char> OtherSpaces = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(c => c != ' ' && char.IsWhiteSpace(c))]);

    private const int FixedPart = 16 + 16 + 4 + 1 + 8 + 4 + 4;

    /// <summary>
    /// SHA-256 over: version (16 ASCII bytes), account (16 bytes, big-endian), date as yyyyMMdd (4), 'C' or 'D' (1),
    /// amount (8), then reference and memo as UTF-8, each behind its length in bytes (4); numbers big-endian.
    /// Reference and memo are taken in NFC with runs of white space as one space and none at the ends: banks break the
    /// same memo differently over the lines of a page. Frozen by vectors in the tests.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Fingerprint V1(Guid accountId, DateOnly date, string reference, Side side, long amount, string memo)
    {
        reference = Canonical(reference);
        memo = Canonical(memo);
        var size = FixedPart + Encoding.UTF8.GetMaxByteCount(reference.Length) + Encoding.UTF8.GetMaxByteCount(memo.Length);
        byte[]? rented = null;
        var form = size <= 1024 ? stackalloc byte[1024] : rented = ArrayPool<byte>.Shared.Rent(size);

        Version.CopyTo(form);
        accountId.TryWriteBytes(form[16..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(form[32..], date.Year * 10_000 + date.Month * 100 + date.Day);
        form[36] = side == Side.Credit ? (byte)'C' : (byte)'D';
        BinaryPrimitives.WriteInt64BigEndian(form[37..], amount);
        var end = Append(form, 45, reference);
        end = Append(form, end, memo);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(form[..end], hash);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return new(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    /// <summary>The 16 bytes as stored, first byte of the hash first.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return bytes;
    }

    /// <summary>Reads what <see cref="ToArray"/> wrote.</summary>
    public static Fingerprint Of(ReadOnlySpan<byte> stored) => new(BinaryPrimitives.ReadUInt128BigEndian(stored));

    public override string ToString() => Convert.ToHexStringLower(ToArray());

    /// <summary>NFC, every run of white space as one space, none at the ends. Gives back the same object when it already is so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static string Canonical(string text)
    {
        if (!Ascii.IsValid(text)) text = text.Normalize(NormalizationForm.FormC);
        return IsCollapsed(text) ? text : Collapse(text);
    }

    private static bool IsCollapsed(ReadOnlySpan<char> text) =>
        text is not ([' ', ..] or [.., ' ']) && !text.Contains("  ", StringComparison.Ordinal) && !text.ContainsAny(OtherSpaces);

    private static string Collapse(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c)) kept.Append(c);
            else if (kept.Length > 0 && kept[^1] != ' ') kept.Append(' ');
        }
        if (kept.Length > 0 && kept[^1] == ' ') kept.Length--;
        return kept.ToString();
    }

    private static int Append(Span<byte> form, int at, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text, form[(at + sizeof(int))..]);
        BinaryPrimitives.WriteInt32BigEndian(form[at..], bytes);
        return at + sizeof(int) + bytes;
    }
}
