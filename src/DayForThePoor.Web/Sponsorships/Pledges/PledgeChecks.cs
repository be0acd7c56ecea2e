using System.Globalization;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Ledger.Checking;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>Pledges against their events: every row and every instalment says what its stream says.</summary>
public sealed class PledgeChecks : ILedgerCheckPart
{
    public const string PledgeDiffers = "pledge_differs", InstalmentDiffers = "instalment_differs";

    public async Task Compare(NpgsqlConnection connection, Differences differences, CancellationToken cancellation)
    {
        var pledges = await EventFold.OfAll<IPledgeEvent, PledgeState>(connection, PledgeState.Evolve, cancellation);
        await Compare(connection, differences, PledgeDiffers, """
            select id, concat_ws('|', unit_id, sponsor_id, coalesce(beneficiary_id::text, '-'), coalesce(slot_id::text, '-'), coalesce(fund_id::text, '-'), channel, amount, frequency, starts_on,
              coalesce(ends_on::text, '-'), end_rule, renews, yearly, state, coalesce(held_until::text, '-'), coalesce(activated_on::text, '-'), coalesce(paused_from::text, '-'),
              coalesce(ended_on::text, '-'), coalesce(end_reason, '-'), coalesce(grace_until::text, '-'), coalesce(flagged, '-'), coalesce(predecessor_id::text, '-'),
              coalesce(successor_id::text, '-'), coalesce(planned_until::text, '-'), received, undecided, delivered_directly, version)
            from sponsorships.pledge
            """, pledges.ToDictionary(p => p.Key, p => Told(p.Value)), cancellation);
        await Compare(connection, differences, InstalmentDiffers, """
            select pledge_id, string_agg(concat_ws(',', seq, due_on, amount, trim_scale(coalesce(quantity, 0)), received, delivered, trim_scale(delivered_quantity), dropped), ';' order by seq)
            from sponsorships.instalment group by 1
            """, pledges.Where(p => p.Value.Instalments.Count > 0).ToDictionary(p => p.Key, p => string.Join(';', p.Value.Instalments.Select(Told))), cancellation);
    }

    private static async Task Compare(
        NpgsqlConnection connection, Differences differences, string code, string sql, Dictionary<Guid, string> told, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var known = told.Remove(row.GetGuid(0), out var says) ? says : "no event";
            if (known != row.GetString(1)) differences.Add(code, row.GetGuid(0), known, row.GetString(1));
        }
        foreach (var id in told.Keys) differences.Add(code, id, "a row", "");
    }

    private static string Told(PledgeState p) => string.Join('|',
        p.UnitId, p.SponsorId, Text(p.BeneficiaryId), Text(p.SlotId), Text(p.FundId), p.Terms.Channel, p.Terms.AmountVnd, p.Terms.Frequency, Text(p.Terms.StartsOn), Text(p.EndsOn),
        p.Terms.EndRule, p.Terms.Renews ? "t" : "f", Schedule.YearlyVnd(p.Terms, [.. p.Instalments.Select(i => i.Planned)]), p.State, Text(p.HeldUntil), Text(p.ActivatedOn),
        Text(p.PausedFrom), Text(p.EndedOn), p.EndReason ?? "-", Text(p.GraceUntil), p.Flagged ?? "-", Text(p.PredecessorId), Text(p.SuccessorId),
        Text(p.Instalments.Count == 0 ? null : p.Instalments[^1].Planned.DueOn), p.ReceivedVnd, p.UndecidedVnd, p.DeliveredDirectlyVnd, p.Version);

    private static string Told(InstalmentState i) => string.Join(',',
        i.Planned.Seq, Text(i.Planned.DueOn), i.Planned.AmountVnd, Text(i.Planned.Quantity ?? 0), i.ReceivedVnd, i.DeliveredVnd, Text(i.DeliveredQuantity), i.Dropped ? "t" : "f");

    private static string Text(Guid? id) => id?.ToString("D") ?? "-";

    private static string Text(DateOnly? day) => day is { } d ? $"{d:yyyy-MM-dd}" : "-";

    private static string Text(decimal quantity) => quantity.ToString("0.###", CultureInfo.InvariantCulture);
}
