using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>
/// Rows of pledges and the history of cases and pledges, gathered column by column: live and in a rebuild. Figures that are
/// sums are summed from their parts at the end, so that it does not matter which events of a batch came first.
/// </summary>
public sealed class PledgeRows : IEventRows
{
    private const string InsertPledges = """
        insert into sponsorships.pledge (id, unit_id, sponsor_id, beneficiary_id, slot_id, fund_id, channel, amount, quantity, frequency, starts_on, ends_on, end_rule,
          renews, yearly, yearly_quantity, state, predecessor_id, version, offered_at, offered_by)
        select id, unit_id, sponsor_id, beneficiary_id, slot_id, fund_id, channel, amount, quantity, frequency, starts_on, ends_on, end_rule,
          renews, yearly, yearly_quantity, 'offered', predecessor_id, 1, offered_at, offered_by
        from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::bigint[], $9::numeric[], $10::text[], $11::date[], $12::date[],
          $13::text[], $14::boolean[], $15::bigint[], $16::numeric[], $17::uuid[], $18::timestamptz[], $19::uuid[])
          r(id, unit_id, sponsor_id, beneficiary_id, slot_id, fund_id, channel, amount, quantity, frequency, starts_on, ends_on, end_rule,
            renews, yearly, yearly_quantity, predecessor_id, offered_at, offered_by)
        """;

    private const string InsertInstalments = """
        insert into sponsorships.instalment (pledge_id, seq, unit_id, due_on, amount, quantity)
        select r.pledge_id, r.seq, p.unit_id, r.due_on, r.amount, r.quantity
        from unnest($1::uuid[], $2::int[], $3::date[], $4::bigint[], $5::numeric[]) r(pledge_id, seq, due_on, amount, quantity)
        join sponsorships.pledge p on p.id = r.pledge_id
        """;

    private const string InsertSteps = """
        insert into sponsorships.step (id, subject_id, kind, on_date, amount, at, by_person)
        select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::date[], $5::bigint[], $6::timestamptz[], $7::uuid[])
        """;

    private readonly record struct At<T>(T Data, DateTimeOffset Time);

    private readonly record struct PlannedRow(Guid Pledge, Instalment Planned);

    private readonly record struct StepRow(Guid Id, Guid Subject, string Kind, DateOnly? On, long? Amount, DateTimeOffset At, Guid By);

    private readonly List<At<PledgeOffered>> offered = [];
    private readonly List<PlannedRow> planned = [];
    private readonly List<StepRow> steps = [];
    private readonly PledgeChanges changes = new();
    private readonly MoneyRows money = new();

    /// <summary>Events that are about neither a pledge nor a case leave no row.</summary>
    public void Add(in StoredEvent stored)
    {
        switch (stored.Data)
        {
            case IPledgeEvent step:
                steps.Add(new(step.StepId, step.PledgeId, stored.Alias, PledgeDays.Of(step), PledgeDays.AmountOf(step), stored.At, step.By));
                if (step is PledgeOffered first) offered.Add(new(first, stored.At));
                else changes.Add(step);
                foreach (var instalment in step switch { PledgeOffered e => e.Instalments, PledgeScheduleExtended e => e.Instalments, _ => [] }) planned.Add(new(step.PledgeId, instalment));
                money.Add(step, stored.At);
                break;
            case ICaseEvent step:
                steps.Add(new(step.StepId, step.BeneficiaryId, stored.Alias, PledgeDays.Of(step), null, stored.At, step.By));
                break;
        }
    }

    public IEnumerable<(string Sql, NpgsqlParameter[] Columns)> Statements()
    {
        if (offered.Count > 0) yield return (InsertPledges, OfferColumns());
        foreach (var statement in changes.Statements()) yield return statement;
        if (planned.Count > 0)
        {
            yield return (InsertInstalments,
            [
                UnnestInsert.Column(planned, r => r.Pledge, NpgsqlDbType.Uuid), UnnestInsert.Column(planned, r => r.Planned.Seq, NpgsqlDbType.Integer),
                UnnestInsert.Column(planned, r => r.Planned.DueOn, NpgsqlDbType.Date), UnnestInsert.Column(planned, r => r.Planned.AmountVnd, NpgsqlDbType.Bigint),
                UnnestInsert.Column(planned, r => r.Planned.Quantity, NpgsqlDbType.Numeric),
            ]);
            yield return PlannedUntil([.. planned.Select(r => r.Pledge).Distinct()]);
        }
        foreach (var statement in money.Statements()) yield return statement;
        if (steps.Count > 0)
        {
            yield return (InsertSteps,
            [
                UnnestInsert.Column(steps, s => s.Id, NpgsqlDbType.Uuid), UnnestInsert.Column(steps, s => s.Subject, NpgsqlDbType.Uuid),
                UnnestInsert.Column(steps, s => s.Kind, NpgsqlDbType.Text), UnnestInsert.Column(steps, s => s.On, NpgsqlDbType.Date),
                UnnestInsert.Column(steps, s => s.Amount, NpgsqlDbType.Bigint), UnnestInsert.Column(steps, s => s.At, NpgsqlDbType.TimestampTz),
                UnnestInsert.Column(steps, s => s.By, NpgsqlDbType.Uuid),
            ]);
        }
    }

    private static (string Sql, NpgsqlParameter[] Columns) PlannedUntil(IReadOnlyList<Guid> pledges) => ("""
        update sponsorships.pledge p set planned_until = i.last
        from (select pledge_id, max(due_on) as last from sponsorships.instalment where pledge_id = any($1::uuid[]) group by 1) i
        where p.id = i.pledge_id
        """, [UnnestInsert.Column(pledges, id => id, NpgsqlDbType.Uuid)]);

    private NpgsqlParameter[] OfferColumns() =>
    [
        UnnestInsert.Column(offered, r => r.Data.PledgeId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(offered, r => r.Data.UnitId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(offered, r => r.Data.SponsorId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(offered, r => r.Data.BeneficiaryId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(offered, r => r.Data.SlotId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(offered, r => r.Data.FundId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(offered, r => r.Data.Terms.Channel, NpgsqlDbType.Text),
        UnnestInsert.Column(offered, r => r.Data.Terms.AmountVnd, NpgsqlDbType.Bigint),
        UnnestInsert.Column(offered, r => r.Data.Terms.Quantity, NpgsqlDbType.Numeric),
        UnnestInsert.Column(offered, r => r.Data.Terms.Frequency, NpgsqlDbType.Text),
        UnnestInsert.Column(offered, r => r.Data.Terms.StartsOn, NpgsqlDbType.Date),
        UnnestInsert.Column(offered, r => r.Data.Terms.EndsOn, NpgsqlDbType.Date),
        UnnestInsert.Column(offered, r => r.Data.Terms.EndRule, NpgsqlDbType.Text),
        UnnestInsert.Column(offered, r => r.Data.Terms.Renews, NpgsqlDbType.Boolean),
        UnnestInsert.Column(offered, r => Schedule.YearlyVnd(r.Data.Terms, r.Data.Instalments), NpgsqlDbType.Bigint),
        UnnestInsert.Column(offered, r => r.Data.Terms.YearlyQuantity, NpgsqlDbType.Numeric),
        UnnestInsert.Column(offered, r => r.Data.PredecessorId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(offered, r => r.Time, NpgsqlDbType.TimestampTz),
        UnnestInsert.Column(offered, r => r.Data.By, NpgsqlDbType.Uuid),
    ];
}
