using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Grants;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>Tells grants what payments take of them, so that none is withdrawn under an order.</summary>
public sealed class GrantPayments : IGrantPayments
{
    public async Task<IReadOnlyDictionary<Guid, LivePayments>> Of(NpgsqlConnection connection, IReadOnlyList<Guid> grants, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select support_id, ordered, received from payments.of_support where support_id = any($1)", connection)
        {
            Parameters = { new() { Value = grants.ToArray() } },
        };
        var live = new Dictionary<Guid, LivePayments>();
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) live[row.GetGuid(0)] = new(row.GetInt64(1), row.GetInt64(2));
        return live;
    }
}
