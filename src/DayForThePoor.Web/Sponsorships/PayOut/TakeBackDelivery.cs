using DayForThePoor.Core;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Sponsorships.Pledges;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.PayOut;

/// <summary>A direct hand-over was recorded wrongly: it counts no more, its paper stays.</summary>
/// <param name="Pledge">Of the paper's pledges this one; null: all of them.</param>
/// <param name="Reason">Required; sealed.</param>
public sealed record TakeBackDelivery(Actor By, Guid UnitId, Guid DeliveryId, Guid? Pledge, string? Reason) : IUnitMessage
{
    public Permission Needs => Permission.ManagePledges;
}

public static class TakeBackDeliveryHandler
{
    private const int LongestReason = 500;

    /// <summary>Codes: delivery.unknown, text.empty. What was taken back before is no refusal.</summary>
    public static async Task<Outcome<DeliveriesRecorded>> Handle(TakeBackDelivery command, Sessions sessions, CancellationToken cancellation)
    {
        var reason = CleanText.CheckRequired(command.Reason, "reason", LongestReason);
        if (!reason.TryGet(out var words)) return new(reason.Refusals);
        await using var held = await HeldPledges.Begin(sessions, command.UnitId, cancellation);
        var of = await PledgesOf(held.Connection, command, cancellation);
        if (of.Count == 0) return Refusal.NotFound("delivery.unknown");
        var changed = 0;
        foreach (var pledge in (await held.Lock(of, cancellation)).Values.Where(p => p.Deliveries.ContainsKey(command.DeliveryId)))
        {
            var decided = PledgeDecider.TakeBackDelivery(pledge, held.Step(command.By.PersonId, ("reason", words)), command.DeliveryId);
            if (!decided.TryGet(out var happened)) return new(decided.Refusals);
            held.Append(happened);
            changed++;
        }
        await held.Commit(cancellation);
        return new DeliveriesRecorded(command.DeliveryId, changed, changed == 0);
    }

    private static async Task<IReadOnlyList<Guid>> PledgesOf(NpgsqlConnection connection, TakeBackDelivery command, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select distinct d.pledge_id from sponsorships.delivery d join sponsorships.pledge p on p.id = d.pledge_id where d.delivery_id = $1 and p.unit_id = $2
            """, connection) { Parameters = { new() { Value = command.DeliveryId }, new() { Value = command.UnitId } } };
        List<Guid> found = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) found.Add(row.GetGuid(0));
        return command.Pledge is { } only ? [.. found.Where(id => id == only)] : found;
    }
}
