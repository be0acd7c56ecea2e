using DayForThePoor.Core;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Units;

/// <summary>A bank or Treasury account as somebody asks to add it.</summary>
/// <param name="Code">Code of the unit, a hyphen and two to eight capitals or digits: "20641-VCB".</param>
/// <param name="Kind">bank or treasury.</param>
/// <param name="Bin">Of the bank list; none for the Treasury.</param>
/// <param name="Number">6 to 19 digits (VietQR carries 19); spaces and dots do not count.</param>
/// <param name="OpenedOn">Lines of earlier days are not its; today when null.</param>
/// <param name="DefaultFund">Where its money goes that nobody has labelled; a fund of the same unit.</param>
/// <param name="Campaign">Code of the one campaign that it is kept for.</param>
public sealed record BankAccountForm(
    string? Code, string? Kind, string? Bin, string? Number, string? Holder, string? DefaultFund,
    string? Branch = null, DateOnly? OpenedOn = null, string? Campaign = null);

public sealed record AddBankAccount(Actor By, Guid UnitId, BankAccountForm Form) : IUnitMessage
{
    public Permission Needs => Permission.ManageSettings;
}

public static class AddBankAccountHandler
{
    public static async Task<Outcome<BankAccount>> Handle(
        AddBankAccount command, IRegistry registry, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var checkedAccount = BankAccountRules.Check(command.Form, command.UnitId, known, VietnamTime.TodayIn(clock));
        if (!checkedAccount.TryGet(out var account)) return checkedAccount;

        await using var connection = await sessions.Connect(account.UnitId, cancellation);
        await using var insert = new NpgsqlCommand("""
            insert into ledger.bank_account
              (id, unit_id, code, kind, bin, bank_name, branch, number, holder, opened_on, default_fund_id, campaign_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            on conflict do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = account.Id }, new() { Value = account.UnitId }, new() { Value = account.Code }, new() { Value = account.Kind },
                new() { Value = account.Bin ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = account.BankName }, new() { Value = account.Branch }, new() { Value = account.Number }, new() { Value = account.Holder },
                new() { Value = account.OpenedOn }, new() { Value = account.DefaultFundId },
                new() { Value = account.CampaignId ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
            },
        };
        if (await insert.ExecuteNonQueryAsync(cancellation) == 0) return Refusal.Conflict("account.code_known", "code", account.Code);
        registry.Invalidate();
        return account;
    }
}
