using DayForThePoor.Core;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Ledger;

/// <summary>Reads single entries, above all the answer that a request got when it was carried out.</summary>
public sealed class EntryQueries(Sessions sessions)
{
    /// <summary>The one entry of a stream that has one.</summary>
    public static Guid EntryIdOf(Guid stream) => Ids.Of("entry", stream);

    /// <summary>Turns what became of a command with one voucher into the answer to the caller.</summary>
    public async Task<Outcome<EntryPosted>> Answer(Guid id, Fund fund, PostAnswer answer, CancellationToken cancellation, bool isEntryId = false)
    {
        if (answer.Result == PostResult.Refused) return answer.Refusal!;
        if (answer.Result == PostResult.Differs) return Refusal.Conflict("donation.key_reused");
        await using var connection = await sessions.Connect(fund.UnitId, cancellation);
        await using var query = new NpgsqlCommand("select kind, year, number from ledger.entry where id = $1", connection)
        {
            Parameters = { new() { Value = isEntryId ? id : EntryIdOf(id) } },
        };
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var number = new VoucherNumber(reader.GetString(0), reader.GetInt16(1), reader.GetInt32(2));
        return new EntryPosted(id, number.Text(fund.Kind), answer.Result == PostResult.AlreadyKnown);
    }
}
