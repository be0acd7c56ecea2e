using DayForThePoor.Core;
using Npgsql;

namespace DayForThePoor.Web.Households;

/// <summary>Something that keeps people where the register has them. Each module registers its own; asked before members leave a household or it ends.</summary>
public interface IHouseholdTie
{
    /// <summary>Asked while the register of the unit is held. Empty: they may leave.</summary>
    /// <param name="members">Ids of members who would not live there any more.</param>
    Task<IReadOnlyList<Refusal>> WhyNotLeave(NpgsqlConnection connection, Guid unit, IReadOnlyCollection<Guid> members, CancellationToken cancellation);
}

internal static class HouseholdTies
{
    public static async Task<List<Refusal>> WhyNotLeave(
        this IEnumerable<IHouseholdTie> ties, NpgsqlConnection connection, Guid unit, IReadOnlyCollection<Guid> members, CancellationToken cancellation)
    {
        List<Refusal> no = [];
        if (members.Count == 0) return no;
        foreach (var tie in ties) no.AddRange(await tie.WhyNotLeave(connection, unit, members, cancellation));
        return no;
    }
}
