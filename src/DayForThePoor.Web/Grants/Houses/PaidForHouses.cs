using DayForThePoor.Core.Grants;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Grants.Houses;

/// <summary>What was ordered or paid for a house and has not come back, from whichever module pays.</summary>
public sealed class PaidForHouses(IEnumerable<IGrantPayments> payments, Sessions sessions)
{
    /// <summary>Đồng ordered.</summary>
    /// <param name="connection">In a transaction that holds the grant's row, so that nobody pays meanwhile.</param>
    public async Task<long> Of(NpgsqlConnection connection, Guid house, CancellationToken cancellation) => (await All(connection, house, cancellation)).OrderedVnd;

    /// <summary>For showing.</summary>
    public async Task<LivePayments> Seen(Guid house, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return await All(connection, house, cancellation);
    }

    private async Task<LivePayments> All(NpgsqlConnection connection, Guid house, CancellationToken cancellation)
    {
        var sum = LivePayments.None;
        foreach (var source in payments)
            if ((await source.Of(connection, [house], cancellation)).TryGetValue(house, out var live)) sum = new(checked(sum.OrderedVnd + live.OrderedVnd), checked(sum.PaidVnd + live.PaidVnd));
        return sum;
    }
}
