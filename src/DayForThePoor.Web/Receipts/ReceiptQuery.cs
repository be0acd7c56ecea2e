using System.Globalization;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Receipts;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Receipts;

/// <summary>Reads a receipt by its code. Open to everybody who holds the code, so callers decide what they show.</summary>
public sealed class ReceiptQuery(Sessions sessions, IRegistry registry)
{
    private const string Gift = """
        select g.id, g.unit_id, g.fund_id, g.campaign_id, g.letterhead_id, g.account_id, g.channel, g.amount, g.donor_kind, g.anonymous, g.may_be_named,
          g.earmarked, g.bank_reference, g.document_date, g.collected_on, g.attachment_count, g.voucher_kind, g.voucher_year, g.voucher_number,
          g.receipt_kind, g.receipt_number, g.void_reason, g.ended_at, g.status,
          s.fund_id, s.receipt_kind, s.voucher_year, s.receipt_number, s.receipt_code,
          (select count(*)::int from dftp.receipt_print p where p.receipt_code = g.receipt_code)
        from dftp.gift g left join dftp.gift s on s.id = g.replaced_by where g.receipt_code = $1
        """;

    private const string Texts = "select field, text from dftp.sealed_text where owner_id = (select id from dftp.gift where receipt_code = $1)";

    private const string Goods = """
        select line, quantity, receipt_value from dftp.gift_goods where gift_id = (select id from dftp.gift where receipt_code = $1) order by line
        """;

    private const string Postings = """
        select p.role, p.side from dftp.gift g
          join ledger.entry e on e.fund_id = g.fund_id and e.year = g.voucher_year and e.kind = g.voucher_kind and e.number = g.voucher_number
          join ledger.posting p on p.entry_id = e.id
        where g.receipt_code = $1 order by p.line
        """;

    /// <summary>Null when no receipt bears this code.</summary>
    public async Task<ReceiptView?> ByCode(ReceiptCode code, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in (string[])[Gift, Texts, Goods, Postings])
            batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = code.Value } } });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);

        if (!await reader.ReadAsync(cancellation)) return null;
        var receipt = View(reader, code, known);
        await reader.NextResultAsync(cancellation);
        var texts = await ReadTexts(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        var goods = await ReadGoods(reader, texts, cancellation);
        await reader.NextResultAsync(cancellation);
        var (debited, credited) = await ReadAccounts(reader, known.ChartOn(receipt.DocumentDate), cancellation);

        return receipt with
        {
            Texts = texts,
            Goods = goods,
            Debited = debited,
            Credited = credited,
            Amount = receipt.Channel == Channels.Goods ? new(goods.Sum(g => g.Value?.Amount ?? 0)) : receipt.Amount,
        };
    }

    private static ReceiptView View(NpgsqlDataReader row, ReceiptCode code, RegistrySnapshot known)
    {
        var fund = known.Funds[row.GetGuid(2)];
        var date = row.GetFieldValue<DateOnly>(13);
        var year = row.GetInt16(17);
        var reason = Optional<string>(row, 21);
        return new ReceiptView
        {
            GiftId = row.GetGuid(0),
            Code = code,
            Number = new VoucherNumber(row.GetString(19), year, row.GetInt32(20)).Text(fund.Kind),
            Channel = row.GetString(6),
            Status = StatusOf(row.GetString(23), reason),
            EndReason = reason,
            EndedOn = row.IsDBNull(22) ? null : VietnamTime.DateOf(row.GetFieldValue<DateTimeOffset>(22)),
            Successor = row.IsDBNull(24) ? null : SuccessorOf(row, known),
            Unit = known.UnitOn(row.GetGuid(1), date),
            Fund = fund,
            Campaign = row.IsDBNull(3) ? null : known.Campaigns[row.GetGuid(3)],
            Letterhead = known.Letterheads.First(l => l.Id == row.GetGuid(4)),
            Amount = new(row.GetInt64(7)),
            DocumentDate = date,
            CollectedOn = row.IsDBNull(14) ? null : row.GetFieldValue<DateOnly>(14),
            AttachmentCount = row.GetInt32(15),
            DonorKind = row.GetString(8),
            Anonymous = row.GetBoolean(9),
            MayBeNamed = row.IsDBNull(10) ? null : row.GetBoolean(10),
            Earmarked = row.GetBoolean(11),
            Account = row.IsDBNull(5) ? null : known.Accounts[row.GetGuid(5)],
            BankReference = Optional<string>(row, 12),
            Voucher = new(row.GetString(16), year, row.GetInt32(18)),
            TimesPrinted = row.GetInt32(29),
            Texts = new Dictionary<string, WrittenText>(),
            Goods = [],
            Debited = [],
            Credited = [],
        };
    }

    /// <summary>
    /// A wrong amount is void although another receipt stands for it: "the gift stands in full" would be untrue of the
    /// sum on the paper.
    /// </summary>
    private static ReceiptStatus StatusOf(string stored, string? reason) => stored switch
    {
        "recorded" => ReceiptStatus.Valid,
        "replaced" when reason != VoidReasons.WrongAmount => ReceiptStatus.Replaced,
        _ => ReceiptStatus.Void,
    };

    private static ReceiptReference? SuccessorOf(NpgsqlDataReader row, RegistrySnapshot known)
    {
        var number = new VoucherNumber(row.GetString(25), row.GetInt16(26), row.GetInt32(27)).Text(known.Funds[row.GetGuid(24)].Kind);
        return ReceiptCode.TryParse(row.GetString(28), out var code) == CodeReading.Ok ? new(number, code) : null;
    }

    private static async Task<Dictionary<string, WrittenText>> ReadTexts(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        Dictionary<string, WrittenText> texts = new(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation)) texts[reader.GetString(0)] = new(Optional<string>(reader, 1));
        return texts;
    }

    private static async Task<List<ReceiptGoods>> ReadGoods(NpgsqlDataReader reader, Dictionary<string, WrittenText> texts, CancellationToken cancellation)
    {
        List<ReceiptGoods> goods = [];
        while (await reader.ReadAsync(cancellation))
        {
            var line = reader.GetInt16(0);
            WrittenText? Written(string field) => texts.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"goods_{field}_{line}"));
            goods.Add(new(line, reader.GetDecimal(1), reader.IsDBNull(2) ? null : new Vnd(reader.GetInt64(2)),
                Written("name"), Written("condition"), Written("unit"), Written("expiry"), Written("basis")));
        }
        return goods;
    }

    private static async Task<(List<string> Debited, List<string> Credited)> ReadAccounts(NpgsqlDataReader reader, Chart chart, CancellationToken cancellation)
    {
        List<string> debited = [], credited = [];
        while (await reader.ReadAsync(cancellation))
        {
            var side = reader.GetChar(1) == 'D' ? debited : credited;
            if (chart.NumberOfRole.TryGetValue(reader.GetString(0), out var number) && !side.Contains(number)) side.Add(number);
        }
        return (debited, credited);
    }

    private static T? Optional<T>(NpgsqlDataReader row, int column) where T : class => row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);
}
