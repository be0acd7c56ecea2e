using System.Text;
using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.IntegrationTests.Support;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Donations;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Statements;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.IntegrationTests.Statements;

/// <summary>A commune with a bank account, and statements written for it.</summary>
public abstract class StatementTest(AppFixture app) : AppTest(app)
{
    protected static DateOnly Today => VietnamTime.TodayIn(TimeProvider.System);

    protected async Task<BankAccount> NewAccount(string bin = "970436", DateOnly? openedOn = null)
    {
        var commune = await App.NewCommune();
        var form = new BankAccountForm(
            $"{commune.Code}-VCB", "bank", bin, $"00110{commune.Code}", "UBMTTQ xã", commune.Fund, OpenedOn: openedOn ?? new DateOnly(2024, 1, 1));
        return (await Send<Outcome<BankAccount>>(new AddBankAccount(Actor.System, commune.UnitId, form))).Value;
    }

    /// <summary>A csv of the first layout; a line is "dd/MM/yyyy,reference,debit,credit,memo".</summary>
    protected static string Csv(params IEnumerable<string> lines)
    {
        var text = new StringBuilder("TNXDate,DocNo,Debit,Credit,TransactionDetails\n");
        foreach (var line in lines) text.Append(line).Append('\n');
        return text.ToString();
    }

    protected static string In(DateOnly day, string reference, long amount, string memo = "ung ho") =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{day:dd/MM/yyyy},{reference},,{amount},{memo}");

    protected static string Out(DateOnly day, string reference, long amount, string memo = "phi") =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{day:dd/MM/yyyy},{reference},{amount},,{memo}");

    protected Task<ImportRecord> Import(BankAccount account, string csv) => Import(account, Encoding.UTF8.GetBytes(csv));

    protected async Task<ImportRecord> Import(BankAccount account, byte[] file)
    {
        using var content = new MemoryStream(file);
        return (await Send<Outcome<ImportRecord>>(new ImportStatement(Actor.System, account.UnitId, account.Id, "sao-ke.csv", content))).Value;
    }

    /// <summary>Vouchers of the account's unit in the order of their numbers: kind, number, document date, value date.</summary>
    /// <summary>A transfer recorded by hand, which the line of its reference and amount proves.</summary>
    protected async Task<Guid> Announce(BankAccount account, string reference, long amount)
    {
        var fund = account.Code[..account.Code.IndexOf('-', StringComparison.Ordinal)] + "-VNN";
        var form = new GiftForm(fund, Channels.Transfer, amount, "Trần Thị Lựu", Account: account.Code, BankReference: reference);
        return (await Send<Outcome<DonationReceipted>>(new RecordDonation(Actor.System, account.UnitId, $"{Guid.NewGuid():N}", form))).Value.DonationId;
    }

    protected async Task<IReadOnlyList<(string Kind, int Number, DateOnly Document, DateOnly? Value)>> Vouchers(BankAccount account)
    {
        await using var database = NpgsqlDataSource.Create(App.Database.Owner);
        await using var select = database.CreateCommand(
            "select kind, number, document_date, value_date from ledger.entry where unit_id = $1 and kind in ('BC', 'BNO') order by kind, number");
        select.Parameters.Add(new() { Value = account.UnitId });
        List<(string, int, DateOnly, DateOnly?)> vouchers = [];
        await using var row = await select.ExecuteReaderAsync(Ct);
        while (await row.ReadAsync(Ct)) vouchers.Add((row.GetString(0), row.GetInt32(1), row.GetFieldValue<DateOnly>(2), row.GetFieldValue<DateOnly?>(3)));
        return vouchers;
    }

    /// <summary>Debits less credits of a role over all entries of the account, in đồng.</summary>
    protected Task<long> Balance(BankAccount account, string role) => Scalar<long>(
        "select coalesce(sum(case side when 'D' then amount else -amount end), 0)::bigint from ledger.posting where account_id = $1 and role = $2", account.Id, role);

    protected Task<long> Lines(BankAccount account) => Scalar<long>("select count(*) from statements.line where account_id = $1", account.Id);

    protected async Task<T> Scalar<T>(string sql, params object[] values)
    {
        await using var database = NpgsqlDataSource.Create(App.Database.Owner);
        await using var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    protected async Task Run(string sql)
    {
        await using var database = NpgsqlDataSource.Create(App.Database.Owner);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
