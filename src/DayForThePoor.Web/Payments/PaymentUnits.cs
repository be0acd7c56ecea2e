using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>Which unit a payment belongs to; the doors name it in the command, whose check decides.</summary>
public sealed class PaymentUnits(Sessions sessions)
{
    public async Task<Guid?> Of(Guid payment, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select unit_id from payments.payment where id = $1", connection) { Parameters = { new() { Value = payment } } };
        return await select.ExecuteScalarAsync(cancellation) as Guid?;
    }
}
