using DayForThePoor.Core.Ledger;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Statements.Evidence;

/// <summary>Where evidence stands towards the statement.</summary>
public enum EvidenceState
{
    /// <summary>Its line is there.</summary>
    OnStatement,

    /// <summary>A statement reaches past its day and has no such line: the sender erred, or the statement is not whole.</summary>
    Missing,

    /// <summary>No statement reaches past its day yet.</summary>
    Waiting,
}

/// <param name="AmountVnd">Đồng.</param>
/// <param name="Memo">Null once erased.</param>
public sealed record EvidenceRow(
    Guid Id, Guid AccountId, string Source, DateOnly Day, Side Side, long AmountVnd, string Reference, string? Memo,
    DateTimeOffset ReceivedAt, EvidenceState State);

/// <param name="Total">Rows over all pages.</param>
public sealed record EvidencePageOf(IReadOnlyList<EvidenceRow> Items, int Total, int Page, int PageSize);

public sealed class EvidenceQueries(Sessions sessions)
{
    public const int PageSize = 50;

    private const string State = """
        case when e.line_id is not null then 'line'
             when exists (select from statements.import i where i.account_id = e.account_id and i.state = 'done' and i.covers_to > e.day) then 'missing'
             else 'waiting' end
        """;

    /// <param name="onlyMissing">Only what a statement should show and does not.</param>
    public async Task<EvidencePageOf> Of(IReadOnlyList<Guid> accounts, bool onlyMissing, int page, CancellationToken cancellation)
    {
        page = Math.Max(1, page);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"""
            select *, count(*) over ()::int from (
              select e.id, e.account_id, e.source, e.day, e.side, e.amount, e.reference, e.memo, e.received_at, {State} as state
              from statements.evidence e where e.account_id = any($1)) e
            where not $2 or state = 'missing'
            order by day desc, id limit {PageSize} offset $3
            """, connection)
        {
            Parameters = { new() { Value = accounts.ToArray() }, new() { Value = onlyMissing }, new() { Value = (page - 1) * PageSize } },
        };
        List<EvidenceRow> rows = [];
        var total = 0;
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            total = row.GetInt32(10);
            rows.Add(new(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.GetFieldValue<char>(4) == 'C' ? Side.Credit : Side.Debit, row.GetInt64(5),
                row.GetString(6), row.IsDBNull(7) ? null : row.GetString(7), row.GetFieldValue<DateTimeOffset>(8),
                row.GetString(9) switch { "line" => EvidenceState.OnStatement, "missing" => EvidenceState.Missing, _ => EvidenceState.Waiting }));
        }
        return new(rows, total, page, PageSize);
    }

    /// <summary>The account of an evidence; null when there is none of this id.</summary>
    public async Task<Guid?> AccountOf(Guid evidence, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select account_id from statements.evidence where id = $1", connection) { Parameters = { new() { Value = evidence } } };
        return await select.ExecuteScalarAsync(cancellation) as Guid?;
    }
}
