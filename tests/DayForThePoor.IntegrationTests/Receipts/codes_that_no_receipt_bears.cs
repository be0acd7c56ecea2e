using System.Net;
using DayForThePoor.Core.Receipts;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Receipts;

namespace DayForThePoor.IntegrationTests.Receipts;

public class codes_that_no_receipt_bears(AppFixture app) : ReceiptTest(app)
{
    [Fact]
    public async Task with_a_wrong_check_character_are_called_mistyped()
    {
        var (_, _, gift) = await CashGift();
        var mistyped = (gift.Code[0] == 'A' ? 'B' : 'A') + gift.Code[1..];

        var answer = await Anonymous.GetAsync($"/r/{mistyped}", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Text()).ShouldContain("Mã có thể bị gõ nhầm một ký tự.");
    }

    [Fact]
    public async Task of_a_right_shape_ask_for_a_picture_of_the_paper()
    {
        var answer = await Anonymous.GetAsync($"/r/{ReceiptCode.New(1)}", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Text()).ShouldContain("Không có biên nhận nào mang mã này.");
    }

    [Fact]
    public async Task of_another_shape_explain_what_a_code_looks_like()
    {
        var answer = await Anonymous.GetAsync($"/r/{Uri.EscapeDataString("PT-VNN-2026-000123 <b>")}", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await answer.Text();
        page.ShouldContain("Mã kiểm tra có 12 ký tự");
        page.ShouldNotContain("<b>");
    }

    [Theory, InlineData("/r/{0}/qr.png"), InlineData("/r/{0}/qr.svg"), InlineData("/r/{0}.pdf"), InlineData("/api/receipts/{0}")]
    public async Task are_unknown_at_every_address(string address)
    {
        var path = address.Replace("{0}", ReceiptCode.New(2).Value, StringComparison.Ordinal);

        (await Anonymous.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task may_be_tried_only_so_often_while_true_ones_are_still_answered()
    {
        var (_, _, gift) = await CashGift();
        for (var i = 0; i < UnknownCodeLimit.Tries; i++) await Anonymous.GetAsync($"/r/{ReceiptCode.New(3)}", Ct);

        var refused = await Anonymous.GetAsync($"/r/{ReceiptCode.New(3)}", Ct);
        var known = await Anonymous.GetAsync($"/r/{gift.Code}", Ct);

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeLessThanOrEqualTo(UnknownCodeLimit.Window);
        (await refused.Text()).ShouldContain("Ông/Bà đã thử nhiều lần. Xin thử lại sau 10 phút.");
        known.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
