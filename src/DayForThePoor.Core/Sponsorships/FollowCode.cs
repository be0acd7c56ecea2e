using DayForThePoor.Core.Receipts;

namespace DayForThePoor.Core.Sponsorships;

/// <summary>
/// The code in the address of a sponsor's own page: 16 characters, of which 13 hold 64 random bits. Whoever has the address
/// sees the page, so nobody may find one by trying. The default value is no code and comes only from a failed reading.
/// </summary>
public readonly record struct FollowCode
{
    public const int Length = 16;

    private FollowCode(string value) => Value = value;

    /// <summary>As stored and as in addresses: upper case without dashes.</summary>
    public string Value { get; }

    /// <param name="random">From a cryptographic generator.</param>
    /// <param name="issuer">The issuing database, two characters of <see cref="CheckCode.Alphabet"/>.</param>
    public static FollowCode New(ulong random, string issuer = CheckCode.DefaultIssuer) => new(CheckCode.Make(issuer, random, Length));

    /// <summary>Reads a typed code; <paramref name="code"/> holds it only when the reading is Ok.</summary>
    public static CodeReading TryParse(string? typed, out FollowCode code)
    {
        var reading = CheckCode.Read(typed, Length, out var value);
        code = reading == CodeReading.Ok ? new(value) : default;
        return reading;
    }

    /// <summary>In groups of four, as it is written down: DN7K-3M9P-QAX2-YZ45.</summary>
    public string Format() => string.Join('-', Enumerable.Range(0, Length / 4).Select(Group));

    public override string ToString() => Value;

    private string Group(int place) => Value.Substring(place * 4, 4);
}
