using Npgsql;

namespace DayForThePoor.Web.Ledger;

/// <summary>Rows of a module's tables, gathered from events: live as they are appended and in a rebuild.</summary>
public interface IEventRows
{
    /// <summary>Events that mean nothing to these tables leave no row.</summary>
    void Add(in StoredEvent stored);

    /// <summary>What has to be run to write the rows; nothing for no rows.</summary>
    IEnumerable<(string Sql, NpgsqlParameter[] Columns)> Statements();
}

/// <summary>
/// Tables that follow from the events alone. Each module registers its own; the ledger writes and rebuilds them without
/// knowing what they hold.
/// </summary>
/// <param name="Tables">Of the schema; emptied by a rebuild.</param>
/// <param name="New">An empty gathering for one batch of events.</param>
public sealed record ReadModel(string Schema, IReadOnlyList<string> Tables, Func<IEventRows> New);
