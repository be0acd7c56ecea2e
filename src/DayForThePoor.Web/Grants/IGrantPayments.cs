using DayForThePoor.Core.Grants;
using Npgsql;

namespace DayForThePoor.Web.Grants;

/// <summary>What is being paid for grants. Whoever pays from a module of its own answers here.</summary>
public interface IGrantPayments
{
    /// <summary>Grants without live payments may be left out.</summary>
    /// <param name="connection">In the caller's transaction, which holds the rows of the grants.</param>
    Task<IReadOnlyDictionary<Guid, LivePayments>> Of(NpgsqlConnection connection, IReadOnlyList<Guid> grants, CancellationToken cancellation);
}
