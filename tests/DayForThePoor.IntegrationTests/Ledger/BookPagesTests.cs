using System.Net;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Ledger;

/// <summary>The books as people of the unit read them.</summary>
public sealed class BookPagesTests(AppFixture app) : AppTest(app)
{
    [Fact]
    public async Task the_cash_book_speaks_of_in_out_and_left_and_leads_to_the_voucher()
    {
        var commune = await App.NewCommune();
        var (page, number) = await ReaderAfterGifts(commune);

        var book = await Html(page, $"/quy?quy={commune.Fund}");

        book.ShouldContain("Tồn đầu kỳ");
        book.ShouldContain(number);
        book.ShouldContain("Tiếp nhận ủng hộ: Trần Văn Thừa");
        book.ShouldContain("1.300.000");
    }

    [Fact]
    public async Task the_voucher_shows_debit_and_credit()
    {
        var commune = await App.NewCommune();
        var (page, number) = await ReaderAfterGifts(commune);

        var voucher = await Html(page, $"/chung-tu/{await EntryOf(commune)}");

        voucher.ShouldContain($"Phiếu thu {number}");
        voucher.ShouldContain("Thu ủng hộ của tổ chức, cá nhân");
    }

    [Theory]
    [InlineData("/so-sach/ngan-hang", "Sổ tiền gửi ngân hàng, kho bạc")]
    [InlineData("/so-sach/nhat-ky", "PT-VNN-")]
    [InlineData("/so-sach/so-cai", "Chọn tài khoản kế toán")]
    [InlineData("/so-sach/so-cai/5111", "1.300.000")]
    [InlineData("/so-sach/can-doi", "1.300.000")]
    [InlineData("/so-sach/can-doi?biet=01/01/2030", "chưa chốt được")]
    [InlineData("/so-sach/can-doi?biet=hom-qua", "không phải là ngày")]
    public async Task every_book_opens(string address, string says)
    {
        var commune = await App.NewCommune();
        var (page, _) = await ReaderAfterGifts(commune);
        WebUtility.HtmlDecode(await (await page.GetAsync(address, Ct)).Text()).ShouldContain(says);
    }

    [Fact]
    public async Task the_file_has_the_rows_of_the_page()
    {
        var commune = await App.NewCommune();
        var (page, number) = await ReaderAfterGifts(commune);

        var file = await (await page.GetAsync($"/quy.csv?quy={commune.Fund}", Ct)).Text();

        file.ShouldContain($"{number},Tiếp nhận ủng hộ: Trần Văn Thừa,500000,0,500000");
    }

    [Fact]
    public async Task the_spreadsheet_has_them_too()
    {
        var commune = await App.NewCommune();
        var (page, number) = await ReaderAfterGifts(commune);

        await using var file = await (await page.GetAsync($"/quy.xlsx?quy={commune.Fund}", Ct)).EnsureSuccessStatusCode().Content.ReadAsStreamAsync(Ct);

        using var book = new ClosedXML.Excel.XLWorkbook(file);
        var row = book.Worksheets.Single().RowsUsed().Single(r => r.Cell(2).GetString() == number);
        row.Cell(4).GetValue<long>().ShouldBe(500_000);
    }

    [Fact]
    public async Task books_and_vouchers_of_another_unit_are_refused_like_unknown_ones()
    {
        var commune = await App.NewCommune();
        var other = await App.NewCommune();
        await ReaderAfterGifts(commune);
        var foreign = await EntryOf(commune);
        using var stranger = await App.SignInByPage((await other.Person(PersonRoles.Auditor)).Email);

        foreach (var address in new[] { $"/quy?quy={commune.Fund}", "/quy?quy=00000-VNN", $"/chung-tu/{foreign}", $"/chung-tu/{Guid.NewGuid()}", $"/quy.csv?quy={commune.Fund}" })
            (await stranger.GetAsync(address, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
    }

    /// <summary>500.000 and 800.000 đồng in cash; an auditor signed in by page, and the number of the first voucher.</summary>
    private async Task<(HttpClient Page, string Number)> ReaderAfterGifts(Commune commune)
    {
        using var accountant = await commune.SignedIn(PersonRoles.Accountant);
        var first = await accountant.Given(commune.Cash(500_000));
        await accountant.Given(commune.Cash(800_000));
        return (await App.SignInByPage((await commune.Person(PersonRoles.Auditor)).Email), first.GetProperty("voucherNumber").GetString()!);
    }

    private async Task<Guid> EntryOf(Commune commune)
    {
        await using var connection = new NpgsqlConnection(App.Database.Owner);
        await connection.OpenAsync(Ct);
        await using var query = new NpgsqlCommand("select id from ledger.entry where unit_id = $1 and number = 1", connection) { Parameters = { new() { Value = commune.UnitId } } };
        return (Guid)(await query.ExecuteScalarAsync(Ct))!;
    }

    private static async Task<string> Html(HttpClient page, string address)
    {
        var answer = await page.GetAsync(address, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Text());
        return WebUtility.HtmlDecode(await answer.Text());
    }
}
