using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Public;

/// <summary>A sponsor's letter, for the officer.</summary>
/// <param name="State">waiting, passed_on, refused.</param>
public sealed record LetterRow(
    Guid Id, Guid UnitId, Guid SponsorId, string Sponsor, Guid BeneficiaryId, string Case, string Person, string Text, DateTimeOffset SentAt, string State, string? Reason,
    DateTimeOffset? DecidedAt);

/// <summary>Letters of sponsors, in the units that the caller may read.</summary>
public sealed class LetterQueries(Sessions sessions)
{
    public const int PageSize = 20;

    public static readonly IReadOnlyList<string> States = ["waiting", "passed_on", "refused"];

    /// <param name="state">Null: all. What waits stands oldest first, all else newest first.</param>
    public async Task<(IReadOnlyList<LetterRow> Letters, int Total)> List(IReadOnlyList<Guid> units, string? state, int page, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select l.id, l.unit_id, l.sponsor_id, s.name, l.beneficiary_id, b.code, m.name, l.text, l.sent_at, l.state, l.reason, l.decided_at, count(*) over ()::int
            from sponsorships.letter l join sponsorships.sponsor s on s.id = l.sponsor_id
            join sponsorships.beneficiary b on b.id = l.beneficiary_id join households.member m on m.id = b.member_id
            where l.unit_id = any($1) and ($2::text is null or l.state = $2)
            order by case when l.state = 'waiting' then l.sent_at end, l.sent_at desc, l.id limit $3 offset $4
            """, connection)
        {
            Parameters = { new() { Value = units.ToArray() }, new() { Value = (object?)state ?? DBNull.Value }, new() { Value = PageSize }, new() { Value = (long)(page - 1) * PageSize } },
        };
        List<LetterRow> letters = [];
        var total = 0;
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            letters.Add(new(
                row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetGuid(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetFieldValue<DateTimeOffset>(8),
                row.GetString(9), row.IsDBNull(10) ? null : row.GetString(10), row.IsDBNull(11) ? null : row.GetFieldValue<DateTimeOffset>(11)));
            total = row.GetInt32(12);
        }
        return (letters, total);
    }

    public async Task<long> Waiting(IReadOnlyList<Guid> units, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("select count(*) from sponsorships.letter where unit_id = any($1) and state = 'waiting'", connection)
        {
            Parameters = { new() { Value = units.ToArray() } },
        };
        return (long)(await select.ExecuteScalarAsync(cancellation))!;
    }
}
