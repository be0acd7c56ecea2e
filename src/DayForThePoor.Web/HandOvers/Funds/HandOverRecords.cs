using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.HandOvers.Funds;

public static class HandOverStates
{
    /// <summary>Chờ bên nhận xác nhận.</summary>
    public const string Waiting = "waiting";

    /// <summary>Đã bàn giao.</summary>
    public const string Posted = "posted";

    /// <summary>Đã hủy.</summary>
    public const string Withdrawn = "withdrawn";
}

/// <summary>A side of the minutes and who signed for it.</summary>
/// <param name="SignedBy">Name as colleagues read it.</param>
public sealed record HandOverSide(Guid UnitId, Guid FundId, bool IsGiver, Guid? SignedById, string? SignedBy, DateTimeOffset? SignedAt);

/// <summary>Minutes with where they stand.</summary>
/// <param name="DocumentDate">Of the vouchers, once posted.</param>
public sealed record HandOverRecord(
    Guid Id, Guid FundId, Guid UnitId, DateOnly ClosingOn, string State, HandOverMinute Minute, long TotalVnd, Guid DrawnById, string? DrawnBy, DateTimeOffset DrawnAt,
    DateOnly? DocumentDate, DateTimeOffset? EndedAt, IReadOnlyList<HandOverSide> Sides)
{
    public bool IsWaiting => State == HandOverStates.Waiting;

    public HandOverSide? SideOf(Guid unit) => Sides.FirstOrDefault(side => side.UnitId == unit);
}

/// <summary>Reads minutes; who may see which is the caller's question.</summary>
public sealed class HandOverRecords(Sessions sessions)
{
    private const string Sql = """
        select h.id, h.fund_id, h.unit_id, h.closing_on, h.state, h.minute, h.total, h.drawn_by, d.display_name, h.drawn_at, h.document_date, h.ended_at,
          s.unit_id, s.fund_id, s.side, s.signed_by, p.display_name, s.signed_at
        from ledger.hand_over h join ledger.hand_over_side s on s.hand_over_id = h.id
          left join identity.person d on d.id = h.drawn_by left join identity.person p on p.id = s.signed_by
        where {0} order by h.drawn_at desc, h.id, s.side, s.unit_id
        """;

    /// <summary>Minutes in which one of the units is a side, the latest first.</summary>
    public async Task<IReadOnlyList<HandOverRecord>> Of(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return await Read(connection, "exists (select from ledger.hand_over_side x where x.hand_over_id = h.id and x.unit_id = any($1))", units.ToArray(), cancellation);
    }

    public async Task<HandOverRecord?> Find(Guid id, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        return await Find(connection, id, cancellation);
    }

    public static async Task<HandOverRecord?> Find(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        await Read(connection, "h.id = $1", id, cancellation) is [var found, ..] ? found : null;

    private static async Task<IReadOnlyList<HandOverRecord>> Read(NpgsqlConnection connection, string where, object value, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand(Sql.Replace("{0}", where, StringComparison.Ordinal), connection) { Parameters = { new() { Value = value } } };
        await using var row = await query.ExecuteReaderAsync(cancellation);
        List<(HandOverRecord Record, List<HandOverSide> Sides)> found = [];
        while (await row.ReadAsync(cancellation))
        {
            if (found.Count == 0 || found[^1].Record.Id != row.GetGuid(0))
            {
                List<HandOverSide> sides = [];
                found.Add((new(
                    row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetFieldValue<DateOnly>(3), row.GetString(4), HandOverMinute.Of(row.GetString(5)), row.GetInt64(6),
                    row.GetGuid(7), Text(row, 8), row.GetFieldValue<DateTimeOffset>(9), row.IsDBNull(10) ? null : row.GetFieldValue<DateOnly>(10), Instant(row, 11), sides), sides));
            }
            found[^1].Sides.Add(new(
                row.GetGuid(12), row.GetGuid(13), row.GetString(14) == "giver", row.IsDBNull(15) ? null : row.GetGuid(15), Text(row, 16), Instant(row, 17)));
        }
        return [.. found.Select(f => f.Record)];
    }

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateTimeOffset>(at);
}
