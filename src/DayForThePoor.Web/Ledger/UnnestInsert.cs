using System.Data.Common;
using JasperFx.Events;

using Marten.Internal.Operations;
using Npgsql;
using NpgsqlTypes;
using Weasel.Postgresql;
using IStorageSession = Weasel.Storage.IStorageSession;
using OperationRole = Weasel.Core.OperationRole;

namespace DayForThePoor.Web.Ledger;

/// <summary>One statement over arrays, in Marten's batch: an insert of any number of rows costs one plan and one message.</summary>
public sealed class UnnestInsert(string sql, NpgsqlParameter[] columns) : IStorageOperation
{
    public Type DocumentType => typeof(UnnestInsert);

    public OperationRole Role() => OperationRole.Other;

    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        // The statement numbers its parameters $1, $2 …; the builder wants a mark for each, in the same order.
        var at = 0;
        for (var i = 1; i <= columns.Length; i++)
        {
            var mark = sql.IndexOf($"${i}::", at, StringComparison.Ordinal);
            builder.Append(sql[at..mark]);
            builder.AppendParameter(columns[i - 1].Value!, columns[i - 1].NpgsqlDbType);
            at = mark + $"${i}".Length;
        }
        builder.Append(sql[at..]);
    }

    public static NpgsqlParameter Column<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value, NpgsqlDbType type)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = value(rows[i]);
        return new NpgsqlParameter { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }

    public void Postprocess(DbDataReader reader, IList<Exception> exceptions)
    {
    }

    public Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token) => Task.CompletedTask;
}
