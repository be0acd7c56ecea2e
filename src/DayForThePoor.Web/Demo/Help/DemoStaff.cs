using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Demo.Help;

/// <summary>Who does what in a commune of the sample. Whoever asks is never who approves.</summary>
/// <param name="Deputy">Signs where a rule wants two; the head again in a commune without one.</param>
internal sealed record DemoStaff(Actor Officer, Actor Accountant, Actor Treasurer, Actor Head, Actor Deputy)
{
    public static async Task<DemoStaff> Of(Sessions sessions, string domain, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select email, id from identity.person where email like '%@' || $1", connection) { Parameters = { new() { Value = domain } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        var people = new Dictionary<string, Actor>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellation)) people[row.GetString(0).Split('@')[0]] = new(row.GetGuid(1));
        return new(people["officer"], people["accountant"], people["treasurer"], people["approver"], people.GetValueOrDefault("deputy", people["approver"]));
    }
}
