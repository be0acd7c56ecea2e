using System.Globalization;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Statements.Matching;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Statements.Bench;

/// <summary>A match as its list shows it.</summary>
/// <param name="FromDay">First bank day of its lines.</param>
/// <param name="RuleName">The rule that made it or proposed it.</param>
/// <param name="ByName">Who made it; null: the program by itself.</param>
/// <param name="Released">Links of it that were undone.</param>
/// <param name="Vouchers">Its entries, the first ones before those that take them back.</param>
/// <param name="Note">What the person wrote beside it; null when nothing, or erased.</param>
/// <param name="HasPaper">A donor's agreement or a board's decision lies beside it.</param>
public sealed record MadeMatch(
    Guid Id, Guid UnitId, BankAccount Account, MatchTarget Target, string Reason, Side Side, DateOnly FromDay, DateOnly ToDay, string? RuleName, string? ByName,
    int Count, long Total, DateTimeOffset MadeAt, int Released, IReadOnlyList<MatchVoucher> Vouchers, string? Note, bool HasPaper)
{
    public bool IsUndone => Released == Count;
}

public sealed record MatchVoucher(Guid EntryId, string Number);

/// <summary>One link of a match: its line and, where there is one, what it proves.</summary>
/// <param name="AmountVnd">Đồng that the match took of the line.</param>
public sealed record MadeLine(
    long LineId, string Account, DateOnly Day, string Reference, Side Side, string Memo, string Counterparty, long AmountVnd, Guid? ItemId, bool Live);

/// <param name="Kind">One of <see cref="MatchKinds"/>; null: all.</param>
/// <param name="ByPerson">True: by people; false: by the program; null: both.</param>
/// <param name="From">First day on which it was made.</param>
/// <param name="Standing">True: something of it stands; false: undone whole; null: both.</param>
public sealed record MadeFilter(
    IReadOnlyList<Guid> Accounts, string? Kind = null, bool? ByPerson = null, DateOnly? From = null, DateOnly? To = null, bool? Standing = null, int Page = 1, int PageSize = 50);

public sealed record MadePage(IReadOnlyList<MadeMatch> Items, long Total, int Page, int PageSize);

/// <summary>Reads matches and their lines. Who may see which account is the caller's question.</summary>
public sealed class MadeMatches(Sessions sessions, IRegistry registry)
{
    /// <summary>
    /// A rule that may not act alone, or might no longer when the match was made, only proposed it: then a person accepted.
    /// </summary>
    private const string ByPerson = """
        (m.run_id is null or m.reason = 'person'
          or exists (select from statements.rule r where r.id = m.rule_id and not r.acts_alone and (r.lost_right_at is null or r.lost_right_at <= m.made_at)))
        """;

    private const string Columns = $"""
        m.id, m.unit_id, m.account_id, m.kind, m.reason, m.side, m.role, m.fund_id, m.campaign_id, m.line_count, m.total, m.made_at, m.released_count, {ByPerson},
        (select p.display_name from identity.person p where p.id = m.made_by),
        (select r.name from statements.rule r where r.id = m.rule_id),
        coalesce(m.day, (select min(l.value_date) from statements.match_link k join statements.line l on l.id = k.line_id where k.match_id = m.id)),
        coalesce(m.day, (select max(l.value_date) from statements.match_link k join statements.line l on l.id = k.line_id where k.match_id = m.id)),
        array(select e.id::text || ' ' || e.fund_id::text || ' ' || e.kind || ' ' || e.year || ' ' || e.number
          from ledger.entry e where e.stream_id = m.id order by e.recorded_at, e.reverses nulls first, e.id),
        (select t.text from dftp.sealed_text t where t.owner_id = m.id and t.field = 'note'),
        exists (select from statements.decision d where d.match_id = m.id and d.sha256 is not null)
        """;

    public async Task<MadePage> List(MadeFilter filter, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        var (page, size) = (Math.Max(1, filter.Page), Math.Clamp(filter.PageSize, 1, 5_000));
        var count = new NpgsqlBatchCommand();
        count.CommandText = $"select count(*) from statements.match m where {Where(filter, count)}";
        var rows = new NpgsqlBatchCommand();
        rows.CommandText = $"""
            select {Columns} from (select * from statements.match m where {Where(filter, rows)}
              order by m.made_at desc, m.id limit {size} offset {(page - 1L) * size}) m order by m.made_at desc, m.id
            """;
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { count, rows } };
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var total = row.GetInt64(0);
        await row.NextResultAsync(cancellation);
        List<MadeMatch> matches = [];
        while (await row.ReadAsync(cancellation)) matches.Add(Read(row, known));
        return new MadePage(matches, total, page, size);
    }

    public async Task<MadeMatch?> ById(Guid match, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"select {Columns} from statements.match m where m.id = $1", connection) { Parameters = { new() { Value = match } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? Read(row, known) : null;
    }

    /// <summary>The last match of this person on these accounts that stands whole, if it was made since the time.</summary>
    public async Task<Guid?> LastOf(IReadOnlyList<Guid> accounts, Guid person, DateTimeOffset since, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select id from statements.match where account_id = any($1) and made_by = $2 and run_id is null and made_at >= $3 and released_count = 0
            order by made_at desc limit 1
            """, connection)
        {
            Parameters = { new() { Value = accounts.ToArray() }, new() { Value = person }, new() { Value = since.ToUniversalTime() } },
        };
        return (Guid?)await select.ExecuteScalarAsync(cancellation);
    }

    /// <param name="page">From 1.</param>
    public async Task<IReadOnlyList<MadeLine>> LinesOf(Guid match, int page, int pageSize, CancellationToken cancellation)
    {
        var known = await registry.Current(cancellation);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select l.id, l.account_id, l.value_date, l.reference, l.side, l.memo, l.counterparty, k.amount, k.item_id, k.live
            from statements.match_link k join statements.line l on l.id = k.line_id where k.match_id = $1 order by k.ordinal limit $2 offset $3
            """, connection)
        {
            Parameters = { new() { Value = match }, new() { Value = pageSize }, new() { Value = (page - 1L) * pageSize } },
        };
        List<MadeLine> lines = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            lines.Add(new MadeLine(
                row.GetInt64(0), known.Accounts[row.GetGuid(1)].Code, row.GetFieldValue<DateOnly>(2), row.GetString(3), SideOf(row.GetString(4)), row.GetString(5),
                row.GetString(6), row.GetInt64(7), row.IsDBNull(8) ? null : row.GetGuid(8), row.GetBoolean(9)));
        }
        return lines;
    }

    private static string Where(MadeFilter filter, NpgsqlBatchCommand command)
    {
        List<string> all = [$"m.account_id = any({Add(filter.Accounts.ToArray())})"];
        if (filter.Kind is { } kind) all.Add($"m.kind = {Add(kind)}");
        if (filter.ByPerson is { } person) all.Add(person ? ByPerson : $"not {ByPerson}");
        if (filter.From is { } from) all.Add($"m.made_at >= {Add(StartOf(from))}");
        if (filter.To is { } to) all.Add($"m.made_at < {Add(StartOf(to.AddDays(1)))}");
        if (filter.Standing is { } standing) all.Add(standing ? "m.released_count < m.line_count" : "m.released_count = m.line_count");
        return string.Join(" and ", all);

        string Add(object value)
        {
            command.Parameters.Add(new() { Value = value });
            return string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
        }
    }

    private static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), VietnamTime.Offset).ToUniversalTime();

    private static MadeMatch Read(NpgsqlDataReader row, RegistrySnapshot known)
    {
        var account = known.Accounts[row.GetGuid(2)];
        return new MadeMatch(
            row.GetGuid(0), row.GetGuid(1), account,
            new MatchTarget(row.GetString(3), row.IsDBNull(6) ? null : row.GetString(6), row.IsDBNull(7) ? null : row.GetGuid(7), row.IsDBNull(8) ? null : row.GetGuid(8)),
            row.GetString(4), SideOf(row.GetString(5)), row.GetFieldValue<DateOnly>(16), row.GetFieldValue<DateOnly>(17),
            row.IsDBNull(15) ? null : row.GetString(15), row.GetBoolean(13) && !row.IsDBNull(14) ? row.GetString(14) : null,
            row.GetInt32(9), row.GetInt64(10), row.GetFieldValue<DateTimeOffset>(11), row.GetInt32(12),
            [.. row.GetFieldValue<string[]>(18).Select(text => Voucher(text.Split(' '), known))], row.IsDBNull(19) ? null : row.GetString(19), row.GetBoolean(20));
    }

    private static MatchVoucher Voucher(string[] parts, RegistrySnapshot known) => new(
        Guid.Parse(parts[0]),
        new VoucherNumber(parts[2], int.Parse(parts[3], CultureInfo.InvariantCulture), int.Parse(parts[4], CultureInfo.InvariantCulture))
            .Text(known.Funds[Guid.Parse(parts[1])].Kind));

    private static Side SideOf(string letter) => letter == "C" ? Side.Credit : Side.Debit;
}
