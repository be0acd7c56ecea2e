using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Donations;

/// <summary>A number in the register of receipts (sổ theo dõi biên nhận).</summary>
/// <param name="Printed">How often it was printed.</param>
/// <param name="CopyReturned">Whether liên 2 came back after voiding; null: not asked, or not voided.</param>
public sealed record RegisteredReceipt(
    Guid DonationId, string Number, string Code, DateOnly Date, string? DonorName, long AmountVnd, string Status, int Printed,
    string? VoidReason, string? VoidWords, bool? CopyReturned, Guid? ReplacedBy, string Channel, bool CashConfirmed);

public sealed record RegisterPage(IReadOnlyList<RegisteredReceipt> Items, int Total);

/// <summary>Reads one series of receipts number by number: what was used, printed, voided, and handed back.</summary>
public sealed class ReceiptRegister(Sessions sessions)
{
    /// <param name="kind">PT, XN or HV.</param>
    /// <param name="page">From 1.</param>
    public async Task<RegisterPage> Of(Fund fund, string kind, int year, int page, int pageSize, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(fund.UnitId, cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Command("select count(*)::int from dftp.gift g where g.fund_id = $1 and g.receipt_kind = $2 and g.voucher_year = $3"),
                Command($"""
                    select g.id, g.receipt_number, g.receipt_code, g.document_date, n.text, g.amount, g.status,
                      (select count(*)::int from dftp.receipt_print p where p.receipt_code = g.receipt_code),
                      g.void_reason, r.text, g.copy_returned, g.replaced_by, g.channel, g.cash_confirmed_at is not null
                    from dftp.gift g
                    left join dftp.sealed_text n on n.owner_id = g.id and n.field = 'donor_name'
                    left join dftp.sealed_text r on r.owner_id = g.reversal_id and r.field = 'void_reason'
                    where g.fund_id = $1 and g.receipt_kind = $2 and g.voucher_year = $3
                    order by g.receipt_number desc limit {pageSize} offset {(page - 1L) * pageSize}
                    """),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var total = reader.GetInt32(0);
        await reader.NextResultAsync(cancellation);
        List<RegisteredReceipt> items = [];
        while (await reader.ReadAsync(cancellation)) items.Add(Row(reader));
        return new RegisterPage(items, total);

        NpgsqlBatchCommand Command(string sql) => new(sql)
        {
            Parameters = { new() { Value = fund.Id }, new() { Value = kind }, new() { Value = (short)year } },
        };

        RegisteredReceipt Row(NpgsqlDataReader row) => new(
            row.GetGuid(0), new VoucherNumber(kind, year, row.GetInt32(1)).Text(fund.Kind), row.GetString(2), row.GetFieldValue<DateOnly>(3),
            row.IsDBNull(4) ? null : row.GetString(4), row.GetInt64(5), row.GetString(6), row.GetInt32(7),
            row.IsDBNull(8) ? null : row.GetString(8), row.IsDBNull(9) ? null : row.GetString(9),
            row.IsDBNull(10) ? null : row.GetBoolean(10), row.IsDBNull(11) ? null : row.GetGuid(11), row.GetString(12), row.GetBoolean(13));
    }
}
