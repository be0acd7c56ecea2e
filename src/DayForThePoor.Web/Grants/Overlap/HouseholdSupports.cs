using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Grants.Overlap;

/// <summary>A grant to the household.</summary>
/// <param name="Unit">National code of the fund's unit.</param>
/// <param name="Kind">See <see cref="GrantKinds"/>.</param>
/// <param name="State">See <see cref="GrantStates"/>.</param>
/// <param name="WishedVnd">Đồng; null where the meeting is to say.</param>
/// <param name="PaidVnd">Đồng that have reached the household.</param>
public sealed record GrantSupport(
    Guid Id, string Unit, string Fund, string Purpose, string Kind, string State, Guid? MemberId, long? WishedVnd, long? ProposedVnd, long? ApprovedVnd, long PaidVnd,
    DateOnly RequestedOn, DateOnly? ApprovedOn);

/// <summary>What another programme gave to the household.</summary>
/// <param name="List">Number of its list; empty: none.</param>
public sealed record RecordedSupport(Guid Id, string Programme, string List, string Purpose, Guid? MemberId, long AmountVnd, DateOnly On, string RecordedBy);

/// <summary>What the household, or somebody of it, received where the reader sees no more than this.</summary>
/// <param name="Decided">False: it is still asked for there.</param>
public sealed record SupportElsewhere(string Unit, string UnitName, string Purpose, long AmountVnd, DateOnly On, bool Decided);

public sealed record StateSum(int Count, long AmountVnd);

/// <summary>Everything that a household received, from every source, or asks for. Newest first.</summary>
/// <param name="ByState">Count and đồng of its grants in each state that occurs: approved, else proposed, else asked for.</param>
/// <param name="ApprovedVnd">Đồng of grants approved and closed.</param>
public sealed record HouseholdSupport(
    Guid HouseholdId, IReadOnlyList<GrantSupport> Grants, IReadOnlyDictionary<string, StateSum> ByState, IReadOnlyList<RecordedSupport> Outside,
    IReadOnlyList<SupportElsewhere> Elsewhere, long ApprovedVnd, long PaidVnd, long OutsideVnd);

/// <summary>Reads what households received. Who may see the household is the caller's question.</summary>
public sealed class HouseholdSupports(Sessions sessions, Units.IRegistry registry, IEnumerable<IGrantPayments> payments)
{
    private sealed record Row(
        Guid Id, Guid Unit, Guid Fund, string Purpose, string Kind, string State, Guid? Member, long? Wished, long? Proposed, long? Approved, DateOnly RequestedOn, DateOnly? ApprovedOn);

    /// <param name="seen">Units whose grants the reader may see; of others they learn unit, purpose, date and amount.</param>
    public async Task<HouseholdSupport> Of(Guid household, IReadOnlySet<Guid> seen, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        var (rows, outside) = await Own(connection, household, cancellation);
        var mine = rows.Where(row => seen.Contains(row.Unit)).ToList();
        var paid = new Dictionary<Guid, long>();
        foreach (var source in payments)
            foreach (var (grant, live) in await source.Of(connection, [.. mine.Select(row => row.Id)], cancellation))
                paid[grant] = checked(paid.GetValueOrDefault(grant) + live.PaidVnd);
        var grants = mine.Select(row => new GrantSupport(
            row.Id, known.UnitsNow[row.Unit].Code, known.Funds[row.Fund].Code, row.Purpose, row.Kind, row.State, row.Member, row.Wished, row.Proposed, row.Approved,
            paid.GetValueOrDefault(row.Id), row.RequestedOn, row.ApprovedOn)).ToList();

        var all = (await ReceivedSupports.Of(connection, [household], cancellation))[household];
        var shown = grants.Select(grant => grant.Id).Concat(outside.Select(support => support.Id)).ToHashSet();
        var elsewhere = all.Where(support => !shown.Contains(support.Id)).DistinctBy(support => support.Id).OrderByDescending(support => support.On)
            .Select(support => new SupportElsewhere(known.UnitsNow[support.UnitId].Code, known.UnitsNow[support.UnitId].Name, support.Purpose, support.Amount, support.On, support.Decided));
        return new(
            household, grants, grants.GroupBy(grant => grant.State).ToDictionary(state => state.Key, state => new StateSum(state.Count(), state.Sum(Amount))), outside,
            [.. elsewhere], grants.Where(grant => grant.State is GrantStates.Approved or GrantStates.Closed).Sum(Amount), grants.Sum(grant => grant.PaidVnd),
            outside.Sum(support => support.AmountVnd));
    }

    private static long Amount(GrantSupport grant) => grant.ApprovedVnd ?? grant.ProposedVnd ?? grant.WishedVnd ?? 0;

    private static async Task<(IReadOnlyList<Row> Grants, IReadOnlyList<RecordedSupport> Outside)> Own(NpgsqlConnection connection, Guid household, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[]
        {
            """
            select id, unit_id, fund_id, purpose, kind, state, member_id, wished, proposed, approved, requested_on, approved_on
            from grants.support where household_id = $1 order by coalesce(approved_on, requested_on) desc, id
            """,
            """
            select s.id, s.programme, s.list, s.purpose, s.member_id, s.amount, s.on_date, coalesce(w.display_name, '')
            from grants.outside_support s left join identity.person w on w.id = s.recorded_by
            where s.household_id = $1 and s.taken_back_at is null order by s.on_date desc, s.id
            """,
        }) batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = household } } });
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        List<Row> grants = [];
        while (await row.ReadAsync(cancellation))
            grants.Add(new(
                row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.GetString(5), Maybe<Guid>(6), Maybe<long>(7), Maybe<long>(8), Maybe<long>(9),
                row.GetFieldValue<DateOnly>(10), Maybe<DateOnly>(11)));
        await row.NextResultAsync(cancellation);
        List<RecordedSupport> outside = [];
        while (await row.ReadAsync(cancellation))
            outside.Add(new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), Maybe<Guid>(4), row.GetInt64(5), row.GetFieldValue<DateOnly>(6), row.GetString(7)));
        return (grants, outside);

        T? Maybe<T>(int at) where T : struct => row.IsDBNull(at) ? null : row.GetFieldValue<T>(at);
    }
}
