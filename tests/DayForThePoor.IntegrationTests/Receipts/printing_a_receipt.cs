using System.Net;
using System.Xml.Linq;
using DayForThePoor.Core;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Receipts;
using DayForThePoor.Web.Receipts.Printing;
using Microsoft.Extensions.DependencyInjection;

namespace DayForThePoor.IntegrationTests.Receipts;

public class printing_a_receipt(AppFixture app) : ReceiptTest(app)
{
    [Fact]
    public async Task gives_two_copies_first_and_says_on_later_prints_that_they_are()
    {
        var (commune, _, gift) = await CashGift();
        var treasurer = await commune.Person(PersonRoles.Treasurer);

        var first = await Printed(treasurer, commune, gift);
        var second = await Printed(treasurer, commune, gift);

        first.ShouldContain("Liên 1: Lưu");
        first.ShouldContain("Liên 2: Giao người nộp");
        first.ShouldContain("Nguyễn Thị Hồng", customMessage: "the unit's own voucher bears the whole name");
        first.ShouldNotContain("IN LẠI");
        first.Split("Nợ:").Length.ShouldBe(2, "only liên 1 shows the accounts");
        second.ShouldContain("IN LẠI LẦN 1 – ngày ");
        (await Page(gift.Code)).ShouldContain("Đã in 2 lần.");
    }

    [Fact]
    public async Task twice_at_one_moment_gives_two_ordinals()
    {
        var (commune, _, gift) = await CashGift();
        var treasurer = await commune.Person(PersonRoles.Treasurer);

        var prints = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Print(treasurer, commune, gift)));

        prints.Select(p => p.Value.Ordinal).Order().ShouldBe(Enumerable.Range(1, 8));
    }

    [Fact]
    public async Task is_not_for_people_of_another_unit()
    {
        var (commune, _, gift) = await CashGift();
        var stranger = await (await App.NewCommune()).Person(PersonRoles.Treasurer);

        await Should.ThrowAsync<AccessDenied>(() => Print(stranger, commune, gift));
    }

    [Fact]
    public async Task needs_a_sign_in()
    {
        var (_, _, gift) = await CashGift();

        var answer = await Anonymous.PostAsync($"/bien-lai/{gift.Code}/in", null, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.AbsolutePath.ShouldBe("/dang-nhap");
    }

    [Fact]
    public async Task carries_its_fonts_and_searchable_vietnamese()
    {
        var (_, _, gift) = await CashGift("Công ty TNHH Đặc sản Huỳnh Ngọc Quế", "organisation");
        using var pdf = await File(await Anonymous.GetByteArrayAsync($"/r/{gift.Code}.pdf", Ct), ".pdf");

        var fonts = (await Run("pdffonts", pdf.Path)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToList();
        var text = await Run("pdftotext", "-layout", pdf.Path, "-");

        fonts.ShouldNotBeEmpty();
        fonts.ShouldAllBe(font => font.Contains("BeVietnamPro", StringComparison.Ordinal) && font.Contains(" yes yes yes ", StringComparison.Ordinal));
        text.ShouldContain("Công ty TNHH Đặc sản Huỳnh Ngọc Quế");
        text.ShouldContain("Một triệu không trăm lẻ năm nghìn đồng");
        text.ShouldContain("Bản điện tử để tham khảo và kiểm tra");
        text.ShouldNotContain("(Ký, họ tên)");
    }

    [Fact]
    public async Task keeps_the_longest_texts_whole_and_inside_the_page()
    {
        var commune = await App.NewCommune();
        var accountant = await commune.SignedIn(PersonRoles.Accountant);
        var (name, unbroken) = (string.Join(' ', Enumerable.Repeat("Nguyễn Thị Hồng Hạnh", 9)), new string('W', 200));
        var gift = await Give(accountant, new
        {
            fund = commune.Fund,
            channel = "cash",
            amountVnd = 999_999_999_999_999,
            donorName = name,
            donorAddress = unbroken,
            payerName = unbroken,
            payerAddress = name,
            purpose = name,
            condition = unbroken,
            collectedBy = name,
            collectedOn = "2026-01-02",
        });
        var receipt = await App.Services.GetRequiredService<ReceiptQuery>().ByCode(CodeOf(gift), Ct);
        using var pdf = await File(App.Services.GetRequiredService<ReceiptPdf>().Voucher(receipt!, new ReceiptPrinted(1, new(2026, 11, 5))), ".pdf");

        var words = XDocument.Parse(await Run("pdftotext", "-bbox", pdf.Path, "-")).Descendants().Where(e => e.Name.LocalName == "word").ToList();

        words.Count(word => word.Value == "Hạnh").ShouldBe(2 * 4 * 9, "four long texts on two copies");
        words.Where(word => word.Value.All(c => c == 'W')).Sum(word => word.Value.Length).ShouldBe(2 * 2 * 200);
        words.ShouldAllBe(word => (double)word.Attribute("xMax")! < 595 && (double)word.Attribute("yMax")! < 842);
    }

    private Task<Outcome<ReceiptPrinted>> Print(TestPerson person, Commune commune, Given gift) =>
        Send<Outcome<ReceiptPrinted>>(new PrintReceipt(person.Actor, commune.UnitId, CodeOf(gift)));

    /// <summary>The text of the paper.</summary>
    private async Task<string> Printed(TestPerson person, Commune commune, Given gift)
    {
        var print = await Print(person, commune, gift);
        var receipt = await App.Services.GetRequiredService<ReceiptQuery>().ByCode(CodeOf(gift), Ct);
        using var pdf = await File(App.Services.GetRequiredService<ReceiptPdf>().Voucher(receipt!, print.Value), ".pdf");
        return await Run("pdftotext", "-layout", pdf.Path, "-");
    }
}
