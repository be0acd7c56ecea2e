using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants;

/// <summary>Rows of <c>grants.proposal</c>.</summary>
internal sealed class ProposalRows
{
    private const string Insert = """
        insert into grants.proposal (id, unit_id, fund_id, state, lines, total, list_hash, needed, proposed_on, proposed_by, proposed_at)
        select id, unit_id, fund_id, 'proposed', lines, total, list_hash, needed, on_date, by_person, at
        from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::bigint[], $6::text[], $7::smallint[], $8::date[], $9::uuid[], $10::timestamptz[])
          p(id, unit_id, fund_id, lines, total, list_hash, needed, on_date, by_person, at)
        """;

    private const string Sign = """
        update grants.proposal p set signed = s.number from unnest($1::uuid[], $2::smallint[]) s(id, number) where p.id = s.id
        """;

    private const string Decide = """
        update grants.proposal p set state = d.state, decided_at = d.at, decided_on = d.on_date
        from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::date[]) d(id, state, at, on_date) where p.id = d.id
        """;

    private readonly record struct At<T>(T Data, DateTimeOffset Time);

    private readonly record struct Decision(Guid Id, string State, DateTimeOffset Time, DateOnly? On);

    private readonly List<At<ProposalFrozen>> frozen = [];
    private readonly Dictionary<Guid, short> signed = [];
    private readonly List<Decision> decided = [];

    public void Add(IProposalEvent step, DateTimeOffset at)
    {
        switch (step)
        {
            case ProposalFrozen e:
                frozen.Add(new(e, at));
                break;
            case ProposalSigned e:
                signed[e.ProposalId] = checked((short)e.Number);
                break;
            case ProposalApproved e:
                decided.Add(new(e.ProposalId, ProposalStates.Approved, at, e.On));
                break;
            case ProposalSentBack e:
                decided.Add(new(e.ProposalId, ProposalStates.SentBack, at, null));
                break;
            case ProposalRejected e:
                decided.Add(new(e.ProposalId, ProposalStates.Rejected, at, null));
                break;
            case ProposalWithdrawn e:
                decided.Add(new(e.ProposalId, ProposalStates.Withdrawn, at, null));
                break;
        }
    }

    public IEnumerable<(string Sql, NpgsqlParameter[] Columns)> Statements()
    {
        if (frozen.Count > 0)
        {
            yield return (Insert,
            [
                UnnestInsert.Column(frozen, f => f.Data.ProposalId, NpgsqlDbType.Uuid), UnnestInsert.Column(frozen, f => f.Data.UnitId, NpgsqlDbType.Uuid),
                UnnestInsert.Column(frozen, f => f.Data.FundId, NpgsqlDbType.Uuid), UnnestInsert.Column(frozen, f => f.Data.Grants.Count, NpgsqlDbType.Integer),
                UnnestInsert.Column(frozen, f => f.Data.TotalVnd, NpgsqlDbType.Bigint), UnnestInsert.Column(frozen, f => f.Data.ListHash, NpgsqlDbType.Text),
                UnnestInsert.Column(frozen, f => checked((short)f.Data.Signatures), NpgsqlDbType.Smallint), UnnestInsert.Column(frozen, f => f.Data.On, NpgsqlDbType.Date),
                UnnestInsert.Column(frozen, f => f.Data.By, NpgsqlDbType.Uuid), UnnestInsert.Column(frozen, f => f.Time, NpgsqlDbType.TimestampTz),
            ]);
        }
        if (signed.Count > 0)
        {
            var signatures = signed.ToList();
            yield return (Sign, [UnnestInsert.Column(signatures, s => s.Key, NpgsqlDbType.Uuid), UnnestInsert.Column(signatures, s => s.Value, NpgsqlDbType.Smallint)]);
        }
        if (decided.Count == 0) yield break;
        yield return (Decide,
        [
            UnnestInsert.Column(decided, d => d.Id, NpgsqlDbType.Uuid), UnnestInsert.Column(decided, d => d.State, NpgsqlDbType.Text),
            UnnestInsert.Column(decided, d => d.Time, NpgsqlDbType.TimestampTz), UnnestInsert.Column(decided, d => d.On, NpgsqlDbType.Date),
        ]);
    }
}
