using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Units;

/// <summary>One decision by which a campaign took gifts for longer.</summary>
/// <param name="EndedOn">The last day until then.</param>
public sealed record ExtensionRow(Guid Id, Guid CampaignId, string Number, DateOnly DecidedOn, Guid IssuerId, DateOnly EndedOn, DateOnly EndsOn);

/// <summary>How campaigns came to their last day.</summary>
public sealed class CampaignExtensions(Sessions sessions)
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<ExtensionRow>> Of(IReadOnlyList<Guid> campaigns, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select id, campaign_id, number, decided_on, issuer_id, ended_on, ends_on from ledger.campaign_extension where campaign_id = any($1) order by made_at desc
            """, connection) { Parameters = { new() { Value = campaigns.ToArray() } } };
        List<ExtensionRow> rows = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            rows.Add(new ExtensionRow(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.GetGuid(4), row.GetFieldValue<DateOnly>(5), row.GetFieldValue<DateOnly>(6)));
        }
        return rows;
    }
}
