using DayForThePoor.IntegrationTests.Support;

namespace DayForThePoor.IntegrationTests.Receipts;

public class qr_codes_of_receipts(AppFixture app) : ReceiptTest(app)
{
    [Fact]
    public async Task read_as_the_address_of_the_page()
    {
        var (_, _, gift) = await CashGift();
        using var png = await File(await Anonymous.GetByteArrayAsync($"/r/{gift.Code}/qr.png", Ct), ".png");

        (await Read(png.Path)).ShouldBe([$"https://quy.example.vn/r/{gift.Code}"]);
    }

    [Fact]
    public async Task read_the_same_on_the_electronic_copy()
    {
        var (_, _, gift) = await CashGift();
        using var pdf = await File(await Anonymous.GetByteArrayAsync($"/r/{gift.Code}.pdf", Ct), ".pdf");
        await Run("pdftoppm", "-png", "-r", "150", "-singlefile", pdf.Path, pdf.Path);
        using var picture = new TemporaryFile($"{pdf.Path}.png");

        (await Read(picture.Path)).ShouldBe([$"https://quy.example.vn/r/{gift.Code}"]);
    }

    [Fact]
    public async Task are_drawn_as_lines_for_the_screen()
    {
        var (_, _, gift) = await CashGift();

        var answer = await Anonymous.GetAsync($"/r/{gift.Code}/qr.svg", Ct);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        (await answer.Text()).ShouldStartWith("<svg xmlns=\"http://www.w3.org/2000/svg\"");
    }

    private static async Task<string[]> Read(string picture) =>
        [.. (await Run("zbarimg", "--quiet", "--raw", picture)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct()];
}
