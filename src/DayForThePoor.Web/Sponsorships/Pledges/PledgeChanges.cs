using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>What later events change in <c>sponsorships.pledge</c>, put together for each pledge in the order of the events, because one update changes a row once.</summary>
internal sealed class PledgeChanges
{
    /// <summary>A hold, a pause and a flag also end: their columns are set as a whole where the batch touched them.</summary>
    private const string Update = """
        update sponsorships.pledge p set
          version = p.version + c.events, state = coalesce(c.state, p.state),
          held_until = case when c.holding then c.held_until else p.held_until end, extensions = coalesce(c.extensions, p.extensions),
          activated_on = coalesce(c.activated_on, p.activated_on),
          paused_from = case when c.pausing then c.paused_from else p.paused_from end,
          flagged = case when c.flagging then c.flagged else p.flagged end,
          ended_on = coalesce(c.ended_on, p.ended_on), end_reason = coalesce(c.end_reason, p.end_reason), grace_until = coalesce(c.grace_until, p.grace_until),
          successor_id = coalesce(c.successor_id, p.successor_id),
          beneficiary_id = coalesce(c.beneficiary_id, p.beneficiary_id), slot_id = coalesce(c.slot_id, p.slot_id), ends_on = coalesce(c.ends_on, p.ends_on)
        from unnest($1::uuid[], $2::int[], $3::text[], $4::boolean[], $5::date[], $6::smallint[], $7::date[], $8::boolean[], $9::date[], $10::boolean[], $11::text[], $12::date[],
          $13::text[], $14::date[], $15::uuid[], $16::uuid[], $17::uuid[], $18::date[])
          c(id, events, state, holding, held_until, extensions, activated_on, pausing, paused_from, flagging, flagged, ended_on, end_reason, grace_until, successor_id,
            beneficiary_id, slot_id, ends_on)
        where p.id = c.id
        """;

    private sealed record Change(Guid Id)
    {
        public int Events { get; init; }

        public string? State { get; init; }

        public bool Holding { get; init; }

        public DateOnly? HeldUntil { get; init; }

        public short? Extensions { get; init; }

        public DateOnly? ActivatedOn { get; init; }

        public bool Pausing { get; init; }

        public DateOnly? PausedFrom { get; init; }

        public bool Flagging { get; init; }

        public string? Flagged { get; init; }

        public DateOnly? EndedOn { get; init; }

        public string? EndReason { get; init; }

        public DateOnly? GraceUntil { get; init; }

        public Guid? SuccessorId { get; init; }

        public Guid? BeneficiaryId { get; init; }

        public Guid? SlotId { get; init; }

        public DateOnly? EndsOn { get; init; }
    }

    private readonly Dictionary<Guid, Change> changes = [];

    public void Add(IPledgeEvent step)
    {
        var was = changes.GetValueOrDefault(step.PledgeId) ?? new Change(step.PledgeId);
        var change = was with { Events = was.Events + 1 };
        changes[step.PledgeId] = step switch
        {
            PledgeHeld e => change with { State = PledgeStates.Held, Holding = true, HeldUntil = e.Until, Extensions = 0 },
            PledgeHoldExtended e => change with { Holding = true, HeldUntil = e.Until, Extensions = (short)e.Extension },
            PledgeHoldExpired => change with { State = PledgeStates.Offered, Holding = true, HeldUntil = null },
            PledgeActivated e => change with { State = PledgeStates.Active, Holding = true, HeldUntil = null, ActivatedOn = e.On },
            PledgePaused e => change with { State = PledgeStates.Paused, Pausing = true, PausedFrom = e.From },
            PledgeResumed => change with { State = PledgeStates.Active, Pausing = true, PausedFrom = null },
            PledgeScheduleExtended e => change with { EndsOn = e.EndsOn ?? change.EndsOn },
            PledgeFlagged e => change with { Flagging = true, Flagged = e.Reason },
            PledgeCleared => change with { Flagging = true, Flagged = null },
            PledgeReassigned e => change with { BeneficiaryId = e.BeneficiaryId, SlotId = e.SlotId, Flagging = true, Flagged = null },
            PledgeEnded e => change with
            {
                State = PledgeStates.Ended,
                Holding = true,
                HeldUntil = null,
                Pausing = true,
                PausedFrom = null,
                EndedOn = e.On,
                EndReason = e.ReasonCode,
                GraceUntil = e.GraceUntil,
                SuccessorId = e.SuccessorId,
            },
            _ => change,
        };
    }

    public IEnumerable<(string Sql, NpgsqlParameter[] Columns)> Statements()
    {
        if (changes.Count == 0) yield break;
        var rows = changes.Values.ToList();
        yield return (Update,
        [
            UnnestInsert.Column(rows, c => c.Id, NpgsqlDbType.Uuid),
            UnnestInsert.Column(rows, c => c.Events, NpgsqlDbType.Integer),
            UnnestInsert.Column(rows, c => c.State, NpgsqlDbType.Text),
            UnnestInsert.Column(rows, c => c.Holding, NpgsqlDbType.Boolean),
            UnnestInsert.Column(rows, c => c.HeldUntil, NpgsqlDbType.Date),
            UnnestInsert.Column(rows, c => c.Extensions, NpgsqlDbType.Smallint),
            UnnestInsert.Column(rows, c => c.ActivatedOn, NpgsqlDbType.Date),
            UnnestInsert.Column(rows, c => c.Pausing, NpgsqlDbType.Boolean),
            UnnestInsert.Column(rows, c => c.PausedFrom, NpgsqlDbType.Date),
            UnnestInsert.Column(rows, c => c.Flagging, NpgsqlDbType.Boolean),
            UnnestInsert.Column(rows, c => c.Flagged, NpgsqlDbType.Text),
            UnnestInsert.Column(rows, c => c.EndedOn, NpgsqlDbType.Date),
            UnnestInsert.Column(rows, c => c.EndReason, NpgsqlDbType.Text),
            UnnestInsert.Column(rows, c => c.GraceUntil, NpgsqlDbType.Date),
            UnnestInsert.Column(rows, c => c.SuccessorId, NpgsqlDbType.Uuid),
            UnnestInsert.Column(rows, c => c.BeneficiaryId, NpgsqlDbType.Uuid),
            UnnestInsert.Column(rows, c => c.SlotId, NpgsqlDbType.Uuid),
            UnnestInsert.Column(rows, c => c.EndsOn, NpgsqlDbType.Date),
        ]);
    }
}
