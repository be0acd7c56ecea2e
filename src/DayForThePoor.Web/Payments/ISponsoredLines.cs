using DayForThePoor.Core;
using DayForThePoor.Core.Payments;
using Npgsql;

namespace DayForThePoor.Web.Payments;

/// <summary>A line that hands on a pledge's money, or pays for a slot that nobody fills. One of the two ids is set.</summary>
/// <param name="Line">1, 2, …</param>
public sealed record SponsoredLine(int Line, long AmountVnd, Guid? Pledge, Guid? Slot)
{
    /// <summary>As a written line asks for it again: with an earmark it is the pledge's money, without one the general fund's.</summary>
    public static SponsoredLine Of(PaymentLine line) => new(line.Line, line.Amount, line.EarmarkId, line.EarmarkId is null ? line.SlotId : null);
}

/// <summary>Who is handed the money of a sponsored line, as lists print it.</summary>
/// <param name="Born">Year of birth, empty when not known.</param>
/// <param name="Class">Of the household in its last review.</param>
public sealed record SponsoredPerson(Guid HouseholdId, Guid MemberId, Guid SlotId, string Name, string Address, string Born, string? Class);

/// <summary>The door through which payments reach sponsorship.</summary>
public interface ISponsoredLines
{
    /// <summary>
    /// Holds slots, cases and pledges of these lines to the end of the transaction, after the grants, and says whom each line
    /// helps, by its number; or why it may not be paid now.
    /// </summary>
    /// <param name="except">The payment that asks: what it takes itself is not counted.</param>
    Task<Outcome<IReadOnlyDictionary<int, SponsoredPerson>>> Hold(
        NpgsqlConnection connection, Guid unit, Guid fund, Guid except, IReadOnlyList<SponsoredLine> lines, CancellationToken cancellation);
}
