using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using static DayForThePoor.Tests.Statements.StatementFiles;

namespace DayForThePoor.Tests.Statements;

public class telling_money_in_from_money_out
{
    [Theory]
    [InlineData("Dr/Cr", "C", "D")]
    [InlineData("D/C", "Cr", "Dr")]
    [InlineData("Nợ/Có", "Có", "Nợ")]
    [InlineData("Ghi nợ/Ghi có", "Ghi có", "Ghi nợ")]
    [InlineData("Debit/Credit", "CREDIT", "DEBIT")]
    [InlineData("Nợ/Có (Dr/Cr)", "+", "-")]
    public void a_mark_beside_an_unsigned_amount_says_it(string header, string into, string outOf)
    {
        var read = Read(Of($"Ngày,Số tiền,{header},Nội dung", $"01/09/2026,50.000,{into},ung ho", $"01/09/2026,11.000,{outOf},phi SMS")).ShouldBeReadable();

        read.Lines.Select(l => (l.Side, l.Amount)).ShouldBe([(Side.Credit, 50_000), (Side.Debit, 11_000)]);
        (read.Credits, read.Debits).ShouldBe((50_000, 11_000));
    }

    [Theory, InlineData("50.000,X"), InlineData("50.000,"), InlineData("-50.000,C")]
    public void a_mark_that_says_neither_or_another_than_the_sign_stops_the_file(string cells)
    {
        var problem = Read(Of("Ngày,Số tiền,Dr/Cr,Nội dung", $"01/09/2026,{cells},ung ho")).Problem();

        (problem.Code, problem.Row, problem.Column).ShouldBe((StatementProblems.SideUnreadable, 2, "Dr/Cr"));
    }

    [Fact]
    public void a_minus_and_a_mark_of_money_out_say_the_same() =>
        Read(Of("Ngày,Số tiền,Dr/Cr,Nội dung", "01/09/2026,-50.000,D,phi")).ShouldBeReadable().Debits.ShouldBe(50_000);

    [Fact]
    public void a_total_of_unsigned_amounts_is_no_balance_of_both_sides() =>
        Read(Of("Ngày,Số tiền,Dr/Cr,Nội dung", "01/09/2026,50.000,C,ung ho", "01/09/2026,11.000,D,phi", "Tổng,61.000,,")).ShouldBeReadable().Lines.Count.ShouldBe(2);
}
