using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Statements.Matching;
using Npgsql;

namespace DayForThePoor.Web.Statements;

/// <summary>The line that a gift took when it was recorded.</summary>
/// <param name="Campaign">On the income that the import posted for it.</param>
/// <param name="Freed">The match by which it had been left as a general gift, if it had.</param>
public sealed record TakenLine(Guid? Campaign, IReadOnlyList<FreedLinks> Freed);

/// <summary>Money of lines that proves a gift.</summary>
/// <param name="Campaign">On the income that the import posted for it.</param>
/// <param name="Amount">Đồng.</param>
public readonly record struct TiedMoney(Guid? Campaign, long Amount);

/// <summary>
/// Ties a gift that was announced by hand to the line of the bank statement that proves it, one to one, and knows what
/// matches have tied besides. Whoever ties or imports holds the account's lock (<see cref="Ledger.AccountLock"/>), so that
/// gift and line, recorded at the same moment, do not miss each other.
/// </summary>
public static class LineClaims
{
    /// <summary>Takes the one untied credit line of this reference and amount for the gift; one left as a general gift counts as untied.</summary>
    /// <returns>Null when there is no such line yet, more than one, or another gift that waits for the same: a person decides then.</returns>
    public static async Task<TakenLine?> TakeExact(
        NpgsqlConnection connection, Guid account, string reference, long amount, Guid gift, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var take = new NpgsqlCommand("""
            insert into statements.claim (line_id, gift_id)
            select min(l.id), $4
            from statements.line l
            where l.account_id = $1 and l.reference = $2 and l.amount = $3 and l.side = 'C'
              and not exists (select from statements.claim c where c.line_id = l.id)
              and not exists (select from statements.match_link k join statements.match m on m.id = k.match_id where k.line_id = l.id and k.live and m.kind <> 'general')
            having count(*) = 1 and not exists (
              select from dftp.gift g where g.account_id = $1 and g.bank_reference = $2 and g.amount = $3 and g.status = 'recorded' and g.id <> $4
                and not exists (select from statements.live_link k where k.item_id = g.id))
            returning line_id, (select p.campaign_id from statements.line l join ledger.posting p on p.entry_id = l.day_event and p.role = 'income_unlabelled' where l.id = line_id)
            """, connection)
        {
            Parameters = { new() { Value = account }, new() { Value = reference }, new() { Value = amount }, new() { Value = gift } },
        };
        long line;
        Guid? campaign;
        await using (var row = await take.ExecuteReaderAsync(cancellation))
        {
            if (!await row.ReadAsync(cancellation)) return null;
            line = row.GetInt64(0);
            campaign = row.IsDBNull(1) ? null : row.GetGuid(1);
        }
        return new TakenLine(campaign, await FreedLinks.OfGeneralLine(connection, line, by, at, cancellation));
    }

    /// <summary>Takes one credit line of the account, whole, for one gift or for several that it brought together; one left as a general gift counts as untied.</summary>
    /// <param name="gifts">Together exactly the line's amount.</param>
    /// <returns>Null when something else has taken of the line, or it is not of this account or sum.</returns>
    public static async Task<TakenLine?> TakeWhole(
        NpgsqlConnection connection, Guid account, long line, IReadOnlyList<(Guid Gift, long Amount)> gifts, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var take = new NpgsqlCommand("""
            insert into statements.claim (line_id, gift_id, amount)
            select l.id, g.id, g.amount
            from statements.line l cross join unnest($3::uuid[], $4::bigint[]) g(id, amount)
            where l.id = $2 and l.account_id = $1 and l.side = 'C' and l.amount = $5
              and not exists (select from statements.claim c where c.line_id = l.id)
              and not exists (select from statements.match_link k join statements.match m on m.id = k.match_id where k.line_id = l.id and k.live and m.kind <> 'general')
            """, connection)
        {
            Parameters =
            {
                new() { Value = account }, new() { Value = line }, new() { Value = gifts.Select(g => g.Gift).ToArray() }, new() { Value = gifts.Select(g => g.Amount).ToArray() },
                new() { Value = gifts.Sum(g => g.Amount) },
            },
        };
        if (await take.ExecuteNonQueryAsync(cancellation) != gifts.Count) return null;
        await using var posted = new NpgsqlCommand(
            "select p.campaign_id from statements.line l join ledger.posting p on p.entry_id = l.day_event and p.role = 'income_unlabelled' where l.id = $1", connection)
        {
            Parameters = { new() { Value = line } },
        };
        var campaign = await posted.ExecuteScalarAsync(cancellation) as Guid?;
        return new TakenLine(campaign, await FreedLinks.OfGeneralLine(connection, line, by, at, cancellation));
    }

    /// <summary>The one credit line of this reference and amount of which nothing is taken; null when there is none or more than one.</summary>
    public static async Task<long?> Only(NpgsqlConnection connection, Guid account, string reference, long amount, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select min(l.id) from statements.line l where l.account_id = $1 and l.reference = $2 and l.amount = $3 and l.side = 'C'
              and not exists (select from statements.live_link k join statements.match m on m.id = k.match_id where k.line_id = l.id and m.kind <> 'general')
              and not exists (select from statements.claim c where c.line_id = l.id)
            having count(*) = 1
            """, connection) { Parameters = { new() { Value = account }, new() { Value = reference }, new() { Value = amount } } };
        return await select.ExecuteScalarAsync(cancellation) as long?;
    }

    /// <summary>What lines prove of the gift, by the campaign on their income; empty when none does.</summary>
    public static async Task<IReadOnlyList<TiedMoney>> TiedTo(Sessions sessions, Guid unit, Guid gift, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        await using var query = new NpgsqlCommand("""
            select p.campaign_id, sum(k.amount)::bigint
            from statements.live_link k join statements.line l on l.id = k.line_id
            left join ledger.posting p on p.entry_id = l.day_event and p.role = 'income_unlabelled'
            where k.item_id = $1 group by 1 order by 1
            """, connection) { Parameters = { new() { Value = gift } } };
        List<TiedMoney> tied = [];
        await using var row = await query.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) tied.Add(new(row.IsDBNull(0) ? null : row.GetGuid(0), row.GetInt64(1)));
        return tied;
    }

    /// <summary>Frees what proves the gift.</summary>
    /// <returns>How many đồng it was, and the matches that have to be told.</returns>
    public static async Task<(long Total, IReadOnlyList<FreedLinks> Freed)> Release(
        NpgsqlConnection connection, Guid? account, Guid gift, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        if (account is null) return (0, []);
        await using var free = new NpgsqlCommand(
            "delete from statements.claim c using statements.line l where l.id = c.line_id and c.gift_id = $1 returning coalesce(c.amount, l.amount)", connection)
        {
            Parameters = { new() { Value = gift } },
        };
        var claimed = await free.ExecuteScalarAsync(cancellation) is long amount ? amount : 0;
        var freed = await FreedLinks.OfItem(connection, gift, by, at, cancellation);
        return (claimed + freed.Sum(f => f.Total), freed);
    }

    /// <summary>The lines now prove the gift that stands in the other's place.</summary>
    /// <returns>Whether there were any.</returns>
    public static async Task<bool> PassOn(NpgsqlConnection connection, Guid? account, Guid gift, Guid successor, CancellationToken cancellation)
    {
        if (account is null) return false;
        await using var pass = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("update statements.claim set gift_id = $2 where gift_id = $1") { Parameters = { new() { Value = gift }, new() { Value = successor } } },
                new("update statements.match_link set item_id = $2 where item_id = $1 and live") { Parameters = { new() { Value = gift }, new() { Value = successor } } },
            },
        };
        return await pass.ExecuteNonQueryAsync(cancellation) > 0;
    }
}
