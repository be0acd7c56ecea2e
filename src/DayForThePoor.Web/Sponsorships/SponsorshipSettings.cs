using DayForThePoor.Web.Hosting;
using Npgsql;

namespace DayForThePoor.Web.Sponsorships;

/// <summary>Numbers by which a unit keeps its sponsorships.</summary>
/// <param name="HoldDays">A slot is held so many days for the first payment.</param>
/// <param name="HoldExtensions">How often the hold may be extended, each time by as many days.</param>
/// <param name="GraceDays">Days after the end of a pledge in which money for it is still taken.</param>
/// <param name="ExtraLeast">Least đồng of an extra gift.</param>
/// <param name="ExtraMost">Most đồng of one extra gift; beyond it a person looks.</param>
/// <param name="ExtraYearly">Most đồng of extra gifts for one person in a calendar year.</param>
/// <param name="LateDays">An instalment is late so many days after it fell due.</param>
/// <param name="VisitMonths">A case that nobody visited for so many months is shown.</param>
public sealed record SponsorshipNumbers(
    int HoldDays, int HoldExtensions, int GraceDays, long ExtraLeast, long ExtraMost, long ExtraYearly, int LateDays, int VisitMonths)
{
    public static readonly SponsorshipNumbers Shipped = new(14, 2, 90, 50_000, 2_000_000, 5_000_000, 15, 3);
}

/// <summary>Reads the numbers of a unit; the shipped ones where it set none.</summary>
public sealed class SponsorshipSettings(Sessions sessions)
{
    public async Task<SponsorshipNumbers> Of(Guid unit, CancellationToken cancellation)
    {
        await using var connection = await sessions.Connect(unit, cancellation);
        return await Of(connection, unit, cancellation);
    }

    public static async Task<SponsorshipNumbers> Of(NpgsqlConnection connection, Guid unit, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("""
            select hold_days, hold_extensions, grace_days, extra_least, extra_most, extra_yearly, late_days, visit_months from sponsorships.setting where unit_id = $1
            """, connection) { Parameters = { new() { Value = unit } } };
        await using var row = await select.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new(row.GetInt16(0), row.GetInt16(1), row.GetInt16(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt16(6), row.GetInt16(7))
            : SponsorshipNumbers.Shipped;
    }
}
