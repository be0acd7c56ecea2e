using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>Reads what a run of an account looks at. Each query streams: the memory is that of the items and of a few numbers a line.</summary>
internal static class RunInput
{
    /// <summary>
    /// Every line of which nothing is taken, in the order of days. Blocks its thread; a line in one direction or the other is
    /// handed over with the account and book that its own entry posted it to.
    /// </summary>
    public static void Lines(NpgsqlConnection connection, Guid account, IReadOnlyDictionary<Guid, StatementAccount> origins, TakeLine take, CancellationToken cancellation)
    {
        using var row = new CopyRows(connection, $"""
            select l.id, l.value_date, l.side, l.amount, l.reference, l.folded, l.counterparty, l.day_event from statements.line l
            where l.account_id = '{account:D}'
              and not exists (select from statements.match_link k where k.line_id = l.id and k.live)
              and not exists (select from statements.claim c where c.line_id = l.id)
            order by l.value_date, l.id
            """);
        while (row.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            var facts = new LineFacts(
                row.Big(0), CopyRows.DayOf(row.Whole(1)), row.Bytes(2)[0] == (byte)'C' ? Side.Credit : Side.Debit, row.Big(3), row.Text(4), row.Text(5),
                row.Bytes(6).IsEmpty ? "" : Folding.Fold(row.Text(6)));
            take(facts, origins[row.Id(7)]);
        }
    }

    internal delegate void TakeLine(in LineFacts line, StatementAccount origin);

    /// <summary>Of each entry that posted lines of the account: the book, and the campaign on its income.</summary>
    public static async Task<IReadOnlyDictionary<Guid, StatementAccount>> Origins(NpgsqlConnection connection, BankAccount account, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select e.id, e.fund_id, (select p.campaign_id from ledger.posting p where p.entry_id = e.id and p.role = 'income_unlabelled')
            from ledger.posting b join ledger.entry e on e.id = b.entry_id
            where b.account_id = $1 and b.role = 'bank' and e.source = 'statement_day_posted'
            """, connection) { Parameters = { new() { Value = account.Id } }, CommandTimeout = 0 };
        var origins = new Dictionary<Guid, StatementAccount>();
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            origins[row.GetGuid(0)] = new(account.Id, account.UnitId, row.GetGuid(1), row.IsDBNull(2) ? null : row.GetGuid(2));
        return origins;
    }

    /// <summary>The open items of the account. Blocks its thread.</summary>
    public static IReadOnlyList<RunItem> Items(NpgsqlConnection connection, Guid account, CancellationToken cancellation)
    {
        List<RunItem> items = [];
        using var row = new CopyRows(connection, $"""
            select * from (
              select a.item_id, a.side, a.fund_id, a.document_date,
                a.amount - coalesce((select sum(k.amount) from statements.match_link k where k.item_id = a.item_id and k.live), 0)::bigint as open,
                g.bank_reference, coalesce(d.folded, p.folded), coalesce(d.text, p.text)
              from statements.announced a
              left join dftp.gift g on g.id = a.item_id
              left join dftp.sealed_text d on d.owner_id = a.item_id and d.field = 'donor_name'
              left join dftp.sealed_text p on p.owner_id = a.item_id and p.field in ('payer_name', 'payee_name')
              where a.account_id = '{account:D}' and not exists (select from statements.claim c where c.gift_id = a.item_id)) i
            where i.open > 0
            """);
        while (row.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            var name = !row.IsNull(6) ? row.Text(6) : row.IsNull(7) ? "" : Folding.Fold(row.Text(7));
            items.Add(new RunItem(
                row.Id(0), row.Bytes(1)[0] == (byte)'C' ? Side.Credit : Side.Debit, row.Id(2), CopyRows.DayOf(row.Whole(3)), row.Big(4), row.IsNull(5) ? "" : row.Text(5), name));
        }
        return items;
    }

    /// <summary>What was undone on the account's lines.</summary>
    public static async Task<Lessons> Lessons(NpgsqlConnection connection, Guid account, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select k.line_id, k.item_id, m.reason from statements.match m join statements.match_link k on k.match_id = m.id and not k.live
            where m.account_id = $1 and m.released_count > 0 and m.reason <> 'person'
            """, connection) { Parameters = { new() { Value = account } }, CommandTimeout = 0 };
        var lessons = new Lessons();
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) lessons.Add(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetGuid(1), row.GetString(2));
        return lessons;
    }

    /// <summary>Lines of which a part is taken; what is left of them is for a person.</summary>
    public static async Task<int> PartlyTaken(NpgsqlConnection connection, Guid account, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select count(*)::int from (
              select 1 from statements.live_link k join statements.line l on l.id = k.line_id
              where l.account_id = $1 and k.amount < l.amount group by l.id, l.amount having sum(k.amount) < l.amount) p
            """, connection) { Parameters = { new() { Value = account } }, CommandTimeout = 0 };
        return (int)(await select.ExecuteScalarAsync(cancellation))!;
    }
}
