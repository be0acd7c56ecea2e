namespace DayForThePoor.Core.Receipts;

/// <summary>
/// The short code in the memo of a bank transfer by which the money finds its campaign, sponsorship or gift: 8 characters,
/// five of them free (31⁵ ≈ 28 million). Not a secret; that it is used once is kept by a unique index. Letters and digits
/// only, since banks change case and drop signs. The default value is no code and comes only from a failed reading.
/// </summary>
public readonly record struct TransferCode
{
    public const int Length = 8;

    private TransferCode(string value) => Value = value;

    public string Value { get; }

    /// <summary>The database that issued the code.</summary>
    public string Issuer => Value[..CheckCode.IssuerLength];

    public static TransferCode New(ulong number, string issuer = CheckCode.DefaultIssuer) => new(CheckCode.Make(issuer, number, Length));

    /// <summary>Reads a code that stands alone; <paramref name="code"/> holds it only when the reading is Ok.</summary>
    public static CodeReading TryParse(string? typed, out TransferCode code)
    {
        var reading = CheckCode.Read(typed, Length, out var value);
        code = reading == CodeReading.Ok ? new(value) : default;
        return reading;
    }

    public override string ToString() => Value;
}
