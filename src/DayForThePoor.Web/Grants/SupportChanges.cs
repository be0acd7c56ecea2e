using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants;

/// <summary>What later events change in <c>grants.support</c>, put together for each grant in the order of the events.</summary>
internal sealed class SupportChanges
{
    /// <summary>Columns of the course are emptied where it begins anew, unless a later event of the batch fills them again.</summary>
    private const string Update = """
        update grants.support s set
          state = coalesce(c.state, s.state), state_since = coalesce(c.since, s.state_since), ended_at = coalesce(c.ended_at, s.ended_at),
          wished = coalesce(c.wished, s.wished),
          proposed = coalesce(c.proposed, case when not c.anew then s.proposed end),
          meeting_id = coalesce(c.meeting_id, case when not c.anew then s.meeting_id end),
          met_on = coalesce(c.met_on, case when not c.anew then s.met_on end),
          posted_from = coalesce(c.posted_from, case when not c.anew then s.posted_from end),
          posted_until = coalesce(c.posted_until, case when not c.anew then s.posted_until end),
          posting_ended_on = coalesce(c.posting_ended_on, case when not c.anew then s.posting_ended_on end),
          checked_on = coalesce(c.checked_on, case when not c.anew then s.checked_on end),
          overlap_hash = coalesce(c.overlap_hash, case when not c.anew then s.overlap_hash end),
          overlap_soft = coalesce(c.overlap_soft, case when c.anew then 0 else s.overlap_soft end),
          overlap_hard = coalesce(c.overlap_hard, case when c.anew then 0 else s.overlap_hard end),
          proposal_id = coalesce(c.proposal_id, case when not c.unlisted then s.proposal_id end),
          rule_id = case when c.ruled then c.rule_id when c.anew then null else s.rule_id end,
          approved = coalesce(c.approved, s.approved), approved_at = coalesce(c.approved_at, s.approved_at), approved_on = coalesce(c.approved_on, s.approved_on),
          handed_over_on = coalesce(c.handed_over_on, s.handed_over_on), reported_on = coalesce(c.reported_on, s.reported_on)
        from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::bigint[], $6::bigint[], $7::uuid[], $8::date[], $9::date[], $10::date[],
          $11::date[], $12::date[], $13::text[], $14::int[], $15::int[], $16::uuid[], $17::uuid[], $18::boolean[], $19::boolean[], $20::boolean[], $21::bigint[],
          $22::timestamptz[], $23::date[], $24::date[], $25::date[])
          c(id, state, since, ended_at, wished, proposed, meeting_id, met_on, posted_from, posted_until, posting_ended_on, checked_on, overlap_hash, overlap_soft,
            overlap_hard, proposal_id, rule_id, ruled, anew, unlisted, approved, approved_at, approved_on, handed_over_on, reported_on)
        where s.id = c.id
        """;

    private sealed record Change(Guid Id)
    {
        public string? State { get; init; }

        public DateTimeOffset? Since { get; init; }

        public DateTimeOffset? EndedAt { get; init; }

        public long? Wished { get; init; }

        public long? Proposed { get; init; }

        public Guid? MeetingId { get; init; }

        public DateOnly? MetOn { get; init; }

        public DateOnly? PostedFrom { get; init; }

        public DateOnly? PostedUntil { get; init; }

        public DateOnly? PostingEndedOn { get; init; }

        public DateOnly? CheckedOn { get; init; }

        public string? OverlapHash { get; init; }

        public int? OverlapSoft { get; init; }

        public int? OverlapHard { get; init; }

        public Guid? ProposalId { get; init; }

        public Guid? RuleId { get; init; }

        /// <summary>The rule was set, to none perhaps.</summary>
        public bool Ruled { get; init; }

        public bool Anew { get; init; }

        public bool Unlisted { get; init; }

        public long? Approved { get; init; }

        public DateTimeOffset? ApprovedAt { get; init; }

        public DateOnly? ApprovedOn { get; init; }

        public DateOnly? HandedOverOn { get; init; }

        public DateOnly? ReportedOn { get; init; }

    }

    private readonly Dictionary<Guid, Change> changes = [];

    public void Add(IGrantEvent step, DateTimeOffset at)
    {
        var change = changes.GetValueOrDefault(step.GrantId) ?? new Change(step.GrantId);
        changes[step.GrantId] = step switch
        {
            GrantResubmitted e => new Change(e.GrantId)
            {
                State = GrantStates.Requested,
                Since = at,
                Wished = e.WishedVnd ?? change.Wished,
                Anew = true,
                Unlisted = true,
            },
            GrantMet { Agreed: true } e => change with { State = GrantStates.Met, Since = at, MeetingId = e.MeetingId, MetOn = e.On, Proposed = e.ProposedVnd },
            GrantMet e => change with { State = GrantStates.Rejected, Since = at, EndedAt = at, MeetingId = e.MeetingId, MetOn = e.On },
            GrantPosted e => change with { State = GrantStates.Posted, Since = at, PostedFrom = e.From, PostedUntil = e.Until },
            GrantPostingEnded e => change with { PostingEndedOn = e.On },
            GrantChecked e => change with
            {
                State = GrantStates.Checked,
                Since = at,
                CheckedOn = e.On,
                OverlapHash = e.OverlapHash,
                OverlapSoft = e.Soft,
                OverlapHard = e.Hard,
            },
            GrantProposed e => change with
            {
                State = GrantStates.Proposed,
                Since = at,
                ProposalId = e.ProposalId,
                Proposed = e.AmountVnd,
                RuleId = e.RuleId,
                Ruled = true,
            },
            GrantUnlisted e => change with { State = e.State, Since = at, ProposalId = null, Unlisted = true },
            GrantApproved e => change with
            {
                State = GrantStates.Approved,
                Since = at,
                Approved = e.AmountVnd,
                ApprovedAt = at,
                ApprovedOn = e.On,
                RuleId = e.RuleId,
                Ruled = true,
                OverlapHash = e.OverlapHash,
                OverlapSoft = e.Soft,
                OverlapHard = e.Hard,
            },
            GrantSentBack => change with { State = GrantStates.SentBack, Since = at },
            GrantRejected => change with { State = GrantStates.Rejected, Since = at, EndedAt = at },
            GrantWithdrawn => change with { State = GrantStates.Withdrawn, Since = at, EndedAt = at },
            GrantHandedOver e => change with { HandedOverOn = e.On },
            GrantClosed => change with { State = GrantStates.Closed, Since = at, EndedAt = at },
            GrantReportedToBoard e => change with { ReportedOn = e.MeetingOn },
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
            UnnestInsert.Column(rows, c => c.State, NpgsqlDbType.Text),
            UnnestInsert.Column(rows, c => c.Since, NpgsqlDbType.TimestampTz),
            UnnestInsert.Column(rows, c => c.EndedAt, NpgsqlDbType.TimestampTz),
            UnnestInsert.Column(rows, c => c.Wished, NpgsqlDbType.Bigint),
            UnnestInsert.Column(rows, c => c.Proposed, NpgsqlDbType.Bigint),
            UnnestInsert.Column(rows, c => c.MeetingId, NpgsqlDbType.Uuid),
            UnnestInsert.Column(rows, c => c.MetOn, NpgsqlDbType.Date),
            UnnestInsert.Column(rows, c => c.PostedFrom, NpgsqlDbType.Date),
            UnnestInsert.Column(rows, c => c.PostedUntil, NpgsqlDbType.Date),
            UnnestInsert.Column(rows, c => c.PostingEndedOn, NpgsqlDbType.Date),
            UnnestInsert.Column(rows, c => c.CheckedOn, NpgsqlDbType.Date),
            UnnestInsert.Column(rows, c => c.OverlapHash, NpgsqlDbType.Text),
            UnnestInsert.Column(rows, c => c.OverlapSoft, NpgsqlDbType.Integer),
            UnnestInsert.Column(rows, c => c.OverlapHard, NpgsqlDbType.Integer),
            UnnestInsert.Column(rows, c => c.ProposalId, NpgsqlDbType.Uuid),
            UnnestInsert.Column(rows, c => c.RuleId, NpgsqlDbType.Uuid),
            UnnestInsert.Column(rows, c => c.Ruled, NpgsqlDbType.Boolean),
            UnnestInsert.Column(rows, c => c.Anew, NpgsqlDbType.Boolean),
            UnnestInsert.Column(rows, c => c.Unlisted, NpgsqlDbType.Boolean),
            UnnestInsert.Column(rows, c => c.Approved, NpgsqlDbType.Bigint),
            UnnestInsert.Column(rows, c => c.ApprovedAt, NpgsqlDbType.TimestampTz),
            UnnestInsert.Column(rows, c => c.ApprovedOn, NpgsqlDbType.Date),
            UnnestInsert.Column(rows, c => c.HandedOverOn, NpgsqlDbType.Date),
            UnnestInsert.Column(rows, c => c.ReportedOn, NpgsqlDbType.Date),
        ]);
    }
}
