using System.Globalization;
using System.Text;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Ledger.Export;

/// <summary>
/// The journal as plain text that hledger reads, so that anybody can add up the books without this program. A transaction
/// for each voucher: document date, the bank's day behind "=", the number as its code. Accounts are number and Vietnamese
/// name, then the fund, then the bank account. Without texts about people. Written as it is read, whatever its length.
/// </summary>
public sealed class HledgerJournal(Sessions sessions, IRegistry registry)
{
    private const string Sql = """
        select e.id, e.fund_id, e.kind, e.year, e.number, e.document_date, e.value_date, e.recorded_at, e.source, e.reverses,
          p.role, p.side, p.amount, p.account_id, p.campaign_id, p.source
        from ledger.entry e left join ledger.posting p on p.entry_id = e.id
        where e.unit_id = any($1) order by e.document_date, e.recorded_at, e.id, p.line
        """;

    /// <returns>How many vouchers were written.</returns>
    public async Task<long> Write(Stream output, IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var writer = new StreamWriter(output, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true);
        writer.NewLine = "\n";
        await writer.WriteLineAsync("; DayForThePoor, hledger journal. Amounts are whole đồng.\ncommodity 1000. đ\ndecimal-mark .".AsMemory(), cancellation);

        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var query = new NpgsqlCommand(Sql, connection) { CommandTimeout = 0, Parameters = { new() { Value = units.ToArray() } } };
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        var (entry, count) = (Guid.Empty, 0L);
        while (await reader.ReadAsync(cancellation))
        {
            if (reader.GetGuid(0) != entry)
            {
                (entry, count) = (reader.GetGuid(0), count + 1);
                await writer.WriteLineAsync(Head(reader, known).AsMemory(), cancellation);
            }
            if (!reader.IsDBNull(10)) await writer.WriteLineAsync(Leg(reader, known).AsMemory(), cancellation);
        }
        return count;
    }

    private static string Head(NpgsqlDataReader row, RegistrySnapshot known)
    {
        var fund = known.Funds[row.GetGuid(1)];
        var number = new VoucherNumber(row.GetString(2), row.GetInt16(3), row.GetInt32(4));
        var text = new StringBuilder().Append('\n').Append(Day(row, 5));
        if (!row.IsDBNull(6)) text.Append('=').Append(Day(row, 6));
        text.Append(CultureInfo.InvariantCulture, $" * ({number.Text(fund.Kind)}) {KindName(number.Kind)}\n    ; unit:{known.UnitsNow[fund.UnitId].Code}, fund:{fund.Code}, ");
        text.Append(CultureInfo.InvariantCulture, $"recorded:{row.GetDateTime(7):yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}, event:{row.GetString(8)}, entry:{row.GetGuid(0):D}");
        if (!row.IsDBNull(9)) text.Append(CultureInfo.InvariantCulture, $", reverses:{row.GetGuid(9):D}");
        return text.ToString();
    }

    private static string Leg(NpgsqlDataReader row, RegistrySnapshot known)
    {
        var fund = known.Funds[row.GetGuid(1)];
        var amount = row.GetString(11) == "D" ? row.GetInt64(12) : -row.GetInt64(12);
        var text = new StringBuilder("    ").Append(AccountOf(row, known)).Append(':').Append(fund.Code);
        if (!row.IsDBNull(13) && known.Accounts.TryGetValue(row.GetGuid(13), out var account)) text.Append(':').Append(account.Code);
        text.Append(CultureInfo.InvariantCulture, $"  {amount} đ");
        List<string> tags = [];
        if (!row.IsDBNull(14) && known.Campaigns.TryGetValue(row.GetGuid(14), out var campaign)) tags.Add($"campaign:{campaign.Code}");
        if (!row.IsDBNull(15)) tags.Add($"source:{row.GetString(15)}");
        if (tags.Count > 0) text.Append("  ; ").AppendJoin(", ", tags);
        return text.ToString();
    }

    /// <summary>"111 Tiền mặt"; a role that the chart forgot goes under its own name.</summary>
    private static string AccountOf(NpgsqlDataReader row, RegistrySnapshot known)
    {
        var chart = known.ChartOn(row.GetFieldValue<DateOnly>(5));
        return chart.NumberOfRole.TryGetValue(row.GetString(10), out var number) ? $"{number} {chart.Accounts[number].NameVi}" : row.GetString(10);
    }

    private static string KindName(string kind) => kind switch
    {
        VoucherKinds.CashIn => "Phiếu thu",
        VoucherKinds.CashOut => "Phiếu chi",
        VoucherKinds.BankCredit => "Báo Có",
        VoucherKinds.BankDebit => "Báo Nợ",
        VoucherKinds.GoodsIn => "Phiếu nhập kho",
        VoucherKinds.GoodsOut => "Phiếu xuất kho",
        _ => "Phiếu kế toán",
    };

    private static string Day(NpgsqlDataReader row, int column) => row.GetFieldValue<DateOnly>(column).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
