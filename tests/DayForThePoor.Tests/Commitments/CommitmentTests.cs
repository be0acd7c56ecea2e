using System.Text;
using CsCheck;
using DayForThePoor.Core.Commitments;

namespace DayForThePoor.Tests.Commitments;

public class A_commitment
{
    private static readonly byte[] Salt = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    /// <summary>Computed apart from the code under test; proofs handed to donors depend on it.</summary>
    [Fact]
    public void is_frozen() =>
        Convert.ToHexStringLower(Commitment.Of(Salt, "Nguyễn Thị Hồng"))
            .ShouldBe("32f66e144e590500bd113fa7c1ac8cc39449907996f14df9bfc5f7adc4aac3a0");

    [Fact]
    public void is_one_for_both_unicode_spellings_of_a_name() =>
        Commitment.Of(Salt, "Nguyễn Thị Hồng".Normalize(NormalizationForm.FormD)).ShouldBe(Commitment.Of(Salt, "Nguyễn Thị Hồng"));

    [Fact]
    public void holds_for_its_own_text_and_salt_only() =>
        Gen.Select(Gen.Byte.Array[16, 32], Gen.Byte.Array[16, 32], Gen.String.AlphaNumeric, Gen.String.AlphaNumeric).Sample((salt, otherSalt, text, other) =>
        {
            var commitment = Commitment.Of(salt, text);
            commitment.Length.ShouldBe(Commitment.Size);
            Commitment.Holds(commitment, salt, text).ShouldBeTrue();
            Commitment.Holds(commitment, salt, text + "!").ShouldBeFalse();
            Commitment.Holds(commitment, salt, other).ShouldBe(text == other);
            Commitment.Holds(commitment, otherSalt, text).ShouldBe(salt.SequenceEqual(otherSalt));
        });

    [Fact]
    public void is_made_of_a_text_cut_inside_a_character_too() =>
        Commitment.Of(Salt, "Hoa \uD83C").ShouldBe(Commitment.Of(Salt, "Hoa \uFFFD"));

    [Fact]
    public void refuses_a_salt_that_could_be_guessed() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Commitment.Of(Salt.AsSpan(1), "Nguyễn Thị Hồng"));
}
