namespace DayForThePoor.Core.Commitments;

/// <summary>
/// An event about which people wrote something. The texts are rows of <c>dftp.sealed_text</c>; the event holds what
/// proves them, so that a text can be erased while ledger and proofs stand.
/// </summary>
public interface ICarriesTexts
{
    /// <summary>Field → SHA-256(salt ‖ text) in base 64.</summary>
    IReadOnlyDictionary<string, string> Texts { get; }
}
