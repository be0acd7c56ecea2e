using DayForThePoor.Core;
using DayForThePoor.Core.Payments;
using DayForThePoor.Core.Payments.Levels;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Payments.Levels;

/// <summary>Whether an end can give what it sends: asked as of every payment, with the fund's row locked.</summary>
public static class FundMoney
{
    /// <summary>Codes: payment.above_fund, payment.above_earmark, payment.above_general, ledger.cash_negative.</summary>
    public static async Task<Refusal?> WhyNotGive(NpgsqlConnection connection, Transfer transfer, DateOnly date, CancellationToken cancellation)
    {
        var from = transfer.From!;
        if ((await FundRoom.Of(connection, from.FundId, cancellation)).WhyNot([new PaymentLine(1, transfer.AmountVnd, EarmarkId: transfer.Spends)]) is { } poor) return poor;
        return from.AccountId is null ? await CashBox.WhyNotTake(connection, from.FundId, date, transfer.AmountVnd, cancellation) : null;
    }
}
