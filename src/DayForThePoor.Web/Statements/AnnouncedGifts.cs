using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Ledger;
using Npgsql;

namespace DayForThePoor.Web.Statements;

/// <summary>
/// Gifts that were announced by hand with account and bank reference, and the lines that prove them. Only what is unique
/// on both sides is tied; whatever is not waits for a person.
/// </summary>
internal static class AnnouncedGifts
{
    /// <summary>Ties new lines to waiting gifts. Called under the lock of <see cref="AccountLock"/>, after the lines are in the table.</summary>
    /// <param name="inFile">How many credit lines of the file have this reference and amount.</param>
    public static async Task<IReadOnlyList<AnnouncedGift>> Claim(
        NpgsqlConnection connection, StatementAccount account, Guid entry, Func<string, long, int> inFile, CancellationToken cancellation)
    {
        var waiting = await Waiting(connection, account, cancellation);
        var unique = waiting.GroupBy(g => (g.Reference, g.AmountVnd))
            .Where(g => g.Count() == 1 && inFile(g.Key.Reference, g.Key.AmountVnd) == 1)
            .ToDictionary(g => g.Single().Id, g => g.Single());
        if (unique.Count == 0) return [];

        await using var claim = new NpgsqlCommand("""
            with matched as (
              select min(l.id) as line_id, w.gift_id
              from unnest($2::uuid[], $3::text[], $4::bigint[]) w(gift_id, reference, amount)
              join statements.line l on l.account_id = $1 and l.reference = w.reference and l.amount = w.amount and l.side = 'C'
              where not exists (select from statements.claim c where c.line_id = l.id)
                and not exists (select from statements.match_link k join statements.match m on m.id = k.match_id where k.line_id = l.id and k.live and m.kind <> 'general')
              group by w.gift_id having count(*) = 1)
            insert into statements.claim (line_id, gift_id)
            select m.line_id, m.gift_id from matched m join statements.line l on l.id = m.line_id where l.day_event = $5
            returning gift_id
            """, connection)
        {
            Parameters =
            {
                new() { Value = account.Id },
                new() { Value = unique.Keys.ToArray() },
                new() { Value = unique.Values.Select(g => g.Reference).ToArray() },
                new() { Value = unique.Values.Select(g => g.AmountVnd).ToArray() },
                new() { Value = entry },
            },
        };
        List<AnnouncedGift> claimed = [];
        await using var reader = await claim.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) claimed.Add(unique[reader.GetGuid(0)]);
        return claimed;
    }

    private static async Task<List<AnnouncedGift>> Waiting(NpgsqlConnection connection, StatementAccount account, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select g.id, g.bank_reference, g.amount from dftp.gift g
            where g.account_id = $1 and g.fund_id = $2 and g.channel = 'transfer' and g.status = 'recorded' and g.bank_reference <> ''
              and not exists (select from statements.claim c where c.gift_id = g.id)
              and not exists (select from statements.match_link k where k.item_id = g.id and k.live)
            order by g.id
            """, connection) { Parameters = { new() { Value = account.Id }, new() { Value = account.FundId } } };
        List<AnnouncedGift> gifts = [];
        await using var reader = await select.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) gifts.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetInt64(2)));
        return gifts;
    }
}
