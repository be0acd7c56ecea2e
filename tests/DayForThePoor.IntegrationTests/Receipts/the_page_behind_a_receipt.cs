using System.Net;
using DayForThePoor.IntegrationTests.Support;

namespace DayForThePoor.IntegrationTests.Receipts;

public class the_page_behind_a_receipt(AppFixture app) : ReceiptTest(app)
{
    [Fact]
    public async Task says_first_that_it_is_valid_and_then_what_the_paper_must_say()
    {
        var (_, _, gift) = await CashGift();

        var page = await Page(gift.Code);

        page.ShouldContain("Biên nhận còn hiệu lực</span></h1>");
        page.ShouldContain(gift.Number);
        page.ShouldContain("1.005.000 đồng");
        page.ShouldContain("Một triệu không trăm lẻ năm nghìn đồng");
        page.ShouldContain("Ủng hộ chung");
        page.ShouldContain("Đã in 0 lần.");
    }

    [Fact]
    public async Task is_told_to_programs_too()
    {
        var (commune, _, gift) = await CashGift();

        var answer = await Answer(gift.Code);

        answer.GetProperty("status").GetString().ShouldBe("valid");
        answer.GetProperty("number").GetString().ShouldBe(gift.Number);
        answer.GetProperty("unit").GetString().ShouldBe(commune.Name);
        answer.GetProperty("fund").GetString().ShouldBe(commune.Fund);
        answer.GetProperty("amountVnd").GetInt64().ShouldBe(1_005_000);
        answer.GetProperty("amountInWords").GetString().ShouldBe("Một triệu không trăm lẻ năm nghìn đồng");
        answer.GetProperty("donor").GetString().ShouldBe("N. T. Hồng");
        answer.GetProperty("documentDate").GetString()!.ShouldMatch(@"^\d{4}-\d\d-\d\d$");
    }

    [Theory]
    [InlineData("person", null, false, "N. T. Hồng", true)]
    [InlineData("person", true, false, "Nguyễn Thị Hồng", false)]
    [InlineData("organisation", null, false, "Nguyễn Thị Hồng", false)]
    [InlineData("group", false, false, "N. T. Hồng", true)]
    [InlineData("person", true, true, "Nhà hảo tâm không nêu tên", false)]
    public async Task names_the_giver_only_as_far_as_allowed(string kind, bool? mayBeNamed, bool anonymous, string shown, bool withNote)
    {
        var (_, _, gift) = await CashGift("Nguyễn Thị Hồng", kind, anonymous, mayBeNamed);

        var page = await Page(gift.Code);

        page.ShouldContain(shown);
        page.Contains("Nguyễn Thị Hồng", StringComparison.Ordinal).ShouldBe(shown == "Nguyễn Thị Hồng");
        page.Contains("chưa đồng ý nêu đủ tên", StringComparison.Ordinal).ShouldBe(withNote);
    }

    [Fact]
    public async Task shows_signs_of_html_in_a_name_as_signs()
    {
        var (_, _, gift) = await CashGift("<script>alert(1)</script> & \"Hương Quế\"", "organisation");

        var page = await (await Anonymous.GetAsync($"/r/{gift.Code}", Ct)).Text();

        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; ");
        page.ShouldNotContain("<script");
    }

    [Fact]
    public async Task speaks_english_when_asked()
    {
        var (_, _, gift) = await CashGift();

        var page = await Page(gift.Code, "?lang=en");

        page.ShouldContain("This receipt is valid");
        page.ShouldContain("<html lang=\"en\">");
        page.ShouldContain("Một triệu không trăm lẻ năm nghìn đồng", customMessage: "the words are compared with a Vietnamese paper");
    }

    [Fact]
    public async Task opens_for_a_code_in_small_letters_with_spaces_and_dashes()
    {
        var (_, _, gift) = await CashGift();
        var typed = CodeOf(gift).Format().ToLowerInvariant().Replace("-", " - ", StringComparison.Ordinal);

        (await Anonymous.GetAsync($"/r/{Uri.EscapeDataString(typed)}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var form = await Anonymous.GetAsync($"/kiem-tra?ma={Uri.EscapeDataString(typed)}", Ct);
        form.Headers.Location!.ToString().ShouldBe($"/r/{gift.Code}");
    }

    [Fact]
    public async Task weighs_less_than_sixty_kilobytes_with_all_that_it_loads()
    {
        var (_, _, gift) = await CashGift();
        var bytes = 0;
        foreach (var part in (string[])[$"/r/{gift.Code}", "/css/receipt.css", $"/r/{gift.Code}/qr.svg"])
            bytes += (await (await Anonymous.GetAsync(part, Ct)).EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(Ct)).Length;

        bytes.ShouldBeLessThan(60_000);
    }

    [Fact]
    public async Task is_never_kept_by_a_cache()
    {
        var (_, _, gift) = await CashGift();

        var answer = await Anonymous.GetAsync($"/r/{gift.Code}", Ct);

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }
}
