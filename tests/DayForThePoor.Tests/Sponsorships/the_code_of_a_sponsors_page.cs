using CsCheck;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Core.Sponsorships;

namespace DayForThePoor.Tests.Sponsorships;

public class the_code_of_a_sponsors_page
{
    [Fact]
    public void is_read_back_however_it_is_typed() => Gen.ULong.Sample(random =>
    {
        var code = FollowCode.New(random);
        return code.Value.Length == FollowCode.Length && FollowCode.TryParse(code.Format().ToLowerInvariant().Replace('-', ' '), out var read) == CodeReading.Ok && read == code;
    });

    [Fact]
    public void with_one_wrong_character_is_told_from_an_unknown_one() => Gen.Select(Gen.ULong, Gen.Int[0, FollowCode.Length - 1], Gen.Int[1, CheckCode.Alphabet.Length - 1]).Sample((random, place, by) =>
    {
        var typed = FollowCode.New(random).Value.ToCharArray();
        typed[place] = CheckCode.Alphabet[(CheckCode.Alphabet.IndexOf(typed[place], StringComparison.Ordinal) + by) % CheckCode.Alphabet.Length];
        return FollowCode.TryParse(new string(typed), out _) == CodeReading.WrongCheck;
    });

    [Fact]
    public void uses_all_of_its_random_number() => FollowCode.New(ulong.MaxValue).ShouldNotBe(FollowCode.New(ulong.MaxValue - 1));
}
