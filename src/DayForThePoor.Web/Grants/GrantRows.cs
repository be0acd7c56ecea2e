using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants;

/// <summary>
/// Rows of grants, lists and their history, gathered column by column: live and in a rebuild. What several events of one
/// batch change in one row is put together first, because one update changes a row once.
/// </summary>
public sealed class GrantRows : IEventRows
{
    private const string InsertSupports = """
        insert into grants.support (id, unit_id, fund_id, purpose, household_id, member_id, kind, state, wished, earmark_id, campaign_id, wish_id,
          requested_on, requested_by, requested_at, happened_on, state_since)
        select id, unit_id, fund_id, purpose, household_id, member_id, kind, 'requested', wished, earmark_id, campaign_id, wish_id,
          requested_on, requested_by, at, happened_on, at
        from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::bigint[], $9::uuid[], $10::uuid[], $11::uuid[],
          $12::date[], $13::uuid[], $14::timestamptz[], $15::date[])
          r(id, unit_id, fund_id, purpose, household_id, member_id, kind, wished, earmark_id, campaign_id, wish_id, requested_on, requested_by, at, happened_on)
        """;

    private const string InsertSteps = """
        insert into grants.step (id, subject_id, kind, on_date, amount, at, by_person)
        select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::date[], $5::bigint[], $6::timestamptz[], $7::uuid[])
        """;

    private const string InsertFiles = "insert into grants.step_file (step_id, subject_id, file_id) select * from unnest($1::uuid[], $2::uuid[], $3::uuid[])";

    private const string InsertSignatures =
        "insert into grants.signature (subject_id, person_id, signed_at) select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[])";

    /// <summary>Who had signed a short grant before it was sent back signs anew.</summary>
    private const string DropSignatures = "delete from grants.signature where subject_id = any($1::uuid[])";

    private readonly record struct At<T>(T Data, DateTimeOffset Time);

    private readonly record struct StepRow(Guid Id, Guid Subject, string Kind, DateOnly? On, long? Amount, DateTimeOffset At, Guid By);

    private readonly record struct FileRow(Guid Step, Guid Subject, Guid File);

    private readonly record struct SignatureRow(Guid Subject, Guid Person, DateTimeOffset At);

    private readonly List<At<GrantRequested>> requested = [];
    private readonly List<StepRow> steps = [];
    private readonly List<FileRow> files = [];
    private readonly List<SignatureRow> signatures = [];
    private readonly List<Guid> resubmitted = [];
    private readonly SupportChanges changes = new();
    private readonly ObjectionRows objections = new();
    private readonly ProposalRows proposals = new();

    /// <summary>Events that are not about a grant or a list leave no row.</summary>
    public void Add(in StoredEvent stored)
    {
        switch (stored.Data)
        {
            case IGrantEvent step:
                steps.Add(new(step.StepId, step.GrantId, stored.Alias, DayOf(step), AmountOf(step), stored.At, step.By));
                foreach (var file in step.Files) files.Add(new(step.StepId, step.GrantId, file.Id));
                if (step is GrantRequested first) requested.Add(new(first, stored.At));
                else changes.Add(step, stored.At);
                if (step is GrantSigned) signatures.Add(new(step.GrantId, step.By, stored.At));
                if (step is GrantResubmitted)
                {
                    signatures.RemoveAll(s => s.Subject == step.GrantId);
                    resubmitted.Add(step.GrantId);
                }
                objections.Add(step);
                break;
            case IProposalEvent step:
                steps.Add(new(step.StepId, step.ProposalId, stored.Alias, DayOf(step), AmountOf(step), stored.At, step.By));
                if (step is ProposalSigned) signatures.Add(new(step.ProposalId, step.By, stored.At));
                proposals.Add(step, stored.At);
                break;
        }
    }

    public IEnumerable<(string Sql, NpgsqlParameter[] Columns)> Statements()
    {
        if (requested.Count > 0) yield return (InsertSupports, RequestColumns());
        foreach (var statement in changes.Statements()) yield return statement;
        foreach (var statement in objections.Statements()) yield return statement;
        foreach (var statement in proposals.Statements()) yield return statement;
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
        if (files.Count > 0)
        {
            yield return (InsertFiles,
            [
                UnnestInsert.Column(files, f => f.Step, NpgsqlDbType.Uuid), UnnestInsert.Column(files, f => f.Subject, NpgsqlDbType.Uuid),
                UnnestInsert.Column(files, f => f.File, NpgsqlDbType.Uuid),
            ]);
        }
        if (resubmitted.Count > 0)
            yield return (DropSignatures, [UnnestInsert.Column(resubmitted, id => id, NpgsqlDbType.Uuid)]);
        if (signatures.Count > 0)
        {
            yield return (InsertSignatures,
            [
                UnnestInsert.Column(signatures, s => s.Subject, NpgsqlDbType.Uuid), UnnestInsert.Column(signatures, s => s.Person, NpgsqlDbType.Uuid),
                UnnestInsert.Column(signatures, s => s.At, NpgsqlDbType.TimestampTz),
            ]);
        }
    }

    private NpgsqlParameter[] RequestColumns() =>
    [
        UnnestInsert.Column(requested, r => r.Data.GrantId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(requested, r => r.Data.UnitId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(requested, r => r.Data.FundId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(requested, r => r.Data.Purpose, NpgsqlDbType.Text),
        UnnestInsert.Column(requested, r => r.Data.HouseholdId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(requested, r => r.Data.MemberId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(requested, r => r.Data.Kind, NpgsqlDbType.Text),
        UnnestInsert.Column(requested, r => r.Data.WishedVnd, NpgsqlDbType.Bigint),
        UnnestInsert.Column(requested, r => r.Data.EarmarkId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(requested, r => r.Data.CampaignId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(requested, r => r.Data.WishId, NpgsqlDbType.Uuid),
        UnnestInsert.Column(requested, r => r.Data.RequestedOn, NpgsqlDbType.Date),
        UnnestInsert.Column(requested, r => r.Data.By, NpgsqlDbType.Uuid),
        UnnestInsert.Column(requested, r => r.Time, NpgsqlDbType.TimestampTz),
        UnnestInsert.Column(requested, r => r.Data.HappenedOn, NpgsqlDbType.Date),
    ];

    private static DateOnly? DayOf(object step) => step switch
    {
        GrantRequested e => e.RequestedOn,
        GrantMet e => e.On,
        GrantPosted e => e.From,
        GrantObjected e => e.On,
        GrantObjectionAnswered e => e.On,
        GrantPostingEnded e => e.On,
        GrantChecked e => e.On,
        GrantApproved e => e.On,
        GrantHandedOver e => e.On,
        GrantClosed e => e.On,
        GrantReportedToBoard e => e.MeetingOn,
        ProposalFrozen e => e.On,
        ProposalApproved e => e.On,
        _ => null,
    };

    private static long? AmountOf(object step) => step switch
    {
        GrantRequested e => e.WishedVnd,
        GrantResubmitted e => e.WishedVnd,
        GrantMet { Agreed: true } e => e.ProposedVnd,
        GrantProposed e => e.AmountVnd,
        GrantSigned e => e.AmountVnd,
        GrantApproved e => e.AmountVnd,
        ProposalFrozen e => e.TotalVnd,
        _ => null,
    };
}
