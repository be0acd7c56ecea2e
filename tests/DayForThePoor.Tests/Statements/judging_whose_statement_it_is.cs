using DayForThePoor.Core.Statements;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

public class judging_whose_statement_it_is
{
    private const string Row = "1,01/09/2026,1.1,,50.000,,ung ho";

    [Theory]
    [InlineData("Số tài khoản: 0071000999888")]
    [InlineData("Số tài khoản/Account No:,0071000999888")]
    [InlineData("So TK: 0071 0009 99888")]
    [InlineData("Account number,,0071.000.999.888")]
    [InlineData("Số tài khoản: xxxxxx888")]
    public void an_account_number_above_the_header_that_is_another_one(string heading) =>
        Read(Of(heading, VietcombankHeader, Row)).Problem()
            .ShouldBe(new StatementProblem(StatementProblems.OtherAccount, null, null, "888", "456"));

    [Theory]
    [InlineData("Số tài khoản: 0071000123456")]
    [InlineData("Số tài khoản/Account No:,71000123456")]
    [InlineData("Số tài khoản: 0071000123456 01/09/2026")]
    [InlineData("STK: 0071 0001 23456 VND")]
    [InlineData("Số tài khoản: ******3456")]
    [InlineData("Tên tài khoản: QUY VI NGUOI NGHEO 20641000999")]
    [InlineData("Mã khách hàng: 88112233")]
    public void what_names_this_account_or_none_is_accepted(string heading) =>
        Read(Of(heading, VietcombankHeader, Row)).ShouldBeReadable();

    [Fact]
    public void memos_never_judge() =>
        Read(Of(VietcombankHeader, "1,01/09/2026,1.1,,50.000,,So tai khoan: 0071000999888 Agribank")).ShouldBeReadable();

    [Fact]
    public void another_bank_named_above_the_header() =>
        Read(Of("NGÂN HÀNG NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN VIỆT NAM", VietcombankHeader, Row)).Problem()
            .ShouldBe(new StatementProblem(StatementProblems.OtherBank, null, null, "Agribank"));

    [Fact]
    public void a_layout_of_another_bank_alone_does_not_judge() =>
        Read(Of(VietinBankHeader, "1,10/09/2026,12:01:29,UNG HO,,\"10,000\",LE VAN A")).ShouldBeReadable();

    [Fact]
    public void an_account_in_another_currency() =>
        Read(Of("Loại tiền/Currency:,USD", VietcombankHeader, Row)).Problem()
            .ShouldBe(new StatementProblem(StatementProblems.OtherCurrency, null, null, "USD"));
}
