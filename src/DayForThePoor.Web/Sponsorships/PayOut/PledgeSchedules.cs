using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.PayOut;

/// <summary>Where an instalment (kỳ hỗ trợ) stands.</summary>
public static class InstalmentStates
{
    /// <summary>Chưa đến hạn.</summary>
    public const string Planned = "planned";

    /// <summary>Đến hạn.</summary>
    public const string Due = "due";

    /// <summary>Chậm: due for longer than the unit's setting allows.</summary>
    public const string Late = "late";

    /// <summary>Đã nhận một phần.</summary>
    public const string PartReceived = "part_received";

    /// <summary>Đã nhận: the fund holds it whole.</summary>
    public const string Received = "received";

    /// <summary>Đã trao: whole.</summary>
    public const string Delivered = "delivered";

    /// <summary>Không còn trong cam kết: skipped by a pause or after the end.</summary>
    public const string Dropped = "dropped";

    public static readonly IReadOnlyList<string> All = [Planned, Due, Late, PartReceived, Received, Delivered, Dropped];
}

/// <summary>One instalment with its three numbers, in đồng; goods have quantities beside them and no money.</summary>
/// <param name="Id">Function of pledge and number.</param>
/// <param name="Promised">0 once dropped.</param>
/// <param name="Delivered">Of money through the fund: what was paid out of the pledge, spread over its instalments in their order.</param>
/// <param name="State">One of <see cref="InstalmentStates"/>.</param>
/// <param name="Quantity">Promised goods, in the slot's unit; null for money.</param>
public sealed record ScheduledInstalment(
    Guid Id, int Seq, DateOnly DueOn, long Promised, long Received, long Delivered, string State, decimal? Quantity = null, decimal? DeliveredQuantity = null);

/// <summary>A pledge's instalments. Sums in đồng.</summary>
/// <param name="Promised">Due by the day.</param>
/// <param name="Received">Everything that came in, extra gifts and undecided money among it.</param>
public sealed record PledgeSchedule(Guid Pledge, long Promised, long Received, long Delivered, long Undecided, IReadOnlyList<ScheduledInstalment> Instalments);

/// <summary>Reads schedules. Who may see the pledge is the caller's question.</summary>
public sealed class PledgeSchedules(Sessions sessions, PledgeNumbers numbers)
{
    /// <summary>The unit of a pledge; null when there is none.</summary>
    public async Task<Guid?> UnitOf(Guid pledge, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select unit_id from sponsorships.pledge where id = $1", connection) { Parameters = { new() { Value = pledge } } };
        return (Guid?)await select.ExecuteScalarAsync(cancellation);
    }

    /// <summary>As it stands, with what has fallen due by the day.</summary>
    public async Task<PledgeSchedule> Of(Guid pledge, DateOnly on, CancellationToken cancellation)
    {
        var sums = (await numbers.OfPledges([pledge], on, cancellation))[pledge];
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select i.seq, i.due_on, i.amount, i.quantity, i.received, i.delivered, i.delivered_quantity, i.dropped, coalesce(n.late_days, 15)::int, p.delivered_directly
            from sponsorships.instalment i join sponsorships.pledge p on p.id = i.pledge_id left join sponsorships.setting n on n.unit_id = p.unit_id
            where i.pledge_id = $1 order by i.seq
            """, connection) { Parameters = { new() { Value = pledge } } };
        List<ScheduledInstalment> instalments = [];
        long? paidOut = null;
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            paidOut ??= sums.DeliveredVnd - row.GetInt64(9);
            var (amount, throughFund, directly) = (row.GetInt64(2), row.GetInt64(4), row.GetInt64(5));
            decimal? quantity = row.IsDBNull(3) ? null : row.GetDecimal(3);
            var spread = Math.Min(paidOut.Value, throughFund);
            paidOut -= spread;
            var stands = new ScheduledInstalment(
                Instalment.IdOf(pledge, row.GetInt32(0)), row.GetInt32(0), row.GetFieldValue<DateOnly>(1), row.GetBoolean(7) ? 0 : amount, throughFund + directly, spread + directly, "",
                quantity, quantity is null ? null : row.GetDecimal(6));
            instalments.Add(stands with { State = StateOf(stands, row.GetBoolean(7), on, row.GetInt32(8)) });
        }
        return new(pledge, sums.PromisedVnd, sums.ReceivedVnd, sums.DeliveredVnd, sums.UndecidedVnd, instalments);
    }

    private static string StateOf(ScheduledInstalment i, bool dropped, DateOnly on, int lateDays)
    {
        var (promised, received, delivered) = i.Quantity is { } goods
            ? (goods, i.DeliveredQuantity ?? 0, i.DeliveredQuantity ?? 0)
            : ((decimal)i.Promised, i.Received, i.Delivered);
        return dropped ? InstalmentStates.Dropped
            : delivered >= promised ? InstalmentStates.Delivered
            : received >= promised ? InstalmentStates.Received
            : received > 0 ? InstalmentStates.PartReceived
            : i.DueOn > on ? InstalmentStates.Planned
            : i.DueOn.AddDays(lateDays) < on ? InstalmentStates.Late
            : InstalmentStates.Due;
    }
}
