using DayForThePoor.Core.Sponsorships;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships.Cases;

/// <summary>Tells those concerned that something changed in a person's life: the officer by an alarm, sponsors by a notice.</summary>
internal sealed class CaseTold(NpgsqlConnection connection, Guid unit, Guid beneficiary, DateTimeOffset now)
{
    /// <summary>Kind of alarm and of notice. What happened is private life: the notice says only that something did.</summary>
    private const string LifeChange = "life_change";

    private static readonly IReadOnlyList<string> Birthdays = [LifeChanges.Turned7, LifeChanges.Turned16, LifeChanges.Turned18];

    public async Task Officer(string kind, DateOnly on, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand("""
            insert into sponsorships.alarm (id, unit_id, kind, beneficiary_id, since, detail, raised_at) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (kind, coalesce(pledge_id, beneficiary_id, sponsor_id)) where closed_at is null do update set since = excluded.since, detail = excluded.detail
            """, connection)
        {
            Parameters =
            {
                new() { Value = Guid.CreateVersion7(now) }, new() { Value = unit }, new() { Value = Birthdays.Contains(kind) ? kind : LifeChange }, new() { Value = beneficiary },
                new() { Value = on }, new() { Value = kind }, new() { Value = now.ToUniversalTime() },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    public async Task Sponsors(IReadOnlyList<LivingPledge> pledges, DateOnly on, CancellationToken cancellation)
    {
        if (pledges.Count == 0) return;
        await using var insert = new NpgsqlCommand("""
            insert into sponsorships.notice (id, unit_id, sponsor_id, pledge_id, kind, on_date, made_at)
            select n.id, $1, n.sponsor_id, n.pledge_id, $2, $3, $4 from unnest($5::uuid[], $6::uuid[], $7::uuid[]) n(id, sponsor_id, pledge_id) on conflict do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = unit }, new() { Value = LifeChange }, new() { Value = on }, new() { Value = now.ToUniversalTime() },
                new() { Value = pledges.Select(_ => Guid.CreateVersion7(now)).ToArray() }, new() { Value = pledges.Select(p => p.SponsorId).ToArray() },
                new() { Value = pledges.Select(p => p.Id).ToArray() },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The change was taken back: nothing is left to be looked at.</summary>
    public async Task Over(Guid by, CancellationToken cancellation)
    {
        await using var update = new NpgsqlCommand("""
            update sponsorships.alarm set closed_at = $3, closed_by = $4, closed_how = 'taken_back' where kind = $2 and beneficiary_id = $1 and closed_at is null
            """, connection)
        {
            Parameters = { new() { Value = beneficiary }, new() { Value = LifeChange }, new() { Value = now.ToUniversalTime() }, new() { Value = by } },
        };
        await update.ExecuteNonQueryAsync(cancellation);
    }
}
