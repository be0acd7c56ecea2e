using System.Text;
using CsCheck;
using DayForThePoor.Core.Statements;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

public class telling_encodings_apart
{
    private static readonly string File = Of(
        "Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Nội dung chi tiết",
        "01/09/2026,FT1,,50.000,Nguyễn Thị Đào ủng hộ Quỹ Vì người nghèo xã Quế Sơn",
        "02/09/2026,FT2,,1.250.000,Trường tiểu học Đông Phú – lớp 3B góp giúp bạn Lượng được đến trường");

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("windows-1258", false)]
    public void the_same_text_in_every_encoding_is_the_same_lines(string encoding, bool marked)
    {
        var expected = Read(File).ShouldBeReadable().Lines;
        var bytes = OldTexts.Bytes(File, encoding, marked);

        Read(bytes).ShouldBeReadable().Lines.ShouldBe(expected);
        Read(Gzip(bytes)).ShouldBeReadable().Lines.ShouldBe(expected);
    }

    [Fact]
    public void windows_1258_is_said_and_never_silent()
    {
        Read(OldTexts.Bytes(File, "windows-1258", false)).Encoding.ShouldBe("windows-1258");
        Read(File).Encoding.ShouldBe("utf-8");
    }

    [Theory]
    [InlineData("tcvn3", "TCVN3 (ABC)")]
    [InlineData("vni", "VNI")]
    public void fonts_from_before_unicode_are_refused_with_advice(string font, string name)
    {
        var text = font == "vni" ? OldTexts.Vni(File) : OldTexts.Tcvn3(File);

        Read(Encoding.Latin1.GetBytes(text)).Problem().ShouldBe(new StatementProblem(StatementProblems.OldFont, null, null, name));
        Read(Encoding.UTF8.GetBytes(text)).Problem().ShouldBe(new StatementProblem(StatementProblems.OldFont, null, null, name));
        Read(OldTexts.Bytes(text, "utf-16", true)).Problem().Code.ShouldBe(StatementProblems.OldFont);
    }

    [Fact]
    public void a_text_that_several_code_pages_explain_is_refused_not_guessed() =>
        Read(Encoding.Latin1.GetBytes(Of(VietcombankHeader, "1,01/09/2026,1.1,,50.000,,có"))).Problem()
            .ShouldBe(new StatementProblem(StatementProblems.NotUtf8, 2, null));

    [Fact]
    public void french_is_not_taken_for_vietnamese() =>
        Read(Encoding.Latin1.GetBytes(Of(VietcombankHeader, "1,01/09/2026,1.1,,50.000,,été société générale à côté forêt"))).Problem().Code
            .ShouldBe(StatementProblems.NotUtf8);

    [Fact]
    public void unicode_with_few_diacritics_is_left_in_peace() =>
        Read(Of("Ngày,Nội dung,Nợ,Có", "01/09/2026,có á à tháng ánh,,5.000")).ShouldBeReadable();

    [Fact]
    public void letters_and_tones_cut_apart_by_the_blocks_of_a_long_file_come_together() =>
        Gen.Int[0, 40].Sample(shift =>
        {
            var rows = Enumerable.Range(0, 4_000).Select(i => $"01/09/2026,FT{i},,5.000,{new string('x', shift)} ủng hộ người nghèo tiền mặt ở đường số một");
            var text = Of(["Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Nội dung", .. rows]);
            return Read(OldTexts.Bytes(text, "windows-1258", false)).Lines.SequenceEqual(Read(text).Lines);
        }, iter: 3);
}
