using System.Collections.Concurrent;
using DayForThePoor.Core.Donations;
using DayForThePoor.Core.Ledger;
using DayForThePoor.Core.Text;
using DayForThePoor.Web.Hosting;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Donations;

/// <summary>
/// Warns when the same fund has a gift of the same name, sum and date already. It only warns, so it need not be exact: a
/// day's gifts are remembered here and those of other nodes are fetched every half minute, instead of a query a gift.
/// </summary>
public sealed class LikelyDuplicates(Sessions sessions, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    /// <summary>A peak day of the whole country fits; older days are forgotten first.</summary>
    private const int DaysKept = 64;

    private sealed class Day
    {
        public ConcurrentDictionary<(long Amount, string Folded), string> Vouchers { get; } = new();

        public DateTimeOffset LoadedAt { get; set; } = DateTimeOffset.MinValue;

        public SemaphoreSlim Loading { get; } = new(1, 1);
    }

    private readonly ConcurrentDictionary<(Guid Fund, DateOnly Date), Day> days = new();

    public async ValueTask<IReadOnlyList<Warning>> Warnings(Fund fund, CheckedGift gift, CancellationToken cancellation)
    {
        if (!gift.Texts.TryGetValue("donor_name", out var name) || gift.AmountVnd == 0) return [];
        var day = await Loaded(fund, gift.DocumentDate, cancellation);
        return day.Vouchers.TryGetValue((gift.AmountVnd, Folding.Fold(name)), out var voucher)
            ? [new Warning("donation.likely_duplicate", [voucher])]
            : [];
    }

    public void Remember(Fund fund, CheckedGift gift, string voucher)
    {
        if (gift.Texts.TryGetValue("donor_name", out var name) && days.TryGetValue((fund.Id, gift.DocumentDate), out var day))
            day.Vouchers[(gift.AmountVnd, Folding.Fold(name))] = voucher;
    }

    private async ValueTask<Day> Loaded(Fund fund, DateOnly date, CancellationToken cancellation)
    {
        if (days.Count > DaysKept)
            // A copy first: sorting the live dictionary while others add to it throws.
            foreach (var old in days.ToArray().OrderBy(d => d.Value.LoadedAt).SkipLast(DaysKept)) days.TryRemove(old.Key, out _);

        var day = days.GetOrAdd((fund.Id, date), _ => new Day());
        var now = clock.GetUtcNow();
        if (now - day.LoadedAt < Fresh) return day;
        // One loads; whoever comes meanwhile is content with what is known.
        if (!await day.Loading.WaitAsync(day.LoadedAt == DateTimeOffset.MinValue ? Timeout.Infinite : 0, cancellation)) return day;
        try
        {
            if (now - day.LoadedAt < Fresh) return day;
            await using var connection = await sessions.Connect(fund.UnitId, cancellation);
            await using var query = new NpgsqlCommand("""
                select g.amount, s.folded, g.voucher_kind, g.voucher_year, g.voucher_number
                from dftp.gift g join dftp.sealed_text s on s.owner_id = g.id and s.field = 'donor_name'
                where g.fund_id = $1 and g.document_date = $2 and g.recorded_at > $3 and g.status = 'recorded' and s.folded is not null
                """, connection)
            {
                Parameters =
                {
                    new() { Value = fund.Id }, new() { Value = date },
                    // Overlaps by a minute: a commit may be later than its time stamp.
                    new() { Value = day.LoadedAt == DateTimeOffset.MinValue ? day.LoadedAt : day.LoadedAt.AddMinutes(-1) },
                },
            };
            await using var reader = await query.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                day.Vouchers[(reader.GetInt64(0), reader.GetString(1))] =
                    new VoucherNumber(reader.GetString(2), reader.GetInt16(3), reader.GetInt32(4)).Text(fund.Kind);
            }
            day.LoadedAt = now;
            return day;
        }
        finally
        {
            day.Loading.Release();
        }
    }
}
