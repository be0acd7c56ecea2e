using Npgsql;

namespace DayForThePoor.Web.Ledger;

/// <summary>Statements with their parameters, sent together: one round trip however many tables are written.</summary>
public static class StatementBatch
{
    /// <param name="timeout">Seconds, 0 for none; the connection's own when null.</param>
    public static async Task Run(
        NpgsqlConnection connection, IEnumerable<(string Sql, NpgsqlParameter[] Columns)> statements, int? timeout = null, CancellationToken cancellation = default)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (timeout is { } seconds) batch.Timeout = seconds;
        foreach (var (sql, columns) in statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var column in columns) command.Parameters.Add(column);
            batch.BatchCommands.Add(command);
        }
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
    }
}
