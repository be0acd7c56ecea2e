using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Public;

/// <summary>That a sponsor's page, or a picture on it, was opened.</summary>
/// <param name="LinkTail">Last four characters of the link that was used.</param>
/// <param name="What">page or file.</param>
public sealed record PageView(DateTimeOffset At, string LinkTail, string What);

/// <summary>Writes down and tells who looked at a sponsor's page: the link is the only one to name.</summary>
public sealed class PageViews(Sessions sessions, TimeProvider time)
{
    public const string Page = "page", File = "file";

    public async Task Write(PageOwner owner, string what, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(owner.UnitId, cancellation);
        await using var insert = new NpgsqlCommand("insert into sponsorships.page_view (sponsor_id, unit_id, at, link_tail, what) values ($1, $2, $3, $4, $5)", connection)
        {
            Parameters =
            {
                new() { Value = owner.SponsorId }, new() { Value = owner.UnitId }, new() { Value = time.GetUtcNow() }, new() { Value = owner.FollowCode[^4..] }, new() { Value = what },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The latest, and how often the page was opened in all.</summary>
    public async Task<(IReadOnlyList<PageView> Latest, long Pages)> Of(Guid sponsor, int most, CancellationToken cancellation)
    {
        await using var connection = await sessions.ConnectAnywhere(cancellation);
        await using var select = new NpgsqlCommand("""
            select v.at, v.link_tail, v.what, (select count(*) from sponsorships.page_view a where a.sponsor_id = $1 and a.what = 'page')
            from sponsorships.page_view v where v.sponsor_id = $1 order by v.at desc, v.id desc limit $2
            """, connection) { Parameters = { new() { Value = sponsor }, new() { Value = most } } };
        List<PageView> views = [];
        var pages = 0L;
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            views.Add(new(row.GetFieldValue<DateTimeOffset>(0), row.GetString(1), row.GetString(2)));
            pages = row.GetInt64(3);
        }
        return (views, pages);
    }
}
