using CsCheck;
using DayForThePoor.Core.Ledger;

namespace DayForThePoor.Tests.Ledger;

public sealed class VoucherNumberTests
{
    private static readonly Gen<VoucherNumber> Numbers =
        from kind in GeneratedEntries.OneOf(VoucherKinds.CashIn, VoucherKinds.BankDebit, VoucherKinds.General, VoucherKinds.TransferReceipt)
        from year in Gen.Int[2024, 2100]
        from number in Gen.Int[1, int.MaxValue]
        select new VoucherNumber(kind, year, number);

    [Fact]
    public void is_shown_whole_with_six_digits() => new VoucherNumber("PT", 2026, 123).Text("VNN").ShouldBe("PT-VNN-2026-000123");

    [Fact]
    public void beyond_a_million_grows_to_the_left() => new VoucherNumber("PT", 2026, 1_234_567).Text("CT").ShouldBe("PT-CT-2026-1234567");

    [Fact]
    public void is_read_as_it_is_shown() => Numbers.Sample(number =>
        VoucherNumberText.TryParse(number.Text("VNN"), out var read) && read == number);

    [Theory]
    [InlineData("pt-vnn-2026-123")]
    [InlineData(" PT-VNN-2026-000123 ")]
    public void is_read_in_any_case_and_without_its_zeros(string typed)
    {
        VoucherNumberText.TryParse(typed, out var read).ShouldBeTrue();
        read.ShouldBe(new VoucherNumber("PT", 2026, 123));
    }

    [Theory]
    [InlineData("PT-2026-000123")]
    [InlineData("PT-VNN-2026-12x")]
    [InlineData("Nguyễn Thị Cúc")]
    [InlineData("")]
    public void is_not_read_from_anything_else(string typed) => VoucherNumberText.TryParse(typed, out _).ShouldBeFalse();
}
