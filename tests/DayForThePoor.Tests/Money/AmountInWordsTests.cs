using CsCheck;
using DayForThePoor.Core.Money;
using DayForThePoor.Tests.Vectors;

namespace DayForThePoor.Tests.Money;

public class An_amount_in_words
{
    public static TheoryData<long, string, string> Vectors() => new(VectorFile.Read("vnd_words_vectors.json").GetProperty("rows").EnumerateArray()
        .Select(row => (row.GetProperty("n").GetInt64(), row.GetProperty("northern").GetString()!, row.GetProperty("southern_le").GetString()!)));

    [Theory]
    [MemberData(nameof(Vectors))]
    public void agrees_with_every_vector(long n, string northern, string southern)
    {
        AmountInWords.Of(new Vnd(n), ZeroTenWord.Linh).ShouldBe(northern);
        AmountInWords.Of(new Vnd(n)).ShouldBe(southern);
    }

    [Theory]
    [InlineData(-55_000, "Âm năm mươi lăm nghìn đồng")]
    [InlineData(1_001_000_000_000, "Một nghìn không trăm lẻ một tỷ đồng")]
    [InlineData(1_000_000_000_001, "Một nghìn tỷ không trăm lẻ một đồng")]
    [InlineData(2_000_000_000_000_000, "Hai triệu tỷ đồng")]
    [InlineData(AmountInWords.Greatest, "Một tỷ tỷ đồng")]
    [InlineData(AmountInWords.Least, "Âm một triệu tỷ đồng")]
    public void reaches_both_ends_of_its_range(long n, string words) => AmountInWords.Of(new Vnd(n)).ShouldBe(words);

    [Theory]
    [InlineData(500_000, "Năm trăm nghìn đồng chẵn")]
    [InlineData(500_500, "Năm trăm nghìn năm trăm đồng")]
    [InlineData(0, "Không đồng")]
    public void closes_round_sums_when_asked(long n, string words) => AmountInWords.Of(new Vnd(n), closeRound: true).ShouldBe(words);

    [Theory]
    [InlineData(AmountInWords.Greatest + 1)]
    [InlineData(AmountInWords.Least - 1)]
    [InlineData(long.MinValue)]
    public void is_not_said_beyond_its_range(long n) =>
        Should.Throw<ArgumentOutOfRangeException>(() => AmountInWords.Of(new Vnd(n)));

    [Fact]
    public void can_be_read_back_to_the_same_amount() =>
        Gen.Select(Gen.OneOf(Gen.Long[0, 9_999_999], Gen.Long[AmountInWords.Least, AmountInWords.Greatest]), Gen.Enum<ZeroTenWord>())
            .Sample((n, style) => ReadBack(AmountInWords.Of(new Vnd(n), style)) == n, iter: 20_000);

    /// <summary>A listener's reading: digits gather into a group, units close it, each "tỷ" lifts all that was said before.</summary>
    private static long ReadBack(string words)
    {
        long total = 0, group = 0, digit = 0, sign = 1;
        foreach (var word in words.ToLowerInvariant().Split(' '))
        {
            switch (word)
            {
                case "âm": sign = -1; break;
                case "trăm": group += digit * 100; digit = 0; break;
                case "mười": group += 10; break;
                case "mươi": group += digit * 10; digit = 0; break;
                case "lẻ" or "linh": break;
                case "nghìn": total += (group + digit) * 1_000; group = digit = 0; break;
                case "triệu": total += (group + digit) * 1_000_000; group = digit = 0; break;
                case "tỷ": total = (total + group + digit) * 1_000_000_000; group = digit = 0; break;
                case "đồng": return sign * (total + group + digit);
                default: digit = Value(word); break;
            }
        }
        throw new FormatException(words);
    }

    private static long Value(string word) => word switch
    {
        "không" => 0,
        "một" or "mốt" => 1,
        "hai" => 2,
        "ba" => 3,
        "bốn" or "tư" => 4,
        "năm" or "lăm" => 5,
        "sáu" => 6,
        "bảy" => 7,
        "tám" => 8,
        "chín" => 9,
        _ => throw new FormatException(word),
    };
}
