using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Households;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>Whoever somebody sponsors does not vanish from the register: the case moves to another household first, or the pledge ends.</summary>
public sealed class CaseTies : IHouseholdTie
{
    public async Task<IReadOnlyList<Refusal>> WhyNotLeave(NpgsqlConnection connection, Guid unit, IReadOnlyCollection<Guid> members, CancellationToken cancellation)
    {
        var parameter = members.ToArray();
        // Held, so that no pledge begins to live between this look and the end of the transaction.
        await using (var hold = new NpgsqlCommand("""
            select 1 from sponsorships.case_state c where c.beneficiary_id in (select id from sponsorships.beneficiary where member_id = any($1)) order by c.beneficiary_id for update
            """, connection) { Parameters = { new() { Value = parameter } } }) await hold.ExecuteNonQueryAsync(cancellation);
        await using var select = new NpgsqlCommand("""
            select b.code from sponsorships.beneficiary b where b.member_id = any($1)
              and exists (select from sponsorships.pledge p where p.beneficiary_id = b.id and p.state = any($2)) order by b.code
            """, connection) { Parameters = { new() { Value = parameter }, new() { Value = PledgeStates.Filling.ToArray() } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        List<Refusal> no = [];
        while (await row.ReadAsync(cancellation)) no.Add(Refusal.Conflict("case.lives_elsewhere", null, row.GetString(0)));
        return no;
    }
}
