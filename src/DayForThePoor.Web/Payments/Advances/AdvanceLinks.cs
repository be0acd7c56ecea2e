using DayForThePoor.Core;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Payments;
using Npgsql;

namespace DayForThePoor.Web.Payments.Advances;

/// <summary>What became of an advance, in đồng: paid = settled + returned + open.</summary>
/// <param name="State">One of <see cref="PaymentStates"/>.</param>
/// <param name="Ordered">Settlements that wait for approval.</param>
public sealed record AdvanceStand(Guid Id, Guid UnitId, Guid FundId, string State, long Amount, DateOnly DueOn, long Settled, long Ordered, long Returned, long Open)
{
    /// <summary>What nobody has asked to settle yet.</summary>
    public long Free => Open - Ordered;
}

/// <summary>Ties orders and receipts to advances. Called in the transaction that writes them, with the fund's row locked.</summary>
public static class AdvanceLinks
{
    /// <summary>
    /// Keeps what an order says about an advance: when it is due, or which one its money comes from.
    /// Codes: advance.unknown, advance.not_paid, advance.over_open.
    /// </summary>
    public static async Task<Refusal?> Tie(NpgsqlConnection connection, Guid unit, Guid fund, Guid payment, PaymentForm form, CancellationToken cancellation)
    {
        if (form.Kind == PaymentKinds.Advance)
        {
            await Execute(connection, "insert into payments.advance (payment_id, unit_id, due_on) values ($1, $2, $3)", cancellation, payment, unit, form.DueOn!.Value);
            return null;
        }
        if (form.Channel != PaymentChannels.Advance) return null;
        if (await Lock(connection, unit, form.Advance!.Value, cancellation) is not { } advance || advance.FundId != fund) return Refusal.NotFound("advance.unknown", "advance");
        if (advance.State is not (PaymentStates.AwaitingPayment or PaymentStates.Paid)) return Refusal.Conflict("advance.not_paid", "advance");
        if (form.Lines.Sum(line => line.AmountVnd) > advance.Free) return Over(advance.Free);
        await Execute(connection, "insert into payments.advance_use (payment_id, advance_id) values ($1, $2)", cancellation, payment, advance.Id);
        return null;
    }

    /// <summary>Whether the advance still holds what a settlement takes of it. Codes: advance.not_paid, advance.over_open.</summary>
    public static async Task<Refusal?> WhyNotSettle(NpgsqlConnection connection, Guid unit, Guid payment, long amount, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select advance_id from payments.advance_use where payment_id = $1", connection) { Parameters = { new() { Value = payment } } };
        var advance = (await Lock(connection, unit, (Guid)(await select.ExecuteScalarAsync(cancellation))!, cancellation))!;
        return advance.State is not (PaymentStates.AwaitingPayment or PaymentStates.Paid) ? Refusal.Conflict("advance.not_paid", "advance")
            : amount > advance.Open ? Over(advance.Open)
            : null;
    }

    /// <summary>An advance that was used in part is not taken back whole. Code: advance.used.</summary>
    public static async Task<Refusal?> WhyNotVoid(NpgsqlConnection connection, Guid unit, Guid payment, CancellationToken cancellation) =>
        await Lock(connection, unit, payment, cancellation) is { } advance && (advance.Settled > 0 || advance.Ordered > 0 || advance.Returned > 0) ? Refusal.Conflict("advance.used") : null;

    /// <summary>Keeps a receipt as what was handed back of an advance. Codes: advance.unknown, advance.not_paid, advance.over_open.</summary>
    public static async Task<Refusal?> Return(NpgsqlConnection connection, Guid unit, Guid advance, Guid receipt, long amount, CancellationToken cancellation)
    {
        if (await Lock(connection, unit, advance, cancellation) is not { } stand) return Refusal.NotFound("advance.unknown");
        if (stand.State is not (PaymentStates.AwaitingPayment or PaymentStates.Paid)) return Refusal.Conflict("advance.not_paid");
        if (amount > stand.Free) return Over(stand.Free);
        await Execute(connection, "insert into payments.advance_return (receipt_id, advance_id, amount) values ($1, $2, $3)", cancellation, receipt, advance, amount);
        return null;
    }

    /// <summary>The advance with its row held to the end of the transaction; null when the unit has none of that id.</summary>
    public static async Task<AdvanceStand?> Lock(NpgsqlConnection connection, Guid unit, Guid advance, CancellationToken cancellation)
    {
        await Execute(connection, "select 1 from payments.advance where payment_id = $1 for update", cancellation, advance);
        // A snapshot of its own: sees what the lock waited for.
        return await Find(connection, advance, cancellation) is { } stand && stand.UnitId == unit ? stand : null;
    }

    public static async Task<AdvanceStand?> Find(NpgsqlConnection connection, Guid advance, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(
            "select advance_id, unit_id, fund_id, state, amount, due_on, settled, ordered, returned, open from payments.advance_stand where advance_id = $1", connection)
        {
            Parameters = { new() { Value = advance } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new AdvanceStand(
                row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetInt64(4), row.GetFieldValue<DateOnly>(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9))
            : null;
    }

    private static Refusal Over(long open) => Refusal.Conflict("advance.over_open", "lines", MoneyText.Format(new Vnd(Math.Max(0, open))));

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation, params IReadOnlyList<object> values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
