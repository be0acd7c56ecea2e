using DayForThePoor.Core.Statements;
using DayForThePoor.Web.Ledger;
using DayForThePoor.Web.Units;
using Npgsql;

namespace DayForThePoor.Web.Statements.Matching;

/// <summary>The document date of what is said about lines: the bank's day while its month is open, else today.</summary>
public static class DocumentDates
{
    /// <param name="closed">First days of the unit's closed months.</param>
    /// <returns>Today when even its month is closed; the ledger refuses that.</returns>
    public static DateOnly Of(RegistrySnapshot known, Guid unit, DateOnly day, DateOnly today, IReadOnlySet<DateOnly> closed) =>
        StatementDay.DocumentDate(day, today, known.Units.Any(u => u.UnitId == unit && u.StandsOn(day)), d => closed.Contains(PeriodLock.MonthOf(d))) ?? today;

    /// <summary>The date by which a transaction posts; holds its month, and today's, open until the commit.</summary>
    /// <param name="unitStood">Whether the unit existed on the bank's day.</param>
    /// <exception cref="InvalidOperationException">Today's month was closed meanwhile.</exception>
    public static async Task<DateOnly> Hold(NpgsqlConnection connection, Guid unit, DateOnly day, DateOnly today, bool unitStood)
    {
        var closed = await PeriodLock.Take(connection, [(unit, day), (unit, today)]);
        return StatementDay.DocumentDate(day, today, unitStood, d => closed.Contains((unit, PeriodLock.MonthOf(d))))
            ?? throw new InvalidOperationException($"The month of {today:O} was closed while lines of {day:O} were being posted.");
    }

    /// <summary>First days of the months that are closed, without locking them: whoever posts locks them and looks again.</summary>
    public static async Task<IReadOnlySet<DateOnly>> ClosedMonths(NpgsqlConnection connection, Guid unit, CancellationToken cancellation)
    {
        await using var select = new NpgsqlCommand("select month from ledger.period where unit_id = $1 and closed_at is not null", connection)
        {
            Parameters = { new() { Value = unit } },
        };
        var closed = new HashSet<DateOnly>();
        await using var row = await select.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) closed.Add(row.GetFieldValue<DateOnly>(0));
        return closed;
    }
}
