using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Grants;

/// <summary>Rows of <c>grants.objection</c>.</summary>
internal sealed class ObjectionRows
{
    private const string Insert = "insert into grants.objection (id, support_id, on_date) select * from unnest($1::uuid[], $2::uuid[], $3::date[])";

    private const string Answer = """
        update grants.objection o set answered_on = a.on_date, upheld = a.upheld, answer_id = a.answer_id
        from unnest($1::uuid[], $2::date[], $3::boolean[], $4::uuid[]) a(id, on_date, upheld, answer_id) where o.id = a.id
        """;

    private readonly List<GrantObjected> raised = [];
    private readonly List<GrantObjectionAnswered> answered = [];

    public void Add(IGrantEvent step)
    {
        if (step is GrantObjected objected) raised.Add(objected);
        if (step is GrantObjectionAnswered answer) answered.Add(answer);
    }

    public IEnumerable<(string Sql, NpgsqlParameter[] Columns)> Statements()
    {
        if (raised.Count > 0)
        {
            yield return (Insert,
            [
                UnnestInsert.Column(raised, o => o.StepId, NpgsqlDbType.Uuid), UnnestInsert.Column(raised, o => o.GrantId, NpgsqlDbType.Uuid),
                UnnestInsert.Column(raised, o => o.On, NpgsqlDbType.Date),
            ]);
        }
        if (answered.Count == 0) yield break;
        yield return (Answer,
        [
            UnnestInsert.Column(answered, a => a.ObjectionId, NpgsqlDbType.Uuid), UnnestInsert.Column(answered, a => a.On, NpgsqlDbType.Date),
            UnnestInsert.Column(answered, a => a.Upheld, NpgsqlDbType.Boolean), UnnestInsert.Column(answered, a => a.StepId, NpgsqlDbType.Uuid),
        ]);
    }
}
