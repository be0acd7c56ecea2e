using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Units;

/// <summary>Opening balances that stand.</summary>
/// <param name="Id">Of the stream, for taking them back.</param>
/// <param name="Voucher">"PKT-VNN-2024-000001".</param>
public sealed record StandingOpening(Guid Id, Guid FundId, string Voucher, DateOnly AsOf);

/// <summary>Which funds have opening balances, and how often they were taken back.</summary>
public sealed class OpeningQuery(Sessions sessions)
{
    private const string Source = "opening_balances_set";

    public async Task<IReadOnlyList<StandingOpening>> Standing(IReadOnlyList<Fund> funds, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var query = new NpgsqlCommand("""
            select e.stream_id, e.fund_id, e.kind, e.year, e.number, e.document_date
            from ledger.entry e
            where e.source = $1 and e.fund_id = any($2) and not exists (select from ledger.entry r where r.reverses = e.id)
            """, connection) { Parameters = { new() { Value = Source }, new() { Value = funds.Select(f => f.Id).ToArray() } } };
        List<StandingOpening> standing = [];
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var number = new VoucherNumber(reader.GetString(2), reader.GetInt16(3), reader.GetInt32(4));
            var fund = funds.Single(f => f.Id == reader.GetGuid(1));
            standing.Add(new(reader.GetGuid(0), fund.Id, number.Text(fund.Kind), reader.GetFieldValue<DateOnly>(5)));
        }
        return standing;
    }

    /// <summary>How many opening balances of the fund were taken back: the next ones are another request.</summary>
    public async Task<long> TakenBack(Fund fund, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(fund.UnitId, cancellation);
        await using var query = new NpgsqlCommand(
            "select count(*) from ledger.entry e join ledger.entry r on r.reverses = e.id where e.source = $1 and e.fund_id = $2", connection)
        {
            Parameters = { new() { Value = Source }, new() { Value = fund.Id } },
        };
        return (long)(await query.ExecuteScalarAsync(cancellation))!;
    }
}
