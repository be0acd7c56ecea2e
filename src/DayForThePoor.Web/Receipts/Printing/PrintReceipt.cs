using DayForThePoor.Core;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Web.Access;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Receipts.Printing;

/// <summary>Print a receipt for signing; each print is counted and dated.</summary>
public sealed record PrintReceipt(Actor By, Guid UnitId, ReceiptCode Code) : IUnitMessage
{
    public Permission Needs => Permission.ReadLedger;
}

/// <param name="Ordinal">1 for the first print; from 2 on the paper says IN LẠI LẦN n.</param>
/// <param name="PrintedOn">Business date.</param>
public sealed record ReceiptPrinted(int Ordinal, DateOnly PrintedOn);

public static class PrintReceiptHandler
{
    public static async Task<Outcome<ReceiptPrinted>> Handle(PrintReceipt command, Sessions sessions, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var connection = await sessions.Connect(command.UnitId, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);

        // Locks the gift first, in a statement of its own: the count below must see the print of whoever held the lock.
        await using var gift = new NpgsqlCommand("select 1 from dftp.gift where receipt_code = $1 and unit_id = $2 for no key update", connection)
        {
            Parameters = { new() { Value = command.Code.Value }, new() { Value = command.UnitId } },
        };
        if (await gift.ExecuteScalarAsync(cancellation) is null) return Refusal.NotFound("receipt.unknown");

        await using var print = new NpgsqlCommand("""
            insert into dftp.receipt_print (receipt_code, ordinal, printed_at, printed_by)
            select $1, coalesce(max(ordinal), 0) + 1, $2, $3 from dftp.receipt_print where receipt_code = $1
            returning ordinal
            """, connection)
        {
            Parameters = { new() { Value = command.Code.Value }, new() { Value = now }, new() { Value = command.By.PersonId } },
        };
        var ordinal = (int)(await print.ExecuteScalarAsync(cancellation))!;
        await transaction.CommitAsync(cancellation);
        return new ReceiptPrinted(ordinal, VietnamTime.DateOf(now));
    }
}
