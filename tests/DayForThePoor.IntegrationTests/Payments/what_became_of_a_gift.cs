using System.Text.Json;
using DayForThePoor.IntegrationTests.Support;

namespace DayForThePoor.IntegrationTests.Payments;

public class what_became_of_a_gift(AppFixture app) : AppTest(app)
{
    private async Task<string> CodeOf(PaymentDesk desk, Guid gift) => await desk.Sql<string>("select receipt_code from dftp.gift where unit_id = $1 and id = $2", gift);

    private async Task<JsonElement> Trace(string code) => await (await Anonymous.GetAsync($"/api/receipts/{code}/trace", Ct)).Json();

    [Fact]
    public async Task an_addressed_one_says_without_names()
    {
        var desk = await PaymentDesk.Open(App);
        var gift = await desk.Gift(900_000, "Giúp hộ bị bão");
        var code = await CodeOf(desk, gift);
        (await Anonymous.GetStringAsync($"/r/{code}", Ct)).ShouldContain("Còn 900.000 đồng");
        await desk.Paid((await desk.Grant(700_000, gift), 700_000));

        var trace = await Trace(code);
        var page = await Anonymous.GetStringAsync($"/r/{code}", Ct);

        trace.GetProperty("pooled").GetBoolean().ShouldBeFalse();
        trace.GetProperty("spentVnd").GetInt64().ShouldBe(700_000);
        trace.GetProperty("leftVnd").GetInt64().ShouldBe(200_000);
        trace.GetProperty("uses")[0].GetProperty("purpose").GetString().ShouldBe("hardship");
        page.ShouldContain("Khoản ủng hộ có địa chỉ của Ông/Bà đã được dùng");
        page.ShouldContain("700.000 đồng");
        page.ShouldNotContain("Phú Trung");
    }

    [Fact]
    public async Task a_general_one_says_that_it_is_pooled_and_what_the_fund_did_since()
    {
        var desk = await PaymentDesk.Open(App, cash: 0);
        var gift = await desk.Gift(2_000_000);
        var code = await CodeOf(desk, gift);
        (await Anonymous.GetStringAsync($"/r/{code}", Ct)).ShouldContain("được hòa vào Quỹ.");
        await desk.Paid((await desk.Grant(300_000), 300_000));
        await desk.Prepared((await desk.Grant(200_000), 200_000)); // not handed out yet: nothing is said of it

        var trace = await Trace(code);

        trace.GetProperty("pooled").GetBoolean().ShouldBeTrue();
        trace.GetProperty("uses").GetArrayLength().ShouldBe(1);
        trace.GetProperty("uses")[0].GetProperty("amountVnd").GetInt64().ShouldBe(300_000);
        (await Anonymous.GetStringAsync($"/r/{code}", Ct)).ShouldContain("Hỗ trợ đột xuất: 1 hộ, 300.000 đồng");
    }

    [Fact]
    public async Task nobody_hears_of_a_code_that_does_not_exist() =>
        (await Anonymous.GetAsync("/api/receipts/000000000000/trace", Ct)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
}
