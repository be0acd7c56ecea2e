using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Grants;

/// <summary>A row of the list of proposal lists.</summary>
/// <param name="Title">Null when erased.</param>
/// <param name="TotalVnd">Đồng.</param>
/// <param name="Needed">Different approvers that it needs; <paramref name="SignedBy"/> have signed.</param>
/// <param name="Decision">Number of the decision; null when none was given.</param>
public sealed record ProposalRow(
    Guid Id, Guid UnitId, string Fund, string State, string? Title, int Lines, long TotalVnd, int Needed, int SignedBy, DateOnly ProposedOn, Guid ProposedBy,
    string ProposedByName, DateTimeOffset ProposedAt, DateOnly? DecidedOn, string? Decision);

/// <param name="States">Of <see cref="Core.Grants.ProposalStates"/>; null or empty: all.</param>
/// <param name="WaitingFor">Only what this person may still sign: neither written nor asked for nor signed by them.</param>
public sealed record ProposalFilter(
    IReadOnlyList<Guid> Units, IReadOnlyList<string>? States = null, Guid? WaitingFor = null, int Page = 1, int PageSize = 50);

/// <param name="SumVnd">Đồng over the filter.</param>
/// <param name="Oldest">When the oldest of the filter was proposed; null for none.</param>
public sealed record ProposalPage(IReadOnlyList<ProposalRow> Items, int Total, long SumVnd, DateTimeOffset? Oldest, int Page, int PageSize);

/// <param name="Signatures">Who signed and when, in order.</param>
/// <param name="Note">Null when none was written, or erased; <paramref name="Reason"/> why it was sent back, refused or taken back.</param>
public sealed record ProposalView(
    ProposalRow Row, string? Note, string? Reason, IReadOnlyList<FrozenLine> Lines, IReadOnlyList<SignatureView> Signatures, IReadOnlyList<StepView> Steps, bool IsWhole);

public sealed record SignatureView(Guid PersonId, string Name, DateTimeOffset At);

/// <summary>Reads proposal lists. Who may see which unit is the caller's question.</summary>
public sealed class ProposalQueries(Sessions sessions, IRegistry registry, GrantHistory history)
{
    public const int MaxPageSize = 200;

    private const string Columns = """
        p.id, p.unit_id, p.fund_id, p.state, t.text, p.lines, p.total, p.needed, p.signed, p.proposed_on, p.proposed_by, coalesce(w.display_name, ''), p.proposed_at, p.decided_on,
        (select d.text from grants.step s join dftp.sealed_text d on d.owner_id = s.id and d.field = 'decision' where s.subject_id = p.id and s.kind = 'proposal_approved')
        """;

    private const string From = """
        from grants.proposal p left join dftp.sealed_text t on t.owner_id = p.id and t.field = 'title' left join identity.person w on w.id = p.proposed_by
        where p.unit_id = any($1) and p.state = any($2)
          and ($3::uuid is null or (p.proposed_by <> $3 and p.state = 'proposed' and not exists (select from grants.signature g where g.subject_id = p.id and g.person_id = $3)
            and not exists (select from grants.support s where s.proposal_id = p.id and s.requested_by = $3)))
        """;

    public async Task<ProposalPage> List(ProposalFilter filter, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var (page, size) = (Math.Clamp(filter.Page, 1, 100_000), Math.Clamp(filter.PageSize, 1, MaxPageSize));
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Command($"select count(*)::int, coalesce(sum(p.total), 0)::bigint, min(p.proposed_at) {From}"),
                Command($"select {Columns} {From} order by p.proposed_at desc, p.id limit {size} offset {(page - 1L) * size}"),
            },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var (total, sum, oldest) = (row.GetInt32(0), row.GetInt64(1), row.IsDBNull(2) ? (DateTimeOffset?)null : row.GetFieldValue<DateTimeOffset>(2));
        await row.NextResultAsync(cancellation);
        List<ProposalRow> items = [];
        while (await row.ReadAsync(cancellation)) items.Add(Row(row, known));
        return new(items, total, sum, oldest, page, size);

        NpgsqlBatchCommand Command(string sql) => new(sql)
        {
            Parameters =
            {
                new() { Value = filter.Units.ToArray() },
                new() { Value = (filter.States is { Count: > 0 } wanted ? wanted : Core.Grants.ProposalStates.All).ToArray() },
                new() { Value = filter.WaitingFor ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
            },
        };
    }

    /// <summary>Null: no such list.</summary>
    public async Task<ProposalView?> Find(Guid id, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        ProposalRow found;
        string? note, hash;
        await using (var select = new NpgsqlCommand($"""
            select {Columns}, (select n.text from dftp.sealed_text n where n.owner_id = p.id and n.field = 'note'), p.list_hash
            from grants.proposal p left join dftp.sealed_text t on t.owner_id = p.id and t.field = 'title' left join identity.person w on w.id = p.proposed_by where p.id = $1
            """, connection) { Parameters = { new() { Value = id } } })
        await using (var row = await select.ExecuteReaderAsync(cancellation))
        {
            if (!await row.ReadAsync(cancellation)) return null;
            (found, note, hash) = (Row(row, known), row.IsDBNull(15) ? null : row.GetString(15), row.GetString(16));
        }
        var (lines, now) = await FrozenList.Kept(connection, id, cancellation);
        var steps = await history.Of(connection, id, cancellation);
        return new ProposalView(
            found, note, steps.LastOrDefault(s => s.Texts.ContainsKey("reason"))?.Texts["reason"], lines, await Signatures(connection, id, cancellation), steps, now == hash);
    }

    /// <summary>The unit that a list belongs to; empty when there is no such list, and then nobody may anything in it.</summary>
    public async Task<Guid> UnitOf(Guid proposal, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select unit_id from grants.proposal where id = $1", connection) { Parameters = { new() { Value = proposal } } };
        return await select.ExecuteScalarAsync(cancellation) as Guid? ?? Guid.Empty;
    }

    /// <summary>The list that holds this grant and no other; null when there is none.</summary>
    public async Task<Guid?> OfOne(Guid grant, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand(
            "select p.id from grants.support s join grants.proposal p on p.id = s.proposal_id where s.id = $1 and p.lines = 1", connection)
        {
            Parameters = { new() { Value = grant } },
        };
        return await select.ExecuteScalarAsync(cancellation) as Guid?;
    }

    private static async Task<IReadOnlyList<SignatureView>> Signatures(NpgsqlConnection connection, Guid proposal, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select g.person_id, coalesce(w.display_name, ''), g.signed_at from grants.signature g left join identity.person w on w.id = g.person_id
            where g.subject_id = $1 order by g.signed_at
            """, connection) { Parameters = { new() { Value = proposal } } };
        List<SignatureView> signatures = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) signatures.Add(new(row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2)));
        return signatures;
    }

    private static ProposalRow Row(NpgsqlDataReader r, RegistrySnapshot known) => new(
        r.GetGuid(0), r.GetGuid(1), known.Funds[r.GetGuid(2)].Code, r.GetString(3), r.IsDBNull(4) ? null : r.GetString(4), r.GetInt32(5), r.GetInt64(6), r.GetInt16(7), r.GetInt16(8),
        r.GetFieldValue<DateOnly>(9), r.GetGuid(10), r.GetString(11), r.GetFieldValue<DateTimeOffset>(12), r.IsDBNull(13) ? null : r.GetFieldValue<DateOnly>(13),
        r.IsDBNull(14) ? null : r.GetString(14));
}
