using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Grants.Papers;

/// <summary>Days of an emergency that its slip names.</summary>
public sealed class ShortFacts(Sessions sessions)
{
    /// <returns>The day that it struck, and the board's meeting that was told; null where unknown.</returns>
    public async Task<(DateOnly? HappenedOn, DateOnly? ReportedOn)> Of(Guid grant, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select happened_on, reported_on from grants.support where id = $1", connection) { Parameters = { new() { Value = grant } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? (Day(0), Day(1)) : (null, null);

        DateOnly? Day(int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateOnly>(at);
    }
}
