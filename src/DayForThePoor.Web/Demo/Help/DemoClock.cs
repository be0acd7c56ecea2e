namespace DayForThePoor.Web.Demo.Help;

/// <summary>
/// The clock of an installation of sample data: while the sample is made, whoever is asked stands on the day on which it
/// happened, so that a year of decisions bears a year of dates. What the ledger records as the moment of recording stays the
/// real one, because its writer runs apart.
/// </summary>
internal sealed class DemoClock : TimeProvider
{
    private static readonly AsyncLocal<DateTimeOffset?> Standing = new();

    public override DateTimeOffset GetUtcNow() => Standing.Value ?? base.GetUtcNow();

    /// <summary>For the asynchronous flow that calls it, until it ends or another day is set. 09:00 in Vietnam.</summary>
    public static void Stand(DateOnly day) => Standing.Value = new DateTimeOffset(day, new TimeOnly(2, 0), TimeSpan.Zero);
}
