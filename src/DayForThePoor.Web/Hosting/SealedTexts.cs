using System.Security.Cryptography;
using DayForThePoor.Core.Commitments;
using DayForThePoor.Web.Ledger;

namespace DayForThePoor.Web.Hosting;

/// <summary>Turns free texts into rows for <c>dftp.sealed_text</c> and commitments for the event.</summary>
public static class SealedTexts
{
    public static (IReadOnlyList<SealedText> Rows, IReadOnlyDictionary<string, string> Commitments) Of(
        Guid owner, IReadOnlyDictionary<string, string> texts, IReadOnlySet<string>? searchable = null)
    {
        List<SealedText> rows = new(texts.Count);
        var commitments = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, text) in texts)
        {
            var salt = RandomNumberGenerator.GetBytes(Commitment.MinSaltSize);
            rows.Add(new SealedText(owner, field, salt, text, searchable?.Contains(field) == true));
            commitments[field] = Convert.ToBase64String(Commitment.Of(salt, text));
        }
        return (rows, commitments);
    }

    /// <summary>64 random bits for a receipt code.</summary>
    public static ulong RandomNumber() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
