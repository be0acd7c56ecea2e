using System.Globalization;
using System.Text;
using CsCheck;
using DayForThePoor.Core;
using DayForThePoor.Core.Text;

namespace DayForThePoor.Tests.Text;

public class A_typed_text
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("  ", "")]
    [InlineData("  Bà  Trần\u00A0Thị Sáu ", "Bà Trần Thị Sáu")]
    [InlineData("Nhóm 🌻👨‍👩‍👧 <b>Hoa</b> & bạn", "Nhóm 🌻👨‍👩‍👧 <b>Hoa</b> & bạn")]
    public void is_kept_as_written_but_for_white_space(string? typed, string clean) => CleanText.Check(typed).Value.ShouldBe(clean);

    [Fact]
    public void is_stored_in_one_unicode_spelling() =>
        CleanText.Check("Lê Thị Bưởi".Normalize(NormalizationForm.FormD)).Value.ShouldBe("Lê Thị Bưởi");

    [Theory]
    [InlineData("Trần\nThị Sáu", "text.control_character")]
    [InlineData("Trần\u0000Sáu", "text.control_character")]
    [InlineData("Trần\u2028Sáu", "text.control_character")]
    [InlineData("Trần\u202ESáu", "text.direction_character")]
    [InlineData("\u200FTrần Sáu", "text.direction_character")]
    [InlineData("Trần \u2066Sáu\u2069", "text.direction_character")]
    public void with_characters_that_hide_or_turn_others_is_refused(string typed, string code) =>
        CleanText.Check(typed, "donorName").Refusals.ShouldBe([Refusal.Invalid(code, "donorName")]);

    [Theory]
    [InlineData('\u200E')]
    [InlineData('\u200F')]
    [InlineData('\u202A')]
    [InlineData('\u202E')]
    [InlineData('\u2066')]
    [InlineData('\u2069')]
    public void is_refused_for_any_bidirectional_control(char control) => CleanText.Check($"a{control}b").IsRefused.ShouldBeTrue();

    [Fact]
    public void is_measured_as_a_reader_counts()
    {
        CleanText.Check(string.Concat(Enumerable.Repeat("ễ".Normalize(NormalizationForm.FormD), 200))).IsRefused.ShouldBeFalse();
        CleanText.Check(string.Concat(Enumerable.Repeat("🌻", 200))).IsRefused.ShouldBeFalse();
        CleanText.Check(new string('a', 201), "purpose").Refusals.ShouldBe([Refusal.Invalid("text.too_long", "purpose", "200")]);
        CleanText.Check(new string('a', 201), maxLength: 500).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public void cannot_hide_its_length_under_combining_marks() =>
        CleanText.Check("a" + new string('\u0301', 10_000)).IsRefused.ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData(" \u200B ")]
    public void that_shows_nothing_is_refused_where_one_is_required(string? typed) =>
        CleanText.CheckRequired(typed, "reason").Refusals.ShouldBe([Refusal.Invalid("text.empty", "reason")]);

    [Fact]
    public void is_unchanged_when_checked_again_and_never_throws() =>
        Gen.String.Sample(typed => CleanText.Check(typed).Match(
            clean => CleanText.Check(clean).Equals(clean) && clean.IsNormalized() && new StringInfo(clean).LengthInTextElements <= CleanText.MaxLength,
            refusals => refusals.Count == 1), iter: 5_000);
}
