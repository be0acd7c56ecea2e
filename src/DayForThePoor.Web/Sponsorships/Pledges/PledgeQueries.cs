using System.Globalization;
using System.Text;
using DayForThePoor.Core.Sponsorships;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Pledges;

/// <summary>A row of the list of pledges, for staff of the unit.</summary>
/// <param name="Person">Full name of the supported person; null: whoever needs it most.</param>
/// <param name="AmountVnd">Đồng of an instalment; 0 for goods.</param>
/// <param name="Goods">"10 kg gạo" without its number: goods and their unit.</param>
/// <param name="ReceivedVnd">Đồng through the fund, live; <paramref name="UndecidedVnd"/> of it waits for a person.</param>
public sealed record PledgeRow(
    Guid Id, Guid UnitId, string State, Guid SponsorId, string SponsorCode, string Sponsor, string SponsorKind, Guid? BeneficiaryId, string? CaseCode, string? Person, Guid? SlotId,
    string? Purpose, string Channel, long AmountVnd, decimal? Quantity, string? Goods, string? GoodsUnit, string Frequency, DateOnly StartsOn, DateOnly? EndsOn, string EndRule,
    bool Renews, DateOnly? HeldUntil, int Extensions, DateOnly? ActivatedOn, DateOnly? PausedFrom, DateOnly? EndedOn, string? EndReason, DateOnly? GraceUntil, string? Flagged,
    Guid? PredecessorId, Guid? SuccessorId, long ReceivedVnd, long UndecidedVnd, long DeliveredDirectlyVnd, DateTimeOffset OfferedAt, Guid? FundId);

/// <summary>What the list is asked for. The same object feeds rows, counts and files, so that they cannot differ.</summary>
/// <param name="Units">Units whose pledges are meant, with all that lies under them already listed.</param>
/// <param name="Search">Words of the sponsor's or the person's names or codes, without diacritics.</param>
/// <param name="Flagged">Only those that wait for a decision after a life change.</param>
/// <param name="Sort">-offered, offered, sponsor, person, starts, -amount, ends.</param>
public sealed record PledgeFilter(
    IReadOnlyList<Guid> Units, string? Search = null, string? State = null, string? Channel = null, Guid? Sponsor = null, Guid? Beneficiary = null, Guid? Slot = null, bool Flagged = false,
    string Sort = "-offered", int Page = 1, int PageSize = 50);

/// <param name="ByState">Count of each state over the filter without its state.</param>
public sealed record PledgePage(IReadOnlyList<PledgeRow> Items, int Total, IReadOnlyDictionary<string, int> ByState, int Page, int PageSize);

/// <summary>Reads pledges for lists. Who may see which unit is the caller's question.</summary>
public sealed class PledgeQueries(Sessions sessions)
{
    public const int MaxPageSize = 500;

    private const string Columns = """
        p.id, p.unit_id, p.state, p.sponsor_id, s.code, s.name, s.kind, p.beneficiary_id, b.code, m.name, p.slot_id, t.purpose, p.channel, p.amount, p.quantity, t.goods, t.goods_unit,
        p.frequency, p.starts_on, p.ends_on, p.end_rule, p.renews, p.held_until, p.extensions, p.activated_on, p.paused_from, p.ended_on, p.end_reason, p.grace_until, p.flagged,
        p.predecessor_id, p.successor_id, p.received, p.undecided, p.delivered_directly, p.offered_at, p.fund_id
        """;

    private const string From = """
        from sponsorships.pledge p join sponsorships.sponsor s on s.id = p.sponsor_id
        left join sponsorships.beneficiary b on b.id = p.beneficiary_id left join households.member m on m.id = b.member_id
        left join sponsorships.slot t on t.id = p.slot_id
        """;

    private const string Bare = "from sponsorships.pledge p";

    private const string Newest = "p.offered_at desc, p.id";

    public async Task<PledgePage> List(PledgeFilter filter, CancellationToken cancellation)
    {
        var (page, size) = (Math.Clamp(filter.Page, 1, 100_000), Math.Clamp(filter.PageSize, 1, MaxPageSize));
        var (where, values) = Where(filter);
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        var named = filter.Search is { Length: > 0 };
        batch.BatchCommands.Add(Command(values.Count == 1 && !filter.Flagged
            ? StateCounts.Of(StateCounts.Pledges)
            : $"select p.state, count(*)::int {(named ? From : Bare)} where {where} group by p.state"));
        var state = PledgeStates.All.Contains(filter.State) ? $" and p.state = '{filter.State}'" : "";
        // Only the rows of the page are looked at closely; the newest of each unit are found without reading the others.
        var (order, skip) = (Order(filter.Sort), (page - 1L) * size);
        var ids = order == Newest
            ? $"""
              select x.id from unnest($1) u(id) cross join lateral (
                select p.id, p.offered_at {(named ? From : Bare)} where p.unit_id = u.id and {where}{state} order by {Newest} limit {skip + size}) x
              order by x.offered_at desc, x.id limit {size} offset {skip}
              """
            : $"select p.id {(named || filter.Sort is "sponsor" or "person" ? From : Bare)} where {where}{state} order by {order} limit {size} offset {skip}";
        batch.BatchCommands.Add(Command($"with page as ({ids}) select {Columns} {From} where p.id in (select id from page) order by {order}"));

        await using var row = await batch.ExecuteReaderAsync(cancellation);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellation)) counts[row.GetString(0)] = row.GetInt32(1);
        await row.NextResultAsync(cancellation);
        List<PledgeRow> items = [];
        while (await row.ReadAsync(cancellation)) items.Add(Row(row));
        var total = state.Length > 0 ? counts.GetValueOrDefault(filter.State!) : counts.Values.Sum();
        return new(items, total, PledgeStates.All.Where(counts.ContainsKey).ToDictionary(s => s, s => counts[s]), page, size);

        NpgsqlBatchCommand Command(string sql)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            return command;
        }
    }

    /// <summary>Null: no such pledge.</summary>
    public async Task<PledgeRow?> Find(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"select {Columns} {From} where p.id = $1", connection) { Parameters = { new() { Value = id } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? Row(row) : null;
    }

    /// <summary>The unit that a pledge belongs to; empty when there is none, and then nobody may anything in it.</summary>
    public async Task<Guid> UnitOf(Guid pledge, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select unit_id from sponsorships.pledge where id = $1", connection) { Parameters = { new() { Value = pledge } } };
        return await select.ExecuteScalarAsync(cancellation) as Guid? ?? Guid.Empty;
    }

    private static (string Where, List<object> Values) Where(PledgeFilter filter)
    {
        var where = new StringBuilder("p.unit_id = any($1)");
        List<object> values = [filter.Units.ToArray()];
        void And(string condition, object value)
        {
            values.Add(value);
            where.Append(CultureInfo.InvariantCulture, $" and ({condition.Replace("?", $"${values.Count}", StringComparison.Ordinal)})");
        }

        if (filter.Channel is { Length: > 0 } channel) And("p.channel = ?", channel);
        if (filter.Sponsor is { } sponsor) And("p.sponsor_id = ?", sponsor);
        if (filter.Beneficiary is { } beneficiary) And("p.beneficiary_id = ?", beneficiary);
        if (filter.Slot is { } slot) And("p.slot_id = ?", slot);
        if (filter.Flagged) where.Append(" and p.flagged is not null");
        foreach (var word in LikeWords.Of(filter.Search))
            And("s.folded like ? or b.folded like ? or exists (select from households.household h where h.id = b.household_id and h.folded like ?)", word);
        return (where.ToString(), values);
    }

    private static string Order(string sort) => sort switch
    {
        "offered" => "p.offered_at, p.id",
        "sponsor" => "s.name collate \"vi-x-icu\", p.id",
        "person" => "m.name collate \"vi-x-icu\" nulls last, p.id",
        "starts" => "p.starts_on, p.id",
        "ends" => "p.ends_on nulls last, p.id",
        "-amount" => "p.yearly desc, p.id",
        _ => Newest,
    };

    private static PledgeRow Row(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetGuid(3), row.GetString(4), row.GetString(5), row.GetString(6), Id(row, 7), Text(row, 8), Text(row, 9), Id(row, 10),
        Text(row, 11), row.GetString(12), row.GetInt64(13), row.IsDBNull(14) ? null : row.GetDecimal(14), Text(row, 15), Text(row, 16), row.GetString(17), row.GetFieldValue<DateOnly>(18),
        Day(row, 19), row.GetString(20), row.GetBoolean(21), Day(row, 22), row.GetInt16(23), Day(row, 24), Day(row, 25), Day(row, 26), Text(row, 27), Day(row, 28), Text(row, 29),
        Id(row, 30), Id(row, 31), row.GetInt64(32), row.GetInt64(33), row.GetInt64(34), row.GetFieldValue<DateTimeOffset>(35), Id(row, 36));

    private static Guid? Id(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetGuid(at);

    private static DateOnly? Day(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateOnly>(at);

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}
