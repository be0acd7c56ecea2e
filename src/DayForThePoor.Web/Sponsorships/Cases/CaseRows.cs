using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>
/// Rows of <c>case_state</c> and <c>life_change</c>, gathered from events: live and in a rebuild. What several events of one
/// batch change in one row is put together first, because one update changes a row once.
/// </summary>
public sealed class CaseRows : IEventRows
{
    private const string InsertStates =
        "insert into sponsorships.case_state (beneficiary_id, unit_id, state, version) select id, unit_id, 'open', 0 from unnest($1::uuid[], $2::uuid[]) n(id, unit_id)";

    private const string InsertChanges = """
        insert into sponsorships.life_change (id, beneficiary_id, kind, on_date, at, by_person)
        select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::date[], $5::timestamptz[], $6::uuid[])
        """;

    private const string TakeBack = "update sponsorships.life_change set taken_back = true where id = any($1::uuid[])";

    private const string Settle = """
        update sponsorships.life_change c set settled = true from unnest($1::uuid[], $2::timestamptz[]) n(id, at) where c.beneficiary_id = n.id and c.at < n.at
        """;

    /// <summary>A case that is parted again stands where it stood before: closed, or open.</summary>
    private const string UpdateStates = """
        update sponsorships.case_state s set
          state = case when n.parted then case when coalesce(n.closed_on, case when not n.reopened then s.closed_on end) is null then 'open' else 'closed' end else coalesce(n.state, s.state) end,
          closed_on = coalesce(n.closed_on, case when not n.reopened then s.closed_on end),
          close_reason = coalesce(n.reason, case when not n.reopened then s.close_reason end),
          merged_into = case when n.parted then null else coalesce(n.into_id, s.merged_into) end,
          version = s.version + n.events
        from unnest($1::uuid[], $2::text[], $3::date[], $4::text[], $5::boolean[], $6::uuid[], $7::boolean[], $8::int[]) n(id, state, closed_on, reason, reopened, into_id, parted, events)
        where s.beneficiary_id = n.id
        """;

    private const string UpdateStopped = """
        update sponsorships.case_state s set stopped = l.kind, stopped_on = l.on_date
        from (select n.id, c.kind, c.on_date from unnest($1::uuid[]) n(id) left join lateral (
          select kind, on_date from sponsorships.life_change c
          where c.beneficiary_id = n.id and not c.taken_back and not c.settled and c.kind = any($2::text[]) order by c.at desc, c.id desc limit 1) c on true) l
        where s.beneficiary_id = l.id
        """;

    private sealed record Change(Guid Id)
    {
        public string? State { get; init; }

        public DateOnly? ClosedOn { get; init; }

        public string? Reason { get; init; }

        public bool Reopened { get; init; }

        public Guid? IntoId { get; init; }

        public bool Parted { get; init; }

        public int Events { get; init; }
    }

    private readonly List<CaseOpened> opened = [];
    private readonly List<(CaseLifeChanged Data, DateTimeOffset At)> changed = [];
    private readonly List<Guid> takenBack = [];
    private readonly Dictionary<Guid, DateTimeOffset> reopened = [];
    private readonly Dictionary<Guid, Change> changes = [];
    private readonly HashSet<Guid> stops = [];

    /// <summary>Events that are not about a case leave no row.</summary>
    public void Add(in StoredEvent stored)
    {
        if (stored.Data is not ICaseEvent step) return;
        var change = changes.GetValueOrDefault(step.BeneficiaryId) ?? new Change(step.BeneficiaryId);
        change = change with { Events = change.Events + 1 };
        switch (step)
        {
            case CaseOpened e:
                opened.Add(e);
                break;
            case CaseLifeChanged e:
                changed.Add((e, stored.At));
                stops.Add(e.BeneficiaryId);
                break;
            case CaseLifeChangeTakenBack e:
                takenBack.Add(e.ChangeId);
                stops.Add(e.BeneficiaryId);
                break;
            case CaseClosed e:
                change = change with { State = CaseStates.Closed, ClosedOn = e.On, Reason = e.ReasonCode };
                break;
            case CaseReopened e:
                change = change with { State = CaseStates.Open, ClosedOn = null, Reason = null, Reopened = true };
                reopened[e.BeneficiaryId] = stored.At;
                stops.Add(e.BeneficiaryId);
                break;
            case CaseMerged e:
                change = change with { State = CaseStates.Merged, IntoId = e.IntoId, Parted = false };
                break;
            case CaseUnmerged:
                change = change with { State = null, IntoId = null, Parted = true };
                break;
        }
        changes[step.BeneficiaryId] = change;
    }

    public IEnumerable<(string Sql, NpgsqlParameter[] Columns)> Statements()
    {
        if (changes.Count == 0) yield break;
        if (opened.Count > 0)
            yield return (InsertStates, [UnnestInsert.Column(opened, o => o.BeneficiaryId, NpgsqlDbType.Uuid), UnnestInsert.Column(opened, o => o.UnitId, NpgsqlDbType.Uuid)]);
        if (changed.Count > 0)
        {
            yield return (InsertChanges,
            [
                UnnestInsert.Column(changed, c => c.Data.StepId, NpgsqlDbType.Uuid), UnnestInsert.Column(changed, c => c.Data.BeneficiaryId, NpgsqlDbType.Uuid),
                UnnestInsert.Column(changed, c => c.Data.Kind, NpgsqlDbType.Text), UnnestInsert.Column(changed, c => c.Data.On, NpgsqlDbType.Date),
                UnnestInsert.Column(changed, c => c.At, NpgsqlDbType.TimestampTz), UnnestInsert.Column(changed, c => c.Data.By, NpgsqlDbType.Uuid),
            ]);
        }
        if (takenBack.Count > 0) yield return (TakeBack, [UnnestInsert.Column(takenBack, id => id, NpgsqlDbType.Uuid)]);
        if (reopened.Count > 0)
        {
            var rows = reopened.ToList();
            yield return (Settle, [UnnestInsert.Column(rows, r => r.Key, NpgsqlDbType.Uuid), UnnestInsert.Column(rows, r => r.Value, NpgsqlDbType.TimestampTz)]);
        }
        var states = changes.Values.ToList();
        yield return (UpdateStates,
        [
            UnnestInsert.Column(states, c => c.Id, NpgsqlDbType.Uuid), UnnestInsert.Column(states, c => c.State, NpgsqlDbType.Text),
            UnnestInsert.Column(states, c => c.ClosedOn, NpgsqlDbType.Date), UnnestInsert.Column(states, c => c.Reason, NpgsqlDbType.Text),
            UnnestInsert.Column(states, c => c.Reopened, NpgsqlDbType.Boolean), UnnestInsert.Column(states, c => c.IntoId, NpgsqlDbType.Uuid),
            UnnestInsert.Column(states, c => c.Parted, NpgsqlDbType.Boolean), UnnestInsert.Column(states, c => c.Events, NpgsqlDbType.Integer),
        ]);
        if (stops.Count > 0)
        {
            var ids = stops.ToList();
            yield return (UpdateStopped, [UnnestInsert.Column(ids, id => id, NpgsqlDbType.Uuid), UnnestInsert.Column(LifeChanges.Stopping, kind => kind, NpgsqlDbType.Text)]);
        }
    }
}
