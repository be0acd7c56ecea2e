using System.Net.Http.Json;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Receipts;
using DayForThePoor.Web.Receipts.Printing;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Receipts;

/// <summary>What is done later to unit, fund, letterhead, campaign or account never changes what an earlier paper says.</summary>
public class receipts_stay_as_they_were(AppFixture app) : ReceiptTest(app)
{
    [Fact]
    public async Task when_the_letterhead_changes()
    {
        var (commune, _, gift) = await CashGift();
        var before = await Paper(gift);

        await AsOwner("""
            insert into ledger.letterhead (id, fund_id, valid_from, unit_line, board_line, address, phone, place)
            select gen_random_uuid(), id, opened_on + 1, 'ỦY BAN KHÁC', 'BAN KHÁC', 'Nơi khác', '0236 999 9999', 'Nơi khác' from ledger.fund where code = $1
            """, commune.Fund);

        (await Paper(gift)).ShouldBe(before);
        (await Page(gift.Code)).ShouldNotContain("ỦY BAN KHÁC");
    }

    [Theory]
    [InlineData("update ledger.letterhead set address = ''")]
    [InlineData("update ledger.campaign set name = ''")]
    [InlineData("update ledger.bank_account set number = ''")]
    [InlineData("delete from ledger.campaign")]
    [InlineData("delete from dftp.receipt_print")]
    public async Task because_the_program_may_not_rewrite_what_they_show(string sql)
    {
        await using var connection = new NpgsqlConnection(App.Database.App);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);

        var refused = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task when_goods_get_their_value()
    {
        var commune = await App.NewCommune();
        var accountant = await commune.SignedIn(PersonRoles.Accountant);
        var gift = await Give(accountant, new
        {
            fund = commune.Fund,
            channel = "goods",
            donorName = "Nguyễn Thị Hồng",
            goods = new object[] { new { name = "Gạo tẻ", quantity = 500, unit = "kg", valueVnd = 7_500_000 }, new { name = "Chăn ấm", quantity = 45, unit = "cái" } },
        });
        var before = await Paper(gift);

        (await accountant.PostAsJsonAsync($"/api/donations/{gift.Id}/values", new { valuesVnd = new[] { 7_500_000, 9_000_000 }, basis = "Giá thị trường" }, Ct))
            .EnsureSuccessStatusCode();

        (await Paper(gift)).ShouldBe(before);
        (await Answer(gift.Code)).GetProperty("amountVnd").GetInt64().ShouldBe(7_500_000);
    }

    [Fact]
    public async Task when_a_text_is_erased_and_then_they_say_so()
    {
        var (_, _, gift) = await CashGift();

        await AsOwner("update dftp.sealed_text set text = null, folded = null, erased_at = now() where owner_id = (select id from dftp.gift where receipt_code = $1)", gift.Code);

        var page = await Page(gift.Code);
        page.ShouldContain("(đã xóa theo quy định về bảo vệ dữ liệu cá nhân)");
        page.ShouldContain("1.005.000 đồng");
        page.ShouldContain("Biên nhận còn hiệu lực");
    }

    /// <summary>All that the first print says.</summary>
    private async Task<string> Paper(Given gift)
    {
        App.Services.GetRequiredService<IRegistry>().Invalidate();
        var receipt = await App.Services.GetRequiredService<ReceiptQuery>().ByCode(CodeOf(gift), Ct);
        using var pdf = await File(App.Services.GetRequiredService<ReceiptPdf>().Voucher(receipt!, new ReceiptPrinted(1, new(2026, 11, 5))), ".pdf");
        return await Run("pdftotext", "-layout", pdf.Path, "-");
    }

    private async Task AsOwner(string sql, string value)
    {
        await using var connection = new NpgsqlConnection(App.Database.Owner);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = value } } };
        (await command.ExecuteNonQueryAsync(Ct)).ShouldBeGreaterThan(0);
    }
}
