namespace DayForThePoor.Core.Money;

/// <summary>
/// Amounts in Vietnamese words, as a receipt or payment voucher must carry them beside the figures (Luật Kế toán Đ.16).
/// Groups of three digits; the word for a skipped ten differs by region, see <see cref="ZeroTenWord"/>.
/// </summary>
public static class AmountInWords
{
    public const long Least = -1_000_000_000_000_000;
    public const long Greatest = 1_000_000_000_000_000_000;

    private const long Billion = 1_000_000_000;
    private static readonly string[] Digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

    /// <summary>1.005.000 → "Một triệu không trăm lẻ năm nghìn đồng".</summary>
    /// <param name="amount">From <see cref="Least"/> to <see cref="Greatest"/>.</param>
    /// <param name="zeroTen">"lẻ" is what Đà Nẵng says and the default.</param>
    /// <param name="closeRound">Ends whole thousands with "đồng chẵn", so that nothing can be written behind them by hand.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is beyond what a voucher can hold.</exception>
    public static string Of(Vnd amount, ZeroTenWord zeroTen = ZeroTenWord.Le, bool closeRound = false)
    {
        var n = amount.Amount;
        ArgumentOutOfRangeException.ThrowIfLessThan(n, Least, nameof(amount));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, Greatest, nameof(amount));

        var words = new List<string>();
        if (n < 0) words.Add("âm");
        if (n == 0) words.Add(Digits[0]);
        AddNumber(words, Math.Abs(n), padded: false, zeroTen == ZeroTenWord.Le ? "lẻ" : "linh");
        words.Add("đồng");
        if (closeRound && n != 0 && n % 1000 == 0) words.Add("chẵn");

        var text = string.Join(' ', words);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>What stands above a billion is a number of its own, counted in tỷ: nghìn tỷ, triệu tỷ, tỷ tỷ.</summary>
    private static void AddNumber(List<string> words, long n, bool padded, string zeroTen)
    {
        var (billions, rest) = Math.DivRem(n, Billion);
        if (billions > 0)
        {
            AddNumber(words, billions, padded, zeroTen);
            words.Add("tỷ");
            padded = true;
        }

        foreach (var (group, unit) in new[] { (rest / 1_000_000, "triệu"), (rest / 1_000 % 1_000, "nghìn"), (rest % 1_000, "") })
        {
            if (group == 0) continue;
            AddGroup(words, group, padded, zeroTen);
            if (unit.Length > 0) words.Add(unit);
            padded = true;
        }
    }

    /// <param name="words">The words so far.</param>
    /// <param name="group">1…999.</param>
    /// <param name="padded">A group stands before this one, so its hundred is said even when it is zero.</param>
    /// <param name="zeroTen">The word for a zero ten.</param>
    private static void AddGroup(List<string> words, long group, bool padded, string zeroTen)
    {
        var (hundred, ten, one) = (group / 100, group / 10 % 10, group % 10);
        var hundredSaid = padded || hundred > 0;

        if (hundredSaid) words.AddRange([Digits[hundred], "trăm"]);
        if (ten == 1) words.Add("mười");
        else if (ten > 1) words.AddRange([Digits[ten], "mươi"]);
        else if (one > 0 && hundredSaid) words.Add(zeroTen);

        if (one > 0) words.Add(OneAfter(ten, one));
    }

    private static string OneAfter(long ten, long one) => (ten, one) switch
    {
        ( > 1, 1) => "mốt",
        ( > 1, 4) => "tư",
        ( >= 1, 5) => "lăm",
        _ => Digits[one],
    };
}

/// <summary>How a zero ten is said, as in 105.</summary>
public enum ZeroTenWord
{
    /// <summary>"một trăm lẻ năm": centre and south.</summary>
    Le,

    /// <summary>"một trăm linh năm": north.</summary>
    Linh,
}
