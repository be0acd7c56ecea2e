using System.Net.Http.Json;
using DayForThePoor.IntegrationTests.Support;

namespace DayForThePoor.IntegrationTests.Receipts;

public class a_receipt_that_ended(AppFixture app) : ReceiptTest(app)
{
    [Theory]
    [InlineData("duplicate", "Phiếu này lập trùng với một phiếu khác.")]
    [InlineData("not_received", "Phiếu được lập nhưng đơn vị chưa nhận được khoản tiền này.")]
    [InlineData("returned", "Khoản ủng hộ đã được hoàn trả cho người ủng hộ ngày ")]
    [InlineData("other", "Phiếu này đã được hủy ngày ")]
    public async Task says_why_without_blaming_the_giver(string reasonCode, string text)
    {
        var (_, accountant, gift) = await CashGift();
        await accountant.PostAsJsonAsync($"/api/donations/{gift.Id}/reversal", new { reason = "Ghi cho ông Lê Văn Tám nhưng sai", reasonCode }, Ct);

        var page = await Page(gift.Code);

        page.ShouldContain("Biên nhận này đã hủy</span></h1>");
        page.ShouldContain(text);
        page.ShouldContain("Tờ giấy mang mã này không còn giá trị.");
        page.ShouldNotContain("Lê Văn Tám", customMessage: "what staff wrote is not for the public");
        (await Answer(gift.Code)).GetProperty("status").GetString().ShouldBe("void");
    }

    [Fact]
    public async Task leads_to_the_one_that_replaced_it()
    {
        var (commune, accountant, gift) = await CashGift("Nguyễn Thị Hông");
        var right = await Correct(accountant, gift, "wrong_name", Cash(commune));

        var page = await Page(gift.Code);

        page.ShouldContain("Biên nhận này đã được thay thế</span></h1>");
        page.ShouldContain("vì sai tên.");
        page.ShouldContain($"số {right.Number}");
        page.ShouldContain($"href=\"/r/{right.Code}\"");
        (await Answer(gift.Code)).GetProperty("status").GetString().ShouldBe("replaced");
        (await Answer(right.Code)).GetProperty("status").GetString().ShouldBe("valid");
    }

    [Fact]
    public async Task over_a_wrong_amount_is_void_and_names_the_right_one()
    {
        var (commune, accountant, gift) = await CashGift();
        var right = await Correct(accountant, gift, "wrong_amount", Cash(commune, amountVnd: 1_500_000));

        var page = await Page(gift.Code);

        page.ShouldContain("Biên nhận này đã hủy</span></h1>");
        page.ShouldContain($"Đã lập lại biên nhận số {right.Number} với số tiền đúng.");
        page.ShouldContain("1.005.000 đồng");
    }

    private static async Task<Given> Correct(HttpClient accountant, Given gift, string reasonCode, object right)
    {
        var form = System.Text.Json.JsonSerializer.SerializeToNode(right)!.AsObject();
        form["reasonCode"] = reasonCode;
        var answer = await accountant.PostAsJsonAsync($"/api/donations/{gift.Id}/correction", form, Ct);
        return Of(await answer.EnsureSuccessStatusCode().Json());
    }
}
