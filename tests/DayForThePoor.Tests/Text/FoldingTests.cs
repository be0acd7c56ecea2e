using System.Text;
using CsCheck;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Tests.Text;

public class A_folded_text
{
    private const string Vowels = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ";

    [Theory]
    [InlineData("Nguyễn  Thị ĐÀO ", "nguyen thi dao")]
    [InlineData("Ủng hộ\u00A0đồng bào\r\nQuế Sơn", "ung ho dong bao que son")]
    [InlineData("ÐÔNG PHÚ", "dong phu")]
    [InlineData("Hòa, hoà; 12/QĐ-MTTQ", "hoa, hoa; 12/qd-mttq")]
    [InlineData("Quế\u200B Sơn\u202E", "que son")]
    [InlineData(" \t ", "")]
    public void is_plain_lower_case_with_single_spaces(string text, string folded) => Folding.Fold(text).ShouldBe(folded);

    [Fact]
    public void of_every_vietnamese_vowel_is_a_plain_letter()
    {
        var plain = string.Concat(Folding.Fold(Vowels).Distinct());

        plain.ShouldBe("aeiouy");
        Folding.Fold(Vowels.ToUpperInvariant()).ShouldBe(Folding.Fold(Vowels));
    }

    [Fact]
    public void keeps_its_case_for_memos() => Folding.WithoutMarks(" Ủng hộ  ĐÔNG Phú").ShouldBe("Ung ho DONG Phu");

    [Fact]
    public void is_the_same_for_both_unicode_spellings() =>
        Folding.Fold("Đặng Thị Ngọc Ánh".Normalize(NormalizationForm.FormD)).ShouldBe("dang thi ngoc anh");

    [Fact]
    public void folds_to_itself_whatever_was_typed() =>
        Gen.String.Sample(text => Folding.Fold(Folding.Fold(text)) == Folding.Fold(text), iter: 5_000);
}
