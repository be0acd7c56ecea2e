using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Money;
using DayForThePoor.Web.Receipts;

namespace DayForThePoor.Tests.Receipts;

public class ReceiptFactsTests
{
    private static string Row(ReceiptView receipt, string key) => PublicRows.Of(receipt, ReceiptWords.Vietnamese).First(row => row.Key == key).Value;

    [Fact]
    public void fund_and_campaign_are_named_with_the_unit_of_that_day()
    {
        Row(SampleReceipt.Cash, "Fund").ShouldBe("Quỹ \"Vì người nghèo\" xã Quế Sơn");
        Row(SampleReceipt.Goods, "Fund").ShouldBe("Quỹ Cứu trợ xã Quế Sơn – Ủng hộ đồng bào bị bão lụt tháng 11/2026");
    }

    [Fact]
    public void a_campaign_keeps_the_name_it_bore_when_the_gift_came()
    {
        var gift = SampleReceipt.Goods with { Texts = new Dictionary<string, WrittenText> { ["campaign_name"] = new("Tên khi ủng hộ") } };

        Row(gift, "Fund").ShouldBe("Quỹ Cứu trợ xã Quế Sơn – Tên khi ủng hộ");
    }

    [Fact]
    public void amount_stands_in_figures_and_in_words()
    {
        Row(SampleReceipt.Cash, "Amount").ShouldBe("1.005.000 đồng");
        Row(SampleReceipt.Cash, "Words").ShouldBe("Một triệu không trăm lẻ năm nghìn đồng");
    }

    [Fact]
    public void goods_without_a_value_are_told_by_quantity()
    {
        var receipt = SampleReceipt.Goods with { Amount = Vnd.Zero };

        Row(receipt, "Value").ShouldBe("Chưa xác định trị giá");
        Row(receipt, "Goods").ShouldBe("Gạo tẻ: 500 kg");
        PublicRows.Of(receipt, ReceiptWords.Vietnamese).ShouldNotContain(row => row.Key == "Words");
    }

    [Fact]
    public void an_addressed_gift_says_so()
    {
        Row(SampleReceipt.Cash, "Purpose").ShouldBe("Ủng hộ chung");
        Row(SampleReceipt.Transfer, "Purpose").ShouldBe("Có địa chỉ: xây nhà Đại đoàn kết tại thôn Lộc Thượng");
    }

    [Fact]
    public void only_a_masked_name_carries_the_note()
    {
        PublicRows.Of(SampleReceipt.Cash, ReceiptWords.Vietnamese).ShouldContain(row => row.Key == "Donor" && row.Value == "N. T. Hồng" && row.Note != null);
        PublicRows.Of(SampleReceipt.Transfer, ReceiptWords.Vietnamese).ShouldContain(row => row.Key == "Donor" && row.Value == "Công ty TNHH May Hương Quế" && row.Note == null);
    }

    [Fact]
    public void an_erased_text_is_told_and_not_left_out()
    {
        var erased = SampleReceipt.Cash with { Texts = new Dictionary<string, WrittenText> { ["donor_name"] = new(null), ["purpose"] = new(null) } };

        Row(erased, "Donor").ShouldStartWith("(đã xóa");
        Row(erased, "Purpose").ShouldStartWith("(đã xóa");
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1250.5", "1.250,5")]
    [InlineData("0.125", "0,125")]
    public void quantities_are_written_the_vietnamese_way(string quantity, string text) =>
        ReceiptFacts.Quantity(decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(text);
}
