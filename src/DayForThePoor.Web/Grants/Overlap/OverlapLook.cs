using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Grants.Outside;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Grants.Overlap;

/// <summary>What stands against a grant, as people may see it: of units that are foreign to the reader no more than unit, purpose, date and amount.</summary>
public sealed class OverlapLook(Sessions sessions, ISpendingRules rules, IRegistry registry, TimeProvider clock)
{
    private static readonly string[] Levels = ["hard", "notice", "shown"], Reasons = ["same_list", "too_soon"];

    /// <summary>If the household's own unit gave for this purpose today.</summary>
    public async Task<OutsideApi.OverlapAnswer> For(Guid household, string purpose, HouseholdReader reader, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        var rule = await rules.On(reader.Unit, purpose, today, cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        var asked = new OverlapAsked(Guid.Empty, reader.Unit, household, null, purpose, 0, today, rule);
        var (_, finding) = (await OverlapCheck.Look(connection, [asked], cancellation))[0];
        return new(household, purpose, rule.OverlapMonths, rule.OnceInYears ?? 0, finding.IsHard, Rows(await registry.Current(cancellation), finding, reader.Units));
    }

    /// <summary>What stands against grants, by their id; those that are not there are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<OutsideApi.OverlapRow>>> OfGrants(IReadOnlyCollection<Guid> grants, IReadOnlySet<Guid> seen, CancellationToken cancellation)
    {
        var today = VietnamTime.TodayIn(clock);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        var found = await Grants(connection, grants, cancellation);
        var standing = new Dictionary<(Guid, string), SpendingRule>();
        foreach (var (unit, purpose) in found.Select(grant => (grant.Unit, grant.Purpose)).Distinct()) standing[(unit, purpose)] = await rules.On(unit, purpose, today, cancellation);
        List<OverlapAsked> asked = [.. found.Select(g => new OverlapAsked(g.Id, g.Unit, g.Household, g.Member, g.Purpose, 0, today, standing[(g.Unit, g.Purpose)]))];
        var known = await registry.Current(cancellation);
        var rows = new Dictionary<Guid, IReadOnlyList<OutsideApi.OverlapRow>>();
        foreach (var (proposed, finding) in await OverlapCheck.Look(connection, asked, cancellation))
            rows[proposed.Id] = Rows(known, finding, seen);
        return rows;
    }

    private static async Task<IReadOnlyList<(Guid Id, Guid Unit, Guid Household, Guid? Member, string Purpose)>> Grants(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> grants, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select id, unit_id, household_id, member_id, purpose from grants.support where id = any($1)", connection)
        {
            Parameters = { new() { Value = grants.ToArray() } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<(Guid, Guid, Guid, Guid?, string)> found = [];
        while (await row.ReadAsync(cancellation)) found.Add((row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.IsDBNull(3) ? null : row.GetGuid(3), row.GetString(4)));
        return found;
    }

    /// <summary>In the order of the finding.</summary>
    private static IReadOnlyList<OutsideApi.OverlapRow> Rows(RegistrySnapshot known, OverlapFinding finding, IReadOnlySet<Guid> seen)
    {
        return [.. finding.Items.Select(item =>
        {
            var support = item.Received;
            var source = !seen.Contains(support.UnitId) ? null
                : support.From == ReceivedFrom.Outside ? support.Programme
                : known.Funds.Values.FirstOrDefault(fund => fund.Id.ToString() == support.Source)?.Code;
            return new OutsideApi.OverlapRow(
                Levels[(int)item.Level], item.Why is { } why ? Reasons[(int)why] : null, known.UnitsNow[support.UnitId].Code, known.UnitsNow[support.UnitId].Name,
                support.Purpose, support.Amount, support.On, support.Decided, source);
        })];
    }
}
