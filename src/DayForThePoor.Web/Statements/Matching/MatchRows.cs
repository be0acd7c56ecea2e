using DayForThePoor.Core;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>One link of a match on its way to <c>statements.match_link</c>.</summary>
/// <param name="Amount">Đồng.</param>
public readonly record struct MatchLink(long Line, Guid? Item, long Amount);

/// <summary>Writes matches and their links. The caller holds the account's lock or takes it before the commit.</summary>
internal static class MatchRows
{
    public static async Task Insert(NpgsqlConnection connection, MatchDraft match, Guid by, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("""
            insert into statements.match (id, unit_id, account_id, kind, reason, side, rule_id, run_id, day, fund_id, campaign_id, role, line_count, total, made_at, made_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            """, connection);
        void Add(object? value, NpgsqlDbType type) => insert.Parameters.Add(new() { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        Add(match.Id, NpgsqlDbType.Uuid);
        Add(match.Account.UnitId, NpgsqlDbType.Uuid);
        Add(match.Account.Id, NpgsqlDbType.Uuid);
        Add(match.Target.Kind, NpgsqlDbType.Text);
        Add(match.Reason, NpgsqlDbType.Text);
        Add(EntryRows.Letter(match.Side), NpgsqlDbType.Char);
        Add(match.RuleId, NpgsqlDbType.Uuid);
        Add(match.RunId, NpgsqlDbType.Uuid);
        Add(match.Day, NpgsqlDbType.Date);
        Add(match.Target.FundThen(match.Account), NpgsqlDbType.Uuid);
        Add(match.Target.CampaignId, NpgsqlDbType.Uuid);
        Add(match.Target.RoleThen, NpgsqlDbType.Text);
        Add(match.Count, NpgsqlDbType.Integer);
        Add(match.Total, NpgsqlDbType.Bigint);
        Add(at.ToUniversalTime(), NpgsqlDbType.TimestampTz);
        Add(by, NpgsqlDbType.Uuid);
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The links in their order, by COPY: a collective match has as many as a bank day has lines.</summary>
    public static async Task InsertLinks(NpgsqlConnection connection, Guid match, IReadOnlyList<MatchLink> links, CancellationToken cancellation)
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            "copy statements.match_link (match_id, ordinal, line_id, item_id, amount) from stdin (format binary)", cancellation);
        writer.Timeout = TimeSpan.FromHours(1); // each row is checked against its line and match
        for (var i = 0; i < links.Count; i++)
        {
            writer.StartRow();
            writer.Write(match, NpgsqlDbType.Uuid);
            writer.Write(i + 1, NpgsqlDbType.Integer);
            writer.Write(links[i].Line, NpgsqlDbType.Bigint);
            if (links[i].Item is { } item) writer.Write(item, NpgsqlDbType.Uuid);
            else writer.WriteNull();
            writer.Write(links[i].Amount, NpgsqlDbType.Bigint);
        }
        await writer.CompleteAsync(cancellation);
    }

    /// <summary>
    /// Whether no more is taken of the lines and items than there is. Asked under the account's lock after the links are in.
    /// Codes: matching.line_taken, matching.item_taken.
    /// </summary>
    public static async Task<Refusal?> WhyTooMuch(NpgsqlConnection connection, long[] lines, Guid[] items, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("""
                    select exists (select from (select k.line_id, sum(k.amount) as taken from statements.live_link k where k.line_id = any($1) group by 1) t
                      join statements.line l on l.id = t.line_id where t.taken > l.amount)
                    """) { Parameters = { new() { Value = lines } } },
                new("""
                    select exists (select from unnest($1::uuid[]) i(id)
                      left join (select a.item_id, sum(a.amount) as amount from statements.announced a where a.item_id = any($1) group by 1) a on a.item_id = i.id
                      left join (select k.item_id, sum(k.amount) as taken from statements.live_link k where k.item_id = any($1) group by 1) t on t.item_id = i.id
                      where a.amount is null or t.taken > a.amount)
                    """) { Parameters = { new() { Value = items } } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        if (reader.GetBoolean(0)) return Refusal.Conflict("matching.line_taken", "lines");
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return reader.GetBoolean(0) ? Refusal.Conflict("matching.item_taken", "items") : null;
    }
}
