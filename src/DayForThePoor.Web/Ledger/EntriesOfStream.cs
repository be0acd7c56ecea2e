using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Ledger;

/// <summary>An entry (bút toán) with the account numbers that its roles stand for on its date.</summary>
public sealed record EntryRow(string Voucher, DateOnly DocumentDate, DateTimeOffset RecordedAt, bool Reverses, IReadOnlyList<EntryLeg> Legs);

/// <param name="Amount">Đồng; negative where a reversal repeats a leg.</param>
public sealed record EntryLeg(bool IsDebit, ChartAccount Account, long Amount);

/// <summary>Every entry that one gift, receipt or move of cash has made, in the order of recording.</summary>
public sealed class EntriesOfStream(Sessions sessions, IRegistry registry)
{
    public async Task<IReadOnlyList<EntryRow>> Of(Guid unit, Guid stream, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var query = new NpgsqlCommand("""
            select e.id, e.fund_id, e.kind, e.year, e.number, e.document_date, e.recorded_at, e.reverses is not null, p.side, p.role, p.amount
            from ledger.entry e left join ledger.posting p on p.entry_id = e.id
            where e.stream_id = $1 order by e.recorded_at, e.reverses nulls first, e.id, p.line
            """, connection) { Parameters = { new() { Value = stream } } };
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        List<(Guid Id, EntryRow Row, List<EntryLeg> Legs)> entries = [];
        while (await reader.ReadAsync(cancellation))
        {
            var date = reader.GetFieldValue<DateOnly>(5);
            if (entries.Count == 0 || entries[^1].Id != reader.GetGuid(0))
            {
                var number = new VoucherNumber(reader.GetString(2), reader.GetInt16(3), reader.GetInt32(4));
                List<EntryLeg> legs = [];
                entries.Add((reader.GetGuid(0),
                    new(number.Text(known.Funds[reader.GetGuid(1)].Kind), date, reader.GetFieldValue<DateTimeOffset>(6), reader.GetBoolean(7), legs), legs));
            }
            if (reader.IsDBNull(8)) continue; // goods without a value post nothing
            var chart = known.ChartOn(date);
            entries[^1].Legs.Add(new(reader.GetString(8) == "D", chart.Accounts[chart.NumberOfRole[reader.GetString(9)]], reader.GetInt64(10)));
        }
        return [.. entries.Select(entry => entry.Row)];
    }
}
