using DayForThePoor.Core.Sponsorships;

namespace DayForThePoor.Tests.Sponsorships;

public class reading_a_sponsors_letter
{
    [Fact]
    public void keeps_its_lines() => SponsorLetter.Check("  Chào cháu,\r\n\r\n\r\n\r\ncô  chúc cháu học giỏi.\n", "text").Value.ShouldBe("Chào cháu,\n\ncô chúc cháu học giỏi.");

    [Theory]
    [InlineData("Gọi cho cô số 0905 123 456 nhé", "letter.phone", "0905 123 456")]
    [InlineData("+84 905.123.456", "letter.phone", "+84 905.123.456")]
    [InlineData("số (0236) 3 123 456", "letter.phone", "(0236) 3 123 456")]
    [InlineData("xem https://vi.du/anh", "letter.link", "https://vi.du/anh")]
    [InlineData("vào trang-nha.vn xem", "letter.link", "trang-nha.vn")]
    [InlineData("viết về co@vidu.vn", "letter.address", "co@vidu.vn")]
    public void points_out_what_would_go_round_the_officer(string typed, string code, string found)
    {
        var no = SponsorLetter.Check(typed, "text").Refusals.ShouldHaveSingleItem();
        (no.Code, no.Args[0]).ShouldBe((code, found));
    }

    [Theory]
    [InlineData("Cô gửi 1.500.000 đồng cho năm học 2026-2027, ngày 05/09/2026.")]
    [InlineData("Cháu được 9.5 điểm, hạng 10/35.Giỏi lắm!")]
    [InlineData("Quà gồm 12 quyển vở, 3 bút, 2 áo.")]
    public void lets_amounts_dates_and_marks_be(string typed) => SponsorLetter.Check(typed, "text").Value.ShouldBe(typed);

    [Theory, InlineData(2000, null), InlineData(2001, "letter.too_long")]
    public void ends_at_two_thousand_characters(int length, string? code) =>
        SponsorLetter.Check(new string('ơ', length), "text").Match(_ => (string?)null, no => no[0].Code).ShouldBe(code);

    [Theory, InlineData(""), InlineData(" \n \n"), InlineData(null)]
    public void refuses_an_empty_one(string? typed) => SponsorLetter.Check(typed, "text").Refusals.ShouldHaveSingleItem().Code.ShouldBe("letter.empty");
}
