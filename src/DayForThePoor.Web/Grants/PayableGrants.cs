using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using Npgsql;

namespace DayForThePoor.Web.Grants;

/// <summary>A grant that was approved and is not closed.</summary>
/// <param name="ApprovedVnd">Đồng; all live payments together may not exceed it.</param>
/// <param name="EarmarkId">The addressed gift whose money it is to be.</param>
public sealed record PayableGrant(
    Guid Id, Guid UnitId, Guid FundId, string Purpose, string Kind, Guid HouseholdId, Guid? MemberId, long ApprovedVnd, DateOnly ApprovedOn,
    Guid? EarmarkId, Guid? CampaignId, Guid? ProposalId, Guid? RuleId);

/// <summary>The door through which payments reach grants.</summary>
public static class PayableGrants
{
    /// <summary>
    /// Locks the rows of these grants, the last lock of a posting transaction, and says what may be paid for each, in the
    /// order asked. Nobody changes their state before the transaction ends. Refuses as a whole: <c>grant.unknown</c>, or
    /// <c>grant.not_approved</c> for what is not (or no longer) approved.
    /// </summary>
    public static async Task<Outcome<IReadOnlyList<PayableGrant>>> Lock(NpgsqlConnection connection, IReadOnlyList<Guid> grants, CancellationToken cancellation)
    {
        var found = new Dictionary<Guid, PayableGrant?>(grants.Count);
        await using var select = new NpgsqlCommand("""
            select id, unit_id, fund_id, purpose, kind, household_id, member_id, approved, approved_on, earmark_id, campaign_id, proposal_id, rule_id, state
            from grants.support where id = any($1) order by id for update
            """, connection) { Parameters = { new() { Value = grants.Distinct().ToArray() } } };
        await using (var row = await select.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
            {
                found[row.GetGuid(0)] = row.GetString(13) != GrantStates.Approved ? null : new PayableGrant(
                    row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.GetGuid(5), Id(row, 6), row.GetInt64(7),
                    row.GetFieldValue<DateOnly>(8), Id(row, 9), Id(row, 10), Id(row, 11), Id(row, 12));
            }
        }
        if (grants.Any(id => !found.ContainsKey(id))) return Refusal.NotFound("grant.unknown", "grant");
        return found.Values.Any(grant => grant is null)
            ? Refusal.Conflict("grant.not_approved", "grant")
            : new Outcome<IReadOnlyList<PayableGrant>>([.. grants.Select(id => found[id]!)]);
    }

    private static Guid? Id(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
}
