using CsCheck;
using DayForThePoor.Core.Receipts;

namespace DayForThePoor.Tests.Receipts;

public class A_receipt_code
{
    private static readonly Gen<ReceiptCode> Codes = Gen.ULong.Select(random => ReceiptCode.New(random));

    /// <summary>Computed apart from the code under test; printed receipts depend on them.</summary>
    [Theory]
    [InlineData(0UL, "DN", "DN2222222222")]
    [InlineData(1UL, "DN", "DN222222223Y")]
    [InlineData(ulong.MaxValue, "DN", "DN7MD67PA8HP")]
    [InlineData(20_641_000_123UL, "QS", "QS22S9ZCA7PZ")]
    public void is_frozen(ulong random, string issuer, string expected) => ReceiptCode.New(random, issuer).Value.ShouldBe(expected);

    [Fact]
    public void names_its_issuer_and_is_printed_in_groups_of_four()
    {
        var code = ReceiptCode.New(ulong.MaxValue);

        code.Issuer.ShouldBe("DN");
        code.Format().ShouldBe($"{code.Value[..4]}-{code.Value[4..8]}-{code.Value[8..]}");
    }

    [Fact]
    public void is_read_back_however_it_was_typed() =>
        Codes.Sample(code =>
        {
            string[] spellings = [code.Value, code.Format(), code.Format().ToLowerInvariant(), $" {code.Format().Replace('-', ' ')}\n", code.Format().Replace('-', '\u2013')];
            foreach (var typed in spellings)
            {
                ReceiptCode.TryParse(typed, out var read).ShouldBe(CodeReading.Ok);
                read.ShouldBe(code);
            }
        });

    [Fact]
    public void detects_every_single_wrong_character() =>
        Codes.Sample(code =>
        {
            for (var at = 0; at < ReceiptCode.Length; at++)
                foreach (var other in CheckCode.Alphabet.Where(c => c != code.Value[at]))
                    ReceiptCode.TryParse($"{code.Value[..at]}{other}{code.Value[(at + 1)..]}", out _).ShouldBe(CodeReading.WrongCheck);
        }, iter: 30);

    [Fact]
    public void detects_every_swap_of_two_characters() =>
        Gen.Select(Codes, Gen.Int[0, ReceiptCode.Length - 1], Gen.Int[0, ReceiptCode.Length - 1]).Sample((code, a, b) =>
        {
            var swapped = code.Value.ToCharArray();
            (swapped[a], swapped[b]) = (swapped[b], swapped[a]);
            ReceiptCode.TryParse(new string(swapped), out _).ShouldBe(swapped[a] == swapped[b] ? CodeReading.Ok : CodeReading.WrongCheck);
        }, iter: 5_000);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("DN22")]
    [InlineData("DN2222222222222")]
    [InlineData("DN22222222O2")]
    [InlineData("DN2222222220")]
    [InlineData("DN22.2222222")]
    [InlineData("ĐN2222222222")]
    public void is_malformed_when_it_is_no_code_at_all(string? typed)
    {
        ReceiptCode.TryParse(typed, out var code).ShouldBe(CodeReading.Malformed);
        code.ShouldBe(default);
    }

    [Theory]
    [InlineData("D")]
    [InlineData("DNA")]
    [InlineData("D0")]
    [InlineData("dn")]
    public void has_an_issuer_of_two_characters_of_the_alphabet(string issuer) =>
        Should.Throw<ArgumentException>(() => ReceiptCode.New(1, issuer));

    [Fact]
    public void is_another_for_every_number_of_its_range() =>
        Gen.Select(Gen.ULong[0, 26_439_622_160_670], Gen.ULong[0, 26_439_622_160_670]).Sample((a, b) =>
            ReceiptCode.New(a) == ReceiptCode.New(b) == (a == b));
}

public class A_transfer_code
{
    [Theory]
    [InlineData(0UL, "DN22222W")]
    [InlineData(28_629_150UL, "DNZZZZZJ")]
    public void is_frozen(ulong number, string expected) => TransferCode.New(number).Value.ShouldBe(expected);

    [Fact]
    public void is_read_back_and_detects_a_wrong_character() =>
        Gen.Select(Gen.ULong, Gen.Int[0, TransferCode.Length - 1], Gen.Char[CheckCode.Alphabet]).Sample((number, at, other) =>
        {
            var code = TransferCode.New(number);
            TransferCode.TryParse(code.Value.ToLowerInvariant(), out var read).ShouldBe(CodeReading.Ok);
            read.ShouldBe(code);

            var typed = $"{code.Value[..at]}{other}{code.Value[(at + 1)..]}";
            TransferCode.TryParse(typed, out _).ShouldBe(typed == code.Value ? CodeReading.Ok : CodeReading.WrongCheck);
        });

    [Fact]
    public void is_never_taken_for_a_receipt_code() =>
        Gen.ULong.Sample(number => ReceiptCode.TryParse(TransferCode.New(number).Value, out _) == CodeReading.Malformed);
}
