using DayForThePoor.Core.Payments;

namespace DayForThePoor.Tests.Payments;

public class lines_of_a_payment
{
    private static readonly Guid Grant = new("0b7c3a52-1d1c-4a0e-9f1d-6b1f0f6f2a11"), Slot = new("5a1de1c2-7f4e-4a5b-8c5d-2f9c7b1d3e22");

    private static readonly byte[] Print = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void without_a_slot_are_bound_as_they_were_before_there_were_slots() =>
        PaymentLines.HashOf([(new PaymentLine(1, 500_000, Grant, Purpose: "study"), Print)]).ShouldBe("b6b1dc065fdd73baa93edc8e5e14fd508c19c1787fdddfdfd83083151c31ef1d");

    [Fact]
    public void bind_the_slot_that_they_pay()
    {
        var line = new PaymentLine(1, 500_000, Purpose: "sponsorship");

        PaymentLines.HashOf([(line with { SlotId = Slot }, Print)]).ShouldNotBe(PaymentLines.HashOf([(line, Print)]));
    }

    [Theory]
    [InlineData(true, true, false, "payment.line_grant")]
    [InlineData(false, true, true, "payment.line_grant")]
    [InlineData(false, false, false, "payment.line_grant")]
    [InlineData(true, false, false, null)]
    [InlineData(false, true, false, null)]
    [InlineData(false, false, true, null)]
    public void name_one_thing_that_they_pay(bool grant, bool pledge, bool slot, string? code)
    {
        var line = new PaymentLineForm(grant ? Grant : null, 500_000, pledge ? Grant : null, slot ? Slot : null);

        Codes(line).ShouldBe(code is null ? [] : [code]);
    }

    [Fact]
    public void name_a_pledge_or_a_slot_once()
    {
        Codes(new(null, 1_000, Grant), new(null, 1_000, Grant)).ShouldBe(["payment.pledge_twice"]);
        Codes(new(null, 1_000, null, Slot), new(null, 1_000, null, Slot)).ShouldBe(["payment.slot_twice"]);
    }

    private static IEnumerable<string> Codes(params PaymentLineForm[] lines) =>
        PaymentRules.Check(new("20641-VNN", PaymentChannels.Cash, lines, PayeeKind: PayeeKinds.List, Narration: "Chi trả kỳ hỗ trợ")).Refusals.Select(no => no.Code);
}
