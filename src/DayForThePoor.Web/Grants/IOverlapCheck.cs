using DayForThePoor.Core.Grants;
using Npgsql;

namespace DayForThePoor.Web.Grants;

/// <summary>A grant whose household is looked up.</summary>
/// <param name="SupportId">The grant itself is no overlap of its own.</param>
/// <param name="On">The day it is meant for; months and years count back from it.</param>
public sealed record OverlapAsked(Guid SupportId, Guid UnitId, Guid HouseholdId, Guid? MemberId, string Purpose, long AmountVnd, DateOnly On, SpendingRule Rule);

/// <summary>What households and their members received before, from every source.</summary>
public interface IOverlapCheck
{
    /// <summary>One outcome for each that is asked, in their order.</summary>
    /// <param name="connection">In the caller's transaction, which holds the rows of the grants: what others approve meanwhile
    /// is seen once they have committed.</param>
    Task<IReadOnlyList<OverlapOutcome>> Find(NpgsqlConnection connection, IReadOnlyList<OverlapAsked> asked, CancellationToken cancellation);
}
