using DayForThePoor.Core.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Ledger;

/// <summary>
/// Rows of <c>ledger.entry</c> and <c>ledger.posting</c>, gathered from events column by column: live, in a rebuild and in
/// the check that compares.
/// </summary>
public sealed class EntryRows : IEventRows
{
    public const string InsertEntries = """
        insert into ledger.entry (id, stream_id, source, unit_id, fund_id, kind, year, number, document_date, value_date, recorded_at, recorded_by, reverses)
        select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::smallint[], $8::int[], $9::date[], $10::date[], $11::timestamptz[], $12::uuid[], $13::uuid[])
        """;

    public const string InsertPostings = """
        insert into ledger.posting (entry_id, line, role, side, amount, account_id, campaign_id, source, earmark_id, beneficiary_id, counter_fund_id, purpose)
        select * from unnest($1::uuid[], $2::smallint[], $3::text[], $4::text[], $5::bigint[], $6::uuid[], $7::uuid[], $8::text[], $9::uuid[], $10::uuid[], $11::uuid[], $12::text[])
        """;

    public readonly record struct EntryRow(JournalEntry Entry, Guid StreamId, string Source, DateTimeOffset RecordedAt, Guid By);

    public readonly record struct PostingRow(Guid EntryId, short Line, Posting Posting);

    public List<EntryRow> Entries { get; } = [];

    public List<PostingRow> Postings { get; } = [];

    /// <summary>Events that carry no entries leave no row.</summary>
    public void Add(in StoredEvent stored)
    {
        if (stored.Data is not ICarriesEntries carrier) return;
        foreach (var entry in carrier.Entries)
        {
            // The last line of defence: no unbalanced entry reaches the books, whoever decided it.
            if (entry.Imbalance != 0) throw new InvalidOperationException($"Entry {entry.Id} does not balance.");
            Entries.Add(new(entry, stored.StreamId, stored.Alias, stored.At, carrier.By));
            short line = 0;
            foreach (var posting in entry.Postings) Postings.Add(new(entry.Id, line++, posting));
        }
    }

    /// <summary>What has to be run to write the rows; nothing for no rows.</summary>
    public IEnumerable<(string Sql, NpgsqlParameter[] Columns)> Statements()
    {
        if (Entries.Count > 0) yield return (InsertEntries, EntryColumns());
        if (Postings.Count > 0) yield return (InsertPostings, PostingColumns());
    }

    /// <summary>The letter of a side in the tables.</summary>
    public static string Letter(Side side) => side == Side.Debit ? "D" : "C";

    private NpgsqlParameter[] EntryColumns() =>
    [
        Column(Entries, r => r.Entry.Id, NpgsqlDbType.Uuid),
        Column(Entries, r => r.StreamId, NpgsqlDbType.Uuid),
        Column(Entries, r => r.Source, NpgsqlDbType.Text),
        Column(Entries, r => r.Entry.UnitId, NpgsqlDbType.Uuid),
        Column(Entries, r => r.Entry.FundId, NpgsqlDbType.Uuid),
        Column(Entries, r => r.Entry.Voucher.Kind, NpgsqlDbType.Text),
        Column(Entries, r => (short)r.Entry.Voucher.Year, NpgsqlDbType.Smallint),
        Column(Entries, r => r.Entry.Voucher.Number, NpgsqlDbType.Integer),
        Column(Entries, r => r.Entry.DocumentDate, NpgsqlDbType.Date),
        Column(Entries, r => r.Entry.ValueDate, NpgsqlDbType.Date),
        Column(Entries, r => r.RecordedAt, NpgsqlDbType.TimestampTz),
        Column(Entries, r => r.By, NpgsqlDbType.Uuid),
        Column(Entries, r => r.Entry.Reverses, NpgsqlDbType.Uuid),
    ];

    private NpgsqlParameter[] PostingColumns() =>
    [
        Column(Postings, r => r.EntryId, NpgsqlDbType.Uuid),
        Column(Postings, r => r.Line, NpgsqlDbType.Smallint),
        Column(Postings, r => r.Posting.Role, NpgsqlDbType.Text),
        Column(Postings, r => Letter(r.Posting.Side), NpgsqlDbType.Text),
        Column(Postings, r => r.Posting.Amount, NpgsqlDbType.Bigint),
        Column(Postings, r => r.Posting.AccountId, NpgsqlDbType.Uuid),
        Column(Postings, r => r.Posting.CampaignId, NpgsqlDbType.Uuid),
        Column(Postings, r => r.Posting.Source, NpgsqlDbType.Text),
        Column(Postings, r => r.Posting.EarmarkId, NpgsqlDbType.Uuid),
        Column(Postings, r => r.Posting.BeneficiaryId, NpgsqlDbType.Uuid),
        Column(Postings, r => r.Posting.CounterFundId, NpgsqlDbType.Uuid),
        Column(Postings, r => r.Posting.Purpose, NpgsqlDbType.Text),
    ];

    private static NpgsqlParameter Column<TRow, TValue>(List<TRow> rows, Func<TRow, TValue> value, NpgsqlDbType type) =>
        UnnestInsert.Column(rows, value, type);
}
