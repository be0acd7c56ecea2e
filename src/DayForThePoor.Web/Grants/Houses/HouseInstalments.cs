using DayForThePoor.Core;
using DayForThePoor.Core.Grants;
using DayForThePoor.Core.Grants.Houses;
using Npgsql;

namespace DayForThePoor.Web.Grants.Houses;

/// <summary>Keeps the money for a house to its instalments: the second one is paid only after acceptance.</summary>
public sealed class HouseInstalments : IPayableGuard
{
    /// <summary>Codes: house.no_file, house.no_instalments and those of <see cref="Instalments.WhyNotPay"/>.</summary>
    public async Task<Refusal?> WhyNot(NpgsqlConnection connection, IReadOnlyList<GrantPayment> grants, CancellationToken cancellation)
    {
        var payments = grants.ToDictionary(grant => grant.SupportId);
        await using var select = new NpgsqlCommand("""
            select s.id, h.state, f.amount, f.decision, f.decided_on, n.amount, n.decision, n.decided_on
            from grants.support s left join grants.house h on h.id = s.id
            left join grants.house_instalment f on f.house_id = h.id and f.version = h.instalments and f.ordinal = 1
            left join grants.house_instalment n on n.house_id = h.id and n.version = h.instalments and n.ordinal = 2
            where s.id = any($1) and s.purpose = $2 order by s.id
            """, connection) { Parameters = { new() { Value = payments.Keys.ToArray() }, new() { Value = Purposes.House } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (row.IsDBNull(1)) return Refusal.Conflict("house.no_file", "grantId");
            if (LockedHouse.Instalment(row, 2) is not { } first) return Refusal.Conflict("house.no_instalments", "grantId");
            var (_, paid, amount) = payments[row.GetGuid(0)];
            if (new Instalments(first, LockedHouse.Instalment(row, 5)).WhyNotPay(row.GetString(1), paid, amount) is { } refusal) return refusal;
        }
        return null;
    }
}
