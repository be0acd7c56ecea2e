using System.Net;
using DayForThePoor.Core.Receipts;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Units;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Receipts;

public class the_vietqr_of_an_account(AppFixture app) : ReceiptTest(app)
{
    [Fact]
    public async Task asks_for_the_transfer_that_was_wanted()
    {
        var (account, reader) = await Account("bank");

        var answer = await (await reader.GetAsync($"/api/vietqr?account={account}&amountVnd=50000&purpose={Uri.EscapeDataString("Ủng hộ Quỹ VNN")}", Ct)).Json();

        var transfer = VietQrDecoder.Decode(answer.GetProperty("payload").GetString()!).Value;
        (transfer.Bin, transfer.Account, transfer.Amount!.Value.Amount, transfer.Purpose).ShouldBe(("970436", "0651000123456", 50_000, "Ung ho Quy VNN"));
        answer.GetProperty("svg").GetString()!.ShouldStartWith("<svg");
    }

    [Fact]
    public async Task is_refused_from_500_million_with_the_way_out()
    {
        var (account, reader) = await Account("bank");

        var answer = await reader.GetAsync($"/api/vietqr?account={account}&amountVnd=500000000", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Text()).ShouldContain("Một lần chuyển nhanh phải dưới 500 triệu đồng. Xin chuyển khoản thường vào số 0651000123456 hoặc chia nhiều lần.");
    }

    [Theory, InlineData("0"), InlineData("-5"), InlineData("1.5"), InlineData("mot")]
    public async Task is_refused_for_what_is_no_amount(string amount)
    {
        var (account, reader) = await Account("bank");

        (await reader.GetAsync($"/api/vietqr?account={account}&amountVnd={amount}", Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task is_refused_for_the_treasury_with_what_to_write_instead()
    {
        var (account, reader) = await Account("treasury");

        var answer = await reader.GetAsync($"/api/vietqr?account={account}", Ct);

        (await answer.Text()).ShouldContain("Tài khoản Kho bạc không có mã VietQR.");
    }

    [Fact]
    public async Task is_not_told_to_other_units_nor_whether_the_account_exists()
    {
        var (account, _) = await Account("bank");
        var stranger = await (await App.NewCommune()).SignedIn(PersonRoles.Accountant);

        var foreign = await stranger.GetAsync($"/api/vietqr?account={account}", Ct);
        var unknown = await stranger.GetAsync("/api/vietqr?account=99999-XYZ", Ct);

        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await foreign.Text()).ShouldBe(await unknown.Text());
    }

    private async Task<(string Code, HttpClient Reader)> Account(string kind)
    {
        var commune = await App.NewCommune();
        var code = $"{commune.Code}-{(kind == "bank" ? "VCB" : "KB")}";
        await using var connection = new NpgsqlConnection(App.Database.Owner);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand("""
            insert into ledger.bank_account (id, unit_id, code, kind, bin, bank_name, branch, number, holder, opened_on, default_fund_id)
            select gen_random_uuid(), unit_id, $2, $3, case when $3 = 'bank' then '970436' end, 'Vietcombank', '', '0651000123456', 'UBMTTQ', '2024-01-01', id
            from ledger.fund where code = $1
            """, connection) { Parameters = { new() { Value = commune.Fund }, new() { Value = code }, new() { Value = kind } } };
        await command.ExecuteNonQueryAsync(Ct);
        App.Services.GetRequiredService<IRegistry>().Invalidate();
        return (code, await commune.SignedIn(PersonRoles.Auditor));
    }
}
