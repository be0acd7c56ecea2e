using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Ledger.Checking;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>Cases against their events: every row says what its stream says, and every opened case has its record.</summary>
public sealed class CaseChecks : ILedgerCheckPart
{
    public const string CaseDiffers = "case_differs", ChangesDiffer = "case_changes_differ";

    public async Task Compare(NpgsqlConnection connection, Differences differences, CancellationToken cancellation)
    {
        var states = await EventFold.OfAll<ICaseEvent, CaseState>(connection, CaseState.Evolve, cancellation);
        await Rows(connection, CaseDiffers, states.ToDictionary(s => s.Key, s => Told(s.Value)), differences, """
            select c.beneficiary_id, concat_ws('|', c.unit_id, c.state, coalesce(c.closed_on::text, '-'), coalesce(c.close_reason, '-'), coalesce(c.merged_into::text, '-'),
              coalesce(c.stopped, '-'), coalesce(c.stopped_on::text, '-'), c.version, case when b.id is null then 'no record' else 'record' end)
            from sponsorships.case_state c left join sponsorships.beneficiary b on b.id = c.beneficiary_id and b.unit_id = c.unit_id
            """, cancellation);
        await Rows(connection, ChangesDiffer, states.Where(s => s.Value.Changes.Count > 0).ToDictionary(s => s.Key, s => Changes(s.Value)), differences, """
            select beneficiary_id, string_agg(concat_ws('/', id, kind, on_date, taken_back, settled), '|' order by id) from sponsorships.life_change group by beneficiary_id
            """, cancellation);
    }

    private static string Told(CaseState s) => string.Join('|',
        s.UnitId, s.State, Text(s.ClosedOn), s.CloseReason ?? "-", s.MergedInto?.ToString("D") ?? "-", s.Stopped?.Kind ?? "-", Text(s.Stopped?.On), s.Version, "record");

    private static string Changes(CaseState s) =>
        string.Join('|', s.Changes.OrderBy(c => c.Id.ToString("D"), StringComparer.Ordinal).Select(c => $"{c.Id:D}/{c.Kind}/{Text(c.On)}/{(c.TakenBack ? "t" : "f")}/{(c.Settled ? "t" : "f")}"));

    private static async Task Rows(
        NpgsqlConnection connection, string code, Dictionary<Guid, string> told, Differences differences, string sql, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var id = row.GetGuid(0);
            told.Remove(id, out var expected);
            if (expected != row.GetString(1)) differences.Add(code, id, expected ?? "no event", row.GetString(1));
        }
        foreach (var (id, expected) in told) differences.Add(code, id, expected, "");
    }

    private static string Text(DateOnly? day) => day is { } d ? $"{d:yyyy-MM-dd}" : "-";
}
