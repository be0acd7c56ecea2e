using DayForThePoor.Core.Sponsorships;

namespace DayForThePoor.Tests.Sponsorships;

public class ages_in_public
{
    [Theory]
    [InlineData(0, "0_5"), InlineData(5, "0_5"), InlineData(6, "6_10"), InlineData(10, "6_10"), InlineData(11, "11_14"), InlineData(17, "15_17"), InlineData(18, "18_22")]
    [InlineData(22, "18_22"), InlineData(23, null), InlineData(59, null), InlineData(60, "60_up"), InlineData(79, "60_up"), InlineData(80, "80_up"), InlineData(-1, null)]
    public void are_told_as_bands(int age, string? band) => AgeBands.Of(age).ShouldBe(band);
}
