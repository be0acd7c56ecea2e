using DayForThePoor.Core;
using DayForThePoor.Core.Donations;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using JasperFx.Events;
using Npgsql;

namespace DayForThePoor.Web.Donations;

/// <summary>The treasurer has the cash of these vouchers in the box ("đã thu"). All or nothing; who is confirmed stays so.</summary>
public sealed record ConfirmCash(Actor By, Guid UnitId, IReadOnlyList<Guid> DonationIds) : IUnitMessage
{
    public Permission Needs => Permission.ConfirmCash;
}

/// <param name="Confirmed">How many were confirmed now.</param>
public sealed record CashConfirmed(int Confirmed);

public static class ConfirmCashHandler
{
    /// <summary>A bulk confirmation larger than a day's vouchers is a slip.</summary>
    private const int Most = 1000;

    public static async Task<Outcome<CashConfirmed>> Handle(ConfirmCash command, Sessions sessions, CancellationToken cancellation)
    {
        if (command.DonationIds.Count == 0) return Refusal.Invalid("donation.nothing_chosen", "donationIds");
        if (command.DonationIds.Count > Most) return Refusal.Invalid("donation.too_many_chosen", "donationIds", "1000");

        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var ids = command.DonationIds.Distinct().ToArray();
        List<Guid> open = [];
        // Locked rows: a reversal or a second confirmation of the same voucher waits and then sees this one.
        await using (var query = new NpgsqlCommand("""
            select id, unit_id, channel, status, cash_confirmed_at is not null from dftp.gift where id = any($1) order by id for update
            """, connection) { Parameters = { new() { Value = ids } } })
        await using (var reader = await query.ExecuteReaderAsync(cancellation))
        {
            var found = 0;
            while (await reader.ReadAsync(cancellation))
            {
                if (reader.GetGuid(1) != command.UnitId) continue;
                found++;
                if (reader.GetString(2) != Channels.Cash || reader.GetString(3) != "recorded") return Refusal.Conflict("donation.not_awaiting_cash", "donationIds");
                if (!reader.GetBoolean(4)) open.Add(reader.GetGuid(0));
            }
            if (found != ids.Length) return Refusal.NotFound("donation.unknown");
        }

        await using var session = sessions.For(command.UnitId, transaction);
        foreach (var id in open) session.Events.Append(id, new CashReceiptConfirmed(id, command.By.PersonId));
        await session.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new CashConfirmed(open.Count);
    }
}
