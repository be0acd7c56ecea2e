using DayForThePoor.Core.Households;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>An approved grant of which something is left to be paid.</summary>
/// <param name="LeftVnd">Đồng that no live payment takes.</param>
public sealed record ApprovedSupport(Guid Id, string Name, string Hamlet, string Purpose, long ApprovedVnd, long LeftVnd, DateOnly ApprovedOn, Guid? EarmarkId);

/// <summary>Approved grants to choose from when an order is written.</summary>
public sealed class ApprovedSupports(Sessions sessions)
{
    public const int Most = 500;

    /// <summary>By hamlet and given name, at most <see cref="Most"/>.</summary>
    /// <param name="search">Words of the head's or member's name, or of the household's code, without diacritics.</param>
    public async Task<IReadOnlyList<ApprovedSupport>> Of(Guid fund, string? purpose, string? search, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand($"""
            select s.id, coalesce(m.name, h.head_name), a.kind, a.name, a.former, s.purpose, s.approved, s.approved - coalesce(o.ordered, 0), s.approved_on, s.earmark_id
            from grants.support s
            join households.household h on h.id = s.household_id
            join households.hamlet a on a.id = h.hamlet_id
            left join households.member m on m.id = s.member_id
            left join payments.of_support o on o.support_id = s.id
            where s.fund_id = $1 and s.state = 'approved' and s.approved > coalesce(o.ordered, 0) and ($2 = '' or s.purpose = $2)
              and ($3 = '' or h.folded like '%' || $3 || '%')
            order by a.name collate "vi-x-icu", a.former, h.given collate "vi-x-icu", h.head_name collate "vi-x-icu", s.id limit {Most}
            """, connection) { Parameters = { new() { Value = fund }, new() { Value = purpose ?? "" }, new() { Value = Folding.Fold(search ?? "") } } };
        List<ApprovedSupport> found = [];
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            found.Add(new(
                row.GetGuid(0), row.GetString(1), new HamletName(row.GetString(2), row.GetString(3), row.GetString(4)).Text, row.GetString(5), row.GetInt64(6), row.GetInt64(7),
                row.GetFieldValue<DateOnly>(8), row.IsDBNull(9) ? null : row.GetGuid(9)));
        }
        return found;
    }
}
