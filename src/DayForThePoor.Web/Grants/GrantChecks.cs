using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Ledger.Checking;
using Npgsql;

namespace DayForThePoor.Web.Grants;

/// <summary>Grants and lists against their events: every row says what its stream says, frozen lines make the commitment of their list, files are those that were put to a step.</summary>
public sealed class GrantChecks : ILedgerCheckPart
{
    public const string GrantDiffers = "grant_differs", GrantMissing = "grant_missing", ProposalDiffers = "proposal_differs", ListChanged = "proposal_list_differs", FileDiffers = "grant_file_differs";

    public async Task Compare(NpgsqlConnection connection, Differences differences, CancellationToken cancellation)
    {
        var files = new Dictionary<Guid, string>();
        var grants = await EventFold.OfAll<IGrantEvent, GrantState>(connection, (state, happened) =>
        {
            foreach (var file in ((IGrantEvent)happened).Files) files[file.Id] = file.Sha256;
            return GrantState.Evolve(state, happened);
        }, cancellation);
        var lists = await EventFold.OfAll<IProposalEvent, ProposalState>(connection, ProposalState.Evolve, cancellation);
        await Grants(connection, grants, differences, cancellation);
        await Lists(connection, lists, differences, cancellation);
        foreach (var (id, list) in lists)
            if ((await FrozenList.Kept(connection, id, cancellation)).ListHash is var now && now != list.ListHash) differences.Add(ListChanged, id, list.ListHash, now);
        await Files(connection, files, differences, cancellation);
    }

    private static async Task Grants(NpgsqlConnection connection, Dictionary<Guid, GrantState> grants, Differences differences, CancellationToken cancellation)
    {
        var left = grants.Keys.ToHashSet();
        await using var select = new NpgsqlCommand("""
            select id, concat_ws('|', unit_id, fund_id, purpose, household_id, coalesce(member_id::text, '-'), kind, state, coalesce(wished, -1), coalesce(proposed, -1), coalesce(approved, -1),
              coalesce(rule_id::text, '-'), coalesce(earmark_id::text, '-'), coalesce(campaign_id::text, '-'), coalesce(proposal_id::text, '-'), requested_by, requested_on,
              coalesce(met_on::text, '-'), coalesce(posted_until::text, '-'), coalesce(posting_ended_on::text, '-'), coalesce(approved_on::text, '-'), coalesce(handed_over_on::text, '-'),
              coalesce(reported_on::text, '-'), coalesce(overlap_hash, '-'), overlap_hard)
            from grants.support
            """, connection) { CommandTimeout = 0 };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var id = row.GetGuid(0);
            left.Remove(id);
            var told = grants.TryGetValue(id, out var grant) ? Told(grant) : "no event";
            if (told != row.GetString(1)) differences.Add(GrantDiffers, id, told, row.GetString(1));
        }
        foreach (var id in left) differences.Add(GrantMissing, id, "a row", "");
    }

    private static string Told(GrantState g) => string.Join('|',
        g.UnitId, g.FundId, g.Purpose, g.HouseholdId, Text(g.MemberId), g.Kind, g.State, g.WishedVnd ?? -1, g.ProposedVnd ?? -1, g.ApprovedVnd ?? -1, Text(g.RuleId), Text(g.EarmarkId),
        Text(g.CampaignId), Text(g.ProposalId), g.RequestedBy, Text(g.RequestedOn), Text(g.MetOn), Text(g.PostedUntil), Text(g.PostingEndedOn), Text(g.ApprovedOn), Text(g.HandedOverOn),
        Text(g.ReportedOn), g.OverlapHash ?? "-", g.OverlapHard);

    private static async Task Lists(NpgsqlConnection connection, Dictionary<Guid, ProposalState> lists, Differences differences, CancellationToken cancellation)
    {
        var left = lists.Keys.ToHashSet();
        await using var select = new NpgsqlCommand("select id, concat_ws('|', unit_id, fund_id, state, lines, total, list_hash, needed, signed) from grants.proposal", connection);
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var id = row.GetGuid(0);
            left.Remove(id);
            var told = lists.TryGetValue(id, out var l)
                ? string.Join('|', l.UnitId, l.FundId, l.State, l.Grants.Count, l.TotalVnd, l.ListHash, l.Needed, l.Signers.Count) : "no event";
            if (told != row.GetString(1)) differences.Add(ProposalDiffers, id, told, row.GetString(1));
        }
        foreach (var id in left) differences.Add(ProposalDiffers, id, "a row", "");
    }

    private static async Task Files(NpgsqlConnection connection, Dictionary<Guid, string> files, Differences differences, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select id, encode(sha256, 'hex') from grants.file where id = any($1)", connection)
        {
            Parameters = { new() { Value = files.Keys.ToArray() } },
        };
        var left = new Dictionary<Guid, string>(files);
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            left.Remove(row.GetGuid(0));
            if (row.GetString(1) != files[row.GetGuid(0)]) differences.Add(FileDiffers, row.GetGuid(0), files[row.GetGuid(0)], row.GetString(1));
        }
        foreach (var (id, sha256) in left) differences.Add(FileDiffers, id, sha256, "");
    }

    private static string Text(Guid? id) => id?.ToString("D") ?? "-";

    private static string Text(DateOnly? day) => day is { } d ? $"{d:yyyy-MM-dd}" : "-";
}
