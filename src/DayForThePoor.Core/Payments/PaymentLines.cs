using System.Buffers.Binary;
using System.Security.Cryptography;
using DayForThePoor.Core.Commitments;

namespace DayForThePoor.Core.Payments;

/// <summary>One line of a payment: what is paid of which grant, or to whom.</summary>
/// <param name="Line">1, 2, …</param>
/// <param name="Amount">Đồng above 0.</param>
/// <param name="SupportId">The grant; null for kinds of payment without one.</param>
/// <param name="HouseholdId">Who is helped.</param>
/// <param name="Purpose">One of <see cref="Grants.Purposes"/>; null where nobody is helped.</param>
/// <param name="EarmarkId">The addressed gift, or the pledge, whose money it is.</param>
/// <param name="SlotId">Of a sponsorship: the slot that is paid, by its pledge or, without earmark, by the general fund in a sponsor's place.</param>
public sealed record PaymentLine(
    int Line, long Amount, Guid? SupportId = null, Guid? HouseholdId = null, Guid? MemberId = null, string? Purpose = null, Guid? EarmarkId = null, Guid? CampaignId = null,
    Guid? SlotId = null);

/// <summary>A line with what the printed list says of the person, as it stood then.</summary>
public sealed record PrintedLine(PaymentLine Line, string Name, string Address, byte[] Salt)
{
    /// <summary>SHA-256 over salt, name and address: proves them while they exist.</summary>
    public byte[] Print => Commitment.Of(Salt, $"{Name}\n{Address}");
}

/// <summary>The hash by which an order binds its lines, which are rows and no part of the event.</summary>
public static class PaymentLines
{
    /// <summary>SHA-256, in hex, over each line in order: number, amount, grant, household, member, earmark, campaign, purpose, print; of a sponsorship also its slot.</summary>
    public static string HashOf(IEnumerable<(PaymentLine Line, byte[] Print)> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[12];
        foreach (var (line, print) in lines)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, line.Line);
            BinaryPrimitives.WriteInt64BigEndian(number[4..], line.Amount);
            hash.AppendData(number);
            foreach (var id in (ReadOnlySpan<Guid?>)[line.SupportId, line.HouseholdId, line.MemberId, line.EarmarkId, line.CampaignId])
                hash.AppendData((id ?? Guid.Empty).ToByteArray(bigEndian: true));
            hash.AppendData(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(line.Purpose ?? "")));
            hash.AppendData(print);
            // Lines without one are bound as they were before there were slots.
            if (line.SlotId is { } slot) hash.AppendData(slot.ToByteArray(bigEndian: true));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
