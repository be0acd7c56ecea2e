using DayForThePoor.Core;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Units;

/// <summary>A campaign (đợt vận động) as somebody asks to open it.</summary>
/// <param name="Code">Two to twelve capitals or digits, unique in the unit: "BL1126".</param>
/// <param name="AppealNumber">Number of the appeal that a relief campaign belongs to, as on the paper.</param>
/// <param name="AppealUnit">Code of the unit that issued the appeal: centre, province or city (NĐ 93/2021 Đ.6.1); a commune joins.</param>
/// <param name="StartsOn">First day of reception; today when null.</param>
/// <param name="EndsOn">Last day of reception; required for relief.</param>
/// <param name="Account">Code of the account kept for this campaign alone; required for relief.</param>
public sealed record CampaignForm(
    string? Code, string? Name, string? Fund, DateOnly? StartsOn = null, DateOnly? EndsOn = null,
    string? AppealNumber = null, DateOnly? AppealDate = null, string? AppealUnit = null, string? Account = null);

public sealed record OpenCampaign(Actor By, Guid UnitId, CampaignForm Form) : IUnitMessage
{
    public Permission Needs => Permission.ManageSettings;
}

public static class OpenCampaignHandler
{
    public static async Task<Outcome<Campaign>> Handle(
        OpenCampaign command, IRegistry registry, Sessions sessions, TimeProvider clock, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var outcome = CampaignRules.Check(command.Form, command.UnitId, known, VietnamTime.TodayIn(clock));
        if (!outcome.TryGet(out var opening)) return new(outcome.Refusals);

        if (await Save(sessions, opening, cancellation) is { } refusal) return refusal;
        registry.Invalidate();
        return opening.Campaign;
    }

    private static async Task<Refusal?> Save(Sessions sessions, CheckedCampaign opening, CancellationToken cancellation)
    {
        var (campaign, account) = opening;
        await using var connection = await sessions.Connect(campaign.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var insert = new NpgsqlCommand("""
            insert into ledger.campaign
              (id, unit_id, fund_id, code, name, appeal_number, appeal_date, appeal_unit_id, starts_on, ends_on)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = campaign.Id }, new() { Value = campaign.UnitId }, new() { Value = campaign.FundId }, new() { Value = campaign.Code },
                new() { Value = campaign.Name }, OrNull(campaign.AppealNumber, NpgsqlDbType.Text), OrNull(campaign.AppealDate, NpgsqlDbType.Date),
                OrNull(campaign.AppealUnitId, NpgsqlDbType.Uuid), new() { Value = campaign.StartsOn }, OrNull(campaign.EndsOn, NpgsqlDbType.Date),
            },
        };
        if (await insert.ExecuteNonQueryAsync(cancellation) == 0) return Refusal.Conflict("campaign.code_known", "code", campaign.Code);
        if (account is not null && !await Keep(connection, account, campaign, cancellation))
            return Refusal.Conflict("campaign.account_shared", "account", account.Code);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    /// <summary>False when another campaign took the account at the same moment.</summary>
    private static async Task<bool> Keep(NpgsqlConnection connection, BankAccount account, Campaign campaign, CancellationToken cancellation)
    {
        await using var update = new NpgsqlCommand("update ledger.bank_account set campaign_id = $1 where id = $2 and campaign_id is null", connection)
        {
            Parameters = { new() { Value = campaign.Id }, new() { Value = account.Id } },
        };
        return await update.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private static NpgsqlParameter OrNull(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
