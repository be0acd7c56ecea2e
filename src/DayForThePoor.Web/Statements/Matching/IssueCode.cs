using DayForThePoor.Core;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>The code by which a transfer finds a campaign of the unit. Issued when it is first asked for, the same for ever after.</summary>
public sealed record IssueCampaignCode(Actor By, Guid UnitId, Guid CampaignId) : IUnitMessage
{
    /// <summary>It is printed on posters; whoever may see the campaign may see it.</summary>
    public Permission Needs => Permission.ReadLedger;
}

/// <summary>The code by which a transfer finds a gift (or another voucher) that waits for it.</summary>
public sealed record IssueItemCode(Actor By, Guid UnitId, Guid ItemId) : IUnitMessage
{
    public Permission Needs => Permission.RecordGifts;
}

/// <param name="Code">Eight characters without dashes; see <see cref="TransferCode"/>.</param>
public sealed record CodeIssued(string Code);

public static class IssueCampaignCodeHandler
{
    /// <summary>Codes: donation.campaign_unknown.</summary>
    public static async Task<Outcome<CodeIssued>> Handle(
        IssueCampaignCode command, Sessions sessions, IRegistry registry, Installation installation, TimeProvider clock, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        if (!known.Campaigns.TryGetValue(command.CampaignId, out var campaign) || campaign.UnitId != command.UnitId)
            return Refusal.NotFound("donation.campaign_unknown", "campaign");
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        return new CodeIssued(await TransferCodes.Issue(connection, installation.DatabaseCode, new(command.UnitId, "campaign", campaign.Id, campaign.FundId), clock.GetUtcNow(), cancellation));
    }
}

public static class IssueItemCodeHandler
{
    /// <summary>Codes: matching.item_unknown.</summary>
    public static async Task<Outcome<CodeIssued>> Handle(
        IssueItemCode command, Sessions sessions, OpenItems items, Installation installation, TimeProvider clock, CancellationToken cancellation)
    {
        if ((await items.Find([command.ItemId], cancellation)) is not [var item] || item.UnitId != command.UnitId) return Refusal.NotFound("matching.item_unknown", "item");
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        return new CodeIssued(await TransferCodes.Issue(connection, installation.DatabaseCode, new(command.UnitId, "item", item.Id, item.FundId), clock.GetUtcNow(), cancellation));
    }
}

/// <summary>What a code is issued for.</summary>
internal readonly record struct CodeOwner(Guid UnitId, string Kind, Guid TargetId, Guid FundId);

/// <summary>Issues transfer codes: random, once for each owner, never one with which the code of a receipt begins.</summary>
internal static class TransferCodes
{
    public static async Task<string> Issue(NpgsqlConnection connection, string issuer, CodeOwner owner, DateTimeOffset at, CancellationToken cancellation)
    {
        while (true)
        {
            await using var issue = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    new("""
                        insert into statements.transfer_code (code, unit_id, kind, target_id, fund_id, issued_at)
                        select $1, $2, $3, $4, $5, $6
                        where not exists (select from statements.transfer_code where kind = $3 and target_id = $4 and fund_id = $5)
                          and not exists (select from dftp.gift g where g.receipt_code >= $1 and g.receipt_code < $1 || '~')
                        on conflict do nothing
                        """)
                    {
                        Parameters =
                        {
                            new() { Value = TransferCode.New(SealedTexts.RandomNumber(), issuer).Value }, new() { Value = owner.UnitId }, new() { Value = owner.Kind },
                            new() { Value = owner.TargetId }, new() { Value = owner.FundId }, new() { Value = at.ToUniversalTime() },
                        },
                    },
                    new("select code from statements.transfer_code where kind = $1 and target_id = $2 and fund_id = $3")
                    {
                        Parameters = { new() { Value = owner.Kind }, new() { Value = owner.TargetId }, new() { Value = owner.FundId } },
                    },
                },
            };
            await using var row = await issue.ExecuteReaderAsync(cancellation);
            if (await row.ReadAsync(cancellation)) return row.GetString(0);
        }
    }
}
