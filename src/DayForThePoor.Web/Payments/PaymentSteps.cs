using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Payments;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>Where a payment stands after a step.</summary>
/// <param name="VoucherNumber">"PC-VNN-2026-000012" once it is posted.</param>
/// <param name="AlreadyKnown">The step had been taken before; nothing changed.</param>
public sealed record PaymentStepped(Guid PaymentId, string State, string? VoucherNumber, bool AlreadyKnown);

/// <summary>What a step writes; no events: it had been taken before.</summary>
public sealed record PaymentStep(IReadOnlyList<object> Events, IReadOnlyList<Ledger.SealedText> Texts)
{
    public static readonly PaymentStep None = new([], []);

    public PaymentStep(params IReadOnlyList<object> events) : this(events, []) { }
}

/// <summary>Steps of a payment that post nothing: decided and written under the lock of its row.</summary>
public sealed class PaymentSteps(Sessions sessions, IRegistry registry)
{
    /// <summary>Codes: payment.unknown and those of <paramref name="decide"/>.</summary>
    public async Task<Outcome<PaymentStepped>> Take(
        Guid unit, Guid payment, Func<NpgsqlConnection, PaymentFacts, CancellationToken, Task<Outcome<PaymentStep>>> decide, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await StoredPayments.Lock(connection, unit, payment, cancellation) is not { } facts) return Refusal.NotFound("payment.unknown");
        var decided = await decide(connection, facts, cancellation);
        if (!decided.TryGet(out var step)) return new(decided.Refusals);
        if (step.Events.Count > 0)
        {
            await Ledger.LedgerTransaction.SaveTexts(connection, step.Texts);
            await using var session = sessions.For(unit, transaction);
            session.Events.Append(payment, facts.Version + step.Events.Count, step.Events);
            await session.SaveChangesAsync(cancellation);
        }
        var stepped = await Stand(connection, payment, step.Events.Count == 0, cancellation);
        await transaction.CommitAsync(cancellation);
        return stepped;
    }

    /// <summary>Where it stands now.</summary>
    public async Task<PaymentStepped> Stand(Guid unit, Guid payment, bool alreadyKnown, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        return await Stand(connection, payment, alreadyKnown, cancellation);
    }

    private async Task<PaymentStepped> Stand(NpgsqlConnection connection, Guid payment, bool alreadyKnown, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var select = new NpgsqlCommand("select state, fund_id, voucher_kind, voucher_year, voucher_number from payments.payment where id = $1", connection)
        {
            Parameters = { new() { Value = payment } },
        };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var voucher = row.IsDBNull(2) ? null : new VoucherNumber(row.GetString(2), row.GetInt16(3), row.GetInt32(4)).Text(known.Funds[row.GetGuid(1)].Kind);
        return new PaymentStepped(payment, row.GetString(0), voucher, alreadyKnown);
    }
}
