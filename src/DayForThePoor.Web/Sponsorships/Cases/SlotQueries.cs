using DayForThePoor.Core.Households;
using DayForThePoor.Web.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <param name="Empty">Only those that no pledge fills at all.</param>
public sealed record OpenSlotFilter(IReadOnlyList<Guid> Units, string? Search, string? Kind, string? Purpose, bool Empty, int Page);

/// <summary>A need that has room, with whose it is. For staff of the unit: it bears the name.</summary>
public sealed record OpenSlotRow(Guid BeneficiaryId, Guid UnitId, string Code, string Name, string Kind, string Hamlet, SlotView Slot);

/// <param name="RoomVnd">Đồng a year that nobody has promised yet, over the filter.</param>
public sealed record OpenSlots(IReadOnlyList<OpenSlotRow> Items, int Total, long RoomVnd);

/// <summary>Needs of open cases that wait for a sponsor, the emptiest first.</summary>
public sealed class SlotQueries(Sessions sessions, TimeProvider clock)
{
    public const int PageSize = 50;

    private const string From = $"""
        from sponsorships.slot s cross join {CaseQueries.Filled} f join sponsorships.beneficiary b on b.id = s.beneficiary_id
        join sponsorships.case_state c on c.beneficiary_id = b.id join households.household h on h.id = b.household_id
        where s.unit_id = any($1) and (s.ends_on is null or s.ends_on >= $2) and c.state = 'open' and c.stopped is null and {CaseQueries.HasRoom}
          and (b.folded || ' ' || h.folded) like all ($3) and ($4::text is null or b.kind = $4) and ($5::text is null or s.purpose = $5) and (not $6 or (f.vnd = 0 and f.quantity = 0))
        """;

    public async Task<OpenSlots> Open(OpenSlotFilter filter, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command($"select count(*)::int, coalesce(sum(s.amount * 12 - f.vnd), 0)::bigint {From}"));
        batch.BatchCommands.Add(Command($"""
            with page as (select s.id, f.vnd, f.quantity, row_number() over (order by case s.kind when 'money' then f.vnd::numeric / (s.amount * 12) else f.quantity / (s.quantity * 12) end, b.code, s.id) as place
              {From} order by place limit {PageSize} offset {(filter.Page - 1L) * PageSize})
            select b.id, b.unit_id, b.code, coalesce(m.name, ''), b.kind, t.kind, t.name, t.former,
              s.id, s.purpose, s.kind, s.amount, s.goods, s.goods_unit, s.quantity, s.starts_on, s.ends_on, p.vnd, p.quantity
            from page p join sponsorships.slot s on s.id = p.id join sponsorships.beneficiary b on b.id = s.beneficiary_id join households.household h on h.id = b.household_id
            join households.hamlet t on t.id = h.hamlet_id left join households.member m on m.id = b.member_id order by p.place
            """));
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var (total, room) = (row.GetInt32(0), row.GetInt64(1));
        await row.NextResultAsync(cancellation);
        List<OpenSlotRow> items = [];
        while (await row.ReadAsync(cancellation))
        {
            var slot = new SlotView(
                row.GetGuid(8), row.GetString(9), row.GetString(10), row.GetInt64(11), row.GetString(12), row.GetString(13), row.GetDecimal(14), row.GetFieldValue<DateOnly>(15),
                row.IsDBNull(16) ? null : row.GetFieldValue<DateOnly>(16), row.GetInt64(17), row.GetDecimal(18));
            items.Add(new(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), new HamletName(row.GetString(5), row.GetString(6), row.GetString(7)).Text, slot));
        }
        return new(items, total, room);

        NpgsqlBatchCommand Command(string sql) => new(sql)
        {
            Parameters =
            {
                new() { Value = filter.Units.ToArray() }, new() { Value = VietnamTime.TodayIn(clock) }, new() { Value = LikeWords.Of(filter.Search) }, Text(filter.Kind),
                Text(filter.Purpose), new() { Value = filter.Empty },
            },
        };

        static NpgsqlParameter Text(string? value) => new() { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
    }
}
