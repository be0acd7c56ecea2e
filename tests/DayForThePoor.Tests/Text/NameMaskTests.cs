using CsCheck;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Tests.Text;

public class A_masked_name
{
    [Theory]
    [InlineData("Nguyễn Thị Hồng", "N. T. Hồng")]
    [InlineData("  đặng   văn Ân ", "Đ. V. Ân")]
    [InlineData("Y Bưởi", "Y. Bưởi")]
    [InlineData("Tôn Nữ Thị Ninh", "T. N. T. Ninh")]
    public void shows_initials_and_the_given_name(string name, string masked) => NameMask.Of(name).ShouldBe(masked);

    [Theory]
    [InlineData("Hồng", "H.")]
    [InlineData("hong@example.vn", "H.")]
    [InlineData("Nguyen hong.nt@example.vn", "N. H.")]
    [InlineData("Nguyễn Hồng0905000111", "N. H.")]
    [InlineData("Nguyễn Thị Hồng (Đông Phú)", "N. T. H. Đ. P.")]
    [InlineData("Nguyễn-Thị-Hồng", "N.")]
    public void shows_initials_only_where_the_last_word_might_tell_more(string name, string masked) => NameMask.Of(name).ShouldBe(masked);

    [Theory]
    [InlineData("Nguyễn Thị Hồng 0905000111", "N. T. Hồng")]
    [InlineData("🌻 Nguyễn Hồng 🌻", "N. Hồng")]
    [InlineData("Nguyễn \u202EThị\u2069 Hồ\u0000ng\u200B", "N. T. Hồng")]
    [InlineData("0905 000 111", "")]
    [InlineData("", "")]
    public void leaves_out_numbers_signs_and_hidden_characters(string name, string masked) => NameMask.Of(name).ShouldBe(masked);

    [Fact]
    public void never_shows_more_than_initials_and_one_word() =>
        Gen.String.Sample(name =>
        {
            var words = NameMask.Of(name).Split(' ');
            words.SkipLast(1).ShouldAllBe(word => word.EndsWith('.'));
            words[^1].ShouldAllBe(c => !char.IsDigit(c) && !char.IsControl(c));
        }, iter: 1_500);
}
