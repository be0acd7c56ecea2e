namespace DayForThePoor.Core.Receipts;

/// <summary>
/// The code in a receipt's QR and address: 12 characters, of which nine are random (31⁹ ≈ 2.6·10¹³), so that nobody walks
/// from one receipt to the next. The default value is no code and comes only from a failed reading.
/// </summary>
public readonly record struct ReceiptCode
{
    public const int Length = 12;

    private ReceiptCode(string value) => Value = value;

    /// <summary>As stored and as in addresses: upper case without dashes.</summary>
    public string Value { get; }

    /// <summary>The database that issued the receipt.</summary>
    public string Issuer => Value[..CheckCode.IssuerLength];

    /// <param name="random">From a cryptographic generator: a guessable code would open other donors' receipts.</param>
    /// <param name="issuer">Two characters of <see cref="CheckCode.Alphabet"/>.</param>
    public static ReceiptCode New(ulong random, string issuer = CheckCode.DefaultIssuer) => new(CheckCode.Make(issuer, random, Length));

    /// <summary>Reads a typed or scanned code; <paramref name="code"/> holds it only when the reading is Ok.</summary>
    public static CodeReading TryParse(string? typed, out ReceiptCode code)
    {
        var reading = CheckCode.Read(typed, Length, out var value);
        code = reading == CodeReading.Ok ? new(value) : default;
        return reading;
    }

    /// <summary>In groups of four, as printed under the QR: 7K3M-9PQA-X2YZ.</summary>
    public string Format() => $"{Value[..4]}-{Value[4..8]}-{Value[8..]}";

    public override string ToString() => Value;
}
