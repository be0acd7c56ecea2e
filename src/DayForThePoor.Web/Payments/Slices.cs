using DayForThePoor.Core;
using DayForThePoor.Core.Money;
using DayForThePoor.Core.Payments;
using Npgsql;
using NpgsqlTypes;

namespace DayForThePoor.Web.Payments;

/// <summary>
/// Tells which money paid what: the oldest first among what is not addressed, or within the addressed gift that a line
/// names. Everything is one statement over the fund's sources, because a payment may eat a hundred thousand small gifts.
/// Called with the fund's row locked.
/// </summary>
public static class Slices
{
    /// <summary>The step of a void.</summary>
    private const short Void = -1;

    /// <summary>Most seconds for one part; a fund of a million gifts takes some.</summary>
    private const int Patience = 120;

    /// <summary>
    /// Sources of a fund with what is left of them. What was taken back after it had been spent leaves a hole, which the
    /// oldest others fill: so much of them is passed over. Each step is materialized: a planner that takes the sources for
    /// few would go through all of them for each.
    /// </summary>
    private const string Open = """
        open as materialized (
          select source_id, min(day) as day, min(recorded_at) as recorded_at, (array_agg(campaign_id) filter (where campaign_id is not null))[1] as campaign_id,
            (array_agg(earmark_id) filter (where earmark_id is not null))[1] as earmark_id, sum(amount)::bigint as held
          from (
            select source_id, day, recorded_at, campaign_id, earmark_id, amount from payments.source where fund_id = $2
            union all
            select source_id, null, null, null, earmark_id, -amount from payments.slice where fund_id = $2) moved
          group by source_id)
        """;

    private const string TakeOldest = $"""
        with {Open},
        hole as materialized (select coalesce(-sum(held) filter (where held < 0), 0)::bigint as gone from open where earmark_id is not distinct from $3),
        ranked as materialized (
          select source_id, held, sum(held) over place as upto, row_number() over place as place
          from open where held > 0 and earmark_id is not distinct from $3
          window place as (order by campaign_id is distinct from $4, day, recorded_at, source_id)),
        taken as (
          insert into payments.slice (payment_id, step, part, place, fund_id, earmark_id, source_id, amount)
          select $1, 0, $5, place, $2, $3, source_id, least(upto, gone + $6) - greatest(upto - held, gone)
          from ranked, hole where upto > gone and upto - held < gone + $6
          returning amount)
        select coalesce(sum(amount), 0)::bigint from taken
        """;

    private const string TakeChosen = $"""
        with {Open},
        taken as (
          insert into payments.slice (payment_id, step, part, place, fund_id, earmark_id, source_id, amount)
          select $1, 0, 1, c.place, $2, o.earmark_id, c.source_id, c.amount
          from payments.chosen_source c join open o using (source_id) where c.payment_id = $1 and o.held >= c.amount
          returning earmark_id, amount)
        select earmark_id, sum(amount)::bigint from taken group by 1
        """;

    private const string GiveBackPart = """
        with held as (
          select source_id, max(part) as part, max(place) as place, sum(amount) as amount from payments.slice
          where payment_id = $1 and earmark_id is not distinct from $3 group by 1 having sum(amount) > 0),
        ranked as (
          select *, sum(amount) over last as upto, row_number() over last as back from held window last as (order by part desc, place desc)),
        given as (
          insert into payments.slice (payment_id, step, part, place, fund_id, earmark_id, source_id, amount)
          select $1, $4, $5, back, $2, $3, source_id, -(least(upto, $6) - (upto - amount)) from ranked where upto - amount < $6
          returning amount)
        select coalesce(-sum(amount), 0)::bigint from given
        """;

    private const string Hash = """
        select encode(sha256(convert_to(coalesce(string_agg(source_id::text || ' ' || amount::text, ',' order by part, place), ''), 'UTF8')), 'hex')
        from payments.slice where payment_id = $1 and step = $2
        """;

    /// <summary>Slices for all lines, together exactly their sum. Codes: payment.sources_short, payment.source_gone.</summary>
    /// <returns>The hash that the event holds.</returns>
    public static async Task<Outcome<string>> Take(
        NpgsqlConnection connection, Guid payment, Guid fund, IReadOnlyList<PaymentLine> lines, CancellationToken cancellation)
    {
        if (await IsChosen(connection, payment, cancellation))
        {
            if (!await TookChosen(connection, payment, fund, lines, cancellation)) return Refusal.Conflict("payment.source_gone", "sources");
        }
        else
        {
            short part = 0;
            foreach (var (earmark, campaign, sum) in lines.GroupBy(l => (l.EarmarkId, l.CampaignId)).Select(g => (g.Key.EarmarkId, g.Key.CampaignId, g.Sum(l => l.Amount))))
            {
                await using var take = Command(connection, TakeOldest, payment, fund, earmark);
                take.Parameters.Add(Id(campaign));
                take.Parameters.Add(new() { Value = ++part });
                take.Parameters.Add(new() { Value = sum });
                var taken = (long)(await take.ExecuteScalarAsync(cancellation))!;
                if (taken != sum) return Refusal.Conflict("payment.sources_short", "lines", MoneyText.Format(new Vnd(taken)));
            }
        }
        return await HashOf(connection, payment, 0, cancellation);
    }

    /// <summary>What lines cost goes back to the sources that were taken last.</summary>
    /// <param name="returned">1, 2, … among the returns of the payment.</param>
    public static async Task<string> GiveBack(
        NpgsqlConnection connection, Guid payment, Guid fund, int returned, IReadOnlyList<PaymentLine> lines, CancellationToken cancellation)
    {
        short part = 0;
        foreach (var (earmark, sum) in lines.GroupBy(l => l.EarmarkId).Select(g => (g.Key, g.Sum(l => l.Amount))))
        {
            await using var give = Command(connection, GiveBackPart, payment, fund, earmark);
            give.Parameters.Add(new() { Value = (short)returned });
            give.Parameters.Add(new() { Value = ++part });
            give.Parameters.Add(new() { Value = sum });
            if ((long)(await give.ExecuteScalarAsync(cancellation))! != sum) throw new InvalidOperationException($"Payment {payment} has fewer slices than lines.");
        }
        return await HashOf(connection, payment, (short)returned, cancellation);
    }

    /// <summary>Everything goes back.</summary>
    public static async Task GiveAllBack(NpgsqlConnection connection, Guid payment, CancellationToken cancellation)
    {
        await using var give = new NpgsqlCommand("""
            insert into payments.slice (payment_id, step, part, place, fund_id, earmark_id, source_id, amount)
            select payment_id, $2, part, place, fund_id, earmark_id, source_id, -amount from payments.slice where payment_id = $1 and step = 0
            """, connection) { Parameters = { new() { Value = payment }, new() { Value = Void } } };
        await give.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Keeps what somebody chose until the payment is posted.</summary>
    public static async Task Choose(NpgsqlConnection connection, Guid payment, IReadOnlyList<SourceForm> sources, CancellationToken cancellation)
    {
        if (sources.Count == 0) return;
        await using var insert = new NpgsqlCommand("""
            insert into payments.chosen_source (payment_id, place, source_id, amount) select $1, place, id, amount from unnest($2::uuid[], $3::bigint[]) with ordinality s(id, amount, place)
            """, connection)
        {
            Parameters = { new() { Value = payment }, new() { Value = sources.Select(s => s.Source).ToArray() }, new() { Value = sources.Select(s => s.AmountVnd).ToArray() } },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<bool> IsChosen(NpgsqlConnection connection, Guid payment, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select exists (select from payments.chosen_source where payment_id = $1)", connection) { Parameters = { new() { Value = payment } } };
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Whether every chosen source still had so much, and each is of the addressed gift that lines name, or of none.</summary>
    private static async Task<bool> TookChosen(NpgsqlConnection connection, Guid payment, Guid fund, IReadOnlyList<PaymentLine> lines, CancellationToken cancellation)
    {
        await using var take = new NpgsqlCommand(TakeChosen, connection) { CommandTimeout = Patience, Parameters = { new() { Value = payment }, new() { Value = fund } } };
        var wanted = lines.GroupBy(l => l.EarmarkId ?? Guid.Empty).ToDictionary(g => g.Key, g => g.Sum(l => l.Amount));
        await using var row = await take.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            if (!wanted.Remove(row.IsDBNull(0) ? Guid.Empty : row.GetGuid(0), out var sum) || sum != row.GetInt64(1)) return false;
        return wanted.Count == 0;
    }

    private static async Task<string> HashOf(NpgsqlConnection connection, Guid payment, short step, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand(Hash, connection) { Parameters = { new() { Value = payment }, new() { Value = step } } };
        return (string)(await select.ExecuteScalarAsync(cancellation))!;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, Guid payment, Guid fund, Guid? earmark) =>
        new(sql, connection) { CommandTimeout = Patience, Parameters = { new() { Value = payment }, new() { Value = fund }, Id(earmark) } };

    private static NpgsqlParameter Id(Guid? id) => new() { Value = id ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };
}
