using System.Net;
using System.Net.Http.Json;
using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.IntegrationTests.Units;

public class opening_balances(AppFixture app) : AppTest(app)
{
    private async Task<(Commune Commune, HttpClient Accountant, string Account)> Books()
    {
        var commune = await App.NewCommune();
        var account = new BankAccountForm($"{commune.Code}-VCB", AccountKinds.Bank, "970436", $"10{commune.Code}01", "BVD QUY VI NGUOI NGHEO", commune.Fund, OpenedOn: new(2024, 1, 1));
        (await Send<Outcome<BankAccount>>(new AddBankAccount(Actor.System, commune.UnitId, account))).IsRefused.ShouldBeFalse();
        return (commune, await commune.SignedIn(PersonRoles.Accountant), account.Code!);
    }

    private static Task<HttpResponseMessage> Set(HttpClient client, string fund, object opening) =>
        client.PostAsJsonAsync($"/api/funds/{fund}/opening-balances", opening, Ct);

    [Fact]
    public async Task stand_in_the_books_once_with_a_general_voucher()
    {
        var (commune, accountant, account) = await Books();
        var opening = new { cashVnd = 1_500_000, accounts = new[] { new { account, amountVnd = 20_000_000 } } };

        var first = await (await Set(accountant, commune.Fund, opening)).Json();
        var again = await (await Set(accountant, commune.Fund, opening)).Json();
        var other = await Set(accountant, commune.Fund, opening with { cashVnd = 1 });

        first.GetProperty("voucherNumber").GetString().ShouldBe("PKT-VNN-2024-000001");
        again.GetProperty("alreadyKnown").GetBoolean().ShouldBeTrue();
        again.GetProperty("id").GetGuid().ShouldBe(first.GetProperty("id").GetGuid());
        (await other.Json()).GetProperty("code").GetString().ShouldBe("opening.already_set");
        (await Balances(commune)).ShouldBe([$"{Roles.Bank} 20000000", $"{Roles.Cash} 1500000", $"{Roles.Opening} -21500000"]);
    }

    [Fact]
    public async Task are_set_anew_after_they_were_taken_back_and_the_bank_is_corrected_as_of_its_own_day()
    {
        var (commune, accountant, account) = await Books();
        var wrong = await (await Set(accountant, commune.Fund, new { accounts = new[] { new { account, amountVnd = 5_000 } } })).Json();

        var back = await Send<Outcome<EntryPosted>>(new ReverseEntry(Actor.System, commune.UnitId, wrong.GetProperty("id").GetGuid(), "Nhập nhầm số dư"));
        var right = await Set(accountant, commune.Fund, new { accounts = new[] { new { account, amountVnd = 7_000 } } });

        back.IsRefused.ShouldBeFalse(back.ToString());
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Balances(commune, new(2024, 1, 1))).ShouldBe([$"{Roles.Bank} 7000", $"{Roles.Opening} -7000"]);
    }

    [Fact]
    public async Task name_every_field_that_is_wrong()
    {
        var (commune, accountant, _) = await Books();
        var answer = await Set(accountant, commune.Fund, new { asOf = "2999-01-01", cashVnd = -1, accounts = new[] { new { account = "00000-XXX", amountVnd = 1 } } });

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("errors").EnumerateObject().Select(field => field.Name)
            .ShouldBe(["asOf", "cashVnd", "accounts[0].account"], ignoreOrder: true);
    }

    [Fact]
    public async Task are_not_for_another_units_accountant()
    {
        var (commune, _, _) = await Books();
        var (_, stranger, _) = await Books();
        (await Set(stranger, commune.Fund, new { cashVnd = 1 })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Set(stranger, "99999-VNN", new { cashVnd = 1 })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    /// <param name="valueDate">Bank's day, if only what counts on it is asked.</param>
    private async Task<IReadOnlyList<string>> Balances(Commune commune, DateOnly? valueDate = null)
    {
        await using var connection = new NpgsqlConnection(App.Database.App);
        await connection.OpenAsync(Ct);
        await using var query = new NpgsqlCommand("""
            select p.role || ' ' || sum(case p.side when 'D' then p.amount else -p.amount end)
            from ledger.posting p join ledger.entry e on e.id = p.entry_id where e.unit_id = $1 and ($2::date is null or e.value_date = $2) group by p.role order by p.role
            """, connection) { Parameters = { new() { Value = commune.UnitId }, new() { Value = valueDate ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date } } };
        List<string> balances = [];
        await using var reader = await query.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct)) balances.Add(reader.GetString(0));
        return balances;
    }
}
